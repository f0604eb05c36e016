import { codesOf, type CodeListId } from '../../return-files/index.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { weekday } from '../../../platform/dates/day.ts'
import type { CollectionYear } from '../ssda903/year.ts'
import type { AnyRow, Rows } from './census.ts'

/*
 * What can be said of cells. Nothing is said of a day that is not there, so each of these is false of null; whether a cell is
 * empty is asked by name, and a cell that could not be read is not empty.
 */
type Maybe = Day | null

export const isOutside = (at: Maybe, { startsOn, endsOn }: CollectionYear): boolean =>
  at !== null && (at < startsOn || at > endsOn)

export const isInside = (at: Maybe, { startsOn, endsOn }: CollectionYear): boolean =>
  at !== null && at >= startsOn && at <= endsOn

export const isBefore = (one: Maybe, other: Maybe): boolean => one !== null && other !== null && one < other

export const isOnOrBefore = (one: Maybe, other: Maybe): boolean =>
  one !== null && other !== null && one <= other

export const isSameDay = (one: Maybe, other: Maybe): boolean => one !== null && one === other

export const isWeekend = (at: Maybe): boolean => at !== null && weekday(at) > 5

/** Nothing stands in the cell, not even something that could not be read. */
export const isEmpty = <R extends AnyRow>(row: R, field: keyof R & string): boolean =>
  row[field] === null && !isGiven(row, field)

/** Something stands in the cell that could not be read, or was written another way. */
export const isGiven = ({ given }: AnyRow, field: string): boolean =>
  given !== null && Object.hasOwn(given, field)

/** Given, and on no list of the census in any year: codes out of use are told of when the file is read. */
export const isUnknown = (code: string | null, list: CodeListId): boolean =>
  code !== null && !codesOf(list).has(code)

export const isKnown = (code: string | null, list: CodeListId): boolean =>
  code !== null && codesOf(list).has(code)

/** A referral that was taken further. One whose answer is missing or unreadable is neither this nor the other. */
export const goesAhead = ({ referralNfa }: Pick<Rows['episode'], 'referralNfa'>): boolean =>
  referralNfa === false
export const noFurtherAction = ({ referralNfa }: Pick<Rows['episode'], 'referralNfa'>): boolean =>
  referralNfa === true

/** Closed after assessment, with no further action (RC8) or with early help (RC9). */
export const closedAfterAssessment = ({
  reasonForClosure,
}: Pick<Rows['episode'], 'reasonForClosure'>): boolean =>
  reasonForClosure === 'RC8' || reasonForClosure === 'RC9'

/** Every row with every other, both ways round. */
export function eachWithAnother<R>(rows: readonly R[], look: (row: R, other: R) => void): void {
  if (rows.length < 2) return
  for (const row of rows) for (const other of rows) if (row !== other) look(row, other)
}

/** The rows, when there is more than one. */
export const severalOf = <R>(rows: readonly R[], such: (row: R) => boolean): readonly R[] => {
  if (rows.length < 2) return []
  const found = rows.filter(such)
  return found.length > 1 ? found : []
}

/** Rows that share a value with another, those without one left out. */
export function sharing<R>(rows: readonly R[], value: (row: R) => string | null): readonly R[] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const key = value(row)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts.size === rows.length ? [] : rows.filter((row) => (counts.get(value(row) ?? '') ?? 0) > 1)
}
