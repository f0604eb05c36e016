import { ageOn, daysBetween, type Day } from '../../platform/dates/day.ts'

/*
 * What can be said of days of which either may be missing: nothing is said of a day that is not there, so each of these is false
 * when one is null. A rule about a missing day asks for it by name.
 */
type Maybe = Day | null

export const isBefore = (one: Maybe, other: Maybe): boolean => one !== null && other !== null && one < other
export const isAfter = (one: Maybe, other: Maybe): boolean => one !== null && other !== null && one > other
export const isOnOrBefore = (one: Maybe, other: Maybe): boolean =>
  one !== null && other !== null && one <= other
export const isOnOrAfter = (one: Maybe, other: Maybe): boolean =>
  one !== null && other !== null && one >= other
export const isSameDay = (one: Maybe, other: Maybe): boolean => one !== null && one === other

/** Both days inclusive. */
export const isWithin = (at: Maybe, from: Day, to: Day): boolean => at !== null && from <= at && at <= to

/** Had the birthday by that day. Someone born on 29 February has theirs on 1 March in a common year. */
export const reached = (born: Maybe, age: number, on: Maybe): boolean =>
  born !== null && on !== null && ageOn(born, on) >= age

/** Had not yet had the birthday on that day. */
export const isUnder = (born: Maybe, age: number, on: Maybe): boolean =>
  born !== null && on !== null && ageOn(born, on) < age

/** Had the birthday before that day. */
export const isPast = (born: Maybe, age: number, on: Maybe): boolean =>
  born !== null &&
  on !== null &&
  (ageOn(born, on) > age || (ageOn(born, on) === age && !isBirthday(born, on)))

/** Whether it is the birthday that day. */
const isBirthday = (born: Day, on: Day): boolean =>
  on.slice(5) === born.slice(5) || (born.endsWith('02-29') && on.endsWith('03-01') && !isLeap(on))

const isLeap = (at: Day): boolean => {
  const year = Number(at.slice(0, 4))
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** The birthday of that age; 29 February becomes 1 March in a common year. */
export function birthday(born: Day, age: number): Day {
  const on = `${String(Number(born.slice(0, 4)) + age).padStart(4, '0')}${born.slice(4)}` as Day
  return on.endsWith('02-29') && !isLeap(on) ? (`${on.slice(0, 4)}-03-01` as Day) : on
}

/** Longer than so many days from one to the other; nothing is said when either is missing. */
export const isLonger = (from: Maybe, to: Maybe, days: number): boolean =>
  from !== null && to !== null && daysBetween(from, to) > days
