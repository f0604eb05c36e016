import { isDay, dayOfNumber, numberOfDay, day, type Day } from '../../platform/dates/day.ts'

/** How a return writes its days: dd/mm/yyyy (SSDA903), yyyy-mm-dd (CIN), or either (a workbook, whose day cells have no form). */
export type DayStyle = 'british' | 'iso' | 'either'

interface ReadDay {
  readonly day: Day
  /** True when it is not written as the return asks, though only one day can be meant. */
  readonly anotherWay: boolean
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const british = /^(\d{2})\/(\d{2})\/(\d{4})$/
const iso = /^(\d{4})-(\d{2})-(\d{2})$/
const looseBritish = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/
const isoInstant =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const run = /^((?:19|20)\d{2})(\d{2})(\d{2})$/
const worded = /^(\d{1,2})[ -]([A-Za-z]{3})[A-Za-z]*[ -](\d{4}|\d{2})$/
const serial = /^\d{5}(?:\.\d+)?$/

/** Reads a day written in any of the forms returns are seen to use, or null when no single day can be meant. A month is never taken first. */
export function readDay(text: string, style: DayStyle, year: number | null): ReadDay | null {
  const plain = plainDay(text, style)
  if (plain) return { day: plain, anotherWay: false }
  const other = otherDay(text, year)
  return other && { day: other, anotherWay: true }
}

function plainDay(text: string, style: DayStyle): Day | null {
  const slashed = style === 'iso' ? null : british.exec(text)
  if (slashed) return dayOf(slashed[3], slashed[2], slashed[1])
  const dashed = style === 'british' ? null : iso.exec(text)
  return dashed && dayOf(dashed[1], dashed[2], dashed[3])
}

function otherDay(text: string, year: number | null): Day | null {
  const dashed = isoInstant.exec(text) ?? run.exec(text)
  if (dashed) return dayOf(dashed[1], dashed[2], dashed[3])
  const slashed = looseBritish.exec(text)
  if (slashed) return dayOf(fullYear(slashed[3], year), slashed[2], slashed[1])
  const named = worded.exec(text)
  if (named) return dayOf(fullYear(named[3], year), monthOf(named[2]), named[1])
  return serial.test(text) ? daySerial(Math.floor(Number(text))) : null
}

const monthOf = (word: string | undefined): string => String(months.indexOf((word ?? '').toLowerCase()) + 1)

/** Two figures are the latest such year that has begun by the end of the return's. */
function fullYear(written: string | undefined, year: number | null): string {
  if (written === undefined || written.length === 4) return written ?? ''
  const recent = 2000 + Number(written)
  return String(recent <= (year ?? 2027) ? recent : recent - 100)
}

/** Days since 30 December 1899, as spreadsheets store them: 20,000 is in 1954 and 80,000 in 2119. */
function daySerial(count: number): Day | null {
  return count >= 20_000 && count < 80_000 ? dayOfNumber(numberOfDay(day('1899-12-30')) + count) : null
}

function dayOf(year = '', month = '', date = ''): Day | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return year >= '1900' && year < '2200' && isPossible(month, date) && isDay(text) ? text : null
}

const isPossible = (month: string, date: string): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(date) >= 1 && Number(date) <= 31
