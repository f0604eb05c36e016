import type { ReadBack } from '../../../platform/record/received.ts'
import type { AnnexAListName } from '../../return-files/index.ts'
import { visit } from '../../visits/index.ts'
import {
  cellOf,
  cellsOf,
  dayIn,
  textIn,
  type ChildRecord,
  type MadeCell,
  type MadeCells,
  type MadeRow,
  type RecordRow,
  type ReturnSpan,
} from './made.ts'

export function listed(
  table: AnnexAListName,
  receiver: ReadBack,
  record: RecordRow,
  inYear: boolean,
  more: MadeCells = {},
): MadeRow {
  const of = { kind: receiver.on.table, id: record.id }
  return { table, of, under: null, cells: { ...cellsOf(receiver, record), ...more }, inYear }
}

export const latestFirst = (rows: readonly RecordRow[], field: string): RecordRow[] =>
  rows.toSorted((a, b) => ((dayIn(a, field) ?? '') < (dayIn(b, field) ?? '') ? 1 : -1))

/** The latest visit at which the child was seen, at the latest on the day of the list. */
export function lastVisit(child: ChildRecord, span: ReturnSpan): RecordRow | undefined {
  const seen = child
    .rows(visit)
    .filter((row) => row['seen'] === true && (dayIn(row, 'visitedOn') ?? '9') <= span.endsOn)
  return latestFirst(seen, 'visitedOn')[0]
}

export const dayOf = (
  kind: string,
  record: RecordRow | undefined,
  field: string,
): MadeCells[string] | undefined =>
  record === undefined ? undefined : cellOf(kind, record, field, textIn(record, field))

export const given = (cells: Readonly<Record<string, MadeCell | undefined>>): MadeCells => {
  const held: Record<string, MadeCell> = {}
  for (const [name, cell] of Object.entries(cells)) if (cell !== undefined) held[name] = cell
  return held
}
