import { addYears, type Day } from '../../../../platform/dates/day.ts'
import { ethnicities, isOneOf, codes, zeroOne } from '../codes.ts'
import { isAfter, isOnOrAfter, isPast, isUnder, reached } from '../../days.ts'
import { rulesOf } from '../declare.ts'
import { isFilled, isNotADay } from '../given.ts'

const header = rulesOf('header')

const upn = /^(?:UN[1-5]|[A-HJ-NP-RT-Z]\d{11}[\dA-Z])$/
const unknownUpns = codes('UN1 UN2 UN3 UN4 UN5')

/** 31 August before the collection year begins. */
const lastAugust = (startsOn: Day): Day => `${addYears(startsOn, -1).slice(0, 4)}-08-31` as Day

/** SEX was 1 and 2 until 2023/24 and has been M, F and U since. */
const numberedSex = codes('1 2')
const letteredSex = codes('M F U')
const sexRule = (from: number, allowed: ReadonlySet<string>) =>
  header('101', {
    from,
    reads: ['sex'],
    says: `Sex must be one of ${[...allowed].join(', ')}.`,
    breaks: ({ sex }) => !isOneOf(allowed, sex),
  })

const notForBoys = (from: number, male: string) =>
  header('174', {
    from,
    reads: ['mcDob', 'sex'],
    says: 'A first child’s date of birth is given for a boy. Correct the sex or take the date out.',
    breaks: (row) => row.sex === male && isFilled(row, 'mcDob'),
  })

const motherForHerChild = (from: number, female: string) =>
  header('612', {
    from,
    reads: ['mother', 'mcDob', 'sex'],
    says: 'A first child’s date of birth is given, but she is not recorded as a mother.',
    breaks: (row) =>
      row.sex === female && (row.mother === null || row.mother === '0') && isFilled(row, 'mcDob'),
  })

export const headerRules = [
  sexRule(2023, numberedSex),
  sexRule(2025, letteredSex),
  header('102', {
    reads: ['dob'],
    says: 'Date of birth is blank or is not a date written dd/mm/yyyy.',
    breaks: (row) => row.dob === null || isNotADay(row, 'dob'),
  }),
  header('103', {
    reads: ['ethnic'],
    says: 'Ethnicity is blank or is not one of the 20 codes.',
    breaks: ({ ethnic }) => !isOneOf(ethnicities, ethnic),
  }),
  header('105', {
    reads: ['uasc'],
    aids: ['xml'],
    says: 'Say 1 or 0 for whether the child is an unaccompanied asylum-seeking child.',
    breaks: ({ uasc }) => !isOneOf(zeroOne, uasc),
  }),
  header('168', {
    reads: ['upn'],
    says: 'UPN must be a letter (not I, O or S), 11 figures and a figure or letter; or UN1 to UN5 where it is not known.',
    breaks: (row) => row.upn !== null && !upn.test(row.upn),
  }),
  header('171', {
    reads: ['mcDob'],
    says: 'The date of birth of the mother’s first child is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'mcDob'),
  }),
  notForBoys(2023, '1'),
  notForBoys(2025, 'M'),
  header('209', {
    reads: ['upn', 'dob'],
    says: 'UN1 is for children too young for school, and this child was 4 by the August before last.',
    breaks: (row, { year }) => row.upn === 'UN1' && reached(row.dob, 4, lastAugust(year.startsOn)),
  }),
  header('231', {
    from: 2025,
    level: 'query',
    reads: ['dob', 'uasc'],
    also: { uasc: ['child'] },
    mayLack: ['uasc'],
    says: 'Check the date of birth: this unaccompanied asylum-seeking child is under 11 at the end of the year.',
    breaks: ({ dob }, child) => child.isUasc && isUnder(dob, 11, child.year.endsOn),
  }),
  header('232', {
    from: 2025,
    reads: ['sex'],
    says: 'Sex is given as unknown (U).',
    breaks: ({ sex }) => sex === 'U' || sex === 'u',
  }),
  header('301', {
    reads: ['dob'],
    says: 'Date of birth is after the end of the year.',
    breaks: ({ dob }, { year }) => isAfter(dob, year.endsOn),
  }),
  header('351', {
    reads: ['dob'],
    says: 'The young person was already over 25 when the year began.',
    breaks: ({ dob }, { year }) => isPast(dob, 25, year.startsOn),
  }),
  header('444', {
    from: 2026,
    whole: true,
    reads: ['upn'],
    says: 'The same UPN is given for more than one child.',
    breaks: ({ upn: given }, { whole }) =>
      given !== null && !unknownUpns.has(given) && whole.sharedUpns.has(given),
  }),
  header('611', {
    reads: ['mcDob', 'mother'],
    says: 'She is recorded as a mother, so give her first child’s date of birth.',
    breaks: (row) => row.mother === '1' && !isFilled(row, 'mcDob'),
  }),
  motherForHerChild(2023, '2'),
  motherForHerChild(2025, 'F'),
  header('620', {
    reads: ['mother', 'dob'],
    says: 'She is recorded as a mother but was under 11 when the year began.',
    breaks: ({ mother, dob }, { year }) => mother === '1' && isUnder(dob, 11, year.startsOn),
  }),
  header('621', {
    reads: ['dob', 'mcDob'],
    says: 'Her first child’s date of birth is not after her own.',
    breaks: ({ dob, mcDob }) => isOnOrAfter(dob, mcDob),
  }),
]
