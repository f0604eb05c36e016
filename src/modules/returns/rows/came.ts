import { annexA, cin, ssda903, type Cells, type Columns } from '../../return-files/index.ts'
import type { MadeRow } from './made.ts'
import { britishDay } from './ssda903.ts'

/** The returns that are read in and made again. */
export type ReturnOf = 'ssda903' | 'cin' | 'annex-a'

/** A row of a return as it was read, and the record it is a row of. */
export interface CameRow {
  readonly table: string
  /** The record; null where none stands for it. */
  readonly record: string | null
  readonly under: CameRow | null
  /** By column, as the return writes it. */
  readonly cells: Readonly<Record<string, string>>
  readonly beyond: Readonly<Record<string, string>> | null
}

/** What is kept of a row because the record would not give it back as it came. */
export interface KeptRow {
  readonly table: string
  readonly own: string
  readonly under: string | null
  /** By cell: what came, and what the record says beside it. */
  readonly cells: Readonly<Record<string, readonly [came: string, said: string]>>
  readonly beyond: Readonly<Record<string, string>> | null
}

const shapes = { ssda903, cin, 'annex-a': annexA }

/** The columns of a return's table, by the name rows give them. */
export const columnsOf = (of: ReturnOf, table: string): Columns =>
  (shapes[of] as Readonly<Record<string, { readonly columns: Columns }>>)[table]?.columns ?? {}

/** A row's cells as the return writes them: what could not be read as it came, the rest in the return's own writing. */
export function cellsThatCame(
  of: ReturnOf,
  row: { readonly table: string; readonly given: Readonly<Record<string, string | undefined>> | null },
): Record<string, string> {
  const texts: Record<string, string> = {}
  const values = row as unknown as Cells<Columns>
  for (const [name, { kind }] of Object.entries(columnsOf(of, row.table))) {
    const value = values[name] ?? null
    if (value === null) texts[name] = row.given?.[name] ?? ''
    // An inspection list words its codes, each workbook in its own way.
    else if (of === 'annex-a' && kind === 'code') texts[name] = row.given?.[name] ?? String(value)
    else texts[name] = plainly(kind, value, of)
  }
  return texts
}

function plainly(kind: string, value: string | number | boolean, of: ReturnOf): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return kind === 'day' && of !== 'cin' ? britishDay(String(value)) : String(value)
}

/** Rows of one code each, which only their code tells apart. */
const codeOf: Readonly<Record<string, string>> = { disability: 'disability', factor: 'factor' }

/** The name of a row the record makes. */
export const ownOf = ({ table, of, cells }: MadeRow): string => {
  const code = codeOf[table]
  return code === undefined ? of.id : `${of.id}/${cells[code]?.text ?? ''}`
}

/** The name a row goes by: its record's, and its number among the rows of that record. */
export const numbered = (own: string, number: number): string => (number === 1 ? own : `${own}#${number}`)
export const unnumbered = (own: string): string => own.replace(/#\d+$/, '')

/**
 * Holds the rows that came of one child against those the record makes, and gives what must be kept beside the record so
 * that the same rows can be made again.
 */
export function notSaid(
  of: ReturnOf,
  came: readonly CameRow[],
  made: readonly MadeRow[],
  group = '',
): KeptRow[] {
  const says = new Map(made.map((row) => [`${row.table} ${ownOf(row)}`, row]))
  const namer = namesOf(group)
  return came.flatMap((row) => {
    const named = namer(row)
    const base = says.get(`${row.table} ${named.stem}`)
    const kept = keptOf(of, row, named, base)
    return isSaid(kept, base) ? [] : [kept]
  })
}

interface Named {
  /** What the record's own row goes by. */
  readonly stem: string
  readonly own: string
  readonly under: string | null
}

/** Numbers rows as they come: of one record the first bears its name alone. */
function namesOf(group: string): (row: CameRow) => Named {
  const counts = new Map<string, number>()
  const names = new Map<CameRow, string>()
  return (row) => {
    const code = codeOf[row.table]
    const { record } = row
    const stem =
      record === null || code === undefined ? (record ?? 'row') : `${record}/${row.cells[code] ?? ''}`
    const number = (counts.get(`${row.table} ${stem}`) ?? 0) + 1
    counts.set(`${row.table} ${stem}`, number)
    const own = record === null ? `row ${group}.${number}` : numbered(stem, number)
    names.set(row, own)
    return { stem, own, under: row.under === null ? null : (names.get(row.under) ?? null) }
  }
}

function keptOf(of: ReturnOf, row: CameRow, { own, under }: Named, base: MadeRow | undefined): KeptRow {
  const moved = under !== null && under !== base?.under?.of.id
  return {
    table: row.table,
    own,
    under: moved ? under : null,
    cells: differing(of, row, base),
    beyond: row.beyond,
  }
}

/** The record gives the row back by itself. */
const isSaid = ({ own, under, cells, beyond }: KeptRow, base: MadeRow | undefined): boolean =>
  base?.inYear === true &&
  own === ownOf(base) &&
  under === null &&
  beyond === null &&
  Object.keys(cells).length === 0

function differing(of: ReturnOf, row: CameRow, base: MadeRow | undefined): KeptRow['cells'] {
  const cells: Record<string, readonly [string, string]> = {}
  for (const [name, { xmlOnly }] of Object.entries(columnsOf(of, row.table))) {
    const [came, said] = [row.cells[name] ?? '', base?.cells[name]?.text ?? '']
    // The CSV form has no such column, so it says nothing by leaving it out.
    if (came !== said && !(xmlOnly === true && came === '')) cells[name] = [came, said]
  }
  return cells
}
