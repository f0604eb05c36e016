import type { Chance } from './chance.ts'
import { afterConference, conferenceSaid, meetingOf } from './conference-words.ts'
import { enquire } from './enquire.ts'
import type { DayNumber } from './ledger.ts'
import { outcomes } from './plan.ts'
import { preProceedings } from './pre-proceedings.ts'
import { D, by, lag, lastDay, past, tell, working, workingAfter, type Story } from './story.ts'
import type { Episodes, Turn } from './turn.ts'
import { visits } from './visits.ts'
import { oneOf, sentences } from './words.ts'

export function protect(story: Story, from: DayNumber, episodes: Episodes, turn: Turn): void {
  const { chance } = story
  const about15 = turn.late === true || chance.odds(0.15) ? chance.whole(16, 24) : chance.whole(9, 14)
  const conferenceOn = workingAfter(working(from + 2), about15)
  enquire(story, from, episodes, { conferenceOn })
  if (turn.inquorate !== undefined) inquorate(story, workingAfter(conferenceOn, -turn.inquorate))
  if (conferenceOn > story.ledger.span.today && story.to === null)
    firstConferenceBooked(story, conferenceOn, Math.min(workingAfter(from, 5), story.ledger.span.today))
  if (conferenceOn > lastDay(story)) return
  const plans = protectionPlans(story, conferenceOn, episodes, turn.again === true)
  const reviews = reviewDays(story, conferenceOn)
  conferences(
    story,
    [
      { on: conferenceOn, kind: 'initial', quorate: true },
      ...reviews.map((on) => ({ on, kind: 'review' as const, quorate: true })),
    ],
    plans,
  )
  nextConference(story, reviews.at(-1) ?? conferenceOn, reviews.length === 0, plans)
  outcomes(story, conferenceOn)
  visits(story, conferenceOn, story.ledger.span.today, { every: 10, place: 'home' })
  coreGroups(story, conferenceOn, plans)
  if (turn.preProceedings === true || chance.odds(0.1))
    preProceedings(story, conferenceOn + chance.whole(20, 90), turn.late)
}

function protectionPlans(story: Story, on: DayNumber, episodes: Episodes, again: boolean): Episodes {
  const { chance, org } = story
  const chair = chance.of(org.chairs)
  const category = chance.weighed([
    ['NEG', 48],
    ['EMO', 36],
    ['PHY', 9],
    ['SAB', 4],
    ['MUL', 3],
  ] as const)
  const previousPlans = chance.odds(0.22) ? chance.whole(1, 2) : Number(again)
  return new Map(
    story.children.map((child) => [
      child.id,
      tell(story, 'cpPlan', child, {
        state: 'open',
        on,
        by: chair.id,
        values: {
          episodeId: episodes.get(child.id) ?? null,
          startedOn: D(on),
          firstCategory: category,
          latestCategory: category,
          previousPlans,
          emergencyProtection: false,
        },
        later: [
          ...(previousPlans === 0 ? [] : lookedBack(story, on)),
          ...(story.to === null
            ? []
            : [
                {
                  state: 'ended' as const,
                  on: story.to,
                  by: chair.id,
                  values: { endedOn: past(story, story.to) },
                },
              ]),
        ],
      }),
    ]),
  )
}

/** The manager says what the earlier plan changed, within the ten working days or some days after; at the end of some plans, nobody has. */
function lookedBack(story: Story, from: DayNumber) {
  const on = workingAfter(from, 6 + (from % 9))
  if (on >= lastDay(story)) return []
  const manager = story.team.manager.id
  const historyFound = 'Before, school was told late and Nan was never asked. Both are asked now.'
  return [
    {
      state: 'open' as const,
      on,
      by: manager,
      minute: 15 * 60,
      values: { historyReviewedOn: D(on), historyReviewedBy: manager, historyFound },
    },
  ]
}

/** Within three months, then six: a few late. */
function reviewDays(story: Story, from: DayNumber): DayNumber[] {
  const { chance } = story
  const days: DayNumber[] = []
  for (
    let on = from + (chance.odds(0.9) ? chance.whole(70, 89) : chance.whole(93, 110));
    on <= lastDay(story);
    on += chance.odds(0.8) ? chance.whole(150, 178) : chance.whole(186, 205)
  )
    days.push(working(on))
  return days
}

function inquorate(story: Story, on: DayNumber): void {
  if (on <= lastDay(story)) conferences(story, [{ on, kind: 'initial', quorate: false }], new Map())
}

interface Held {
  readonly on: DayNumber
  readonly kind: 'initial' | 'review'
  readonly quorate: boolean
}

function conferences(story: Story, held: readonly Held[], plans: Episodes): void {
  const { chance, org } = story
  const chairId = chance.of(org.chairs).id
  for (const one of held) {
    const { on, kind, quorate } = one
    const shared = chance.weighed([[on - chance.whole(4, 9), 75], [on - chance.whole(0, 1), 15], [null, 10]] as const) // prettier-ignore
    const checked = quorate && chance.odds(0.8) ? on + checkedAfter(chance, kind) : Infinity
    const decision = decided(story, one)
    const said = { on, kind, quorate, chairId }
    const legal = legalAdvice(one, held)
    const later = [...afterConference(said), ...checkOf(story, checked, chairId)].toSorted(
      (a, b) => a.on - b.on,
    )
    for (const child of story.children)
      tell(story, 'conference', child, {
        state: quorate ? 'held' : 'inquorate',
        on,
        by: chairId,
        values: {
          kind,
          planId: plans.get(child.id) ?? null,
          heldOn: D(on),
          quorate,
          decision,
          reportSharedOn: shared === null ? null : D(shared),
          ...conferenceSaid(said),
          meetingId: together(story, on, 'conference'),
          ...legal,
        },
        later,
      })
  }
}

/** In a plan of a year or more most reviews consider legal advice; in one plan of three none does. */
function legalAdvice({ on, kind }: Held, [first]: readonly Held[]) {
  const began = first?.on ?? on
  return kind === 'review' && on - began > 365 && began % 3 !== 0 ? { legalConsidered: true } : {}
}

/** The chair's check on its day, where it was made before the work ended. */
const checkOf = (story: Story, on: DayNumber, by: string) =>
  on > lastDay(story) ? [] : [{ state: 'held' as const, on, by, values: { checkedOn: D(on) } }]

/** The next review is booked when the last was held; as its day comes near the report goes to the family, or does not yet. */
function nextConference(story: Story, last: DayNumber, first: boolean, plans: Episodes): void {
  const { chance, org, ledger } = story
  const on = working(last + (first ? 85 : 172))
  if (story.to !== null || on <= ledger.span.today) return
  const shared = on - chance.whole(4, 8)
  for (const child of story.children)
    tell(story, 'conference', child, {
      state: 'booked',
      on: last,
      by: chance.of(org.chairs).id,
      values: {
        kind: 'review',
        planId: plans.get(child.id) ?? null,
        bookedFor: D(on),
        reportSharedOn: past(story, shared),
        meetingId: together(story, on, 'booked'),
      },
    })
}

/** A first conference that is still to come: booked after the enquiry, within its fifteen working days. */
function firstConferenceBooked(story: Story, on: DayNumber, told: DayNumber): void {
  const chair = story.chance.of(story.org.chairs).id
  for (const child of story.children)
    tell(story, 'conference', child, {
      state: 'booked',
      on: told,
      by: chair,
      values: { kind: 'initial', bookedFor: D(on), chairId: chair, meetingId: together(story, on, 'booked') },
    })
}

/** Brothers and sisters are at one meeting. */
const together = (story: Story, on: DayNumber, what: Parameters<typeof meetingOf>[2]): string =>
  meetingOf(story.children[0]?.id ?? '', on, what)

const checkedAfter = (chance: Chance, kind: Held['kind']): number =>
  kind === 'initial' ? chance.whole(28, 46) : chance.whole(70, 100)

function decided({ to }: Story, { on, kind, quorate }: Held) {
  if (!quorate) return 'not recorded' as const
  if (kind === 'initial') return 'plan' as const
  return to !== null && on >= to - 20 ? ('end' as const) : ('continue' as const)
}

function coreGroups(story: Story, from: DayNumber, plans: Episodes): void {
  const { chance } = story
  const first = workingAfter(from, chance.odds(0.88) ? chance.whole(5, 10) : chance.whole(11, 16))
  for (
    let on = first;
    on <= lastDay(story);
    on += chance.odds(0.85) ? chance.whole(26, 40) : chance.whole(44, 58)
  ) {
    const day = working(on)
    for (const child of story.children)
      tell(story, 'coreGroup', child, {
        state: day < story.ledger.span.today - 30 ? 'recorded' : 'held',
        on: lag(story, day),
        by: by(story, day),
        values: {
          planId: plans.get(child.id) ?? null,
          heldOn: D(day),
          decisions: oneOf(sentences.decision, child.about, chance),
          planUpdated: day < story.ledger.span.today - 30 ? true : null,
          meetingId: together(story, day, 'core group'),
        },
      })
  }
}
