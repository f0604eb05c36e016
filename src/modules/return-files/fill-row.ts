import type { Day } from '../../platform/dates/day.ts'
import { cellReader, type CellReader, type CellStyle } from './cells.ts'
import type { Column } from './column.ts'
import type { Report } from './finding.ts'
import type { Place, Table } from './row.ts'
import * as says from './says.ts'

interface PlannedCell {
  readonly field: string
  readonly column: Column
  readonly isDay: boolean
  /** What short texts come to, by their key, where they come to a value and nothing more. Null for ids and text, of which few are alike. */
  readonly short: Map<number, unknown> | null
  readonly read: CellReader
}

/** How the rows of one table in one file are filled: its cells in the table's order, each with its reader. */
export interface RowPlan {
  readonly table: Table
  readonly file: number
  readonly cells: readonly PlannedCell[]
  /** The cell that holds the child's id, or -1. */
  readonly idAt: number
  readonly blank: LooseRow
}

/** A row while it is being filled, when its cells are only known by name. */
export type LooseRow = Record<string, unknown> & {
  table: string
  file: number
  line: number
  given: Record<string, string> | null
}

export function planRows(table: Table, file: number, style: CellStyle): RowPlan {
  const entries = Object.entries(table.columns)
  const cells = entries.map(([field, column]) => ({
    field,
    column,
    isDay: column.kind === 'day',
    short: column.kind === 'code' || column.kind === 'whole' ? new Map<number, unknown>() : null,
    read: cellReader(column, style),
  }))
  const empty = Object.fromEntries(entries.map(([field]) => [field, null]))
  return {
    table,
    file,
    cells,
    idAt: cells.findIndex((cell) => cell.column.kind === 'id'),
    blank: { table: table.name, file, line: 0, given: null, ...empty },
  }
}

/** What a row's cells hold, by their place in the plan: raw text, empty where there is none, and the line it stands on. */
export interface CellTexts {
  text(cell: number): string
  line(cell: number): number
  /** Whether nothing at all stands in a cell: half the cells of a return. */
  isEmpty?(cell: number): boolean
  /** The day a cell holds, when it can be told without its text; null otherwise. */
  day?(cell: number): Day | null
  /** A number that stands for the text of a short cell and no other text; -1 where a cell is empty, long or not plain ASCII. */
  key?(cell: number): number
}

/** Fills a row from its texts. Every row read from a file is made here, so what is found in it is told the same way. */
export function fillRow(plan: RowPlan, line: number, texts: CellTexts, report: Report): LooseRow {
  const row: LooseRow = { ...plan.blank, line }
  const child = plan.idAt < 0 ? null : trimmed(texts.text(plan.idAt)) || null
  for (let at = 0; at < plan.cells.length; at += 1) {
    const cell = plan.cells[at]
    if (!cell || texts.isEmpty?.(at) === true) continue
    const known = knownCell(cell, at, texts)
    if (known !== null) {
      row[cell.field] = known
      continue
    }
    const raw = texts.text(at)
    const finding = raw === '' ? undefined : fillCell(row, cell, trimmed(raw), keyOf(cell, at, texts))
    if (finding) report({ ...finding, table: row.table, file: row.file, line: texts.line(at), child })
  }
  if (plan.idAt >= 0 && child === null) report(noChild(plan, line))
  return row
}

/** What a cell holds where it can be told without making text of it. */
const knownCell = (cell: PlannedCell, at: number, texts: CellTexts): unknown =>
  (cell.isDay ? texts.day?.(at) : cell.short?.get(keyOf(cell, at, texts))) ?? null

const keyOf = ({ short }: PlannedCell, at: number, texts: CellTexts): number =>
  short === null ? -1 : (texts.key?.(at) ?? -1)

function fillCell(row: LooseRow, { field, column, read, short }: PlannedCell, text: string, key: number) {
  if (text === '') return undefined
  const { value, given, finding } = read(text)
  row[field] = value
  if (key >= 0 && given === undefined && finding === undefined) short?.set(key, value)
  if (given !== undefined) (row.given ??= {})[field] = given
  return finding && { ...finding, column: column.header, given: shortened(text) }
}

const noChild = (plan: RowPlan, line: number) => ({
  ...says.missingChildId,
  table: plan.table.name,
  file: plan.file,
  line,
  column: plan.cells[plan.idAt]?.column.header ?? '',
  child: null,
})

export const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

/** As `trim`, without making another text where there is nothing to take off. */
export function trimmed(text: string): string {
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  return first <= 32 || last <= 32 || first === 160 || last === 160 ? text.trim() : text
}

/**
 * The edge: a loose row filled by its table's plan is a row of that table. The only cast in this chapter; the plan and the
 * row's type are made from the same columns.
 */
export const asRow = <R extends Place & { readonly table: string }>(row: LooseRow): R => row as unknown as R
