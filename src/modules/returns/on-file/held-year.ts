import type { ChildNumbers, HeldCsv, Report, Ssda903Row, Ssda903Table } from '../../return-files/index.ts'
import type { ChildTables } from '../ssda903/child.ts'
import { type Gathering, noRows, tables } from '../ssda903/gather.ts'

/** One year's files, each child's rows to be found by the child's number. */
export class HeldYear {
  readonly #numbers: ChildNumbers
  readonly #files: readonly RowsByChild[]

  constructor(files: readonly HeldCsv[], numbers: ChildNumbers) {
    this.#numbers = numbers
    this.#files = files.map((file) => new RowsByChild(file, numbers.ids.length))
  }

  /** Children with a row this year, those without an id not counted. */
  children(): number {
    return this.#numbers.ids.filter((id, number) => id !== null && this.has(number)).length
  }

  /** Rows of each table there is, in the tables' order. */
  counts(): ReadonlyMap<Ssda903Table, number> {
    const counts = new Map<Ssda903Table, number>()
    for (const table of tables)
      for (const { file } of this.#files)
        if (file.table === table) counts.set(table, (counts.get(table) ?? 0) + file.children.length)
    return counts
  }

  /** What stands in one column of a table. */
  *texts(table: Ssda903Table, field: string): Generator<string | null> {
    for (const { file } of this.#files) if (file.table === table) yield* file.texts(field)
  }

  has(child: number): boolean {
    for (const file of this.#files) if (file.countOf(child) > 0) return true
    return false
  }

  /** A child's rows, made anew. */
  rowsOf(child: number, report: Report): ChildTables {
    const gathered: Gathering = { ...noRows }
    for (const rows of this.#files) {
      if (rows.countOf(child) === 0) continue
      const { table } = rows.file
      // Each file's rows are of its own table. A table may come in several files.
      const made = rows.of(child, report)
      Reflect.set(gathered, table, gathered[table].length === 0 ? made : [...gathered[table], ...made])
    }
    return gathered
  }
}

/** The rows of one file put together child by child, as they stand in the file. */
class RowsByChild {
  readonly file: HeldCsv
  /** Where each child's rows begin among `#rows`, and in the end how many there are. */
  readonly #begins: Int32Array
  readonly #rows: Int32Array

  constructor(file: HeldCsv, children: number) {
    this.file = file
    const of = file.children
    const begins = new Int32Array(children + 2)
    for (let row = 0; row < of.length; row += 1) count(begins, (of[row] ?? 0) + 2, 1)
    for (let at = 2; at < begins.length; at += 1) count(begins, at, begins[at - 1] ?? 0)
    const rows = new Int32Array(of.length)
    for (let row = 0; row < of.length; row += 1) {
      const next = (of[row] ?? 0) + 1
      const at = begins[next] ?? 0
      rows[at] = row
      begins[next] = at + 1
    }
    this.#rows = rows
    this.#begins = begins
  }

  countOf(child: number): number {
    return (this.#begins[child + 1] ?? 0) - (this.#begins[child] ?? 0)
  }

  /** A child's rows, made anew. */
  of(child: number, report: Report): Ssda903Row[] {
    const rows: Ssda903Row[] = []
    const end = this.#begins[child + 1] ?? 0
    for (let at = this.#begins[child] ?? 0; at < end; at += 1)
      rows.push(this.file.row(this.#rows[at] ?? 0, report))
    return rows
  }
}

function count(counts: Int32Array, at: number, more: number): void {
  counts[at] = (counts[at] ?? 0) + more
}
