import { latest } from '../../platform/clocks/intervals.ts'
import { addDays, type Day } from '../../platform/dates/day.ts'
import type { FactRow } from '../../platform/record/duties.ts'
import type { allocation } from './record.ts'

type Allocated = FactRow<typeof allocation>

/** The child's lead social workers, in the order they took over; one whose start is not known comes first. */
export const leadWorkers = (allocations: readonly Allocated[]): Allocated[] =>
  inTurn(allocations, 'lead social worker')

/** Those of one role, in the order they took over. */
export const inTurn = (allocations: readonly Allocated[], role: Allocated['role']): Allocated[] =>
  allocations
    .filter((one) => one.role === role)
    .toSorted((one, other) => ((one.fromOn ?? '') < (other.fromOn ?? '') ? -1 : 1))

interface Gap {
  readonly from: Day
  /** The day somebody took over; null while nobody has. */
  readonly filled: Day | null
}

/**
 * When there was nobody, from `from` until `to`: each gap from the day the last worker stopped to the day the next began.
 * One who stops on a day and another who begins on the next leave none.
 */
export function gaps(workers: readonly Allocated[], from: Day, to: Day | null): Gap[] {
  const found: Gap[] = []
  let reached: Day | null = from
  for (const { fromOn, toOn } of workers) {
    if (reached === null) break
    if (fromOn !== null && fromOn > addDays(reached, 1)) found.push({ from: reached, filled: fromOn })
    reached = toOn === null ? null : latest(reached, fromOn, toOn)
  }
  const all = reached === null ? found : [...found, { from: reached, filled: null }]
  return all.filter((gap) => to === null || gap.from < to)
}
