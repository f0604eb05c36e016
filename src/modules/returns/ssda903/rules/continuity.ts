import type { EpisodeRow } from '../../../return-files/index.ts'
import { codes, isOneOf } from '../codes.ts'
import { isBefore, isOnOrAfter, isSameDay, isUnder } from '../../days.ts'
import { childRule, type FieldOf, rulesOf } from '../declare.ts'
import { eachPair, isFostered, isForAdoption, isLeaving, isTemporary } from '../episodes.ts'
import { isFilled } from '../given.ts'

const episode = rulesOf('episodes')

/** Asked of each episode and the one before it; the later is reported. */
const following = (
  id: string,
  rule: {
    reads: readonly FieldOf<'episodes'>[]
    says: string
    breaks: (earlier: EpisodeRow, later: EpisodeRow) => boolean
  },
) =>
  childRule(id, {
    reads: { episodes: rule.reads },
    says: rule.says,
    find: ({ care }, mark) =>
      eachPair(care, (earlier, later) => {
        if (rule.breaks(earlier, later)) mark(later)
      }),
  })

const continues = codes('P L T U B')
const moves = codes('P B T U')

const placeFields = ['place', 'plPost', 'urn', 'placeProvider'] as const
const isMoved = (earlier: EpisodeRow, later: EpisodeRow): boolean =>
  placeFields.some((field) => !isSameText(earlier[field], later[field]))
/** Blank and blank are alike, and so are a postcode in small letters and in capitals. */
const isSameText = (one: string | null, other: string | null): boolean =>
  one === other || (one !== null && one.toUpperCase() === other?.toUpperCase())
const isSameStatus = (earlier: EpisodeRow, later: EpisodeRow): boolean => earlier.ls === later.ls

const isUnended = (row: EpisodeRow): boolean => !isFilled(row, 'dec') || row.rec === null

/** X1 says another episode follows the same day; any other reason says none does. */
function isWronglyEnded({ dec, rec }: EpisodeRow, next: EpisodeRow | undefined): boolean {
  if (rec === 'X1') return !isSameDay(dec, next?.decom ?? null)
  return rec !== null && isSameDay(dec, next?.decom ?? null)
}

/** Back from a temporary placement to the one before it. What went before may lie in an earlier return. */
function isBack(before: EpisodeRow | undefined, now: EpisodeRow): boolean {
  if (now.rne !== 'P') return false
  return before === undefined || (before.place === now.place && isSameText(before.plPost, now.plPost))
}

export const continuityRules = [
  childRule('142', {
    reads: { episodes: ['dec', 'rec', 'decom'] },
    says: 'A later episode has begun, so this one needs the day it ended and why.',
    find: ({ care }, mark) =>
      eachPair(care, (earlier) => {
        if (isUnended(earlier)) mark(earlier)
      }),
  }),
  childRule('388', {
    reads: { episodes: ['rec', 'dec', 'decom'] },
    says: 'X1 means another episode begins that day, and any other reason that none does.',
    find: ({ care }, mark) =>
      care.forEach((row, at) => {
        if (isWronglyEnded(row, care[at + 1])) mark(row)
      }),
  }),
  following('431', {
    reads: ['rne', 'decom', 'dec'],
    says: 'This episode says care started (S), but the episode before had not ended by the day before.',
    breaks: (earlier, { rne, decom }) => rne === 'S' && isOnOrAfter(earlier.dec, decom),
  }),
  following('432', {
    reads: ['rne', 'rec', 'decom'],
    says: 'Care ended with the episode before, so this one starts care again (S).',
    breaks: (earlier, { rne }) => isLeaving(earlier) && rne !== 'S',
  }),
  following('433', {
    reads: ['rne', 'decom', 'dec'],
    says: 'This episode goes on from the one before, but does not begin the day that one ended.',
    breaks: (earlier, { rne, decom }) => isOneOf(continues, rne) && !isSameDay(earlier.dec, decom),
  }),
  following('434', {
    reads: ['rne', 'ls', 'place', 'plPost', 'urn', 'placeProvider', 'decom'],
    says: 'L means the legal status changed and the placement did not. The episodes do not show that.',
    breaks: (earlier, later) =>
      later.rne === 'L' && (isSameStatus(earlier, later) || isMoved(earlier, later)),
  }),
  following('435', {
    reads: ['rne', 'ls', 'place', 'plPost', 'urn', 'placeProvider', 'decom'],
    says: 'P and T mean the placement changed and the legal status did not. The episodes do not show that.',
    breaks: (earlier, later) =>
      (later.rne === 'P' || later.rne === 'T') && (!isSameStatus(earlier, later) || !isMoved(earlier, later)),
  }),
  following('436', {
    reads: ['rne', 'ls', 'place', 'plPost', 'urn', 'placeProvider', 'decom'],
    says: 'U and B mean both placement and legal status changed. The episodes do not show that.',
    breaks: (earlier, later) =>
      (later.rne === 'U' || later.rne === 'B') && (isSameStatus(earlier, later) || !isMoved(earlier, later)),
  }),
  childRule('437', {
    reads: { episodes: ['rec', 'decom'] },
    says: 'The episode ended because the child died or turned 18, yet another follows.',
    find: ({ care }, mark) =>
      eachPair(care, (earlier) => {
        if (earlier.rec === 'E2' || earlier.rec === 'E15') mark(earlier)
      }),
  }),
  following('501', {
    reads: ['decom', 'dec'],
    says: 'This episode begins before the one before it ended.',
    breaks: (earlier, { decom }) => isBefore(decom, earlier.dec),
  }),
  following('504', {
    reads: ['cin', 'decom', 'dec', 'rec'],
    says: 'Category of need stays as it was when this period of care began.',
    breaks: (earlier, later) =>
      earlier.rec === 'X1' && isSameDay(earlier.dec, later.decom) && earlier.cin !== later.cin,
  }),
  childRule('225', {
    reads: { episodes: ['reasonPlaceChange', 'rne', 'rec', 'place', 'decom'] },
    says: 'The placement changed after this episode: say why.',
    find: ({ care }, mark) =>
      eachPair(care, (earlier, later) => {
        const moved = earlier.rec === 'X1' && isOneOf(moves, later.rne)
        const unsaid = earlier.reasonPlaceChange === null && !isTemporary(earlier) && !isTemporary(later)
        if (moved && unsaid) mark(earlier)
      }),
  }),
  childRule('226', {
    reads: { episodes: ['reasonPlaceChange', 'place', 'decom'] },
    says: 'No reason for placement change is asked for going into or out of a temporary placement.',
    find: ({ care }, mark) =>
      care.forEach((row, at) => {
        const before = care[at - 1]
        const told =
          row.reasonPlaceChange !== null || (before !== undefined && before.reasonPlaceChange !== null)
        if (isTemporary(row) && told) mark(row)
      }),
  }),
  episode('233', {
    from: 2026,
    reads: ['reasonPlaceChange', 'dec'],
    says: 'The episode has not ended, so there is no change of placement to give a reason for.',
    breaks: (row) => row.reasonPlaceChange !== null && !isFilled(row, 'dec'),
  }),
  childRule('234', {
    from: 2026,
    reads: { episodes: ['reasonPlaceChange', 'decom'], header: ['dob'] },
    says: 'A child under 10 cannot move because they went into custody (CUSTOD).',
    source: 'Children and Young Persons Act 1933 s50; SSDA903 validation rules 2025/26, rule 234',
    find({ episodes, header, born }, mark) {
      const wrong = episodes.filter(
        ({ reasonPlaceChange, decom }) => reasonPlaceChange === 'CUSTOD' && isUnder(born, 10, decom),
      )
      if (wrong.length > 0) [...wrong, ...header].forEach(mark)
    },
  }),
  following('336', {
    reads: ['place', 'decom'],
    // A3 and A5 are placed with their present foster carers, so they were fostered before: A4 and A6 need not have been.
    says: 'A child placed for adoption with present foster carers (A3, A5) was fostered just before.',
    breaks: (earlier, { place }) =>
      (place === 'A3' || place === 'A5') && !isForAdoption(earlier) && !isFostered(earlier),
  }),
  episode('380', {
    reads: ['rne', 'place'],
    says: 'A period of care cannot start with a temporary placement (T0 to T4).',
    breaks: (row) => isTemporary(row) && row.rne !== 'P' && row.rne !== 'B',
  }),
  episode('381', {
    reads: ['rec', 'place'],
    says: 'A period of care cannot end with a temporary placement (T0 to T4).',
    breaks: (row) => isTemporary(row) && isLeaving(row),
  }),
  childRule('383', {
    reads: { episodes: ['place', 'rne', 'plPost', 'decom'] },
    says: 'After a temporary placement a child goes back (P) to the same placement and postcode as before it.',
    find: ({ care }, mark) =>
      eachPair(care, (earlier, later, at) => {
        if (isTemporary(earlier) && !isBack(care[at - 2], later)) mark(later)
      }),
  }),
]
