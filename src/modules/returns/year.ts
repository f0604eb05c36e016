import { addDays, addYears, type Day } from '../../platform/dates/day.ts'

/** A collection year: 1 April to 31 March, both inclusive, named by the year it ends in. */
export interface CollectionYear {
  readonly ends: number
  readonly startsOn: Day
  readonly endsOn: Day
  /** First day of the year before. */
  readonly lastStartsOn: Day
}

/** 2026 is 1 April 2025 to 31 March 2026. */
export const collectionYear = (ends: number): CollectionYear =>
  yearBetween(`${ends - 1}-04-01` as Day, `${ends}-03-31` as Day, ends)

/** A year of other bounds, for cases that were written with them. */
export const yearBetween = (startsOn: Day, endsOn: Day, ends: number): CollectionYear => ({
  ends,
  startsOn,
  endsOn,
  lastStartsOn: addYears(startsOn, -1),
})

/** The day after the last such day: from it on the year is over. */
export const dayAfter = (year: CollectionYear): Day => addDays(year.endsOn, 1)
