import type { ClockFacts, Span } from '../../platform/clocks/clock.ts'
import { inOrder, intervals, once } from '../../platform/clocks/intervals.ts'
import { type Day, monthsBetween } from '../../platform/dates/day.ts'
import type { Child } from '../../platform/people/child.ts'
import type { FactRow } from '../../platform/record/duties.ts'
import { daysSeen, type visit } from '../visits/index.ts'
import { timeInCare, type CarePeriod, type Episode, type LegalSpell, type Placement } from './care-history.ts'
import type { claReview } from './record.ts'
import { governingVisit, type Visiting, type VisitingClock } from './visiting-regime.ts'

/** What the visits to a child in our care are worked out from. */
interface InCare {
  readonly child: Child
  readonly episodes: readonly Episode[]
  readonly visits: readonly FactRow<typeof visit>[]
  readonly reviews: readonly FactRow<typeof claReview>[]
}

export interface VisitSpan extends Span {
  readonly clock: VisitingClock | 'cla-visit-first'
}

/** Every visit the regulations ask for, by the clock that governs it, oldest first in each placement. */
export function visitsOwed({ child, episodes, visits, reviews }: InCare): VisitSpan[] {
  const seen = daysSeen(visits)
  const held = inOrder(reviews.map(({ heldOn }) => heldOn))
  return timeInCare(child, episodes)
    .filter(({ shortBreaks }) => !shortBreaks)
    .flatMap((period) => period.placements.flatMap((placement) => inPlacement(period, placement, seen, held)))
}

/** A stretch of a placement under one regime. */
interface Stage {
  readonly regime: VisitingClock
  readonly visiting: Visiting
  readonly from: Day
  readonly to: Day | null
  /** The placement, or a care order at home, begins with it: a visit is owed within the week. */
  readonly anew: boolean
}

function inPlacement(
  period: CarePeriod,
  placement: Placement,
  seen: readonly Day[],
  reviews: readonly Day[],
): VisitSpan[] {
  const here = seen.filter((at) => at >= placement.from)
  const review = reviews.find((at) => at >= placement.from) ?? null
  const spans = stages(period, placement).flatMap((stage) =>
    isOrdinary(stage.regime) ? ordinary(stage, placement, here) : special(stage, placement, here, review),
  )
  // A status that comes and goes may ask the same from the same visit twice: the later stands.
  return [...new Map(spans.map((span) => [`${span.clock} ${span.since}`, span])).values()]
}

/** A placement cut wherever another regime begins: the old clock ends that day, superseded, and the new one starts. */
function stages({ statuses }: CarePeriod, placement: Placement): Stage[] {
  const cuts = inOrder([
    placement.from,
    placement.parentsAssessedOn,
    placement.approvedOn,
    ...statuses.map(({ from }) => from),
  ])
  const within = cuts.filter((at) => at >= placement.from && (placement.to === null || at < placement.to))
  const found: Stage[] = []
  for (const from of within.length === 0 ? [placement.from] : within) {
    const visiting = visitingOn(statuses, placement, from)
    const regime = governingVisit(visiting)
    const before = found.at(-1)
    if (before !== undefined && same(before.regime, regime)) continue
    if (before !== undefined) found[found.length - 1] = { ...before, to: from }
    const order = statuses.some((spell) => spell.from === from && spell.status === 'C2')
    const anew = before === undefined || (order && regime === 'cla-visit-care-order-home')
    found.push({ regime, visiting, from, to: placement.to, anew })
  }
  return found
}

const ordinaryClocks = [
  'cla-visit-year1',
  'cla-visit-later',
  'cla-visit-permanent',
  'cla-visit-longterm-agreed',
]
const isOrdinary = (regime: VisitingClock): boolean => ordinaryClocks.includes(regime)
const same = (one: VisitingClock, other: VisitingClock): boolean =>
  one === other || (isOrdinary(one) && isOrdinary(other))

function visitingOn(statuses: readonly LegalSpell[], placement: Placement, on: Day): Visiting {
  const { kind, approvedOn, parentsAssessedOn, meantToLast, childAgrees } = placement
  const status = statuses.findLast(({ from }) => from <= on)?.status ?? null
  const temporary = placement.temporarilyApprovedOn !== null && (approvedOn === null || approvedOn > on)
  return {
    legalStatus: (status && orders[status]) ?? 'other',
    placementKind: temporary ? 'connected person, temporarily approved' : ((kind && homes[kind]) ?? 'other'),
    assessmentFinished: parentsAssessedOn !== null && parentsAssessedOn <= on,
    yearsInPlacement: yearsSince(placement, on),
    meantToLast,
    childAgrees,
  }
}

const orders: Readonly<Partial<Record<string, Visiting['legalStatus']>>> = {
  V2: 'accommodated',
  C1: 'interim care order',
  C2: 'full care order',
  D1: 'placement order',
  E1: 'placement order',
}
const homes: Readonly<Partial<Record<string, Visiting['placementKind']>>> = {
  P1: 'parent',
  A3: 'adopter',
  A4: 'adopter',
  A5: 'adopter',
  A6: 'adopter',
  U1: 'long-term foster carer',
  U4: 'long-term foster carer',
  U2: 'foster carer',
  U3: 'foster carer',
  U5: 'foster carer',
  U6: 'foster carer',
}

/** Reg 28(2): a first visit within the week, then from each visit to the next, as the placement then stands. */
function ordinary(
  { visiting, from, to, anew }: Stage,
  placement: Placement,
  seen: readonly Day[],
): VisitSpan[] {
  const { recordId } = placement
  const first = anew ? once({ recordId, since: from, done: seen, ended: to }) : null
  const opening = first === null ? [] : [{ ...first, clock: 'cla-visit-first' as const }]
  const start = first === null ? (seen.findLast((at) => at <= from) ?? from) : first.met
  if (start === null) return opening
  const later = intervals({ recordId, first: start, done: seen, ended: to, facts: () => ({}) })
  const clockOn = (on: Day) => governingVisit({ ...visiting, yearsInPlacement: yearsSince(placement, on) })
  return [...opening, ...later.map((span) => ({ ...span, clock: clockOn(span.since) }))]
}

const yearsSince = ({ from }: Placement, on: Day): number => Math.floor(monthsBetween(from, on) / 12)

/**
 * Regs 28(3)-(5) and SI 2005/389 reg 36(4): from the day the placement or the order begins. A regime that takes over
 * mid-way goes on from the last visit, but for a care order made at home, which asks for a visit within the week.
 */
function special(
  { regime, from, to, anew }: Stage,
  placement: Placement,
  seen: readonly Day[],
  review: Day | null,
): VisitSpan[] {
  const first = anew ? from : (seen.findLast((at) => at <= from) ?? from)
  const facts = (since: Day, event: 'first' | 'later'): ClockFacts => ({
    event:
      regime === 'cla-visit-care-order-home' ? event : review !== null && since >= review ? 'later' : 'first',
  })
  return intervals({ recordId: placement.recordId, first, done: seen, ended: to, facts }).map((span) => ({
    ...span,
    clock: regime,
  }))
}
