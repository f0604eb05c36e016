import { isDay } from '../../../platform/dates/day.ts'
import { cellsBack, type Answered, type ReadBack } from '../../../platform/record/received.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import type { Day } from '../../../platform/dates/day.ts'

/** The year a return is of, and the last day it speaks of: the end of its year, or the day it is asked on where that is sooner. */
export interface ReturnSpan {
  /** The year the return ends in. */
  readonly ends: number
  readonly startsOn: Day
  /** Inclusive. */
  readonly endsOn: Day
}

/** A record of one child, as its answers stand. */
export interface RecordRow extends Answered {
  readonly id: string
  readonly state: string
}

/** All that a return asks of one child. `person` is the child's own record. */
export interface ChildRecord {
  readonly person: RecordRow
  /** The child's records of a kind, in the order they were written. */
  rows(on: AnyRecordType): readonly RecordRow[]
  /** How a return names a member of staff: the number of their registration or post, or their name. */
  staff(id: unknown): { readonly number: string | null; readonly name: string } | null
  team(id: unknown): string | null
}

/** A record: its kind as its table is named, and its id. */
export interface RecordRef {
  readonly kind: string
  readonly id: string
}

/** A cell of a return, and the record and field it was read from. */
export interface MadeCell extends RecordRef {
  /** As the return writes it; empty where the record says nothing. */
  readonly text: string
  readonly field: string
}

export type MadeCells = Readonly<Record<string, MadeCell>>

/** A row of a return as the record would give it. */
export interface MadeRow {
  readonly table: string
  /** The record it is a row of. */
  readonly of: RecordRef
  /** The row it stands beneath; null at the top. Only the census has rows beneath rows. */
  readonly under: { readonly table: string; readonly of: RecordRef } | null
  readonly cells: MadeCells
  /** Whether the return of the year asks for it. */
  readonly inYear: boolean
}

/** The cells of a record's row, by the chapter's own sentence read backwards. */
export function cellsOf(receiver: ReadBack, record: RecordRow): Record<string, MadeCell> {
  const cells: Record<string, MadeCell> = {}
  for (const [name, { text, field }] of Object.entries(cellsBack(receiver, record)))
    cells[name] = { text, kind: receiver.on.table, id: record.id, field }
  return cells
}

export const cellOf = (kind: string, { id }: RecordRow, field: string, text: string): MadeCell => ({
  text,
  kind,
  id,
  field,
})

/** The same cells, of which some say nothing. */
export function without(cells: MadeCells, names: readonly string[], when: boolean): MadeCells {
  if (!when) return cells
  const left: Record<string, MadeCell> = { ...cells }
  for (const name of names) {
    const cell = left[name]
    if (cell !== undefined) left[name] = { ...cell, text: '' }
  }
  return left
}

/** An answer that is a day; null where there is none. */
export const dayIn = (record: RecordRow, field: string): Day | null => {
  const value = record[field]
  return typeof value === 'string' && isDay(value) ? value : null
}

export const textIn = (record: RecordRow, field: string): string => {
  const value = record[field]
  if (value === null || value === undefined) return record.given?.[field] ?? ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Whether what ran from a day, and until another if it has ended, touched the span. Without a first day nothing is known. */
export const touches = (span: ReturnSpan, from: Day | null, to: Day | null): boolean =>
  from !== null && from <= span.endsOn && (to === null || to >= span.startsOn)

export const within = (span: ReturnSpan, on: Day | null): boolean =>
  on !== null && on >= span.startsOn && on <= span.endsOn
