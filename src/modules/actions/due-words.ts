import { workingDaysBetween, type Calendar } from '../../platform/dates/calendar.ts'
import { daysBetween, monthsBetween, shortDay, type Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'

/** How near a due day is: what a list puts first, and in which words. */
interface DueSaid {
  readonly state: 'over' | 'soon' | 'ok'
  readonly words: string
}

/** Due soon within so many working days. */
const soon = 3

/** '2 working days over'; on a weekend, when none has passed, '1 day over'; after a month, in weeks and then months. */
export function overWords(due: Day, on: Day, calendar: Calendar): string {
  const worked = workingDaysBetween(due, on, calendar)
  const days = daysBetween(due, on)
  if (worked < 1) return `${counted(days, 'day')} over`
  if (worked <= 20) return `${counted(worked, 'working day')} over`
  return days < 90 ? `${Math.floor(days / 7)} weeks over` : `${monthsBetween(due, on)} months over`
}

/** How a thing still to be done stands on a day, its due day included: 'Due today', '2 working days left', 'Due Thu 26 Nov'. */
export function dueSaid(due: Day, on: Day, calendar: Calendar): DueSaid {
  if (due < on) return { state: 'over', words: overWords(due, on, calendar) }
  const left = workingDaysBetween(on, due, calendar)
  if (left <= soon) return { state: 'soon', words: leftWords(due, on, calendar) }
  return { state: 'ok', words: `Due ${daySaid(due, on)}` }
}

/** How long there is until a day that has not passed: 'Due today', '9 working days left', then weeks and months as `overWords` has them. */
export function leftWords(due: Day, on: Day, calendar: Calendar): string {
  if (due === on) return 'Due today'
  const worked = workingDaysBetween(on, due, calendar)
  if (worked <= 20) return `${counted(Math.max(worked, 1), 'working day')} left`
  const days = daysBetween(on, due)
  return days < 90 ? `${Math.floor(days / 7)} weeks left` : `${monthsBetween(on, due)} months left`
}

/** 'Thu 5 Nov', with the year where it is not this one. */
export const daySaid = (at: Day, today: Day): string =>
  shortDay(at, { year: at.slice(0, 4) !== today.slice(0, 4) })

/** 'Asked 2 times, first on Tue 13 Oct'; nothing of what was asked once. */
export const askedWords = (times: number, firstOn: Day, today: Day): string | null =>
  times < 2 ? null : `Asked ${times} times, first on ${daySaid(firstOn, today)}`
