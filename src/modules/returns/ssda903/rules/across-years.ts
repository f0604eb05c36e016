import { addDays } from '../../../../platform/dates/day.ts'
import type { EpisodeRow } from '../../../return-files/index.ts'
import type { Child } from '../child.ts'
import { codes, isOneOf } from '../codes.ts'
import { isBefore } from '../../days.ts'
import { childRule, type FieldOf, rulesOf } from '../declare.ts'
import { asLetter } from './integrity.ts'
import { isFilled } from '../given.ts'
import type { Aid } from '../whole.ts'

const header = rulesOf('header')
const episode = rulesOf('episodes')

/** This year's first episode beside last year's last, when that was still open at the end of it. */
const carriedOver = (
  id: string,
  rule: {
    field: FieldOf<'episodes'>
    aids?: readonly Aid[]
    also?: readonly FieldOf<'episodes'>[]
    says: string
    breaks: (first: EpisodeRow, last: EpisodeRow, child: Child) => boolean
  },
) =>
  childRule(id, {
    reads: { episodes: [rule.field, ...(rule.also ?? []), 'decom'] },
    readsLastYear: { episodes: [rule.field, ...(rule.also ?? []), 'decom', 'dec'] },
    ...(rule.aids === undefined ? {} : { aids: rule.aids }),
    says: rule.says,
    find(child, mark) {
      const first = child.care[0]
      const last = child.lastCare.at(-1)
      if (first === undefined || last === undefined || isFilled(last, 'dec')) return
      if (rule.breaks(first, last, child)) mark(first)
    },
  })

const sameField = (id: string, field: FieldOf<'episodes'>, what: string) =>
  carriedOver(id, {
    field,
    says: `${what} of the first episode is not that of the episode open at the end of last year.`,
    breaks: (first, last) => first[field] !== last[field],
  })

const unregistered = codes('Z11 Z12 Z13 Z14')
/** Codes that took the place of one another: semi-independent living with K3, and unregistered placements in four kinds. */
const isRecoded = (from: string | null, to: string | null, ends: number): boolean =>
  ((ends === 2024 || ends === 2025) && from === 'H5' && to === 'K3') ||
  (ends === 2026 && from === 'Z1' && isOneOf(unregistered, to))

/** Miles are told to a tenth, and two tenths are a difference. A distance where there was none is one too. */
const isFarther = (first: EpisodeRow, last: EpisodeRow, child: Child): boolean => {
  const now = child.whereabouts(first).miles
  const then = child.whereabouts(last).miles
  return now !== null && (then === null || Math.abs(now - then) > 0.199)
}
const isElsewhere = (first: EpisodeRow, last: EpisodeRow, child: Child): boolean =>
  child.whereabouts(first).authority !== child.whereabouts(last).authority

const sameAsLastYear = (
  id: string,
  field: FieldOf<'header'>,
  says: string,
  differs: (now: string | null, then: string | null) => boolean = (now, then) => now !== then,
) =>
  header(id, {
    reads: [field],
    readsLastYear: { header: [field] },
    says,
    breaks: (row, { lastYear }) =>
      lastYear.header.some((last) => differs(text(row[field]), text(last[field]))),
  })
const text = (cell: string | null): string | null => cell

const notYetKnown = codes('UN2 UN3 UN4 UN5')
const isUnknownUpn = (upn: string | null): boolean => upn === null || /^UN[1-5]$/.test(upn)

/** A UPN may become known, and a reason for having none may take the place of UN1 or of nothing. */
function isUpnChanged(now: string | null, then: string | null): boolean {
  if (now?.toUpperCase() === then?.toUpperCase()) return false
  if (isOneOf(notYetKnown, now)) return then !== null && then !== 'UN1'
  return !(isUnknownUpn(then) && !isUnknownUpn(now))
}

export const acrossYearsRules = [
  sameAsLastYear(
    '202',
    'sex',
    'The sex is not the one returned last year.',
    (now, then) => asLetter(now) !== asLetter(then),
  ),
  sameAsLastYear('203', 'dob', 'The date of birth is not the one returned last year.'),
  sameAsLastYear('204', 'ethnic', 'The ethnicity is not the one returned last year.'),
  sameAsLastYear('208', 'upn', 'The UPN is not the one returned last year.', isUpnChanged),
  carriedOver('452', {
    field: 'plPost',
    also: ['rne'],
    aids: ['postcodes'],
    says: 'The authority of the placement is not the one the same episode had last year.',
    breaks: (first, last, child) => first.rne === last.rne && isElsewhere(first, last, child),
  }),
  carriedOver('453', {
    field: 'plPost',
    also: ['rne', 'homePost'],
    aids: ['postcodes'],
    says: 'The distance from home is not the one the same episode had last year.',
    breaks: (first, last, child) => first.rne === last.rne && isFarther(first, last, child),
  }),
  carriedOver('502', {
    field: 'decom',
    says: 'An episode was open at the end of last year, and this year does not begin with it.',
    breaks: (first, last) => first.decom !== last.decom,
  }),
  sameField('503A', 'rne', 'The reason for new episode'),
  sameField('503B', 'ls', 'The legal status'),
  sameField('503C', 'cin', 'The category of need'),
  carriedOver('503D', {
    field: 'place',
    says: 'The placement of the first episode is not that of the episode open at the end of last year.',
    breaks: ({ place }, last, { year }) => place !== last.place && !isRecoded(last.place, place, year.ends),
  }),
  sameField('503E', 'placeProvider', 'The placement provider'),
  sameField('503F', 'urn', 'The Ofsted number (URN)'),
  carriedOver('503G', {
    field: 'plPost',
    also: ['homePost'],
    aids: ['postcodes'],
    says: 'The distance of the first episode is not that of the episode open at the end of last year.',
    breaks: isFarther,
  }),
  carriedOver('503H', {
    field: 'plPost',
    aids: ['postcodes'],
    says: 'The authority of the first placement is not that of the episode open at the end of last year.',
    breaks: isElsewhere,
  }),
  carriedOver('503J', {
    field: 'plPost',
    aids: ['postcodes'],
    says: 'The first placement is in the authority and was out of it at the end of last year, or the other way about.',
    breaks: (first, last, child) => child.whereabouts(first).location !== child.whereabouts(last).location,
  }),
  childRule('562', {
    reads: { episodes: ['decom'] },
    readsLastYear: { episodes: ['decom'] },
    says: 'The first episode began before this year, and last year’s return did not end with it.',
    find({ care: [first], lastCare, year }, mark) {
      const last = lastCare.findLast(({ decom }) => decom !== null)
      if (first === undefined || last === undefined || !isBefore(first.decom, year.startsOn)) return
      if (first.decom !== last.decom) mark(first)
    },
  }),
  episode('NoE', {
    reads: ['decom'],
    readsLastYear: { episodes: ['decom'] },
    says: 'The episode began before this year, but last year’s return has none for the child.',
    breaks: ({ decom }, { lastCare, year }) => isBefore(decom, year.startsOn) && lastCare.length === 0,
  }),
  childRule('210', {
    reads: { header: ['upn'], episodes: ['decom', 'dec'] },
    // UN4 is for a child who came into care in the last week of the year. The peers report exactly those children.
    says: 'UN4 is for a child who came into care in the week before 31 March, and this child came earlier.',
    find({ header: rows, care, year }, mark) {
      const newly = addDays(year.endsOn, -7)
      const unknown = rows.filter(({ upn }) => upn === 'UN4')
      const earlier = care.filter(({ decom }) => decom !== null && decom < newly)
      if (unknown.length > 0 && earlier.length > 0) [...unknown, ...earlier].forEach(mark)
    },
  }),
]
