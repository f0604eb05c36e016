import type { Ssda903Row, Ssda903Table } from '../../return-files/index.ts'
import { Child, type ChildTables } from './child.ts'
import type { ReturnTables, Whole } from './whole.ts'

const none: readonly never[] = Object.freeze([])

/** A child who has no row. */
export const noRows: ChildTables = Object.freeze({
  header: none,
  episodes: none,
  reviews: none,
  uasc: none,
  oc2: none,
  oc3: none,
  ad1: none,
  placedAdoption: none,
  prevPerm: none,
  missing: none,
  swEpisodes: none,
  dolo: none,
})

/** The tables of a return, in the order their rules' findings are shown. */
export const tables = Object.keys(noRows).filter((name): name is Ssda903Table => name in noRows)

/** A child's rows while they are put together. */
export type Gathering = { -readonly [T in Ssda903Table]: readonly Ssda903Row<T>[] }
type ByChild = Map<string, Gathering>

/** Puts a table's rows with their children, as they stand in their files, so that no order they came in can matter. */
function gather<T extends Ssda903Table>(into: ByChild, table: T, rows: readonly Ssda903Row<T>[]): void {
  let lastId: string | null = null
  let child: Gathering = noRows
  for (const row of rows) {
    const id = row.child ?? alone(row)
    if (id !== lastId) {
      lastId = id
      child = into.get(id) ?? begin(into, id)
    }
    const known: readonly Ssda903Row<T>[] = child[table]
    // The rows held for a child are this function's own until it is done.
    if (known === none) child[table] = [row] as Gathering[T]
    else place(known as Ssda903Row<T>[], row)
  }
}

function begin(into: ByChild, id: string): Gathering {
  const child = { ...noRows }
  into.set(id, child)
  return child
}

/** Keeps rows as they stand in their files. They nearly always come so. */
function place<R extends Ssda903Row>(rows: R[], row: R): void {
  let at = rows.length
  while (at > 0 && stands(rows[at - 1], row)) at -= 1
  if (at === rows.length) rows.push(row)
  else rows.splice(at, 0, row)
}
const stands = (one: Ssda903Row | undefined, after: Ssda903Row): boolean =>
  one !== undefined && (one.file > after.file || (one.file === after.file && one.line > after.line))

/** A row without a child's id belongs with no other. No id holds a NUL. */
const alone = (row: Ssda903Row): string => `\0${row.table}\0${row.file}\0${row.line}`

function byChild(given: ReturnTables): ByChild {
  const children: ByChild = new Map()
  for (const table of tables) gatherTable(children, given, table)
  return children
}

const gatherTable = <T extends Ssda903Table>(into: ByChild, given: ReturnTables, table: T): void =>
  gather<T>(into, table, given[table] ?? [])

/** Every child of this year's return, with their rows of both; children of last year's alone are not asked about. */
export function* childrenOf(thisYear: ReturnTables, lastYear: ReturnTables, whole: Whole): Generator<Child> {
  const before = byChild(lastYear)
  for (const [id, rows] of byChild(thisYear))
    yield new Child(id.startsWith('\0') ? null : id, whole, rows, before.get(id) ?? noRows)
}
