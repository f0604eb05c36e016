import { dayOf, type Day, type Instant, isInstant } from '../dates/day.ts'
import type { ClockFacts, Span } from './clock.ts'

/** The days, each once, oldest first. A day nobody filled in is left out. */
export const inOrder = (days: readonly (Day | null | undefined)[]): Day[] =>
  [...new Set(days.filter((at): at is Day => at != null))].sort()

/** The earliest of the days there are; null if there are none. */
export const earliest = (...days: readonly (Day | null | undefined)[]): Day | null => inOrder(days)[0] ?? null

/** The latest of the days there are; null if there are none. */
export const latest = (...days: readonly (Day | null | undefined)[]): Day | null =>
  inOrder(days).at(-1) ?? null

/** A span counted in days throughout. */
interface DaySpan extends Span {
  readonly since: Day
  readonly met: Day | null
}

interface Once {
  readonly recordId: string
  readonly since: Day | Instant
  /** The days it was done, in any order: the first on or after `since`, and not after the end, is the one that counts. */
  readonly done: readonly (Day | null)[]
  /** When the duty fell away: null while it stands. */
  readonly ended?: Day | null
  readonly facts?: ClockFacts
}

/** A duty to be done once. */
export function once({ recordId, since, done, ended = null, facts }: Once): Span & Pick<DaySpan, 'met'> {
  const from = isInstant(since) ? dayOf(since) : since
  const met = inOrder(done).find((at) => at >= from && (ended === null || at <= ended)) ?? null
  return { recordId, since, met, ended: met === null ? ended : null, ...(facts !== undefined && { facts }) }
}

interface Repeating {
  readonly recordId: string
  /** Where the count starts: the day itself is day nought. */
  readonly first: Day
  /** The days it was done, in any order. Those before `first` or after the end do not count. */
  readonly done: readonly (Day | null)[]
  readonly ended: Day | null
  /** What is told to the clock of the span that starts on a day; `event` is the first span's or a later one's. */
  readonly facts?: (since: Day, event: 'first' | 'later') => ClockFacts
}

/**
 * A duty at intervals: each span runs from one doing to the next, so that an early one brings the next forward
 *. One done on the first day itself is where the count starts, and what follows is later.
 */
export function intervals({
  recordId,
  first,
  done,
  ended,
  facts = (_, event) => ({ event }),
}: Repeating): DaySpan[] {
  const days = inOrder(done)
  const held = days.filter((at) => at > first && (ended === null || at <= ended))
  return [first, ...held].map((since, i) => ({
    recordId,
    since,
    met: held[i] ?? null,
    ended: held[i] === undefined ? ended : null,
    facts: facts(since, i === 0 && !days.includes(first) ? 'first' : 'later'),
  }))
}
