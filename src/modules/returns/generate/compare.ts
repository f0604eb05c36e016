import type { ReturnOf } from '../rows/came.ts'
import { plainCells, type Normalisation } from './normal.ts'
import type { RawRow } from './raw-rows.ts'

/** Something that did not come back as it came. */
interface Difference {
  readonly table: string
  readonly child: string
  readonly column: string
  readonly came: string
  readonly made: string
}

/** What came of holding a return that was made again against the one that was read in. */
export interface Compared {
  readonly rows: number
  /** Cells of the return that was read in that say something. */
  readonly cells: number
  /** Cells written otherwise than they came, by why. */
  readonly normalised: ReadonlyMap<Normalisation, number>
  readonly differing: number
  /** The first of them. */
  readonly differences: readonly Difference[]
}

const mostShown = 50

interface PlainRow {
  readonly table: string
  readonly child: string
  readonly cells: ReadonlyMap<string, string>
  readonly told: string
}

/** Holds rows against rows, child by child and table by table, each once: their order counts for nothing. */
export function compareRows(
  of: ReturnOf,
  year: number | null,
  came: readonly RawRow[],
  made: readonly RawRow[],
  beyond: readonly BeyondCell[],
): Compared {
  const tally = newTally()
  const plain = plainOf(of, year, tally)
  const beside = new Map<string, number>()
  for (const { child, name, text } of beyond) count(beside, `${child} ${name} ${text}`, 1)
  const known = columnsIn(made, plain)
  const left = Map.groupBy(
    made.map((row) => plain(row, null)),
    groupOf,
  )
  const unmatched: PlainRow[] = []
  for (const row of came) {
    const one = plain(row, { tally, beside, known })
    tally.rows += 1
    tally.cells += one.cells.size
    const held = left.get(groupOf(one)) ?? []
    const at = held.findIndex(({ told }) => told === one.told)
    if (at >= 0) held.splice(at, 1)
    else unmatched.push(one)
  }
  for (const one of unmatched) nearest(one, left.get(groupOf(one)) ?? [], tally)
  for (const rows of left.values()) for (const row of rows) added(of, row, tally)
  return { ...tally }
}

/** A cell of what stands beside the return. */
export interface BeyondCell {
  readonly child: string
  readonly name: string
  readonly text: string
}

const groupOf = ({ table, child }: PlainRow): string => `${table} ${child}`

const newTally = () => ({
  rows: 0,
  cells: 0,
  normalised: new Map<Normalisation, number>(),
  differing: 0,
  differences: [] as Difference[],
})
type Tally = ReturnType<typeof newTally>

const count = <K>(counts: Map<K, number>, name: K, by: number): void =>
  void counts.set(name, (counts.get(name) ?? 0) + by)

interface Counting {
  readonly tally: Tally
  readonly beside: Map<string, number>
  readonly known: ReadonlySet<string>
}

/** A row said plainly. What is counted is counted of the rows that came, once. */
function plainOf(of: ReturnOf, year: number | null, _: Tally) {
  const read = plainCells(of, year)
  const told = new Map<RawRow, string>()
  return (row: RawRow, counting: Counting | null): PlainRow => {
    const cells = new Map<string, string>()
    for (const [name, given] of row.cells) {
      const { text, by } = read(name, given)
      if (counting !== null) for (const one of by) count(counting.tally.normalised, one, 1)
      if (text === '') continue
      if (counting !== null && isBeside(row, name, text, counting)) continue
      cells.set(name, text)
    }
    if (row.under !== null) cells.set('(beneath)', told.get(row.under) ?? '')
    const line = [...cells]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, text]) => `${name}=${text}`)
      .join('|')
    told.set(row, line)
    return { table: row.table, child: row.child, cells, told: line }
  }
}

/** What the layout has no place for stands in its own file, once for each time it came. */
function isBeside(row: RawRow, name: string, text: string, { tally, beside, known }: Counting): boolean {
  if (known.has(`${row.table} ${name}`)) return false
  const key = `${row.child} ${name} ${text}`
  const left = beside.get(key) ?? 0
  if (left === 0) return false
  beside.set(key, left - 1)
  tally.cells += 1
  count(tally.normalised, 'another file', 1)
  return true
}

function columnsIn(rows: readonly RawRow[], _: unknown): Set<string> {
  const names = new Set<string>()
  for (const { table, cells } of rows) for (const name of cells.keys()) names.add(`${table} ${name}`)
  return names
}

/** The row most like one that did not come back whole: the cells in which they differ are told. */
function nearest(one: PlainRow, held: PlainRow[], tally: Tally): void {
  const scored = held.map((row, at) => ({ at, row, alike: alike(one, row) }))
  const best = scored.toSorted((a, b) => b.alike - a.alike)[0]
  if (best !== undefined) held.splice(best.at, 1)
  const other = best?.row.cells ?? new Map<string, string>()
  for (const name of new Set([...one.cells.keys(), ...other.keys()])) {
    const [came, made] = [one.cells.get(name) ?? '', other.get(name) ?? '']
    if (came !== made) differ(tally, { table: one.table, child: one.child, column: name, came, made })
  }
}

const alike = (one: PlainRow, other: PlainRow): number =>
  [...one.cells].filter(([name, text]) => other.cells.get(name) === text).length

function added(of: ReturnOf, row: PlainRow, tally: Tally): void {
  if (of === 'ssda903' && (row.table === 'header' || row.table === 'HEADER'))
    return count(tally.normalised, 'a header row', 1)
  for (const [column, made] of row.cells)
    differ(tally, { table: row.table, child: row.child, column, came: '', made })
}

function differ(tally: Tally, difference: Difference): void {
  tally.differing += 1
  if (tally.differences.length < mostShown) tally.differences.push(difference)
}
