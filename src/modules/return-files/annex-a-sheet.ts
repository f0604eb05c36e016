import type { SheetRow } from '../../platform/files/workbook.ts'
import type { AnnexAListName } from './annex-a-lists.ts'
import { annexA } from './annex-a-lists.ts'
import type { Table } from './row.ts'

/** How one worksheet is laid out: which list it is, and which cell holds each of the list's columns. */
export interface SheetLayout {
  readonly list: AnnexAListName
  /** The row the names stand on. */
  readonly headerRow: number
  readonly cells: readonly number[]
  /** What stands above each cell of the sheet. */
  readonly names: readonly string[]
  readonly width: number
  readonly missing: readonly string[]
  readonly unknown: readonly string[]
  readonly repeated: readonly string[]
}

const enough = 0.6

/** Spellings of a column differ in capitals, quotation marks, spaces and brackets; letters and figures do not. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The list whose column names a row holds, or null. */
export function sheetLayout(row: SheetRow): SheetLayout | null {
  const names = row.cells.map((cell) => plain(cell ?? ''))
  const layouts = Object.values(annexA).map((list) => ({ list: list.name, ...layoutOf(list, row, names) }))
  const [best] = layouts.toSorted((a, b) => b.score - a.score)
  if (!best || best.score < enough || best.cells[0] === -1) return null
  const { score: _, ...layout } = best
  return layout
}

function layoutOf(list: Table, row: SheetRow, names: readonly string[]) {
  const columns = Object.values(list.columns)
  const cells = columns.map((column) => {
    const spellings = new Set([column.header, ...(column.aliases ?? [])].map(plain))
    return names.findIndex((name) => spellings.has(name))
  })
  const used = new Set(cells)
  const said = (at: number) => (row.cells[at] ?? '').trim()
  const missing = columns.filter((_, at) => cells[at] === -1).map((column) => column.header)
  const known = new Set(cells.filter((at) => at >= 0).map((at) => names[at]))
  const others = names.flatMap((name, at) => (name !== '' && !used.has(at) ? [at] : []))
  const unknown = others.filter((at) => !known.has(names[at])).map(said)
  const repeated = others.filter((at) => known.has(names[at])).map(said)
  const found = columns.length - missing.length
  return {
    headerRow: row.row,
    names: row.cells.map((cell) => (cell ?? '').trim()),
    width: names.length,
    cells,
    missing,
    unknown,
    repeated,
    score: found / (columns.length + unknown.length),
  }
}
