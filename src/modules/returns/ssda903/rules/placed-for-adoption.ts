import type { Day } from '../../../../platform/dates/day.ts'
import type { EpisodeRow, PlacedAdoptionRow } from '../../../return-files/index.ts'
import type { Child } from '../child.ts'
import { isNotOf, reasonsToStopPlacing } from '../codes.ts'
import { isAfter, isBefore, isSameDay } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { eachPair, inOrder, isAdopted, isForAdoption, isLeaving, isShortBreak } from '../episodes.ts'
import { isFilled, isNotADay } from '../given.ts'
import { adoptionAnswers, hasAdoption } from './adoption.ts'

/* The decision that a child should be placed for adoption (DATE_PLACED), and its reversal (DATE_PLACED_CEASED). */
const decision = rulesOf('placedAdoption')

const isReversed = (row: PlacedAdoptionRow): boolean => isFilled(row, 'datePlacedCeased')
const inTurn = ({ placedAdoption }: Child): readonly PlacedAdoptionRow[] =>
  inOrder(placedAdoption, 'datePlaced', 'datePlacedCeased')
const wasDecided = (row: PlacedAdoptionRow): boolean => row.datePlaced !== null

/** Decisions that do not fit an episode: all are reported with it. */
const against = (
  mark: (row: PlacedAdoptionRow | EpisodeRow) => void,
  episode: EpisodeRow | undefined,
  astray: readonly PlacedAdoptionRow[],
): void => {
  astray.forEach(mark)
  if (astray.length > 0 && episode !== undefined) mark(episode)
}

const isToBePlaced = (row: EpisodeRow, orders: ReadonlySet<string | null>): boolean =>
  isForAdoption(row) || orders.has(row.ls)

const leftUnplaced = (from: number, orders: ReadonlySet<string | null>, says: string) =>
  childRule('557', {
    from,
    reads: {
      placedAdoption: ['datePlacedCeased', 'reasonPlacedCeased'],
      episodes: ['place', 'ls', 'rec', 'decom'],
    },
    says,
    find({ care, placedAdoption }, mark) {
      const last = care.at(-1)
      if (last === undefined || !isLeaving(last) || isAdopted(last)) return
      const isSaid = placedAdoption.some((row) => isReversed(row) && row.reasonPlacedCeased !== null)
      if (!isSaid && care.some((row) => isToBePlaced(row, orders))) [last, ...placedAdoption].forEach(mark)
    },
  })

/** Each decision beside each one returned last year. */
const sinceLastYear = (
  id: string,
  says: string,
  breaks: (now: PlacedAdoptionRow, last: PlacedAdoptionRow, child: Child) => boolean,
) =>
  decision(id, {
    reads: ['datePlaced'],
    readsLastYear: { placedAdoption: ['datePlaced', 'datePlacedCeased', 'reasonPlacedCeased'] },
    says,
    breaks: (now, child) => child.lastYear.placedAdoption.some((last) => breaks(now, last, child)),
  })

const wasReversed = (last: PlacedAdoptionRow): boolean => isReversed(last) || last.reasonPlacedCeased !== null

export const placedForAdoptionRules = [
  decision('115', {
    reads: ['datePlaced'],
    says: 'The day it was decided to place the child is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'datePlaced'),
  }),
  decision('116', {
    reads: ['datePlacedCeased'],
    says: 'The day the decision was reversed is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'datePlacedCeased'),
  }),
  childRule('117', {
    reads: { placedAdoption: ['datePlacedCeased', 'datePlaced'], episodes: ['dec', 'rec', 'decom'] },
    says: 'The decision, or its reversal, is after the end of the year or after care ended.',
    find({ placedAdoption, care, year }, mark) {
      const left = care.findLast(({ rec }) => rec !== 'X1')
      const isLate = (on: Day | null): boolean =>
        isAfter(on, year.endsOn) || (left !== undefined && isAfter(on, left.dec))
      against(
        mark,
        left,
        placedAdoption.filter((row) => isLate(row.datePlaced) || isLate(row.datePlacedCeased)),
      )
    },
  }),
  childRule('118', {
    reads: { placedAdoption: ['datePlacedCeased'], episodes: ['decom', 'ls'] },
    says: 'The decision was reversed before the year began or before care did.',
    find({ placedAdoption, care, year }, mark) {
      const first = care.find((row) => !isShortBreak(row))
      const isEarly = ({ datePlacedCeased: on }: PlacedAdoptionRow): boolean =>
        isBefore(on, year.startsOn) || (first !== undefined && isBefore(on, first.decom))
      against(mark, first, placedAdoption.filter(isEarly))
    },
  }),
  decision('119', {
    reads: ['reasonPlacedCeased', 'datePlacedCeased'],
    says: 'The day a decision was reversed and the reason go together: give both or neither.',
    breaks: (row) => isReversed(row) !== (row.reasonPlacedCeased !== null),
  }),
  decision('120', {
    reads: ['reasonPlacedCeased'],
    says: 'The reason a decision was reversed must be RD1 to RD4.',
    breaks: (row) => isNotOf(reasonsToStopPlacing, row.reasonPlacedCeased),
  }),
  decision('184', {
    reads: ['datePlaced'],
    also: { header: ['dob'] },
    says: 'It was decided to place the child before they were born.',
    breaks: (row, { born }) => isBefore(row.datePlaced, born),
  }),
  decision('522', {
    reads: ['datePlaced', 'datePlacedCeased'],
    says: 'The decision was reversed before it was made.',
    breaks: (row) => isBefore(row.datePlacedCeased, row.datePlaced),
  }),
  childRule('523', {
    reads: { placedAdoption: ['datePlaced'], ad1: ['dateInt'] },
    says: 'The decision to place the child and that adoption is best are one decision of one day.',
    find({ placedAdoption, ad1 }, mark) {
      for (const row of placedAdoption)
        for (const adoption of ad1)
          if (row.datePlaced !== null && adoption.dateInt !== null && row.datePlaced !== adoption.dateInt)
            [row, adoption].forEach(mark)
    },
  }),
  childRule('525', {
    reads: { placedAdoption: ['datePlacedCeased'], ad1: adoptionAnswers },
    says: 'A child whose placing for adoption was given up was not adopted in the year.',
    find({ placedAdoption, ad1 }, mark) {
      const [reversed, adopted] = [placedAdoption.filter(isReversed), ad1.filter(hasAdoption)]
      if (reversed.length > 0 && adopted.length > 0) [...reversed, ...adopted].forEach(mark)
    },
  }),
  childRule('551', {
    reads: { episodes: ['place'], placedAdoption: ['datePlaced'] },
    marks: ['episodes'],
    says: 'The child is placed for adoption: give the day that was decided.',
    find({ episodes, placedAdoption }, mark) {
      if (!placedAdoption.some((row) => isFilled(row, 'datePlaced')))
        episodes.filter(isForAdoption).forEach(mark)
    },
  }),
  childRule('552', {
    reads: { placedAdoption: ['datePlaced'], episodes: ['decom', 'place'] },
    says: 'The decision to place the child is after they were placed.',
    find(child, mark) {
      const latest = inTurn(child).findLast(wasDecided)
      const first = child.care.find(isForAdoption)
      if (latest !== undefined && first !== undefined && isAfter(latest.datePlaced, first.decom))
        [latest, first].forEach(mark)
    },
  }),
  childRule('553', {
    reads: {
      placedAdoption: ['datePlaced', 'datePlacedCeased', 'reasonPlacedCeased'],
      episodes: ['ls', 'dec'],
    },
    says: 'There is a placement order (E1), so give the day it was decided to place the child, and no reversal while it lasts.',
    find({ placedAdoption, episodes }, mark) {
      const orders = episodes.filter(({ ls }) => ls === 'E1')
      const open = orders.filter((row) => !isFilled(row, 'dec'))
      const reversed = placedAdoption.filter(wasReversed)
      if (orders.length > 0 && !placedAdoption.some((row) => isFilled(row, 'datePlaced')))
        [...orders, ...placedAdoption].forEach(mark)
      if (open.length > 0 && reversed.length > 0) [...open, ...reversed].forEach(mark)
    },
  }),
  childRule('554', {
    level: 'query',
    reads: { placedAdoption: ['datePlaced'], episodes: ['decom', 'ls'] },
    says: 'Check the days: the decision to place the child is after the placement order (E1) was made.',
    find({ placedAdoption, care }, mark) {
      const first = care.find(({ ls }) => ls === 'E1')
      if (first !== undefined)
        against(
          mark,
          first,
          placedAdoption.filter((row) => isAfter(row.datePlaced, first.decom)),
        )
    },
  }),
  childRule('555', {
    reads: { episodes: ['ls'], placedAdoption: ['datePlaced'] },
    says: 'There is a freeing order (D1): give the day it was decided to place the child.',
    find({ episodes, placedAdoption }, mark) {
      if (!placedAdoption.some((row) => isFilled(row, 'datePlaced')))
        [...episodes, ...placedAdoption].filter((row) => !('ls' in row) || row.ls === 'D1').forEach(mark)
    },
  }),
  childRule('556', {
    reads: { placedAdoption: ['datePlaced'], episodes: ['decom', 'ls'] },
    says: 'The decision to place the child is after the freeing order (D1) was made.',
    find({ placedAdoption, care }, mark) {
      const first = care.find(({ ls }) => ls === 'D1')
      if (first !== undefined)
        against(
          mark,
          first,
          placedAdoption.filter((row) => isAfter(row.datePlaced, first.decom)),
        )
    },
  }),
  leftUnplaced(
    2023,
    new Set(['D1', 'E1']),
    'The child was to be placed for adoption and left care another way: say when and why that was given up.',
  ),
  leftUnplaced(
    2025,
    new Set(['E1']),
    'The child was to be placed for adoption and left care another way: say when and why that was given up.',
  ),
  childRule('558', {
    reads: { placedAdoption: ['datePlacedCeased'], episodes: ['rec'] },
    says: 'The child was adopted, so the last decision to place them was not reversed.',
    find({ placedAdoption, episodes }, mark) {
      const adopted = episodes.filter(isAdopted)
      const everyReversed = placedAdoption.length > 0 && placedAdoption.every(isReversed)
      if (everyReversed && adopted.length * placedAdoption.length > 1)
        [...placedAdoption, ...adopted].forEach(mark)
    },
  }),
  sinceLastYear(
    '559',
    'It was decided before this year to place the child, but last year’s return did not say so.',
    ({ datePlaced }, last, { year }) => isBefore(datePlaced, year.startsOn) && !isFilled(last, 'datePlaced'),
  ),
  sinceLastYear(
    '560',
    'The decision to place the child stood at the end of last year, so its day stays as it was.',
    ({ datePlaced }, last, { placedAdoption }) =>
      wasDecided(last) &&
      !isReversed(last) &&
      datePlaced !== last.datePlaced &&
      !placedAdoption.some((row) => row.datePlaced === last.datePlaced),
  ),
  sinceLastYear(
    '561',
    'The decision to place the child was reversed last year, yet this year has the same decision.',
    ({ datePlaced }, last) => isSameDay(datePlaced, last.datePlaced) && wasReversed(last),
  ),
  decision('563', {
    reads: ['datePlaced', 'datePlacedCeased', 'reasonPlacedCeased'],
    says: 'The decision was reversed: give the day it was made.',
    breaks: (row) => !isFilled(row, 'datePlaced') && isReversed(row) && row.reasonPlacedCeased !== null,
  }),
  childRule('579', {
    reads: { placedAdoption: ['datePlaced', 'datePlacedCeased'] },
    says: 'This decision was made while the one before it still stood.',
    find: (child, mark) =>
      eachPair(inTurn(child), (earlier, later) => {
        const open = !isReversed(earlier) && later.datePlaced !== null
        if (open || isBefore(later.datePlaced, earlier.datePlacedCeased)) mark(later)
      }),
  }),
  childRule('583', {
    level: 'query',
    reads: { placedAdoption: ['datePlaced', 'datePlacedCeased'] },
    says: 'There is a later decision to place the child. Check this one, and say when it was reversed.',
    find: (child, mark) =>
      eachPair(inTurn(child), (earlier, later) => {
        if (wasDecided(later) && !isReversed(earlier)) mark(earlier)
      }),
  }),
  sinceLastYear(
    '584',
    'Last year’s decision was reversed, so a decision this year is of a later day.',
    ({ datePlaced }, last) =>
      last.datePlaced !== null && wasReversed(last) && (datePlaced === null || datePlaced <= last.datePlaced),
  ),
  childRule('1003', {
    reads: { placedAdoption: ['datePlaced'], episodes: ['decom', 'rne'] },
    says: 'It was decided to place the child before care began.',
    find({ placedAdoption, care }, mark) {
      const start = care.find(({ rne }) => rne === 'S')
      if (start !== undefined)
        against(
          mark,
          start,
          placedAdoption.filter((row) => isBefore(row.datePlaced, start.decom)),
        )
    },
  }),
]
