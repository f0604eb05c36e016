import type { EpisodeRow, MissingRow } from '../../../return-files/index.ts'
import { birthday, isAfter, isBefore, isOnOrAfter, isSameDay } from '../../days.ts'
import { isNotOf, isOneOf, missingTypes } from '../codes.ts'
import { childRule, rulesOf } from '../declare.ts'
import { eachPair, inOrder, isOutsideCare, isStillOutOfCare } from '../episodes.ts'
import { isFilled, isNotADay } from '../given.ts'

const missing = rulesOf('missing')

/** By when they ended, an open one by when it began, so that of two that overlap the one that ends later is reported. */
const byEnd = (rows: readonly MissingRow[]): readonly MissingRow[] =>
  inOrder(rows, 'misStart', 'misEnd').toSorted((a, b) =>
    compare(a.misEnd ?? a.misStart, b.misEnd ?? b.misStart),
  )
const compare = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1

const wentDuring = ({ decom, dec }: EpisodeRow, { misStart }: MissingRow): boolean =>
  decom !== null && misStart !== null && decom <= misStart && (dec === null || misStart <= dec)

export const missingRules = [
  missing('1004', {
    reads: ['misStart'],
    says: 'The day the child went missing is blank or is not a date written dd/mm/yyyy.',
    breaks: (row) => row.misStart === null || isNotADay(row, 'misStart'),
  }),
  missing('1005', {
    reads: ['misEnd'],
    says: 'The day the child came back is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'misEnd'),
  }),
  missing('1006', {
    reads: ['missing'],
    says: 'Missing must be M or, for away without authorisation, A.',
    breaks: (row) => isNotOf(missingTypes, row.missing),
  }),
  missing('564', {
    reads: ['misStart', 'missing'],
    says: 'The child was missing or away: give the day it began.',
    breaks: (row) => isOneOf(missingTypes, row.missing) && !isFilled(row, 'misStart'),
  }),
  missing('565', {
    reads: ['missing', 'misStart'],
    says: 'There is a day it began: say whether the child was missing (M) or away (A).',
    breaks: (row) => isFilled(row, 'misStart') && row.missing === null,
  }),
  missing('566', {
    reads: ['missing', 'misEnd'],
    says: 'There is a day it ended: say whether the child was missing (M) or away (A).',
    breaks: (row) => isFilled(row, 'misEnd') && row.missing === null,
  }),
  missing('567', {
    reads: ['misStart', 'misEnd'],
    says: 'The child came back before they went missing.',
    breaks: ({ misStart, misEnd }) => isAfter(misStart, misEnd),
  }),
  missing('570', {
    reads: ['misStart'],
    says: 'The child went missing after the end of the year.',
    breaks: ({ misStart }, { year }) => isAfter(misStart, year.endsOn),
  }),
  missing('571', {
    reads: ['misEnd'],
    says: 'The child came back before the year began or after it ended.',
    breaks: ({ misEnd }, { year }) => isBefore(misEnd, year.startsOn) || isAfter(misEnd, year.endsOn),
  }),
  childRule('574', {
    reads: { missing: ['misStart', 'misEnd'] },
    says: 'This time missing overlaps another, or began while another was still open.',
    find: ({ missing: rows }, mark) =>
      eachPair(byEnd(rows), (earlier, later) => {
        const open = earlier.misStart !== null && !isFilled(earlier, 'misEnd') && later.misStart !== null
        if (open || isBefore(later.misStart, earlier.misEnd)) mark(later)
      }),
  }),
  missing('575', {
    reads: ['misEnd', 'misStart'],
    also: { episodes: ['decom', 'dec'] },
    says: 'The episode the child went missing from has ended, so their time missing ends too.',
    breaks: (row, { episodes }) =>
      !isFilled(row, 'misEnd') &&
      episodes.some((episode) => episode.dec !== null && wentDuring(episode, row)),
  }),
  childRule('576', {
    reads: { missing: ['misStart'] },
    readsLastYear: { missing: ['misStart', 'misEnd'] },
    says: 'The child was still missing when last year ended, and this year does not begin with it.',
    find({ missing: rows, lastYear }, mark) {
      const open = lastYear.missing.filter((row) => row.misStart !== null && !isFilled(row, 'misEnd'))
      const [first] = inOrder(rows, 'misStart', 'misEnd')
      for (const row of open) if (row.misStart !== first?.misStart) mark(first ?? row)
    },
  }),
  missing('577', {
    reads: ['misEnd', 'misStart'],
    also: { episodes: ['decom', 'dec'] },
    says: 'Care ended, but this time missing has no end or ends outside care.',
    breaks: ({ misStart, misEnd }, { periods }) => isStillOutOfCare(periods, misStart, misEnd),
  }),
  missing('578', {
    reads: ['misStart'],
    also: { episodes: ['decom', 'dec'] },
    says: 'The child went missing when they were not looked after.',
    breaks: ({ misStart }, { periods }) => isOutsideCare(periods, misStart),
  }),
  childRule('580', {
    reads: { missing: ['misEnd', 'dob'], episodes: ['rec', 'dec'] },
    marks: ['episodes'],
    says: 'The young person was missing when care ended at 18, so the reason is E8.',
    find({ missing: rows, episodes }, mark) {
      for (const episode of episodes) {
        const missed = rows.some(
          ({ misEnd, dob }) => dob !== null && isSameDay(misEnd, episode.dec) && misEnd === birthday(dob, 18),
        )
        if (missed && episode.rec !== 'E8') mark(episode)
      }
    },
  }),
  missing('581', {
    reads: ['misStart'],
    also: { episodes: ['decom', 'dec'] },
    says: 'The day the child went missing falls in none of their episodes.',
    breaks: (row, { episodes }) =>
      row.misStart !== null && episodes.length > 0 && !episodes.some((episode) => wentDuring(episode, row)),
  }),
  missing('586', {
    reads: ['misStart', 'dob'],
    says: 'The child went missing on or before the day they were born.',
    breaks: ({ misStart, dob }) => isOnOrAfter(dob, misStart),
  }),
]
