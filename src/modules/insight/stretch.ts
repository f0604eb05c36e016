import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  endOfMonth,
  endOfMonthBefore,
  firstOfMonth,
  type Day,
} from '../../platform/dates/day.ts'
import type { Measure, Over } from './measure.ts'

/** What is asked of: a day, and the day before the stretch up to it begins. */
export interface Stretch {
  readonly day: Day
  readonly since: Day
}

/** The stretch a headline is of. A year up to 31 March begins on 1 April. */
export function stretchTo(on: Day, over: Over): Stretch {
  const next = addDays(on, 1)
  switch (over) {
    case 'day':
      return { day: on, since: addDays(on, -1) }
    case 'month':
      return { day: on, since: addDays(addMonths(next, -1), -1) }
    case 'year':
      return { day: on, since: addDays(addYears(next, -1), -1) }
    case 'three years':
      return { day: on, since: addDays(addYears(next, -3), -1) }
  }
}

/** The last days of so many months, oldest first, the latest the last that is over by `on`. */
export function monthEnds(on: Day, many: number): Day[] {
  const last = endOfMonth(on) === on ? on : endOfMonthBefore(on)
  return Array.from({ length: many }, (_, i) => endOfMonth(addMonths(firstOfMonth(last), i - many + 1)))
}

/** Points of a trend: twelve months. */
const trendMonths = 12

/** The days a board offers beside today, oldest first. */
export const offeredDays = (today: Day): Day[] =>
  monthEnds(today, trendMonths + 1).filter((end) => end !== today)

/**
 * The stretches a trend is drawn from, oldest first. How things stood is asked at the end of each month and on the day
 * itself; what happened in a year is asked month by month, of months that are over.
 */
export function trendTo(on: Day, { over }: Pick<Measure, 'over'>): Stretch[] {
  const ends = monthEnds(on, trendMonths)
  if (over === 'year' || over === 'month')
    return ends.map((end) => ({ day: end, since: endOfMonthBefore(end) }))
  const stretches = ends.map((end) => stretchTo(end, over))
  return ends.at(-1) === on ? stretches : [...stretches, stretchTo(on, over)]
}

/** Days in a stretch. */
export const daysIn = ({ day: to, since }: Stretch): number => daysBetween(since, to)
