import { addDays, dayOf, type Day, type Instant, isInstant, momentOf } from '../dates/day.ts'
import type { Calendar } from '../dates/calendar.ts'
import {
  type ClockSetting,
  type Due,
  dueOf,
  keyOf,
  lengthFor,
  type Limits,
  onlyDay,
  type Shape,
} from './due.ts'
import { isHeld, type Coverage } from './coverage.ts'
import type { ClockFacts, FactKind } from './facts.ts'
import { type FactRead, type Length, type Limit, lengthWords, type Unit } from './limit.ts'

export { heldFrom, type Coverage } from './coverage.ts'
export type { ClockFacts, FactKind, FactName } from './facts.ts'
export type { ClockSetting } from './due.ts'
export type { Unit } from './limit.ts'

/** What makes the limit bind: an Act or regulations, statutory guidance, national practice, or a local standard. */
export type Basis = 'statute' | 'guidance' | 'national' | 'local'

/** How sure we are of the figure. K and U are shown with 'check locally' until an administrator confirms them; L is ours to agree. */
export type Confirmed = 'C' | 'P' | 'K' | 'U' | 'L'

interface Words {
  /** Permanent: a clock is never renamed, only retired and another added. */
  readonly id: string
  readonly name: string
  /** What must be done, as an instruction to the worker. */
  readonly duty: string
  readonly starts: string
  readonly stops: string
  readonly repeats: string
  readonly basis: Basis
  /** The provision, precise enough to look up. */
  readonly source: string
  readonly edition: string
  readonly confirmed: Confirmed
  readonly owner: string
  /** The escalation ladder: child seen, hours, meetings and plans, governance, resolution. Null: only measured. */
  readonly ladder: 'A' | 'B' | 'C' | 'D' | 'R' | null
  readonly effectiveFrom: Day
  readonly effectiveTo: Day | null
}

/** A number an administrator may set in place of ours. */
export interface Tunable {
  /** What the local standard is kept under: the clock's id, or 'id.step' where the limit has steps. */
  readonly key: string
  readonly words: string
  readonly value: number
  readonly unit: Unit
  /** Statute and guidance may be asked for sooner, never later. */
  readonly tightestOnly: boolean
  /** The longest that may be set; null where it is ours to agree. */
  readonly atMost: number | null
}

/** A timescale: pure, so that the command line, the worklist and the returns all read the same answer. */
export interface Clock extends Words {
  /** In words: '10 working days', '6 weeks first, then 3 months'. */
  readonly limit: string
  /** The unit of the limit where no fact is given. */
  readonly unit: Unit
  readonly steps: Limit['steps']
  readonly reads: readonly FactRead[]
  readonly tunable: readonly Tunable[]
  /** The length these facts ask for, before any local standard. */
  readonly lengthFor: (facts: ClockFacts) => Length
  readonly due: (start: Day | Instant, facts: ClockFacts, calendar: Calendar, limits: Limits) => Due
}

interface Definition extends Omit<Words, 'effectiveTo'> {
  readonly effectiveTo?: Day
  readonly within: Limit
  /** The most a local standard may be set to, where the practice guidance it rests on has a ceiling. */
  readonly atMost?: number
  /** What else to say of a due day these facts give. */
  readonly notes?: (facts: ClockFacts) => string | undefined
}

/** Makes a clock of its words and its limit. */
export function clock({ within, atMost, notes, effectiveTo, ...words }: Definition): Clock {
  const shape: Shape = { id: words.id, within, notes: notes ?? (() => undefined) }
  return {
    ...words,
    effectiveTo: effectiveTo ?? null,
    limit: within.words,
    unit: lengthFor(within, {}).unit,
    steps: within.steps,
    reads: within.reads,
    tunable: tunables(words.id, words.basis, within, atMost ?? null),
    lengthFor: (facts) => lengthFor(within, facts),
    due: (start, facts, calendar, limits) => dueOf(shape, start, facts, { calendar, limits }),
  }
}

function tunables(id: string, basis: Basis, within: Limit, ceiling: number | null): Tunable[] {
  const tightestOnly = basis === 'statute' || basis === 'guidance'
  return Object.entries(within.steps)
    .filter(([, { value }]) => value > 0)
    .map(([step, length]) => ({
      key: keyOf(id, within, step),
      words: lengthWords(length),
      value: length.value,
      unit: length.unit,
      tightestOnly,
      atMost: tightestOnly ? length.value : ceiling,
    }))
}

/** Why a local standard of this length is refused, in a sentence; null if it may be set. */
export function tightEnough(on: Clock, value: number, key: string = on.id): string | null {
  const standard = on.tunable.find((one) => one.key === key)
  if (standard === undefined) return `${on.name} has no limit that can be set here`
  if (!Number.isInteger(value) || value < 1) return 'Enter a whole number, 1 or more'
  if (standard.atMost === null || value <= standard.atMost) return null
  const most = lengthWords({ value: standard.atMost, unit: standard.unit })
  return `${on.name} may be set to ${most} at most (${on.source}): sooner is allowed, later is not`
}

/** One time a duty arose. */
export interface Span {
  readonly recordId: string
  /** When it arose: its day is day nought. */
  readonly since: Day | Instant
  /** When it was done; null while it has not been. */
  readonly met: Day | Instant | null
  /** When the duty itself ended without having been done: the plan closed, the child moved. */
  readonly ended?: Day | null
  readonly facts?: ClockFacts
  /** The due day the record itself names, for duties such as an action's. */
  readonly due?: Day | null
}

/** How a chapter's records start and stop a clock. Pure: `arises` gives every span, oldest first. */
export interface Duty<F> {
  readonly clock: Clock
  readonly stoppedBy: FactKind
  readonly arises: (facts: F) => readonly Span[]
}

/** A span with its due day. Whether it is overdue is asked against a day, never stored. */
export interface Reading {
  readonly childId: string
  /** The clock's id. */
  readonly clock: string
  readonly recordId: string
  readonly since: Day | Instant
  readonly due: Day | Instant | null
  readonly met: Day | Instant | null
  /** When the duty ended undone, null if it stands or was done: it is then overdue no longer, but may have been missed. */
  readonly ended: Day | null
  /** False where the child's sources cannot hold the fact that would stop it. */
  readonly known: boolean
}

/** Reads a duty from a child's facts. */
export function readDuty<F>(
  duty: Duty<F>,
  childId: string,
  facts: F,
  coverage: Coverage,
  setting: ClockSetting,
): Reading[] {
  return duty.arises(facts).map((span) => {
    const due = span.due ?? duty.clock.due(span.since, span.facts ?? {}, setting.calendar, setting.limits).due
    const { recordId, since, met } = span
    const ended = met === null ? (span.ended ?? null) : null
    const known =
      isHeld(coverage, duty.stoppedBy, { since, due, met }) ||
      (met !== null && due !== null && inTime(met, due))
    return { childId, clock: duty.clock.id, recordId, since, due, met, ended, known }
  })
}

/** Met late is met after the due day; ended is a duty that fell away in time, and missed one that fell away after it. */
export type Standing = 'running' | 'overdue' | 'met' | 'met late' | 'not known' | 'ended' | 'missed'

/** How a reading stands on a day, or at a moment. A clock with no due day runs until it is met. */
export function standing(
  { due, met, ended, known }: Omit<Reading, 'childId' | 'clock' | 'recordId' | 'since'>,
  now: Day | Instant,
): Standing {
  if (!known) return 'not known'
  if (met !== null) return due === null || inTime(met, due) ? 'met' : 'met late'
  if (ended !== null && ended <= onlyDay(now)) return due === null || inTime(ended, due) ? 'ended' : 'missed'
  return due === null || inTime(now, due) ? 'running' : 'overdue'
}

/** Where only one of the two has a time, the day decides. */
const inTime = (at: Day | Instant, due: Day | Instant): boolean =>
  isInstant(at) && isInstant(due) ? momentOf(at) <= momentOf(due) : onlyDay(at) <= onlyDay(due)

/** The day a limit was passed with the duty undone: a permanent fact of the reading. Null if it was not, or is not known. */
export function breachedOn(reading: Reading, now: Day | Instant): Day | null {
  const missed = ['overdue', 'met late', 'missed'].includes(standing(reading, now))
  if (!missed || reading.due === null) return null
  return isInstant(reading.due) ? dayOf(reading.due) : addDays(reading.due, 1)
}

/**
 * Turns the days a repeating duty was done, in any order, into spans: each runs from one doing to the next. A day
 * counts once, and only after `first`, which is day nought, and no later than the day the duty ended.
 */
export function recurring(recordId: string, first: Day, done: readonly Day[], endedOn: Day | null): Span[] {
  const counts = (at: Day): boolean => at > first && (endedOn === null || at <= endedOn)
  const held = [...new Set(done.filter(counts))].sort()
  return [first, ...held].map((since, i) => {
    const met = held[i] ?? null
    return { recordId, since, met, ended: met === null ? endedOn : null }
  })
}
