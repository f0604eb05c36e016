import { allocate, neverEnded, thirdWorker } from './allocations.ts'
import { assess } from './assess.ts'
import { enquire } from './enquire.ts'
import { inNeed } from './in-need.ts'
import { type DayNumber, momentOn } from './ledger.ts'
import { actions, unknowns, worries } from './plan.ts'
import { protect } from './protect.ts'
import {
  D,
  type Story,
  contacts,
  lastDay,
  notes,
  past,
  sparing,
  tell,
  working,
  workingAfter,
} from './story.ts'
import type { Episodes, Path, Turn } from './turn.ts'

/** Referral, assessment and whatever help follows, from a day on. */
export function help(story: Story, path: Path, from: DayNumber, turn: Turn = {}): void {
  const { chance } = story
  if (turn.feedbackOwed === true) return feedbackOwed(story)
  if (path === 'contact')
    return contacts(
      story,
      from,
      chance.odds(0.15)
        ? null
        : chance.of(['Advice given', 'Early help', 'No further action', 'Waiting for police information']),
    )
  contacts(story, from, 'Referral')
  if (path === 'referral') return noFurtherAction(story, from)
  const allocated = giveWorker(story, from, turn)
  const episodes = episode(story, path, from)
  const authorised = assess(story, from, allocated, episodes, {
    late: turn.late,
    ends: endsThere(story, path),
  })
  writeWeeks(story, from, path)
  if (path === 'enquiry')
    enquire(story, from, episodes, turn.concern === undefined ? {} : { concern: turn.concern })
  if (path === 'child in need' && turn.noPlan !== true)
    inNeed(story, planFrom(story, authorised, turn), episodes)
  if (path === 'child protection') protect(story, from, episodes, turn)
}

const endsThere = ({ to }: Story, path: Path): boolean =>
  to !== null && (path === 'assessment' || path === 'enquiry')

/** A worker in a day for most, in days for some; says on which. */
function giveWorker(story: Story, from: DayNumber, turn: Turn): DayNumber {
  const { chance } = story
  const slow = turn.late === true || chance.odds(0.1)
  const allocated = workingAfter(from, slow ? chance.whole(2, 7) : chance.whole(0, 1))
  const gone = turn.unallocated === true ? lastDay(story) - chance.whole(2, 12) : undefined
  if (turn.thirdWorker === true) thirdWorker(story, allocated)
  else allocate(story, allocated, story.team.posts, gone)
  if (turn.neverEnded === true) neverEnded(story, allocated)
  return allocated
}

function feedbackOwed(story: Story): void {
  const on = workingAfter(story.ledger.span.today, -1)
  const screener = story.chance.of(story.org.screeners).id
  for (const child of story.children)
    tell(story, 'contact', child, {
      state: 'decided',
      on,
      by: screener,
      values: {
        receivedOn: D(on),
        receivedAt: momentOn(on, 560),
        source: '2A',
        urgency: 'amber',
        ratedAt: momentOn(on, 640),
        outcome: 'Advice given',
        decidedOn: D(on),
      },
    })
}

const planFrom = ({ chance }: Story, authorised: DayNumber, { late }: Turn): DayNumber =>
  workingAfter(authorised, late === true || chance.odds(0.15) ? chance.whole(11, 25) : chance.whole(0, 10))

function writeWeeks(story: Story, from: DayNumber, path: Path): void {
  notes(story, from, (path === 'child protection' ? 15 : 28) * sparing(story))
  for (let on = from + story.chance.whole(20, 90); on < lastDay(story); on += story.chance.whole(30, 200))
    contacts(story, working(on), 'Linked to open work')
  worries(story, from)
  if (story.chance.odds(0.6)) unknowns(story, from)
  if (path !== 'assessment') actions(story, from + 10, path === 'child protection' ? 22 : 34)
}

const needs = [['N1', 60], ['N5', 14], ['N4', 10], ['N3', 6], ['N2', 6], ['N6', 2], ['N8', 2]] as const // prettier-ignore

/** The episode of need of each child, by child. */
function episode(story: Story, path: Path, from: DayNumber): Episodes {
  const { chance, team } = story
  const primaryNeed = team.name === 'Children with disabilities' ? 'N2' : chance.weighed(needs)
  const source = chance.weighed([
    ['6', 28],
    ['2A', 24],
    ['3E', 8],
    ['3B', 6],
    ['5A', 8],
    ['1A', 8],
    ['3A', 5],
    ['9', 3],
    ['4', 3],
  ] as const)
  const closing = story.to
  const why =
    path === 'assessment'
      ? chance.of(['RC8', 'RC9'] as const)
      : chance.weighed([
          ['RC7', 85],
          ['RC3', 5],
          ['RC5', 6],
          ['RC6', 4],
        ] as const)
  const decided = Math.min(from + chance.whole(0, 1), story.ledger.span.today)
  return new Map(
    story.children.map((child) => [
      child.id,
      tell(story, 'cinEpisode', child, {
        state: 'open',
        on: decided,
        by: story.team.manager.id,
        values: { referredOn: D(from), source, primaryNeed, noFurtherAction: false },
        later:
          closing === null
            ? []
            : [
                {
                  state: 'closed',
                  on: closing,
                  by: team.manager.id,
                  values: { closedOn: past(story, closing), closureReason: why },
                },
              ],
      }),
    ]),
  )
}

function noFurtherAction(story: Story, from: DayNumber): void {
  const { chance, org } = story
  const decided = from + chance.weighed([[0, 50], [1, 40], [4, 10]] as const) // prettier-ignore
  const source = chance.of(['2A', '6', '3B', '1A'] as const)
  for (const child of story.children)
    tell(story, 'cinEpisode', child, {
      state: 'open',
      on: from,
      by: chance.of(org.screeners).id,
      values: { referredOn: D(from), source, primaryNeed: 'N0' },
      later: [
        {
          state: 'no further action',
          on: decided,
          by: chance.of(org.screeners).id,
          values: { noFurtherAction: true, closedOn: past(story, decided), closureReason: 'RC8' },
        },
      ],
    })
}
