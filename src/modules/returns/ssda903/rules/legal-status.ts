import { day, daysBetween } from '../../../../platform/dates/day.ts'
import type { EpisodeRow } from '../../../return-files/index.ts'
import { codes, isOneOf } from '../codes.ts'
import type { Child } from '../child.ts'
import { isLonger, isUnder, isOnOrAfter } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { isOnlyShortBreaks, isShortBreak } from '../episodes.ts'
import { isFilled } from '../given.ts'

const episode = rulesOf('episodes')
const criminal = codes('J1 J2 J3')

/** Runs of episodes under one legal status, each beginning the day the one before ended. */
function runsUnder({ care }: Child, status: string): EpisodeRow[][] {
  const runs: EpisodeRow[][] = []
  for (const row of care) {
    if (row.ls !== status) continue
    const run = runs.at(-1)
    if (run?.at(-1)?.dec === row.decom && row.decom !== null) run?.push(row)
    else runs.push([row])
  }
  return runs
}

/** A status that may last so many days: episodes that follow one another are counted together, an open one to the year’s end. */
const lasts = (id: string, status: string, days: number, says: string, source: string) =>
  childRule(id, {
    reads: { episodes: ['ls', 'decom', 'dec'] },
    says,
    source,
    find(child, mark) {
      for (const run of runsUnder(child, status)) {
        const [from, to] = [run[0]?.decom ?? null, run.at(-1)?.dec ?? child.year.endsOn]
        if (isLonger(from, to, days)) run.forEach(mark)
      }
    },
  })

/** Days of the year spent in a recorded short break; the first day counts and the last does not. */
function daysOfYear({ decom, dec }: EpisodeRow, { year }: Child): number {
  if (decom === null) return 0
  const from = decom < year.startsOn ? year.startsOn : decom
  const to = dec === null || dec > year.endsOn ? year.endsOn : dec
  return Math.max(0, daysBetween(from, to))
}

const isRecordedBreak = ({ ls }: EpisodeRow): boolean => ls === 'V3'

export const legalStatusRules = [
  childRule('358', {
    reads: { episodes: ['ls', 'decom'], header: ['dob'] },
    says: 'A child under 10 cannot be remanded, detained or sentenced (J1 to J3): 10 is the age of criminal responsibility.',
    source: 'Children and Young Persons Act 1933 s50; SSDA903 validation rules 2022/23, rule 358',
    find({ episodes, header, born }, mark) {
      const wrong = episodes.filter(({ ls, decom }) => isOneOf(criminal, ls) && isUnder(born, 10, decom))
      wrong.forEach(mark)
      if (wrong.length > 0) header.forEach(mark)
    },
  }),
  lasts(
    '361',
    'L1',
    3,
    'Police protection lasted longer than the 72 hours the law allows.',
    'Children Act 1989 s46(6); SSDA903 validation rules 2022/23, rule 361',
  ),
  lasts(
    '362',
    'L2',
    21,
    'An emergency protection order lasted longer than 21 days.',
    'Children Act 1989 s45; SSDA903 validation rules 2022/23, rule 362',
  ),
  lasts(
    '363',
    'L3',
    7,
    'A child assessment order lasted longer than the 7 days the law allows.',
    'Children Act 1989 s43(5); SSDA903 validation rules 2022/23, rule 363',
  ),
  lasts(
    '364',
    'J2',
    21,
    'A child was held under PACE in local authority accommodation for over 21 days, which the law does not allow.',
    'Police and Criminal Evidence Act 1984 ss41-46; SSDA903 validation rules 2022/23, rule 364',
  ),
  episode('365', {
    reads: ['dec', 'decom', 'ls'],
    says: 'One short break (V3) lasted more than 17 days.',
    source:
      'Care Planning, Placement and Case Review Regulations 2010 reg 48; SSDA903 validation rules 2022/23, rule 365',
    breaks: (row, { year }) => isRecordedBreak(row) && isLonger(row.decom, row.dec ?? year.endsOn, 17),
  }),
  episode('366', {
    reads: ['rne', 'ls'],
    says: 'A child stays in one placement through a short break, so each (V3) starts with S.',
    breaks: (row) => isRecordedBreak(row) && row.rne !== 'S',
  }),
  childRule('367', {
    reads: { episodes: ['ls', 'decom', 'dec'] },
    says: 'Short breaks (V3) came to more than 75 days in the year.',
    source:
      'Care Planning, Placement and Case Review Regulations 2010 reg 48; SSDA903 validation rules 2022/23, rule 367',
    find(child, mark) {
      const breaks = child.episodes.filter((row) => isRecordedBreak(row) && daysOfYear(row, child) > 0)
      const days = breaks.reduce((total, row) => total + daysOfYear(row, child), 0)
      if (days > 75) breaks.forEach(mark)
    },
  }),
  episode('378', {
    reads: ['ls', 'place'],
    says: 'A child placed with their parents (P1) is not accommodated under section 20 (V2).',
    source: 'Children Act 1989 s20 and s22C(2); SSDA903 validation rules 2022/23, rule 378',
    breaks: ({ place, ls }) => place === 'P1' && ls === 'V2',
  }),
  episode('384', {
    reads: ['place', 'ls'],
    says: 'A child on short breaks (V3, V4) is not in long-term fostering (U1, U4).',
    breaks: (row) => isShortBreak(row) && (row.place === 'U1' || row.place === 'U4'),
  }),
  episode('214', {
    reads: ['plPost', 'urn', 'ls'],
    says: 'Where the placement is need not be told for short breaks (V3, V4).',
    breaks: (row) => isShortBreak(row) && (row.plPost !== null || row.urn !== null),
  }),
  episode('398', {
    reads: ['homePost', 'plPost', 'ls'],
    says: 'Postcodes are not told for short breaks (V3, V4).',
    breaks: (row) => isShortBreak(row) && (row.homePost !== null || row.plPost !== null),
  }),
  childRule('399', {
    reads: { episodes: ['ls'], header: ['mother'], reviews: ['review', 'reviewCode'] },
    says: 'Only short breaks (V3, V4) are recorded, so neither mother nor reviews are asked for.',
    find({ episodes, header, reviews }, mark) {
      if (!isOnlyShortBreaks(episodes)) return
      const told =
        header.some(({ mother }) => mother !== null) ||
        reviews.some((row) => isFilled(row, 'review') || row.reviewCode !== null)
      if (told) [...episodes, ...header, ...reviews].forEach(mark)
    },
  }),
  childRule('426', {
    reads: { episodes: ['ls'] },
    says: 'Short breaks are recorded one by one (V3) or as an agreement (V4) in a year, not both.',
    find({ episodes }, mark) {
      const breaks = episodes.filter(isShortBreak)
      if (new Set(breaks.map(({ ls }) => ls)).size > 1) breaks.forEach(mark)
    },
  }),
  episode('446', {
    reads: ['ls', 'decom'],
    says: 'Placement orders (E1) have been made since December 2005 only.',
    source: 'Adoption and Children Act 2002 s21; SSDA903 validation rules 2022/23, rule 446',
    breaks: ({ ls, decom }) => ls === 'E1' && decom !== null && decom < day('2005-12-01'),
  }),
  episode('445', {
    reads: ['ls', 'decom'],
    says: 'Freeing orders (D1) have not been made since December 2005.',
    breaks: ({ ls, decom }) => ls === 'D1' && isOnOrAfter(decom, day('2005-12-01')),
  }),
  episode('451', {
    reads: ['dec', 'rec', 'ls'],
    says: 'The child is still freed for adoption (D1), though freeing orders ended in December 2005.',
    breaks: (row) => row.ls === 'D1' && !isFilled(row, 'dec') && row.rec === null,
  }),
]
