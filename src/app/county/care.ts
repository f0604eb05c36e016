import { allocate, takeTurns } from './allocations.ts'
import { momentOn, type DayNumber, type Telling } from './ledger.ts'
import type { PractisingTeam } from './organisation.ts'
import { actions, outcomes, worries } from './plan.ts'
import {
  ageAt,
  by,
  D,
  lastDay,
  notes,
  past,
  tell,
  working,
  workingAfter,
  type Story,
  type Told,
} from './story.ts'
import { visitAll, visits } from './visits.ts'
import { places, postcode } from './words.ts'

type Legal = 'V2' | 'C1' | 'C2' | 'E1'
type Placement = 'U1' | 'U3' | 'U4' | 'U5' | 'U6' | 'K2' | 'K3' | 'P1' | 'A5' | 'R3'

/** What sets one child's care apart where chance might not. */
export interface CareTurn {
  /** Placed with a parent, under which order, and whether the assessment of regs 17 and 18 was finished first. */
  readonly home?: { readonly order: 'C1' | 'C2'; readonly assessed: boolean }
  /** The first visit went past its week. */
  readonly late?: boolean
  /** Placed with adopters so many days ago, and whether the first review was held in its four weeks. */
  readonly adopting?: { readonly placed: number; readonly reviewed: boolean }
  readonly missing?: Missing
  readonly asylum?: boolean
  /** With a relative or friend: the day, counted from the first, of an extension and of full approval. */
  readonly kin?: { readonly extended?: number; readonly approved?: number }
  readonly longTerm?: boolean
  /** Of a home meant to last: that the child agrees to be visited less often. */
  readonly agrees?: boolean
  /** Nobody came for most of the second year. */
  readonly unvisited?: boolean
}

/** How a child's last time missing stands: still gone, back and not yet asked, or asked and not yet passed on. */
export type Missing = 'now' | 'back' | 'asked'

interface Stay {
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
    episode(story, child, { stay, before: stays[i - 1] ?? null, after: stays[i + 1] ?? null, turn }),
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
  notes(story, from, 12)
  actions(story, from + 20, 45)
}

/** Interim order, then a full one or none; a first placement, and moves for some. */
function staysOf(story: Story, child: Told, from: DayNumber, turn: CareTurn): Stay[] {
  const { chance } = story
  const end = story.to
  const order = turn.asylum === true || (turn.home === undefined && chance.odds(0.25)) ? null : from + chance.whole(150, 210)
  const legalOn = (on: DayNumber): Legal => (order === null ? 'V2' : on < order ? (turn.home?.order ?? 'C1') : turn.adopting !== undefined ? 'E1' : 'C2')
  const settled = turn.longTerm === true || turn.home !== undefined || turn.kin !== undefined || turn.adopting !== undefined
  const placed = turn.adopting === undefined ? null : story.ledger.span.today - turn.adopting.placed
  const changes = [order, placed].filter((on) => on !== null)
  for (let on = from + chance.whole(30, 700); !settled && on < lastDay(story) - 5 && changes.length < 7; on += chance.whole(60, 900)) if (chance.odds(0.7)) changes.push(on)
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
} // prettier-ignore

function placementFor({ chance }: Story, child: Told, on: DayNumber, turn: CareTurn): Placement {
  if (turn.home !== undefined) return 'P1'
  if (turn.kin !== undefined) return 'U3'
  if (turn.longTerm === true) return 'U4'
  const age = ageAt(child, on)
  if (age >= 16) return chance.weighed([['K3', 5], ['U6', 3], ['K2', 2]] as const) // prettier-ignore
  if (age >= 11) return chance.weighed([['U6', 5], ['U4', 2], ['K2', 3], ['U1', 2], ['P1', 1]] as const) // prettier-ignore
  return chance.weighed([['U6', 5], ['U5', 1], ['U1', 2], ['U3', 1], ['U4', 1], ['P1', 1]] as const) // prettier-ignore
}

interface Episode {
  readonly stay: Stay
  readonly before: Stay | null
  readonly after: Stay | null
  readonly turn: CareTurn
}

function episode(story: Story, child: Told, { stay, before, after, turn }: Episode): void {
  const { chance } = story
  const { from, to, legal, placement } = stay
  const sameHome = before?.placement === placement && before.legal !== legal
  const movedLater = after !== null && after.placement !== placement
  const providers = { P1: 'PR0', K2: 'PR4', K3: 'PR4' } as const
  const town = chance.odds(0.85) ? chance.of(places.towns) : chance.of(places.elsewhere)
  const endedWhy = after !== null ? 'X1' : ageAt(child, to ?? from) >= 18 ? chance.of(['E5', 'E6', 'E17'] as const) : chance.weighed([['E4A', 5], ['E4B', 3], ['E44', 3], ['E41', 1], ['E8', 1]] as const) // prettier-ignore
  tell(story, 'careEpisode', child, {
    state: 'open', on: from, by: by(story, from),
    values: {
      startedOn: D(from), startedWhy: before === null ? 'S' : sameHome ? 'L' : 'P', legalStatus: legal, primaryNeed: 'N1', placementType: placement,
      provider: placement in providers ? providers[placement as keyof typeof providers] : chance.odds(0.6) ? 'PR1' : 'PR4',
      homePostcode: postcode(chance.of(places.towns).outward, chance), placementPostcode: postcode(town.outward, chance), urn: placement === 'P1' ? null : `SC0${chance.whole(10000, 99999)}`,
      ...approval(story, stay, turn),
    },
    later: to === null ? [] : [{ state: 'ended', on: to, by: by(story, to), values: { endedOn: past(story, to), endedWhy, movedWhy: movedLater ? chance.of(['CARPL', 'CREQB', 'CREQO', 'CHILD', 'LAREQ', 'STAND'] as const) : null } }],
  })
} // prettier-ignore

/** Relatives approved for the time being, parents assessed, homes meant to last. Regs 18, 24, 25 and 28(3A). */
function approval(story: Story, { placedOn: from, placement }: Stay, { agrees, kin, home }: CareTurn) {
  const { chance } = story
  const later = (days: number | undefined) =>
    days === undefined || from + days > lastDay(story) ? null : D(from + days)
  if (placement === 'U3') {
    const { extended, approved } = kin ?? {
      extended: undefined,
      approved: chance.odds(0.7) ? chance.whole(60, 110) : chance.whole(115, 160),
    }
    return { temporarilyApprovedOn: D(from), extendedOn: later(extended), approvedOn: later(approved) }
  }
  if (placement === 'P1') return { parentsAssessedOn: (home?.assessed ?? chance.odds(0.6)) ? D(from) : null }
  return placement === 'U4' ? { meantToLast: true, childAgrees: agrees ?? chance.odds(0.6) } : {}
}

/** Within a week, then every six weeks; weekly at first for the few placements the regulations name. */
function visitsIn(
  story: Story,
  { from, to, placement, legal }: Stay,
  turn: CareTurn,
  beganOn: DayNumber,
): void {
  const { chance } = story
  const inTime = turn.late !== true && chance.odds(0.85)
  const first = working(from + (inTime ? chance.whole(1, 5) : chance.whole(9, 16)))
  const until = Math.min(to ?? story.ledger.span.today, lastDay(story))
  if (first > until) return
  visitAll(story, first, 'placement', 'seen')
  const unassessed = turn.home?.assessed === false
  const weekly = placement === 'U3' || (placement === 'P1' && (legal !== 'C2' || unassessed))
  const rhythm = { every: weekly ? 20 : 28, place: 'placement' } as const
  const start = weekly ? visits(story, first, Math.min(from + 28, until), { ...rhythm, every: 5 }) : first
  if (turn.unvisited !== true) return void visits(story, start, until, rhythm)
  // Seen for fourteen months, and then by nobody for eight.
  visits(story, start, Math.min(beganOn + 430, until), rhythm)
  visits(story, Math.max(start, beganOn + 670), until, rhythm)
}

function reviews(story: Story, child: Told, from: DayNumber, before: DayNumber): void {
  const { chance, org } = story
  const chair = chance.of(org.reviewing)
  let on = workingAfter(from, chance.odds(0.88) ? chance.whole(14, 20) : chance.whole(21, 30))
  for (let number = 1; on <= lastDay(story) && on < before; number += 1) {
    const takingPart = ageAt(child, on) < 4 ? 'PN0' : chance.of(['PN1', 'PN1', 'PN3', 'PN5', 'PN6', 'PN7'] as const)
    tell(story, 'claReview', child, { state: 'held', on, by: chair.id, values: { heldOn: D(on), takingPart } })
    const months = number === 1 ? 3 : 6
    on = working(on + Math.round(months * 30.4) - (chance.odds(0.88) ? chance.whole(3, 14) : -chance.whole(4, 25)))
  }
} // prettier-ignore

function health(story: Story, child: Told, from: DayNumber): void {
  const { chance } = story
  const write = (kind: 'initial' | 'review' | 'dental' | 'optical', on: DayNumber) =>
    tell(story, 'healthCheck', child, { state: 'done', on: on + chance.whole(0, 9), by: by(story, on), values: { kind, doneOn: D(on) } })
  let on = working(workingAfter(from, chance.odds(0.7) ? chance.whole(10, 20) : chance.whole(22, 40)))
  if (on <= lastDay(story)) write('initial', on)
  for (;;) {
    const every = ageAt(child, on) < 5 ? 182 : 365
    on = working(on + every - (chance.odds(0.8) ? chance.whole(3, 20) : -chance.whole(5, 60)))
    if (on > lastDay(story)) break
    write('review', on)
    if (chance.odds(0.8)) write('dental', working(on + 3))
  }
  for (let year = Number(D(from).slice(0, 4)) + 1; ; year += 1) {
    const end = Math.floor(Date.UTC(year, 2, 31) / 86400000)
    if (end > lastDay(story)) break
    if (end - from > 365) outcome(story, child, year, end + 20)
  }
} // prettier-ignore

function outcome(story: Story, child: Told, yearEnding: number, on: DayNumber): void {
  const { chance } = story
  const age = ageAt(child, on)
  const scored = age >= 4 && age <= 16 && chance.odds(0.8)
  tell(story, 'healthOutcome', child, {
    state: 'recorded',
    on,
    by: by(story, on),
    values: {
      yearEnding,
      sdqScore: scored ? chance.whole(3, 28) : null,
      sdqReason: scored ? null : age < 4 ? 'SDQ1' : 'SDQ4',
      convicted: age >= 10 && chance.odds(0.03),
      healthCheck: age < 5 ? chance.odds(0.9) : null,
      immunised: chance.odds(0.85),
      teethCheck: chance.odds(0.8),
      healthAssessment: chance.odds(0.9),
      substanceMisuse: age >= 12 && chance.odds(0.06),
    },
  })
}

/** A personal education plan soon after, then every term. */
function schooling(story: Story, child: Told, from: DayNumber): void {
  const { chance } = story
  const write = (started: DayNumber, termStarts: DayNumber | null) =>
    tell(story, 'educationPlan', child, {
      state: 'started', on: started, by: by(story, started),
      values: { startedOn: D(started), termStartsOn: termStarts === null ? null : D(termStarts) },
      later: chance.odds(0.85) ? [{ state: 'agreed', on: started + 18, by: by(story, started), values: { agreedOn: past(story, started + 18) } }] : [],
    })
  const first = workingAfter(from, chance.odds(0.75) ? chance.whole(4, 10) : chance.whole(11, 25))
  if (ageAt(child, first) >= 3) write(first, null)
  for (const term of termsBetween(from + 40, lastDay(story))) if (ageAt(child, term) >= 3 && ageAt(child, term) < 18) write(working(term + chance.whole(10, 55)), term)
} // prettier-ignore

function termsBetween(from: DayNumber, to: DayNumber): DayNumber[] {
  const found: DayNumber[] = []
  for (let year = Number(D(from).slice(0, 4)); year <= Number(D(to).slice(0, 4)); year += 1)
    for (const [month, day] of [
      [0, 6],
      [3, 21],
      [8, 4],
    ] as const) {
      // prettier-ignore
      const on = Math.floor(Date.UTC(year, month, day) / 86400000)
      if (on >= from && on <= to) found.push(working(on))
    }
  return found
}

/** Times away without leave or missing, and whether anyone asked why afterwards. */
export function missing(story: Story, child: Told, from: DayNumber, last?: Missing): void {
  const { chance, ledger } = story
  const { today } = ledger.span
  for (let on = from + chance.whole(10, 120); on <= lastDay(story) - 9; on += chance.whole(8, 160)) {
    const back = on + chance.weighed([[0, 5], [1, 5], [2, 2], [4, 1]] as const) // prettier-ignore
    const held = chance.odds(0.6) ? back + chance.whole(1, 3) : back + chance.whole(4, 8)
    const refused = chance.odds(0.2)
    const asked = refused || chance.odds(0.15) ? null : held
    const shared = asked === null || chance.odds(0.2) ? null : asked + chance.weighed([[0, 3], [1, 4], [4, 2]] as const)
    absence(story, child, { on, back, offered: back + chance.whole(0, 2), refused, asked, shared })
    if (back - on > 1 && chance.odds(0.7)) discussed(story, child, on + 1)
  }
  const yesterday = workingAfter(today, -1)
  const unasked = { offered: null, refused: false, asked: null, shared: null }
  if (last === 'now') absence(story, child, { ...unasked, on: today - 1, back: null })
  if (last === 'back') absence(story, child, { ...unasked, on: today - 2, back: today - 1 })
  if (last === 'asked') absence(story, child, { ...unasked, on: yesterday - 2, back: yesterday - 1, offered: yesterday, asked: yesterday })
} // prettier-ignore

interface Absence {
  readonly on: DayNumber
  readonly back: DayNumber | null
  readonly offered: DayNumber | null
  readonly refused: boolean
  readonly asked: DayNumber | null
  readonly shared: DayNumber | null
}

function absence(story: Story, child: Told, { on, back, offered, refused, asked, shared }: Absence): void {
  const night = story.org.outOfHours.id
  const returned = (day: DayNumber, values: Telling<'missingEpisode'>['values']) => ({ state: 'returned' as const, on: day, by: back === day ? night : by(story, day), values })
  tell(story, 'missingEpisode', child, {
    state: 'missing', on, by: night,
    values: { kind: story.chance.odds(0.7) ? 'M' : 'A', startedOn: D(on), startedAt: momentOn(on, 1260) },
    later: [
      ...(back === null ? [] : [returned(back, { endedOn: D(back), endedAt: momentOn(back, 1380) })]),
      ...(offered === null ? [] : [returned(offered, { interviewOfferedOn: past(story, offered), interviewRefused: refused })]),
      ...(asked === null ? [] : [returned(asked, { interviewHeldOn: past(story, asked) })]),
      ...(shared === null ? [] : [returned(shared, { interviewSharedOn: past(story, shared) })]),
    ],
  })
} // prettier-ignore

function discussed(story: Story, child: Told, on: DayNumber): void {
  const held = { heldOn: past(story, on), outcome: 'no enquiry' } as const
  tell(story, 'strategyDiscussion', child, { state: 'held', on, by: story.team.manager.id, values: { concernOn: D(on), ...held } })
} // prettier-ignore

function adoption(story: Story, child: Told, turn: NonNullable<CareTurn['adopting']>): void {
  const { chance, org } = story
  const placed = story.ledger.span.today - turn.placed
  const review = working(placed + 20)
  if (turn.reviewed) tell(story, 'claReview', child, { state: 'held', on: review, by: chance.of(org.reviewing).id, values: { heldOn: D(review), takingPart: 'PN0' } })
  const ordered = story.to
  const writer = chance.of(org.reviewing).id
  tell(story, 'adoption', child, {
    state: 'planned', on: placed - 200, by: writer, values: { decidedOn: D(placed - 200) },
    later: [
      { state: 'planned', on: placed - 120, by: writer, values: { placementOrderOn: D(placed - 120) } },
      { state: 'placed', on: placed, by: writer, values: { matchedOn: D(placed - 30), placedOn: past(story, placed), adopters: 2, adoptersSex: chance.of(['MF', 'MM', 'FF'] as const), adoptersStatus: 'L12', fosterCarerAdopting: false } },
      ...(ordered === null ? [] : [{ state: 'adopted' as const, on: ordered, by: writer, values: { orderedOn: past(story, ordered) } }]),
    ],
  })
} // prettier-ignore

/** After care: the adviser, the plan, the home, and whether we are in touch. */
export function leaver(story: Story, child: Told, from: DayNumber, teams: readonly PractisingTeam[]): void {
  const { chance } = story
  const team = chance.of(teams)
  const told: Story = { ...story, team, shifts: [] }
  const today = lastDay(story)
  // Every young person here has had one change of adviser; some were told and visited in time.
  takeTurns(told, [from, Math.max(from + 30, today - chance.weighed([[4, 2], [30, 3], [90, 3], [200, 2]] as const)), null])
  const adviser = by(told, today)
  const inTouch = chance.weighed([['YES', 85], ['NO', 10], ['REFU', 5]] as const)
  const touched = today - chance.weighed([[12, 5], [38, 4], [80, 2], [140, 1]] as const)
  const reviewed = today - chance.whole(20, 230)
  const home = chance.of(['U', 'D', 'B', 'Z', 'E', 'S'] as const)
  if (touched <= from) return
  tell(told, 'leavingCare', child, {
    state: 'current', on: from, by: adviser,
    values: { eligibility: 'former relevant', adviserId: adviser },
    later: [{ state: 'current', on: touched, by: adviser, values: { adviserId: adviser, planReviewedOn: reviewed > from ? D(reviewed) : null, inTouch, lastContactOn: D(touched), accommodation: home, suitable: home !== 'S', activity: chance.of(['F1', 'F2', 'F4', 'F5', 'P5', 'G4', 'G5'] as const), asylum: false } }],
  })
  for (let year = Number(D(from).slice(0, 4)); year <= Number(D(today).slice(0, 4)); year += 1) {
    const on = Math.floor(Date.UTC(year, 2, 31) / 86400000)
    if (on > from && on <= today)
      tell(told, 'careLeaverContact', child, { state: 'recorded', on, by: adviser, values: { yearEnding: year, inTouch, activity: inTouch === 'YES' ? 'F2' : null, accommodation: inTouch === 'YES' ? home : null } })
  }
  visits(told, from, chance.odds(0.5) ? touched : today, { every: 38, place: 'home' })
  notes(told, from, 40)
} // prettier-ignore
