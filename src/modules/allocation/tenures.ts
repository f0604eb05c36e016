import { addDays, daysBetween, type Day } from '../../platform/dates/day.ts'

/** Somebody's time with a child; null where a day is not known or has not come. */
export interface Time {
  readonly worker: string | null
  readonly fromOn: Day | null
  readonly toOn: Day | null
}

/** A stretch of days with one worker, or with nobody. */
export interface Stretch<T> {
  /** Null where nobody worked with the child. */
  readonly with: T | null
  readonly from: Day
  /** Null while it lasts. */
  readonly to: Day | null
}

/**
 * Who worked with a child and when nobody did, one after the other. Two workers who overlap for a handover leave no gap;
 * a worker who stops on a day and another who starts on the next leave none either.
 *
 * @param times in the order they began
 */
export function stretches<T extends Time>(times: readonly T[], from: Day, today: Day): Stretch<T>[] {
  const found: Stretch<T>[] = []
  let covered = null as Day | null
  for (const time of times) {
    const start = time.fromOn ?? from
    if (covered !== null && start > addDays(covered, 1))
      found.push({ with: null, from: addDays(covered, 1), to: addDays(start, -1) })
    found.push({ with: time, from: start, to: time.toOn })
    const end: Day = time.toOn ?? today
    covered = covered === null || end > covered ? end : covered
  }
  const over = times.length > 0 && times.every(({ toOn }) => toOn !== null)
  if (over && covered !== null && covered < today)
    found.push({ with: null, from: addDays(covered, 1), to: null })
  return found
}

/** Days with nobody, both ends counted, up to today. */
export const daysWithNobody = (all: readonly Stretch<unknown>[], today: Day): number =>
  all
    .filter((stretch) => stretch.with === null)
    .reduce((sum, { from, to }) => sum + daysBetween(from, to ?? today) + 1, 0)
