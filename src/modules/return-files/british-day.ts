import type { Day } from '../../platform/dates/day.ts'
import type { CsvRecord } from '../../platform/files/csv.ts'
import { readDay } from './days-written.ts'

const slash = 47
const zero = 48
const firstYear = 1900
const lastYear = 2199
const daysHeld = (lastYear - firstYear + 1) * 372

/** The days read so far, by year, month and date. One SSDA903 of 100,000 children has five million day cells and some 9,000 days. */
const held: (Day | null | undefined)[] = Array.from({ length: daysHeld })

/** The day a CSV cell holds when it is dd/mm/yyyy and nothing else, without making text of it; null for all else, which is read as text. */
export function britishDay(record: CsvRecord, cell: number): Day | null {
  const at = placeOf(record, cell)
  if (at < 0) return null
  let day = held[at]
  if (day === undefined) held[at] = day = readDay(record.text(cell), 'british', null)?.day ?? null
  return day
}

function placeOf(record: CsvRecord, cell: number): number {
  if (record.length(cell) !== 10 || record.code(cell, 2) !== slash || record.code(cell, 5) !== slash)
    return -1
  const date = figures(record, cell, 0)
  const month = figures(record, cell, 3)
  const year = figures(record, cell, 6) * 100 + figures(record, cell, 8)
  const sound = date >= 1 && date <= 31 && month >= 1 && month <= 12 && year >= firstYear && year <= lastYear
  return sound ? (year - firstYear) * 372 + (month - 1) * 31 + date - 1 : -1
}

/** Two figures; far below nought when either is not one. */
function figures(record: CsvRecord, cell: number, at: number): number {
  const tens = record.code(cell, at) - zero
  const ones = record.code(cell, at + 1) - zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100_000
}
