import { addWorkingDays, addWorkingHours, type Calendar } from '../../platform/dates/calendar.ts'
import {
  addDays,
  instantAt,
  instantOf,
  momentOf,
  timeOf,
  type Day,
  type Instant,
} from '../../platform/dates/day.ts'

/** Who is told, from nearest the child to furthest. */
export type Rung =
  'first warning' | 'second warning' | 'owner' | 'team manager' | 'chair' | 'service manager' | 'director'

/**
 * When a rung is reached. Working days and hours; `share` is how much of the whole time is over. `ofWeeks`: only of a duty that has at
 * least so many weeks in all; `past`: and not before so much of its time is over.
 */
export type Reached =
  | { readonly before: number; readonly ofWeeks?: number; readonly past?: number }
  | { readonly share: number }
  | { readonly atDue: true }
  | { readonly days: number; readonly orUnseen?: number }
  | { readonly hours: number }

/** One step of a ladder. */
export interface Step {
  readonly rung: Rung
  readonly reached: Reached
}

export type LadderId = 'A' | 'B' | 'C' | 'D' | 'R'

const at = (rung: Rung, reached: Reached): Step => ({ rung, reached })

/**
 * The ladders of the local standard (timescales 0.3). R runs from the day a dispute is raised: its stages are those who decide
 * it. A rung beyond the director (improvement board, lead member) is a report and no telling of one person.
 */
export const ladders: Readonly<Record<LadderId, readonly Step[]>> = {
  A: [
    at('first warning', { before: 3 }),
    at('second warning', { before: 1 }),
    at('team manager', { atDue: true }),
    at('service manager', { days: 2 }),
    // A child whom nobody has seen for twenty working days is the director’s, however soon the visit was due.
    at('director', { days: 5, orUnseen: 20 }),
  ],
  B: [
    at('first warning', { share: 0.5 }),
    at('second warning', { share: 0.8 }),
    at('team manager', { atDue: true }),
    at('service manager', { hours: 4 }),
    at('director', { days: 1 }),
  ],
  // Ten working days before is half of a meeting every four weeks: who is always being warned is not warned (decision 16).
  C: [
    at('first warning', { before: 10, ofWeeks: 6 }),
    at('second warning', { before: 5, past: 0.5 }),
    at('team manager', { atDue: true }),
    at('chair', { atDue: true }),
    at('service manager', { days: 3 }),
    at('director', { days: 10 }),
  ],
  D: [
    at('first warning', { before: 10 }),
    at('service manager', { atDue: true }),
    at('director', { days: 5 }),
  ],
  R: [at('team manager', { days: 0 }), at('service manager', { days: 5 }), at('director', { days: 10 })],
}

/** The rungs that warn whoever does the work, and wait for no answer. */
export const warnings: ReadonlySet<Rung> = new Set(['first warning', 'second warning'])

/** The last due day, inclusive, and the last due moment, inclusive, that have reached a step now. */
interface Cutoff {
  readonly day: Day
  readonly moment: Instant
}

/** By when a duty must have been due for a step to be reached: `now` is of `today`. */
export function cutoff(
  reached: Exclude<Reached, { share: number }>,
  now: Instant,
  today: Day,
  calendar: Calendar,
): Cutoff {
  if ('before' in reached) {
    const day = addWorkingDays(today, reached.before, calendar)
    return { day, moment: instantAt(day, '23:59') }
  }
  if ('atDue' in reached) return { day: addDays(today, -1), moment: now }
  if ('hours' in reached) return hoursAgo(reached.hours, now, today, calendar)
  if (reached.days === 0) return { day: today, moment: now }
  const day = daysAgo(reached.days, today, calendar)
  return { day, moment: instantAt(day, timeOf(now)) }
}

/** The last day from which so many working days have passed today. */
function daysAgo(days: number, today: Day, calendar: Calendar): Day {
  let day = addWorkingDays(today, -days - 1, calendar)
  // A duty due on a Saturday has its first working day after on Monday, as one due on the Friday before has.
  while (addWorkingDays(addDays(day, 1), days, calendar) <= today) day = addDays(day, 1)
  return day
}

const longestWait = 14

/** The last moment, to the quarter of an hour, and the last whole day, from which so many working hours have passed now. */
function hoursAgo(hours: number, now: Instant, today: Day, calendar: Calendar): Cutoff {
  const passed = (from: Instant): boolean => momentOf(addWorkingHours(from, hours, calendar)) <= momentOf(now)
  let day = addDays(today, -1)
  // What was due by the end of a day is late from the first working hour after it.
  for (let i = 0; i < longestWait && !passed(instantAt(day, '17:00')); i += 1) day = addDays(day, -1)
  let moment = now
  const quarter = 15 * 60_000
  for (let at = momentOf(now); !passed(moment) && momentOf(now) - at < longestWait * 96 * quarter;) {
    at -= quarter
    moment = instantOf(at)
  }
  return { day, moment }
}
