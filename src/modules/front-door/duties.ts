import type { Span } from '../../platform/clocks/clock.ts'
import { inOrder } from '../../platform/clocks/intervals.ts'
import { addMonths, momentOf, type Instant } from '../../platform/dates/day.ts'
import { chapterDuties, type FactRow, type History } from '../../platform/record/duties.ts'
import { cinEpisode } from '../referrals/index.ts'
import { agencyCheck } from './agency-checks/record.ts'
import {
  contactDispute,
  contactTriage,
  mashInfoAmber,
  mashInfoGreen,
  mashInfoRed,
  referralDecision,
  referralFeedback,
  reReferralWindow,
} from './clocks.ts'
import { contact } from './record.ts'

/** The twelve months after an episode ended: met by a new referral, and over by themselves if none comes. */
function windows(episodes: readonly FactRow<typeof cinEpisode>[]): Span[] {
  const referrals = inOrder(episodes.map(({ referredOn }) => referredOn))
  return episodes.flatMap(({ id, state, referredOn, closedOn }) => {
    const since = closedOn ?? (state === 'no further action' ? referredOn : null)
    if (since === null) return []
    const until = addMonths(since, 12)
    const met = referrals.find((at) => at >= since && at <= until && at !== referredOn) ?? null
    return [{ recordId: id, since, met, ended: met === null ? until : null }]
  })
}

const kinds = { contact, agencyCheck, cinEpisode }
type Told = History<typeof kinds>

/** The moments there are, earliest first. */
const inOrderOf = (moments: readonly (Instant | null)[]): Instant[] =>
  moments.filter((at) => at !== null).toSorted((one, other) => momentOf(one) - momentOf(other))

/** Met when the last agency replied; over when it was sent to be decided, or decided, without them all. */
function answersOwed({ contact: contacts, agencyCheck: checks }: Told, urgency: string): Span[] {
  return contacts.flatMap(({ id, urgency: rated, ratedAt, readyOn, decidedOn }) => {
    const asked = checks.filter(({ contactId, state }) => contactId === id && state !== 'waived')
    if (rated !== urgency || ratedAt === null || asked.length === 0) return []
    const replies = asked.map(({ repliedAt }) => repliedAt)
    const met = replies.includes(null) ? null : (inOrderOf(replies).at(-1) ?? null)
    return [{ recordId: id, since: ratedAt, met, ended: met === null ? (readyOn ?? decidedOn) : null }]
  })
}

export const duties = chapterDuties(kinds, [
  {
    clock: contactTriage,
    stoppedBy: 'triage',
    arises: ({ contact: contacts }) =>
      contacts.flatMap(({ id, receivedOn, receivedAt, ratedAt: met }) => {
        const since = receivedAt ?? receivedOn
        return since === null ? [] : [{ recordId: id, since, met }]
      }),
  },
  {
    clock: referralDecision,
    stoppedBy: 'decision',
    arises: ({ contact: contacts }) =>
      contacts.flatMap(({ id, receivedOn, decidedOn, firstDecidedOn }) =>
        receivedOn === null ? [] : [{ recordId: id, since: receivedOn, met: firstDecidedOn ?? decidedOn }],
      ),
  },
  {
    clock: referralFeedback,
    stoppedBy: 'feedback',
    arises: ({ contact: contacts }) =>
      contacts.flatMap(({ id, decidedOn, feedbackOn: met }) =>
        decidedOn === null ? [] : [{ recordId: id, since: decidedOn, met }],
      ),
  },
  {
    clock: contactDispute,
    stoppedBy: 'decision',
    arises: ({ contact: contacts }) =>
      contacts.flatMap(({ id, state, disputedOn, decidedOn }) =>
        disputedOn === null
          ? []
          : [{ recordId: id, since: disputedOn, met: state === 'disputed' ? null : decidedOn }],
      ),
  },
  { clock: mashInfoRed, stoppedBy: 'contact', arises: (told) => answersOwed(told, 'red') },
  { clock: mashInfoAmber, stoppedBy: 'contact', arises: (told) => answersOwed(told, 'amber') },
  { clock: mashInfoGreen, stoppedBy: 'contact', arises: (told) => answersOwed(told, 'green') },
  { clock: reReferralWindow, stoppedBy: 'referral', arises: ({ cinEpisode: episodes }) => windows(episodes) },
])
