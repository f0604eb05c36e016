import { addDays, dayOf, isInstant, type Day, type Instant } from '../dates/day.ts'
import type { FactKind } from './facts.ts'

/** Days, both inclusive, of which all facts of a kind are held. Null: from the beginning, or to this day and on. */
export interface Held {
  readonly from: Day | null
  readonly until: Day | null
}

/**
 * What a child's sources can hold, by kind of fact: somebody first recorded here is held in everything from the beginning,
 * a yearly return holds its year and no more, and what is recorded here holds from the first such fact on.
 * A kind not named cannot be known.
 */
export type Coverage = ReadonlyMap<FactKind | 'everything', readonly Held[]>

/** Everything of a kind from a day on; null from the beginning. */
export const heldFrom = (from: Day | null): readonly Held[] => [{ from, until: null }]

/** The same days said in as few periods as can be, oldest first: one year's return and the next are one period. */
export function joined(periods: readonly Held[]): Held[] {
  const inOrder = periods.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  const whole: Held[] = []
  for (const next of inOrder) {
    const last = whole.at(-1)
    if (last === undefined || !meets(last, next)) whole.push(next)
    else whole[whole.length - 1] = { from: last.from, until: later(last.until, next.until) }
  }
  return whole
}

const meets = ({ until }: Held, { from }: Held): boolean =>
  until === null || from === null || from <= addDays(until, 1)
const later = (one: Day | null, other: Day | null): Day | null =>
  one === null || other === null ? null : one > other ? one : other

/** A duty as it is asked of coverage: when it arose, when it is due, when it was met. */
interface Asked {
  readonly since: Day | Instant
  readonly due: Day | Instant | null
  readonly met: Day | Instant | null
}

/**
 * Whether anything can be said of a duty: it arose when such facts were already held, and they were held until it was met
 * or fell due. A yearly return says nothing of what was due after its year.
 */
export function isHeld(coverage: Coverage, kind: FactKind, { since, due, met }: Asked): boolean {
  const began = dayAt(since)
  const settled = [met ?? due ?? since, due ?? met ?? since].map(dayAt).toSorted()[0] ?? began
  const periods = [...(coverage.get('everything') ?? []), ...(coverage.get(kind) ?? [])]
  return periods.some(
    ({ from, until }) => (from === null || began >= from) && (until === null || settled <= until),
  )
}

const dayAt = (at: Day | Instant): Day => (isInstant(at) ? dayOf(at) : at)
