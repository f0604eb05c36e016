import { addWorkingDays, addWorkingHours, type Calendar, reaches } from '../dates/calendar.ts'
import {
  addDays,
  addHours,
  addMonths,
  addWeeks,
  dayOf,
  type Day,
  endOfDay,
  endOfMonth,
  type Instant,
  isInstant,
  longDay,
} from '../dates/day.ts'
import type { ClockFacts } from './facts.ts'
import type { Length, Limit, Unit } from './limit.ts'

/** Local standards as an administrator has set them, by a tunable's key. */
export type Limits = ReadonlyMap<string, number>

/** The last day, or minute, by which it is in time; null where the clock has no due day of its own, and `why` says so. */
export interface Due {
  readonly due: Day | Instant | null
  readonly unit: Unit
  readonly why?: string
}

/** What a clock is reckoned from. */
export interface Shape {
  readonly id: string
  readonly within: Limit
  readonly notes: (facts: ClockFacts) => string | undefined
}

/** The length these facts ask for, before any local standard. */
export const lengthFor = (within: Limit, facts: ClockFacts): Length => {
  const length = within.steps[within.step(facts)]
  if (length === undefined) throw new RangeError(`a limit has no step '${within.step(facts)}'`)
  return length
}

/** What a local standard is kept under: the clock's id, or 'id.step' where the limit has steps. */
export const keyOf = (id: string, within: Limit, step: string): string =>
  Object.keys(within.steps).length === 1 ? id : `${id}.${step}`

/** What every clock is read against. */
export interface ClockSetting {
  readonly calendar: Calendar
  readonly limits: Limits
}

/** The due day or minute of a clock started then, under these facts. */
export function dueOf(
  { id, within, notes }: Shape,
  start: Day | Instant,
  facts: ClockFacts,
  { calendar, limits }: ClockSetting,
): Due {
  const step = within.step(facts)
  const shipped = lengthFor(within, facts)
  const local = limits.get(keyOf(id, within, step)) ?? shipped.value
  const value = within.plan?.step === step ? planned(local, facts.planInterval, within.plan.may) : local
  const due = after(start, { ...shipped, value }, calendar)
  const why = [
    shipped.why,
    value === local ? undefined : 'set by plan',
    due === null ? undefined : beyond(shipped.unit, start, due, calendar),
    notes(facts),
  ].filter((reason) => reason !== undefined)
  return { due, unit: shipped.unit, ...(why.length > 0 && { why: why.join('; ') }) }
}

const planned = (limit: number, plan: number | undefined, may: 'shorten' | 'set'): number =>
  plan === undefined || (may === 'shorten' && plan > limit) ? limit : plan

/** Nothing is said to be due on a working day we can only guess at without a warning. */
function beyond(
  unit: Unit,
  start: Day | Instant,
  due: Day | Instant,
  calendar: Calendar,
): string | undefined {
  if (unit !== 'workingDay' && unit !== 'workingHour') return undefined
  if (reaches(calendar, onlyDay(start), onlyDay(due))) return undefined
  return `check this day: the bank holidays we hold run from ${longDay(calendar.from)} to ${longDay(calendar.until)}`
}

/** The day in London of either. */
export const onlyDay = (at: Day | Instant): Day => (isInstant(at) ? dayOf(at) : at)

function after(start: Day | Instant, length: Length, calendar: Calendar): Day | Instant | null {
  const count = length.before === true ? -length.value : length.value
  if (length.unit === 'none') return null
  if (isInstant(start)) return afterMoment(start, count, length, calendar)
  return afterDay(start, count, length, calendar)
}

function afterMoment(
  start: Instant,
  count: number,
  length: Length,
  calendar: Calendar,
): Day | Instant | null {
  if (length.unit === 'hour') return addHours(start, count)
  if (length.unit === 'workingHour') return addWorkingHours(start, count, calendar)
  const due = afterDay(dayOf(start), count, length, calendar)
  return length.unit === 'date' ? endOfDay(due) : due
}

/** Hours from a day whose time we do not know end with the last day on which they could still be in time. */
function afterDay(start: Day, count: number, length: Length, calendar: Calendar): Day {
  switch (length.unit) {
    case 'workingDay':
      return addWorkingDays(start, count, calendar)
    case 'workingHour':
      return addWorkingDays(start, Math.ceil(count / 8), calendar)
    case 'calendarDay':
      return addDays(start, count)
    case 'hour':
      return addDays(start, Math.ceil(count / 24))
    case 'week':
      return addWeeks(start, count)
    case 'month':
      return addMonths(start, count)
    case 'date':
    case 'none':
      return length.date === 'end of month' ? endOfMonth(start) : start
  }
}
