import authorityNumbers from '../../../../../data/authority-numbers.json' with { type: 'json' }
import { day } from '../../../../platform/dates/day.ts'
import type { PrevPermRow } from '../../../return-files/index.ts'
import { isNotOf, isOneOf, previousPermanence } from '../codes.ts'
import { isOnOrAfter } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { anyFilled, isFilled, isNotAPartialDay } from '../given.ts'

const permanence = rulesOf('prevPerm')

/** Any authority there is or was, the rest of the United Kingdom, and 999 where it is not known. */
const authorities = new Set([
  ...authorityNumbers.authorities,
  ...Object.keys(authorityNumbers.abolished),
  'WAL',
  'SCO',
  'NUK',
  'NIR',
  '999',
])
const left = new Set(['P1', 'P2', 'P3', 'P4'])

/** No earlier permanence (Z1), or one told with its authority and day. */
const isTold = (row: PrevPermRow): boolean =>
  row.prevPerm === 'Z1' || (isOneOf(left, row.prevPerm) && row.laPerm !== null && isFilled(row, 'datePerm'))

export const previousPermanenceRules = [
  childRule('630', {
    reads: { episodes: ['rne', 'decom'], prevPerm: ['prevPerm', 'laPerm', 'datePerm'] },
    marks: ['episodes'],
    says: 'Care started in the year: say whether the child had left care for permanence before, when and from where.',
    find({ episodes, prevPerm, year }, mark) {
      if (prevPerm.some(isTold)) return
      episodes.filter(({ rne, decom }) => rne === 'S' && isOnOrAfter(decom, year.startsOn)).forEach(mark)
    },
  }),
  permanence('631', {
    reads: ['prevPerm'],
    says: 'Previous permanence must be P1 to P4, or Z1.',
    breaks: ({ prevPerm }) => isNotOf(previousPermanence, prevPerm),
  }),
  childRule('632', {
    reads: { prevPerm: ['datePerm'], episodes: ['decom'] },
    says: 'The day of the earlier order is not a date (parts not known are ZZ), or is not before care began.',
    find({ prevPerm, care }, mark) {
      const first = care.find(({ decom }) => decom !== null)
      for (const row of prevPerm) {
        const late = first !== undefined && isOnOrAfter(row.datePerm, first.decom)
        if (late || isNotAPartialDay(row, 'datePerm')) mark(row)
        if (late) mark(first)
      }
    },
  }),
  permanence('633', {
    reads: ['laPerm'],
    says: 'The authority of the earlier order is not a three-figure number in use, nor WAL, SCO, NIR or NUK.',
    breaks: ({ laPerm }) => isNotOf(authorities, laPerm),
  }),
  childRule('634', {
    reads: { prevPerm: ['prevPerm', 'laPerm', 'datePerm'], episodes: ['decom'] },
    says: 'Earlier permanence is asked of children whose care started on or after 1 April 2016, and this child’s did not.',
    find({ prevPerm, episodes }, mark) {
      const told = prevPerm.filter((row) => anyFilled(row, ['prevPerm', 'laPerm', 'datePerm']))
      const since = episodes.some(({ decom }) => decom === null || decom >= day('2016-04-01'))
      if (told.length > 0 && episodes.length > 0 && !since) [...told, ...episodes].forEach(mark)
    },
  }),
  permanence('635', {
    reads: ['laPerm', 'datePerm', 'prevPerm'],
    // The peers ask only whether PREV_PERM is blank; Z1, which the rule is about, says there was no order at all.
    says: 'An authority or day of an earlier order is given, but not the order: PREV_PERM is blank or Z1 (none).',
    breaks: (row) =>
      (row.prevPerm === null || row.prevPerm === 'Z1') && anyFilled(row, ['laPerm', 'datePerm']),
  }),
]
