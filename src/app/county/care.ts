import { adoption } from './adoption.ts'
import { allocate } from './allocations.ts'
import { careEpisode, homesOf } from './care-episode.ts'
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
  const homes = homesOf(story, stays)
  stays.forEach((stay, i) =>
    careEpisode(story, child, {
      stay,
      before: stays[i - 1] ?? null,
      after: stays[i + 1] ?? null,
      turn,
      homes,
    }),
  )
  background(story, child, from)
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
  if (turn.asylum === true)
    tell(story, 'asylum', child, {
      state: 'recorded',
      on: from,
      by: by(story, from),
      values: { endedOn: child.born === null ? null : D(child.born + 6575) },
    })
  const granted = stays.find(({ legal }) => legal === 'E1')?.from
  if (turn.adopting !== undefined) adoption(story, child, turn.adopting, granted)
  outcomes(story, from + 14)
  worries(story, from)
  notes(story, from, 14 * sparing(story))
  actions(story, from + 20, 45)
}

/** What the return asks once of each: whether a girl is a mother, and whether a child had left care for good before. */
function background(story: Story, child: Told, from: DayNumber): void {
  const on = Math.min(from + 10, lastDay(story))
  const values = { by: by(story, on), on, state: 'recorded' as const }
  if (child.girl) tell(story, 'motherhood', child, { ...values, values: { mother: false } })
  tell(story, 'previousPermanence', child, { ...values, values: { kind: 'Z1' } })
}

/** A first placement, the order that is made, and moves for some. */
function staysOf(story: Story, child: Told, from: DayNumber, turn: CareTurn): Stay[] {
  const { order, legalOn } = ordersOf(story, from, turn)
  const placed = turn.adopting === undefined ? null : story.ledger.span.today - turn.adopting.placed
  const full = order === null || legalOn(order) === legalOn(from) ? null : order
  const changes = [full, placed, ...movesOf(story, from, turn)].filter((on) => on !== null)
  const starts = [from, ...changes.filter((on) => on > from && on < lastDay(story)).toSorted((a, b) => a - b)]
  let placement = placementFor(story, child, from, turn, legalOn(from))
  let placedOn = from
  return starts.map((start, i) => {
    if (start !== full && i > 0) {
      placement = start === placed ? 'A5' : placementFor(story, child, start, turn, legalOn(start))
      placedOn = start
    }
    return { from: start, placedOn, to: starts[i + 1] ?? story.to, legal: legalOn(start), placement }
  })
}

/** An interim order, then a full one; or agreement, for as long as it lasts. */
function ordersOf({ chance }: Story, from: DayNumber, { asylum, home, adopting }: CareTurn) {
  const agreed = asylum === true || (home === undefined && adopting === undefined && chance.odds(0.25))
  const order = agreed ? null : from + chance.whole(150, 210)
  const legalOn = (on: DayNumber): Legal => {
    if (order === null) return 'V2'
    if (on < order) return home?.order ?? 'C1'
    return adopting === undefined ? 'C2' : 'E1'
  }
  return { order, legalOn }
}

/** The days of moves, for a child whose home is not meant to last. */
function movesOf(story: Story, from: DayNumber, turn: CareTurn): DayNumber[] {
  const { chance } = story
  const settled = [turn.longTerm, turn.home, turn.kin, turn.adopting].some((why) => why !== undefined)
  const moves: DayNumber[] = []
  let on = from + chance.whole(30, 700)
  while (!settled && on < lastDay(story) - 5 && moves.length < 5) {
    if (chance.odds(0.7)) moves.push(on)
    on += chance.whole(60, 900)
  }
  return moves
}

/** A child in our care by agreement alone is not placed with the parents who agreed. */
function placementFor(story: Story, child: Told, on: DayNumber, turn: CareTurn, legal: Legal): Placement {
  const placement = anyPlacement(story, child, on, turn)
  return placement === 'P1' && legal === 'V2' ? 'U6' : placement
}

function anyPlacement({ chance }: Story, child: Told, on: DayNumber, turn: CareTurn): Placement {
  if (turn.home !== undefined) return 'P1'
  if (turn.kin !== undefined) return 'U3'
  if (turn.longTerm === true) return 'U4'
  const age = ageAt(child, on)
  // Whoever goes missing again and again lives in a children’s home more often than not.
  if (turn.missing !== undefined && age >= 12) return chance.weighed([['K2', 1]] as const)
  if (age >= 16)
    return chance.weighed([
      ['K3', 5],
      ['U6', 3],
      ['K2', 2],
    ] as const)
  if (age >= 11)
    return chance.weighed([
      ['U6', 5],
      ['U4', 2],
      ['K2', 3],
      ['U1', 2],
      ['P1', 1],
    ] as const)
  return chance.weighed([
    ['U6', 5],
    ['U5', 1],
    ['U1', 2],
    ['U3', 1],
    ['U4', 1],
    ['P1', 1],
  ] as const)
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
