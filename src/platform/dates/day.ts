/** A calendar day, 'YYYY-MM-DD', with no time and no zone: statute counts days, so we do too. Compare with < and >. */
export type Day = string & { readonly __day: never }

/** A moment, 'YYYY-MM-DDThh:mm:ss±hh:mm' with London's offset. Compare with `momentOf`: the text does not sort across a clock change. */
export type Instant = string & { readonly __instant: never }

const asDay = (text: string): Day => text as Day
const digits = (text: string, at: number, length: number): number => {
  let value = 0
  for (let i = at; i < at + length; i += 1) value = value * 10 + text.charCodeAt(i) - 48
  return value
}

/**
 * Reads a day written in full.
 *
 * @throws RangeError if the text is not a real calendar day, as '2027-02-29' is not.
 */
export function day(text: string): Day {
  const written = /^\d{4}-\d{2}-\d{2}$/.test(text)
  if (!written || dayOfNumber(numberOfDay(asDay(text))) !== text) throw new RangeError(`not a day: ${text}`)
  return asDay(text)
}

/** True if the text is a real calendar day written 'YYYY-MM-DD'. */
export const isDay = (text: string): text is Day =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOfNumber(numberOfDay(asDay(text))) === text

/**
 * Days since 1 January 1970, which is nought. Whole-number arithmetic, because a bulk import counts days millions
 * of times: 400 Gregorian years are 146,097 days, and a year that begins in March ends with its leap day.
 */
export function numberOfDay(at: Day): number {
  const month = digits(at, 5, 2)
  const year = digits(at, 0, 4) - (month <= 2 ? 1 : 0)
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(at, 8, 2) - 1
  return (
    365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719468
  )
}

const written = new Map<number, Day>()

/** The day a number of days after 1 January 1970; negative numbers are before it. The inverse of `numberOfDay`. */
export function dayOfNumber(number: number): Day {
  const known = written.get(number)
  if (known !== undefined) return known
  const at = writtenOut(number)
  written.set(number, at)
  return at
}

/** The same whole-number arithmetic the other way: the table of working days alone asks for fifty thousand of them. */
function writtenOut(number: number): Day {
  const since = number + 719468
  const cycle = Math.floor(since / 146097)
  const inCycle = since - cycle * 146097
  const leaps = Math.floor(inCycle / 1460) - Math.floor(inCycle / 36524) + Math.floor(inCycle / 146096)
  const yearOfCycle = Math.floor((inCycle - leaps) / 365)
  const before = 365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100)
  const dayOfYear = inCycle - before
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
  const dayOfMonth = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  return asDay(`${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`)
}

/** `days` calendar days after `from`, which is day nought; negative counts go back. */
export const addDays = (from: Day, days: number): Day => dayOfNumber(numberOfDay(from) + days)

/** `weeks` of seven calendar days after `from`; negative counts go back. */
export const addWeeks = (from: Day, weeks: number): Day => addDays(from, weeks * 7)

/** The same day `months` later, or the last day of that month if it is shorter: 31 August and six months is 28 February. */
export function addMonths(from: Day, months: number): Day {
  const month = digits(from, 0, 4) * 12 + digits(from, 5, 2) - 1 + months
  const first = asDay(`${String(Math.floor(month / 12)).padStart(4, '0')}-${twoDigits((month % 12) + 1)}-01`)
  return addDays(first, Math.min(digits(from, 8, 2), monthLength(first)) - 1)
}

/** The same day `years` later; 29 February becomes 1 March in a common year, as a birthday does. */
export function addYears(from: Day, years: number): Day {
  const first = addMonths(firstOfMonth(from), years * 12)
  return addDays(first, digits(from, 8, 2) - 1)
}

/** The first day of the month that `at` falls in. */
export const firstOfMonth = (at: Day): Day => asDay(`${at.slice(0, 8)}01`)

/** The last day of the month before the one that `at` falls in. */
export const endOfMonthBefore = (at: Day): Day => addDays(firstOfMonth(at), -1)

/** The last day of the month that `at` falls in. */
export const endOfMonth = (at: Day): Day => addDays(addMonths(firstOfMonth(at), 1), -1)

/** Calendar days from `from` to `to`; nought if they are the same day, negative if `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => numberOfDay(to) - numberOfDay(from)

/** Whole months from `from` to `to`, counted as `addMonths` counts them; negative if `to` is earlier. */
export function monthsBetween(from: Day, to: Day): number {
  if (to < from) return 0 - monthsBetween(to, from)
  const months = (digits(to, 0, 4) - digits(from, 0, 4)) * 12 + digits(to, 5, 2) - digits(from, 5, 2)
  return addMonths(from, months) <= to ? months : months - 1
}

/** Whole years old on a day; someone born on 29 February is a year older on 1 March. Negative before birth. */
export function ageOn(born: Day, on: Day): number {
  const years = digits(on, 0, 4) - digits(born, 0, 4)
  return on.slice(5) >= born.slice(5) ? years : years - 1
}

/** 1 for Monday to 7 for Sunday. */
export const weekday = (at: Day): number => ((((numberOfDay(at) + 3) % 7) + 7) % 7) + 1

/** The Monday of the week that `at` falls in: the day itself where it is one. */
export const mondayOf = (at: Day): Day => addDays(at, 1 - weekday(at))

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** '3 March 2026', as GOV.UK writes it. */
export const longDay = (at: Day): string =>
  `${digits(at, 8, 2)} ${monthNames[digits(at, 5, 2) - 1]} ${at.slice(0, 4)}`

/** 'Thu 26 Nov', for lists and strips; `year` adds the year, for a day that is not in this one. */
export function shortDay(at: Day, { year = false }: { readonly year?: boolean } = {}): string {
  const month = monthNames[digits(at, 5, 2) - 1]?.slice(0, 3)
  const words = `${weekdayNames[weekday(at) - 1]?.slice(0, 3)} ${digits(at, 8, 2)} ${month}`
  return year ? `${words} ${at.slice(0, 4)}` : words
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
const monthLength = (first: Day): number => {
  const next =
    digits(first, 5, 2) === 12
      ? `${twoDigits(digits(first, 0, 4) + 1)}-01-01`
      : `${first.slice(0, 5)}${twoDigits(digits(first, 5, 2) + 1)}-01`
  return numberOfDay(asDay(next)) - numberOfDay(first)
}

const london = 'Europe/London'
const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

type At = Temporal.ZonedDateTime
const asInstant = (at: At): Instant => at.toString({ timeZoneName: 'never' }) as Instant
const inLondon = (at: Instant): At => Temporal.Instant.from(at).toZonedDateTimeISO(london)

/**
 * Reads a moment written with its offset and gives it in London's.
 *
 * @throws RangeError if the text is not a real moment, or has no offset.
 */
export function instant(text: string): Instant {
  if (!withOffset.test(text)) throw new RangeError(`not a moment with its offset: ${text}`)
  return asInstant(Temporal.Instant.from(text).toZonedDateTimeISO(london))
}

/** The moment of a JavaScript time in milliseconds, as `Date.now()` gives it. */
export const instantOf = (milliseconds: number): Instant =>
  asInstant(Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(london))

/** Milliseconds since 1970, for putting moments in order. */
export const momentOf = (at: Instant): number => Date.parse(at)

/** True of a moment, false of a day. */
export const isInstant = (at: Day | Instant): at is Instant => at.length > 10

/** The day it was in London. */
export const dayOf = (at: Instant): Day => at.slice(0, 10) as unknown as Day

/** '14:30', the time it was in London. */
export const timeOf = (at: Instant): string => at.slice(11, 16)

/** '22 November 2026 at 14:05'. */
export const longMoment = (at: Instant): string => `${longDay(dayOf(at))} at ${timeOf(at)}`

/** A time of day in London, as 'hh:mm'. A time the spring clock change leaves out is taken an hour later. */
export const instantAt = (on: Day, time: string): Instant =>
  asInstant(Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(london))

/** 23:59 in London on the day: the last minute of a limit counted in days. */
export const endOfDay = (on: Day): Instant => instantAt(on, '23:59')

/** `minutes` of real time later, night and day, through any clock change; negative counts go back. */
export const addMinutes = (from: Instant, minutes: number): Instant =>
  asInstant(inLondon(from).add({ seconds: Math.round(minutes * 60) }))

/** `hours` of real time later, night and day, through any clock change; negative counts go back. */
export const addHours = (from: Instant, hours: number): Instant => addMinutes(from, hours * 60)

/** Minutes since midnight by the clock on the wall, with seconds as a fraction. */
export function minuteOfDay(at: Instant): number {
  const { hour, minute, second } = inLondon(at)
  return hour * 60 + minute + second / 60
}
