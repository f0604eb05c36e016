import { codesOf, type CodeListId } from '../../return-files/index.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { isWorkingDay, shippedCalendar } from '../../../platform/dates/calendar.ts'
import { addDays, weekday } from '../../../platform/dates/day.ts'
import type { CollectionYear } from '../year.ts'
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

/** What stands beneath all the episodes of a child, without a new list where there is but one. */
export const beneath = <R>(
  episodes: readonly Rows['episode'][],
  list: (episode: Rows['episode']) => readonly R[],
): readonly R[] =>
  episodes.length === 1 && episodes[0] !== undefined ? list(episodes[0]) : episodes.flatMap(list)

const back = new Map<string, Day>()

/**
 * The day so many working days before another, which is not counted. Walked, and kept: the calendar's own table of 140 years takes
 * longer to make than all the rules of a census to run.
 */
export function workingDaysBefore(before: Day, count: number): Day {
  const key = `${before} ${count}`
  const known = back.get(key)
  if (known !== undefined) return known
  let on = before
  for (let left = count; left > 0;) {
    on = addDays(on, -1)
    if (isWorkingDay(on, shippedCalendar)) left -= 1
  }
  back.set(key, on)
  return on
}
