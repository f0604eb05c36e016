import { addDays, addMonths, addYears, day, type Day } from '../../platform/dates/day.ts'
import { fieldsOf, type Fields } from './fields.ts'
import type { ChildHeld } from './held-child.ts'

/** The days the collection looks at, inclusive. */
export interface Window {
  readonly from: Day
  readonly to: Day
}

/**
 * From 1 April of the financial year that held the day two years ago, until tomorrow (the DfE's specification for early adopters,
 * as Data to Insight reads it).
 */
export function windowOn(on: Day): Window {
  const then = addMonths(on, -24)
  const april = day(`${then.slice(0, 4)}-04-01`)
  return { from: april <= then ? april : addYears(april, -1), to: addDays(on, 1) }
}

/** Whether what ran from a day, and until another if it has ended, touched the window. Without a first day nothing is known. */
export const touches = ({ from, to }: Window, began: Day | undefined, ended: Day | undefined): boolean =>
  began !== undefined && began <= to && (ended === undefined || ended >= from)

/**
 * Whether the collection asks for the child: 25 or under, or not yet born, and referred, in need with a plan, or looked after at some
 * time in the window. A plan of protection or a disability alone does not bring a child in.
 */
export function inCohort({ person, episodes, needPlans, care }: ChildHeld, window: Window): boolean {
  const born = fieldsOf(person).day('bornOn')
  if (born !== undefined && addYears(born, 26) <= window.from) return false
  const ran = (rows: readonly Fields[], from: string, to: string): boolean =>
    rows.some((row) => touches(window, row.day(from), row.day(to)))
  return (
    ran(episodes, 'referredOn', 'closedOn') ||
    ran(needPlans, 'startedOn', 'endedOn') ||
    ran(care, 'startedOn', 'endedOn')
  )
}

/** Sixteen to twenty-five: for whom support after care is asked. */
export const isYoungAdult = (born: Day | undefined, on: Day): boolean =>
  born !== undefined && addYears(born, 16) <= on && addYears(born, 26) > on
