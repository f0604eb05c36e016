import { numbered, ownOf, unnumbered, type KeptRow } from './came.ts'
import type { MadeCells, MadeRow, RecordRef } from './made.ts'

/** A cell of a return that is made: its text, the record and field it stands in, and whether it is kept as it came. */
interface ReturnCell {
  readonly text: string
  /** Null where no record holds it. */
  readonly from: (RecordRef & { readonly field: string }) | null
  /** It came so and the record cannot say it: it stands until the record says something else. */
  readonly asItCame: boolean
}

/** A row of a return that is made. */
export interface ReturnRow {
  readonly table: string
  readonly own: string
  /** The `own` of the row it stands beneath. */
  readonly under: string | null
  readonly cells: Readonly<Record<string, ReturnCell>>
  readonly beyond: Readonly<Record<string, string>> | null
}

/** The rows of one child for a return: those of its year, with those that came in it, each in its place. */
export function rowsAgain(made: readonly MadeRow[], kept: readonly KeptRow[]): ReturnRow[] {
  const keptBy = new Map(kept.map((row) => [`${row.table} ${row.own}`, row]))
  const madeBy = new Map(made.map((row) => [`${row.table} ${ownOf(row)}`, row]))
  const rows: ReturnRow[] = []
  const take = (table: string, own: string): KeptRow | undefined => {
    const held = keptBy.get(`${table} ${own}`)
    keptBy.delete(`${table} ${own}`)
    return held
  }
  for (const row of made) {
    const own = ownOf(row)
    const held = take(row.table, own)
    if (row.inYear || held !== undefined) rows.push(rowFrom(row, own, held))
    let again = take(row.table, numbered(own, 2))
    for (let number = 3; again !== undefined; number += 1) {
      rows.push(rowFrom(row, again.own, again))
      again = take(row.table, numbered(own, number))
    }
  }
  for (const held of keptBy.values())
    if (stands(held, made))
      rows.push(rowFrom(madeBy.get(`${held.table} ${unnumbered(held.own)}`), held.own, held))
  return withHeads(rows, made)
}

/** A row of a record that is no longer there goes with it. */
const stands = ({ own }: KeptRow, made: readonly MadeRow[]): boolean =>
  own.startsWith('row ') ||
  made.some(({ of }) => own === of.id || own.startsWith(`${of.id}/`) || own.startsWith(`${of.id}#`))

function rowFrom(row: MadeRow | undefined, own: string, held: KeptRow | undefined): ReturnRow {
  const made = row ?? nothing
  const { table, under, cells, beyond } = held ?? nothing
  return {
    table: row?.table ?? table,
    own,
    under: under ?? made.under?.of.id ?? underOf(own),
    cells: cellsFrom(made.cells, cells),
    beyond,
  }
}

const nothing = { table: '', under: null, cells: {}, beyond: null } as const

/** A code no list knows stands under the record that is named before it. */
const underOf = (own: string): string | null => (own.includes('/') ? (own.split('/')[0] ?? null) : null)

function cellsFrom(said: MadeCells, kept: KeptRow['cells']): Record<string, ReturnCell> {
  const cells: Record<string, ReturnCell> = {}
  for (const [name, { text, kind, id, field }] of Object.entries(said))
    cells[name] = { text, from: { kind, id, field }, asItCame: false }
  for (const [name, [came, then]] of Object.entries(kept)) {
    const { text, from } = cells[name] ?? { text: '', from: null }
    if (text === then) cells[name] = { text: came, from, asItCame: true }
  }
  return cells
}

/** What stands beneath a row brings it along; and a child of whom there is anything has the row that says who they are. */
function withHeads(rows: readonly ReturnRow[], made: readonly MadeRow[]): ReturnRow[] {
  if (rows.length === 0) return []
  const all = [...rows]
  const there = new Set(rows.map(({ own, table }) => `${table} ${own}`))
  const madeBy = new Map(made.map((row) => [`${row.table} ${ownOf(row)}`, row]))
  const bring = (table: string, id: string): void => {
    const head = madeBy.get(`${table} ${id}`)
    if (head === undefined || there.has(`${table} ${id}`)) return
    there.add(`${table} ${id}`)
    all.unshift(rowFrom(head, id, undefined))
    bringAbove(head)
  }
  const bringAbove = (row: MadeRow | undefined): void => {
    if (row?.under != null) bring(row.under.table, row.under.of.id)
  }
  for (const { table, own } of rows) bringAbove(madeBy.get(`${table} ${unnumbered(own)}`))
  for (const { table, of } of made) if (heads.has(table)) bring(table, of.id)
  return all
}

const heads: ReadonlySet<string> = new Set(['header', 'child'])
