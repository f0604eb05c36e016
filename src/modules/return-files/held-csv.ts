import { csvText, type CsvText } from '../../platform/files/csv.ts'
import type { FileFacts } from '../../platform/files/inspect.ts'
import { readText } from '../../platform/files/text.ts'
import type { CsvLayout } from './csv-layout.ts'
import { csvRowMaker, neverClosed, type CsvRowMaker } from './csv-rows.ts'
import type { Report } from './finding.ts'
import { ssda903, type Ssda903Row, type Ssda903Table } from './ssda903-tables.ts'

/** How many children further on a row's is looked for before it is looked up. */
const lookedAhead = 6

/** Gives children numbers from 0 as they are met, over all the files of a check. A row without a child's id is a child of its own. */
export class ChildNumbers {
  /** By number, the child's id, or null for the child of a row without one. */
  readonly ids: (string | null)[] = []
  readonly #known = new Map<string, number>()

  /** The number of a child's id, which may be empty. `after` is the number met before: files mostly have children in one order. */
  numberOf(id: string, after: number): number {
    for (let next = after + 1; next <= after + lookedAhead; next += 1) if (this.ids[next] === id) return next
    const known = id === '' ? undefined : this.#known.get(id)
    if (known !== undefined) return known
    const number = this.ids.push(id === '' ? null : id) - 1
    if (id !== '') this.#known.set(id, number)
    return number
  }
}

/**
 * One SSDA903 CSV held as text, with where each row begins and whose it is. Rows are made when they are asked for and let go again:
 * a large return as rows is ten times its text.
 */
export class HeldCsv {
  readonly file: number
  readonly table: Ssda903Table
  /** For each row in the order they stand, the number of its child. */
  readonly children: Int32Array
  readonly #text: CsvText
  readonly #making: CsvRowMaker
  readonly #places: Int32Array
  readonly #lines: Int32Array

  constructor(file: number, table: Ssda903Table, text: CsvText, making: CsvRowMaker, rows: FoundRows) {
    this.file = file
    this.table = table
    this.#text = text
    this.#making = making
    this.children = rows.children.taken()
    this.#places = rows.places.taken()
    this.#lines = rows.lines.taken()
  }

  /** The row of that number, made anew, with what is found in its cells. */
  row(number: number, report: Report): Ssda903Row {
    return this.#making.row(this.#text.record(this.#places[number] ?? 0, this.#lines[number] ?? 0), report)
  }

  /** What stands in one column, row after row: text without the space round it, null where there is none. */
  *texts(field: string): Generator<string | null> {
    const at = Object.keys(ssda903[this.table].columns).indexOf(field)
    for (let row = 0; row < this.#places.length; row += 1) {
      const record = this.#text.record(this.#places[row] ?? 0, this.#lines[row] ?? 0)
      yield this.#making.text(record, at) || null
    }
  }
}

interface FoundRows {
  readonly children: Numbers
  readonly places: Numbers
  readonly lines: Numbers
}

/** All of a file as one text. */
export const wholeText = async ({ path, encoding }: FileFacts): Promise<string> =>
  (await Array.fromAsync(readText(path, encoding))).join('')

/** Reads one file through for where its rows stand and whose they are. What is no row is reported; cells are not looked at. */
export async function holdCsv(
  file: number,
  whole: Promise<string>,
  layout: CsvLayout,
  year: number | null,
  { numbers, report }: { readonly numbers: ChildNumbers; readonly report: Report },
): Promise<HeldCsv> {
  const text = csvText(await whole, layout.delimiter)
  const making = csvRowMaker(file, layout, year)
  const rows = { children: new Numbers(), places: new Numbers(), lines: new Numbers() }
  const idAt = Object.values(ssda903[layout.table].columns).findIndex(({ kind }) => kind === 'id')
  let lastId = ''
  let child = -1
  const unclosed = text.eachBeginning((layout.cells[idAt] ?? 0) + 1, (record, at) => {
    const { line } = record
    if (!making.isSurelyRow(record) && !making.isRow(text.record(at, line), report)) return
    const id = making.text(record, idAt)
    // The rows of a child nearly always stand together.
    if (id === '' || id !== lastId) child = numbers.numberOf(id, child)
    lastId = id
    rows.children.add(child)
    rows.places.add(at)
    rows.lines.add(line)
  })
  if (unclosed !== null) report(neverClosed(file, unclosed))
  return new HeldCsv(file, layout.table, text, making, rows)
}

/** Whole numbers one after another, four bytes each. */
class Numbers {
  #held = new Int32Array(1024)
  #count = 0

  add(number: number): void {
    if (this.#count === this.#held.length) {
      const longer = new Int32Array(this.#count * 2)
      longer.set(this.#held)
      this.#held = longer
    }
    this.#held[this.#count] = number
    this.#count += 1
  }

  taken(): Int32Array {
    return this.#held.slice(0, this.#count)
  }
}
