import { addWorkingDays, type Calendar, isWorkingDay } from './calendar.ts'
import type { Day, Instant } from './day.ts'

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

/** A time of day in London, as 'hh:mm'. A time the spring clock change leaves out is taken an hour later. */
export const instantAt = (on: Day, time: string): Instant =>
  asInstant(Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(london))

/** 23:59 in London on the day: the last minute of a limit counted in days. */
export const endOfDay = (on: Day): Instant => instantAt(on, '23:59')

/** `hours` of real time later, night and day, through any clock change; negative counts go back. */
export const addHours = (from: Instant, hours: number): Instant =>
  asInstant(inLondon(from).add({ minutes: hours * 60 }))

const opens = 9 * 60
const closes = 17 * 60

/**
 * `hours` working hours later: 09:00 to 17:00 in London on working days. A start outside them counts from the next 09:00.
 *
 * @example addWorkingHours(instant('2026-12-24T16:00:00+00:00'), 4, shippedCalendar) // '2026-12-29T12:00:00+00:00'
 */
export function addWorkingHours(from: Instant, hours: number, calendar: Calendar): Instant {
  const at = inLondon(from)
  const on = dayOf(from)
  const minute = at.hour * 60 + at.minute + at.second / 60 + at.millisecond / 60_000
  if (!isWorkingDay(on, calendar) || minute >= closes)
    return fromOpening(addWorkingDays(on, 1, calendar), hours * 60, calendar)
  return fromOpening(on, Math.max(minute, opens) - opens + hours * 60, calendar)
}

function fromOpening(on: Day, minutes: number, calendar: Calendar): Instant {
  const whole = closes - opens
  // A limit that ends as the day closes ends that day, not at 09:00 on the next.
  const days = Math.max(0, Math.ceil(minutes / whole) - 1)
  const last = addWorkingDays(on, days, calendar)
  const seconds = Math.round((minutes - days * whole) * 60)
  return asInstant(Temporal.PlainDateTime.from(`${last}T09:00`).toZonedDateTime(london).add({ seconds }))
}
