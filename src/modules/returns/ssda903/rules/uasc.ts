import type { Day } from '../../../../platform/dates/day.ts'
import type { Child } from '../child.ts'
import { birthday, isBefore, isPast } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { firstOf, isDayOfYear } from '../episodes.ts'
import { isFilled, isNotADay } from '../given.ts'

const uasc = rulesOf('uasc')

/** Unaccompanied asylum-seeking status this year and last, and the days it ceased, must tell one story. */
const story = (id: string, says: string, isAstray: (child: Child) => boolean) =>
  childRule(id, {
    reads: { uasc: ['duc', 'child', 'dob'], header: ['uasc', 'child', 'dob'] },
    readsLastYear: { uasc: ['duc'], header: ['uasc'] },
    mayLack: ['header', 'lastYear.header'],
    says,
    find(child, mark) {
      if (isAstray(child)) [...child.uasc, ...child.header].forEach(mark)
    },
  })

const ceased = ({ uasc: rows }: Child): Day | null => firstOf(rows, ({ duc }) => duc)
const ceasedLast = ({ lastYear }: Child): Day | null => firstOf(lastYear.uasc, ({ duc }) => duc)
const saysCeased = ({ uasc: rows }: Child): boolean => rows.some((row) => isFilled(row, 'duc'))
const wasReturned = ({ lastYear }: Child): boolean => lastYear.header.length + lastYear.uasc.length > 0
const isOutsideLastYear = (on: Day, { year }: Child): boolean => on < year.lastStartsOn || on >= year.startsOn

const isEighteenth = (on: Day, { uasc: rows, born }: Child): boolean => {
  const dob = firstOf(rows, (row) => row.dob) ?? born
  return dob === null || on === birthday(dob, 18)
}

export const uascRules = [
  uasc('104', {
    reads: ['duc'],
    says: 'The day asylum-seeking status ceased is not a date written dd/mm/yyyy, or is before the year.',
    breaks: (row, { year }) => isNotADay(row, 'duc') || isBefore(row.duc, year.startsOn),
  }),
  story(
    '205A',
    'Last year the child was unaccompanied and seeking asylum, this year not: the days it ceased do not fit.',
    (child) => {
      if (child.isUasc || !child.wasUasc) return false
      const last = ceasedLast(child)
      return saysCeased(child) || (last !== null && isOutsideLastYear(last, child))
    },
  ),
  story(
    '205B',
    'The child is unaccompanied and seeking asylum both years: the days it ceased do not fit.',
    (child) => {
      if (!child.isUasc || !child.wasUasc) return false
      const [now, last] = [ceased(child), ceasedLast(child)]
      const strayed = now !== null && now !== last && !isDayOfYear(now, child.year)
      return strayed || (last !== null && !isEighteenth(last, child))
    },
  ),
  story(
    '205C',
    'The child is in neither year unaccompanied and seeking asylum, yet a day it ceased is given.',
    (child) => {
      const told = saysCeased(child) || child.lastYear.uasc.some((row) => isFilled(row, 'duc'))
      return told && !child.isUasc && !child.wasUasc
    },
  ),
  story(
    '205D',
    'The child is unaccompanied and seeking asylum this year, and last year was not.',
    (child) => child.isUasc && !child.wasUasc && wasReturned(child),
  ),
  childRule('303', {
    reads: { uasc: ['duc'], header: ['uasc'] },
    says: 'A day asylum-seeking status ceased is given for a child not recorded as seeking asylum.',
    find(child, mark) {
      if (saysCeased(child) && !child.isUasc)
        [...child.uasc.filter((row) => isFilled(row, 'duc')), ...child.header].forEach(mark)
    },
  }),
  uasc('304', {
    reads: ['duc', 'dob'],
    says: 'Asylum-seeking status as a child ceases by the 18th birthday.',
    breaks: ({ duc, dob }) => isPast(dob, 18, duc),
  }),
]
