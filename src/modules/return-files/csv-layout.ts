import { csvReader } from '../../platform/files/csv.ts'
import type { Table } from './row.ts'
import { ssda903, type Ssda903Table } from './ssda903-tables.ts'

/** How one SSDA903 CSV is laid out, worked out from its first line alone. */
export interface CsvLayout {
  readonly table: Ssda903Table
  readonly delimiter: string
  /** For each column of the table, in its order, the cell that holds it, or -1. */
  readonly cells: readonly number[]
  readonly width: number
  readonly missing: readonly string[]
  readonly unknown: readonly string[]
  readonly repeated: readonly string[]
  /** The cells no column of the table takes, and the names they stand under. */
  readonly beyond: readonly (readonly [cell: number, name: string])[]
}

const delimiters = [',', ';', '\t', '|']

/** Two thirds of the names must agree, counting both those of the table and those of the file. */
const enough = 0.6

/** No table has a tenth as many; to compare them all with each other would take seconds. */
const mostNames = 500

/** The SSDA903 table a header line is of: order free, any case. Null when it is of none. */
export function csvLayout(head: string): CsvLayout | null {
  const layouts = delimiters.flatMap((delimiter) => {
    const names = firstRecord(head, delimiter)
    return names.length < 3 || names.length > mostNames ? [] : layoutsOf(names, delimiter)
  })
  const [best] = layouts.toSorted((a, b) => b.score - a.score)
  return best && best.score >= enough ? best.layout : null
}

/** The cells of the first line, in capitals. */
export function firstRecord(head: string, delimiter: string): readonly string[] {
  let first: string[] | null = null
  const reader = csvReader(delimiter, (record) => {
    first ??= Array.from({ length: record.cells }, (_, cell) => record.text(cell).trim().toUpperCase())
  })
  const text = `${head.slice(0, 65_536).replace(/^\s+/, '')}\n`
  for (let at = 0; at < text.length && first === null; at += 512) reader.write(text.slice(at, at + 512))
  return first ?? []
}

function layoutsOf(names: readonly string[], delimiter: string) {
  return Object.values(ssda903).flatMap((table) => {
    const layout = layoutOf(table, names, delimiter)
    const found = layout.cells.filter((cell) => cell >= 0).length
    const score = found / (found + layout.missing.length + layout.unknown.length)
    return layout.cells[0] === -1 ? [] : [{ layout: { ...layout, table: table.name }, score }]
  })
}

function layoutOf(table: Table, names: readonly string[], delimiter: string) {
  const columns = Object.values(table.columns)
  const cells = columns.map((column) =>
    names.findIndex((name) => name === column.header || column.aliases?.includes(name)),
  )
  const used = new Set(cells)
  const given = names.filter((name) => name !== '')
  return {
    delimiter,
    cells,
    width: names.length,
    missing: columns
      .filter((column, at) => cells[at] === -1 && column.xmlOnly !== true)
      .map((column) => column.header),
    unknown: names.filter((name, at) => name !== '' && !used.has(at) && names.indexOf(name) === at),
    beyond: names.flatMap((name, at) => (used.has(at) ? [] : [[at, name] as const])),
    repeated: [...new Set(given.filter((name, at) => given.indexOf(name) !== at))],
  }
}
