import type { Ssda903Row, Ssda903Table } from '../../return-files/index.ts'
import { Child, type ChildTables } from './child.ts'
import type { ReturnTables, Whole } from './whole.ts'

type Gathering = { -readonly [T in Ssda903Table]: Ssda903Row<T>[] }

const noRows: ChildTables = Object.freeze({
  header: [],
  episodes: [],
  reviews: [],
  uasc: [],
  oc2: [],
  oc3: [],
  ad1: [],
  placedAdoption: [],
  prevPerm: [],
  missing: [],
  swEpisodes: [],
  dolo: [],
})

/** The tables of a return, in the order their rules' findings are shown. */
export const tables = Object.keys(noRows).filter((name): name is Ssda903Table => name in noRows)

/** Rows by child, in the order they stand in their files, so that no order they came in can matter. */
type ByChild = Map<string, Partial<Gathering>>

function gather<T extends Ssda903Table>(into: ByChild, table: T, rows: readonly Ssda903Row<T>[]): void {
  let lastId = ''
  let lastChild: Partial<Gathering> | undefined
  for (const row of rows) {
    const id = row.child ?? alone(row)
    if (id !== lastId || lastChild === undefined) {
      lastId = id
      lastChild = into.get(id)
      if (lastChild === undefined) into.set(id, (lastChild = {}))
    }
    const known: Ssda903Row<T>[] | undefined = lastChild[table]
    if (known === undefined) lastChild[table] = [row] as Gathering[T]
    else place(known, row)
  }
}

/** Keeps the rows as they stand in their files. They nearly always come so. */
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

const full = (some: Partial<Gathering> | undefined): ChildTables =>
  some === undefined ? noRows : { ...noRows, ...some }

/** Every child of this year's return, with their rows of both; children of last year's alone are not asked about. */
export function* childrenOf(thisYear: ReturnTables, lastYear: ReturnTables, whole: Whole): Generator<Child> {
  const before = byChild(lastYear)
  for (const [id, rows] of byChild(thisYear))
    yield new Child(id.startsWith('\0') ? null : id, whole, full(rows), full(before.get(id)))
}
