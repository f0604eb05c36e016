import { adoption } from './adoption.ts'
import { allocate } from './allocations.ts'
import { careEpisode } from './care-episode.ts'
import { health, reviews, schooling } from './care-reviews.ts'
import type { CareTurn } from './care-turn.ts'
import type { DayNumber } from './ledger.ts'
import { missing } from './missing.ts'
import { actions, outcomes, worries } from './plan.ts'
import { D, type Story, type Told, ageAt, by, lastDay, notes, sparing, tell, working } from './story.ts'
import { visitAll, visits } from './visits.ts'

type Legal = 'V2' | 'C1' | 'C2' | 'E1'

type Placement = 'U1' | 'U3' | 'U4' | 'U5' | 'U6' | 'K2' | 'K3' | 'P1' | 'A5' | 'R3'

export interface Stay {
  readonly from: DayNumber
  /** When the placement began: a change of legal status alone does not begin another. */
  readonly placedOn: DayNumber
  readonly to: DayNumber | null
  readonly legal: Legal
  readonly placement: Placement
}

/** One child's time in our care, from its first day. */
export function care(story: Story, child: Told, from: DayNumber, turn: CareTurn = {}): void {
  allocate(story, from, story.team.posts)
  const stays = staysOf(story, child, from, turn)
  stays.forEach((stay, i) =>
    careEpisode(story, child, { stay, before: stays[i - 1] ?? null, after: stays[i + 1] ?? null, turn }),
  )
  for (const stay of stays) visitsIn(story, stay, turn, from)
  reviews(
    story,
    child,
    from,
    turn.adopting === undefined ? Infinity : story.ledger.span.today - turn.adopting.placed,
  )

  health(story, child, from)
  schooling(story, child, from)
  if (turn.missing !== undefined || (ageAt(child, from) >= 13 && story.chance.odds(0.5)))
    missing(story, child, from, turn.missing)
  if (turn.asylum === true) tell(story, 'asylum', child, { state: 'recorded', on: from, by: by(story, from), values: { endedOn: child.born === null ? null : D(child.born + 6575) } }) // prettier-ignore
  if (turn.adopting !== undefined) adoption(story, child, turn.adopting)
  outcomes(story, from + 14)
  worries(story, from)
  notes(story, from, 14 * sparing(story))
  actions(story, from + 20, 45)
}

/** Interim order, then a full one or none; a first placement, and moves for some. */
function staysOf(story: Story, child: Told, from: DayNumber, turn: CareTurn): Stay[] {
  const { chance } = story
  const end = story.to
  const order =
    turn.asylum === true || (turn.home === undefined && chance.odds(0.25))
      ? null
      : from + chance.whole(150, 210)
  const legalOn = (on: DayNumber): Legal =>
    order === null
      ? 'V2'
      : on < order
        ? (turn.home?.order ?? 'C1')
        : turn.adopting !== undefined
          ? 'E1'
          : 'C2'
  const settled =
    turn.longTerm === true || turn.home !== undefined || turn.kin !== undefined || turn.adopting !== undefined
  const placed = turn.adopting === undefined ? null : story.ledger.span.today - turn.adopting.placed
  const changes = [order, placed].filter((on) => on !== null)
  for (
    let on = from + chance.whole(30, 700);
    !settled && on < lastDay(story) - 5 && changes.length < 7;
    on += chance.whole(60, 900)
  )
    if (chance.odds(0.7)) changes.push(on)
  const starts = [from, ...changes.filter((on) => on > from && on < lastDay(story)).toSorted((a, b) => a - b)]
  let placement = placementFor(story, child, from, turn)
  let placedOn = from
  return starts.map((start, i) => {
    const stays = start === order || i === 0
    if (!stays) {
      const moved = placementFor(story, child, start, turn)
      if (moved !== placement) placedOn = start
      placement = moved
    }
    if (start === placed) {
      placement = 'A5'
      placedOn = start
    }
    return { from: start, placedOn, to: starts[i + 1] ?? end, legal: legalOn(start), placement }
  })
}

function placementFor({ chance }: Story, child: Told, on: DayNumber, turn: CareTurn): Placement {
  if (turn.home !== undefined) return 'P1'
  if (turn.kin !== undefined) return 'U3'
  if (turn.longTerm === true) return 'U4'
  const age = ageAt(child, on)
  if (age >= 16) return chance.weighed([['K3', 5], ['U6', 3], ['K2', 2]] as const) // prettier-ignore
  if (age >= 11) return chance.weighed([['U6', 5], ['U4', 2], ['K2', 3], ['U1', 2], ['P1', 1]] as const) // prettier-ignore
  return chance.weighed([['U6', 5], ['U5', 1], ['U1', 2], ['U3', 1], ['U4', 1], ['P1', 1]] as const) // prettier-ignore
}

/** Within a week, then every six weeks; weekly at first for the few placements the regulations name. */
function visitsIn(story: Story, stay: Stay, turn: CareTurn, beganOn: DayNumber): void {
  const { chance } = story
  const { from, to } = stay
  const inTime = turn.late !== true && chance.odds(0.85)
  const first = working(from + (inTime ? chance.whole(1, 5) : chance.whole(9, 16)))
  const until = Math.min(to ?? story.ledger.span.today, lastDay(story))
  if (first > until) return
  visitAll(story, first, 'placement', 'seen')
  const weekly = isWeekly(stay, turn)
  const rhythm = { every: weekly ? 20 : 28, place: 'placement' } as const
  const start = weekly ? visits(story, first, Math.min(from + 28, until), { ...rhythm, every: 5 }) : first
  if (turn.unvisited !== true) return void visits(story, start, until, rhythm)
  // Seen for fourteen months, and then by nobody for eight.
  visits(story, start, Math.min(beganOn + 430, until), rhythm)
  visits(story, Math.max(start, beganOn + 670), until, rhythm)
}

/** With a relative, an adopter, or a parent under an interim order or before the assessment. Regs 28(3)-(4); AAR reg 36(4). */
function isWeekly({ placement, legal }: Stay, { home }: CareTurn): boolean {
  if (placement === 'U3' || placement === 'A5') return true
  return placement === 'P1' && (legal !== 'C2' || home?.assessed === false)
}
