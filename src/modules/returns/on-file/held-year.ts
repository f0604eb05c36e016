import type { ChildNumbers, HeldCsv, Report, Ssda903Row, Ssda903Table } from '../../return-files/index.ts'
import type { ChildTables } from '../ssda903/child.ts'
import { type Gathering, noRows, tables } from '../ssda903/gather.ts'

/** One year's files, each child's rows to be found by the child's number. */
export class HeldYear {
  readonly #numbers: ChildNumbers
  readonly #ofTables: ReadonlyMap<Ssda903Table, readonly RowsByChild[]>

  constructor(files: readonly HeldCsv[], numbers: ChildNumbers) {
    this.#numbers = numbers
    const sorted = files.map((file) => new RowsByChild(file, numbers.ids.length))
    this.#ofTables = Map.groupBy(sorted, ({ file }) => file.table)
  }

  /** Children with a row this year, those without an id not counted. */
  children(): number {
    return this.#numbers.ids.filter((id, number) => id !== null && this.has(number)).length
  }

  /** Rows of each table there is, in the tables' order. */
  counts(): ReadonlyMap<Ssda903Table, number> {
    const counts = new Map<Ssda903Table, number>()
    for (const table of tables) {
      const files = this.#ofTables.get(table)
      if (files !== undefined)
        counts.set(
          table,
          files.reduce((sum, { file }) => sum + file.children.length, 0),
        )
    }
    return counts
  }

  /** What stands in one column of a table. */
  *texts(table: Ssda903Table, field: string): Generator<string | null> {
    for (const { file } of this.#ofTables.get(table) ?? []) yield* file.texts(field)
  }

  has(child: number): boolean {
    for (const files of this.#ofTables.values())
      for (const rows of files) if (rows.countOf(child) > 0) return true
    return false
  }

  /** A child's rows, made anew. */
  rowsOf(child: number, report: Report): ChildTables {
    const gathered: Gathering = { ...noRows }
    for (const [table, files] of this.#ofTables) {
      const rows: Ssda903Row[] = []
      for (const file of files) file.take(child, rows, report)
      // Each file's rows are of its own table.
      if (rows.length > 0) Reflect.set(gathered, table, rows)
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
    const begins = new Int32Array(children + 2)
    for (const child of file.children) begins[child + 2] = (begins[child + 2] ?? 0) + 1
    for (let at = 2; at < begins.length; at += 1) begins[at] = (begins[at] ?? 0) + (begins[at - 1] ?? 0)
    this.#rows = new Int32Array(file.children.length)
    file.children.forEach((child, row) => {
      const at = begins[child + 1] ?? 0
      this.#rows[at] = row
      begins[child + 1] = at + 1
    })
    this.#begins = begins
  }

  countOf(child: number): number {
    return (this.#begins[child + 1] ?? 0) - (this.#begins[child] ?? 0)
  }

  take(child: number, into: Ssda903Row[], report: Report): void {
    const end = this.#begins[child + 1] ?? 0
    for (let at = this.#begins[child] ?? 0; at < end; at += 1)
      into.push(this.file.row(this.#rows[at] ?? 0, report))
  }
}
