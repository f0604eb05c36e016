import { inOrder } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { FactRow } from '../../platform/record/duties.ts'
import type { visit } from './record.ts'

/** What of a visit says whether it counts. */
export type Sighting = Pick<
  FactRow<typeof visit>,
  'visitedOn' | 'mode' | 'outcome' | 'seen' | 'seenAlone' | 'notAloneWhy'
>

/**
 * Whether a visit counts: face to face, completed, and the child really seen. Video, a call, an attempt and seeing
 * only a parent never do (the power to visit by video ended on 30 September 2021).
 */
export const sawTheChild = ({ mode, outcome, seen }: Sighting): boolean =>
  mode === 'face to face' && outcome === 'completed' && seen === true

/** Seen alone, or a reason recorded why not. */
export const aloneOrWhyNot = (sighting: Sighting): boolean =>
  sawTheChild(sighting) && (sighting.seenAlone === 'yes' || sighting.notAloneWhy !== null)

/** The days the child was seen, oldest first. */
export const daysSeen = (visits: readonly Sighting[]): Day[] =>
  inOrder(visits.filter(sawTheChild).map(({ visitedOn }) => visitedOn))

/** The days the child was seen alone, or a reason recorded why not, oldest first. */
export const daysSeenAlone = (visits: readonly Sighting[]): Day[] =>
  inOrder(visits.filter(aloneOrWhyNot).map(({ visitedOn }) => visitedOn))
