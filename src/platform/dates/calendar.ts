import {
  addMinutes,
  type Day,
  dayOf,
  dayOfNumber,
  type Instant,
  instantAt,
  minuteOfDay,
  numberOfDay,
  weekday,
} from './day.ts'
import shipped from '../../../data/bank-holidays.json' with { type: 'json' }

/** The days that are not worked besides Saturdays and Sundays, and how far the list reaches. */
export interface Calendar {
  readonly holidays: ReadonlySet<Day>
  /** The first and last days the list can be trusted for, inclusive. */
  readonly from: Day
  readonly until: Day
}

/** A calendar of the days given: it reaches from 1 January of the first day's year to 31 December of the last's. */
export function calendarOf(days: readonly Day[]): Calendar {
  const sorted = [...days].sort()
  const [first, last] = [sorted[0]?.slice(0, 4) ?? '1970', sorted.at(-1)?.slice(0, 4) ?? '1969']
  return { holidays: new Set(sorted), from: `${first}-01-01` as Day, until: `${last}-12-31` as Day }
}

/** The bank holidays of England that the product is shipped with. An administrator's list takes their place. */
export const shippedHolidays: readonly { readonly day: Day; readonly title: string }[] = shipped.days.map(
  ({ day, title }) => ({ day: day as Day, title }),
)

/** The calendar of `shippedHolidays`. */
export const shippedCalendar: Calendar = calendarOf(shippedHolidays.map((holiday) => holiday.day))

/** Monday to Friday and not a bank holiday. Beyond the list's reach only Saturdays and Sundays are left out. */
export const isWorkingDay = (at: Day, calendar: Calendar): boolean =>
  weekday(at) <= 5 && !calendar.holidays.has(at)

/** True if the list of bank holidays covers both days and all between, so that a count of working days is no guess. */
export const reaches = (calendar: Calendar, one: Day, other: Day): boolean =>
  calendar.from <= one && one <= calendar.until && calendar.from <= other && other <= calendar.until

/**
 * `days` working days after `from`, which is day nought whether it is worked or not; negative counts go back.
 *
 * @example addWorkingDays(day('2026-12-24'), 1, shippedCalendar) // '2026-12-29'
 */
export function addWorkingDays(from: Day, days: number, calendar: Calendar): Day {
  if (days === 0) return from
  const start = numberOfDay(from)
  const { worked, upTo } = tableOf(calendar)
  const before = upTo[start - (days < 0 ? 1 : 0) - firstNumber]
  const number = before === undefined ? undefined : worked[days > 0 ? before + days - 1 : before + days]
  return number === undefined ? step(from, days, calendar) : dayOfNumber(number)
}

/** Working days after `from` up to and including `to`; negative if `to` is earlier. */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  const { upTo } = tableOf(calendar)
  const [start, end] = [upTo[numberOfDay(from) - firstNumber], upTo[numberOfDay(to) - firstNumber]]
  if (start === undefined || end === undefined)
    throw new RangeError(`working days are counted from 1960 to 2099: ${from}, ${to}`)
  return end - start
}

// Working days are looked up, not walked: an import asks for them millions of times.
interface Table {
  /** Numbers of the working days, oldest first. */
  readonly worked: readonly number[]
  /** How many working days there are from the table's first day up to and including each day. */
  readonly upTo: readonly number[]
}

const firstNumber = numberOfDay('1960-01-01' as Day)
const lastNumber = numberOfDay('2099-12-31' as Day)
const tables = new WeakMap<Calendar, Table>()

function tableOf(calendar: Calendar): Table {
  const known = tables.get(calendar)
  if (known !== undefined) return known
  const worked: number[] = []
  const upTo: number[] = []
  for (let number = firstNumber; number <= lastNumber; number += 1) {
    if (isWorkingDay(dayOfNumber(number), calendar)) worked.push(number)
    upTo.push(worked.length)
  }
  const table = { worked, upTo }
  tables.set(calendar, table)
  return table
}

function step(from: Day, days: number, calendar: Calendar): Day {
  let number = numberOfDay(from)
  for (let left = Math.abs(days); left > 0;) {
    number += Math.sign(days)
    if (isWorkingDay(dayOfNumber(number), calendar)) left -= 1
  }
  return dayOfNumber(number)
}

const opens = 9 * 60
const closes = 17 * 60

/**
 * `hours` working hours later: 09:00 to 17:00 in London on working days. A start outside them counts from the next 09:00.
 *
 * @example addWorkingHours(instant('2026-12-24T16:00:00+00:00'), 4, shippedCalendar) // '2026-12-29T12:00:00+00:00'
 */
export function addWorkingHours(from: Instant, hours: number, calendar: Calendar): Instant {
  const on = dayOf(from)
  const minute = minuteOfDay(from)
  if (!isWorkingDay(on, calendar) || minute >= closes) {
    return fromOpening(addWorkingDays(on, 1, calendar), hours * 60, calendar)
  }
  return fromOpening(on, Math.max(minute, opens) - opens + hours * 60, calendar)
}

function fromOpening(on: Day, minutes: number, calendar: Calendar): Instant {
  const whole = closes - opens
  // A limit that ends as the day closes ends that day, not at 09:00 on the next.
  const days = Math.max(0, Math.ceil(minutes / whole) - 1)
  return addMinutes(instantAt(addWorkingDays(on, days, calendar), '09:00'), minutes - days * whole)
}
