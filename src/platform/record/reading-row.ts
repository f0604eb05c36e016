import type { Reading } from '../clocks/clock.ts'
import { dayOf, isInstant, type Day, type Instant } from '../dates/day.ts'
import type { Cell } from '../db/copy.ts'
import { sameAnswer } from './same-answer.ts'

/** A row of `clock_reading`: a day always, an instant beside it where the clock counts hours. */
export interface ReadingRow {
  readonly childId: string
  readonly clock: string
  readonly recordId: string
  readonly sinceOn: Day
  readonly sinceAt: Instant | null
  readonly dueOn: Day | null
  readonly dueAt: Instant | null
  readonly metOn: Day | null
  readonly metAt: Instant | null
  readonly endedOn: Day | null
  readonly known: boolean
}

/** The columns of a reading, in order. */
export const readingColumns = [
  'childId',
  'clock',
  'recordId',
  'sinceOn',
  'sinceAt',
  'dueOn',
  'dueAt',
  'metOn',
  'metAt',
  'endedOn',
  'known',
] as const satisfies readonly (keyof ReadingRow)[]

/** A reading as it is stored. */
export function rowOf({ childId, clock, recordId, since, due, met, ended, known }: Reading): ReadingRow {
  return {
    childId,
    clock,
    recordId,
    sinceOn: onlyDay(since),
    sinceAt: onlyInstant(since),
    dueOn: due === null ? null : onlyDay(due),
    dueAt: due === null ? null : onlyInstant(due),
    metOn: met === null ? null : onlyDay(met),
    metAt: met === null ? null : onlyInstant(met),
    endedOn: ended,
    known,
  }
}

const onlyDay = (at: Day | Instant): Day => (isInstant(at) ? dayOf(at) : at)
const onlyInstant = (at: Day | Instant): Instant | null => (isInstant(at) ? at : null)

/** What a reading is kept under: a duty arises once a day of one record. */
export const readingKey = ({ childId, clock, recordId, sinceOn }: ReadingRow): string =>
  `${childId} ${clock} ${recordId} ${sinceOn}`

/** Whether two readings of one key say the same. */
export const sameReading = (row: ReadingRow, other: ReadingRow | undefined): boolean =>
  other !== undefined && readingColumns.every((column) => sameAnswer(row[column], other[column]))

/** A reading's cells, in the order of `readingColumns`. */
export const readingCells = (row: ReadingRow): Cell[] => readingColumns.map((column) => row[column])
