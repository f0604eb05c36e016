import { addYears, day, isDay, type Day } from '../../../platform/dates/day.ts'
import { collectionYear } from '../year.ts'

/** The returns that can be made. */
export const returnsMade = {
  ssda903: 'Children looked after (SSDA903)',
  cin: 'Children in need census',
  'annex-a': 'Annex A, for an inspection',
  csww: 'Children’s social work workforce census',
} as const
export type ReturnMade = keyof typeof returnsMade

export const isReturnMade = (text: string): text is ReturnMade => Object.hasOwn(returnsMade, text)

/** The years whose layouts are known. */
export const [firstYear, lastYear] = [2017, 2027] as const

export const isReturnYear = (year: number): boolean =>
  Number.isInteger(year) && year >= firstYear && year <= lastYear

/** The day a return is of unless another is asked: the last of its year (30 September of it for the workforce), or today where that is not over; a list is of today. */
export function usualDay(of: ReturnMade, year: number, today: Day): Day {
  // The workforce census counts on 30 September.
  const last = of === 'csww' ? day(`${year}-09-30`) : collectionYear(year).endsOn
  return of !== 'annex-a' && last < today ? last : today
}

/** What is wrong with the day that is asked for, as an instruction; null where nothing is. */
export function wrongWithDay(of: ReturnMade, year: number, on: string, today: Day): string | null {
  if (!isDay(on)) return 'Enter a real day'
  if (on > today) return 'Enter today or a day before it'
  const { startsOn, endsOn } = collectionYear(year)
  if (of === 'annex-a') return day(on) < addYears(today, -10) ? 'Enter a day in the last ten years' : null
  return on < startsOn || (on > endsOn && of !== 'csww')
    ? `Enter a day of the year to 31 March ${year}`
    : null
}
