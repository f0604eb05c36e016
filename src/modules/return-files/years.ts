import type { Day } from '../../platform/dates/day.ts'

/** '2025/26' for 2026: a return is named by the year it ends in, and runs from 1 April to 31 March. */
export const yearName = (year: number): string => `${year - 1}/${String(year % 100).padStart(2, '0')}`

/** The year ending 31 March that a day falls in. */
export const yearOf = (day: Day): number => Number(day.slice(0, 4)) + (day.slice(5, 7) >= '04' ? 1 : 0)

/** The year most of the days fall in, the later of two that tie; null when there are none. */
export function commonestYear(counts: ReadonlyMap<number, number>): number | null {
  let best: number | null = null
  let most = 0
  for (const [year, count] of counts) {
    if (count < most || (count === most && best !== null && year < best)) continue
    best = year
    most = count
  }
  return best
}
