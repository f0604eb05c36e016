import { csvReader, type CsvRecord } from '../../platform/files/csv.ts'
import { readText } from '../../platform/files/text.ts'
import type { FileFacts } from '../../platform/files/inspect.ts'
import type { Batch } from './batch.ts'
import { britishDay } from './british-day.ts'
import type { CsvLayout } from './csv-layout.ts'
import {
  asRow,
  fillRow,
  planRows,
  shortened,
  trimmed,
  type CellTexts,
  type RowPlan,
  type LooseRow,
} from './fill-row.ts'
import type { Finding, Report } from './finding.ts'
import { ssda903, type Ssda903Row } from './ssda903-tables.ts'

/** Whose rows are wanted, by the child's id as it stands in the file; empty where there is none. */
export type OfChild = (id: string) => boolean

/**
 * The rows of one SSDA903 CSV, about two thousand at a time. `year` is the year the return ends in, or null. Rows of
 * children who are not asked for are passed over before anything is made of them; what is found of no row is always told.
 */
export async function* csvRows(
  file: number,
  facts: FileFacts,
  layout: CsvLayout,
  year: number | null,
  isAsked: OfChild = () => true,
): AsyncGenerator<Batch<Ssda903Row>> {
  const reading = csvReading(file, csvRowMaker(file, layout, year), layout.delimiter, isAsked)
  for await (const piece of readText(facts.path, facts.encoding)) {
    reading.reader.write(piece)
    yield reading.take(piece.length)
  }
  reading.end()
  yield reading.take(0)
}

function csvReading(file: number, making: CsvRowMaker, delimiter: string, isAsked: OfChild) {
  let rows: Ssda903Row[] = []
  let findings: Finding[] = []
  let refused = 0
  const report = (finding: Finding) => void findings.push(finding)

  const refuse = (finding: Finding) => {
    refused += 1
    report(finding)
  }

  const read = (record: CsvRecord) => {
    if (making.isRow(record, refuse) && isAsked(making.child(record))) rows.push(making.row(record, report))
  }

  const reader = csvReader(delimiter, read)
  return {
    reader,
    end() {
      const line = reader.end()
      if (line !== null) refuse(neverClosed(file, line))
    },
    take(characters: number): Batch<Ssda903Row> {
      const batch = { file, rows, findings, refused, characters }
      rows = []
      findings = []
      refused = 0
      return batch
    },
  }
}

/** Makes rows of the records of one CSV. */
export interface CsvRowMaker {
  /** Whether a record is a row: the first is the column names, and blank lines are none. Asked of every record in order. */
  isRow(record: CsvRecord, refuse: Report): boolean
  /** Whether a record is seen to be a row by its first cells alone; where it is not, `isRow` is asked of all of it. */
  isSurelyRow(record: CsvRecord): boolean
  row(record: CsvRecord, report: Report): Ssda903Row
  /** The id of the child it is about; empty where it says none. */
  child(record: CsvRecord): string
  /** The text of a field, without the space round it. */
  text(record: CsvRecord, field: number): string
}

export function csvRowMaker(file: number, layout: CsvLayout, year: number | null): CsvRowMaker {
  const plan = planRows(ssda903[layout.table], file, { days: 'british', year })
  const texts = textsOf(layout)
  const idCell = layout.cells[plan.idAt] ?? -1
  let header = true
  return {
    isRow(record, refuse) {
      if (header) {
        header = false
        return false
      }
      if (isBlank(record)) return false
      if (!isHeader(record, layout, plan)) return true
      refuse({ kind: 'repeated-header', file, line: record.line, message: headerAgain })
      return false
    },
    isSurelyRow: (record) => !header && beginsAsRow(record) && !beginsAsHeader(record, layout, plan),
    row(record, report) {
      checkWidth(record, layout, file, report)
      texts.record = record
      const row = fillRow(plan, record.line, texts, report)
      if (layout.beyond.length > 0 || record.cells > layout.width) keepBeyond(row, record, layout)
      return asRow<Ssda903Row>(row)
    },
    child: (record) => (idCell < 0 ? '' : trimmed(record.text(idCell))),
    text: (record, field) => trimmed(record.text(layout.cells[field] ?? -1)),
  }
}

function textsOf(layout: CsvLayout): CellTexts & { record: CsvRecord | null } {
  const { cells } = layout
  return {
    record: null,
    text(cell) {
      const at = cells[cell] ?? -1
      return at < 0 || this.record === null ? '' : this.record.text(at)
    },
    line() {
      return this.record?.line ?? 0
    },
    isEmpty(cell) {
      const at = cells[cell] ?? -1
      return at < 0 || this.record === null || this.record.length(at) === 0
    },
    day(cell) {
      const at = cells[cell] ?? -1
      return at < 0 || this.record === null ? null : britishDay(this.record, at)
    },
    key(cell) {
      const at = cells[cell] ?? -1
      return at < 0 || this.record === null ? -1 : shortKey(this.record, at)
    },
  }
}

/** What has no column of the table to stand in, by the name it stands under; past the last name, by its place. */
function keepBeyond(row: LooseRow, record: CsvRecord, { beyond, width }: CsvLayout): void {
  const kept: Record<string, string> = {}
  for (const [cell, name] of beyond) kept[name || `column ${cell + 1}`] = record.text(cell).trim()
  for (let cell = width; cell < record.cells; cell += 1) kept[`column ${cell + 1}`] = record.text(cell).trim()
  const said = Object.entries(kept).filter(([, text]) => text !== '')
  if (said.length > 0) row['beyond'] = Object.fromEntries(said)
}

/** Seven bits for each of up to four characters; none of them is NUL, so texts of different lengths differ. */
function shortKey(record: CsvRecord, cell: number): number {
  const length = record.length(cell)
  if (length === 0 || length > 4) return -1
  let key = 0
  for (let at = 0; at < length; at += 1) {
    const code = record.code(cell, at)
    if (code <= 32 || code > 126) return -1
    key = key * 128 + code
  }
  return key
}

const headerAgain =
  'The line of column names stands here again, as when two files are joined. It is not a row; the rows after it are read.'
/** A quotation mark that is opened and never closed: nothing after it is read. */
export const neverClosed = (file: number, line: number): Finding => ({
  kind: 'unclosed-quote',
  file,
  line,
  message: unclosedQuote,
})
const unclosedQuote =
  'A quotation mark opened on this line is never closed, so the file from here on is not read. Close it, or save the file as CSV again.'

function isBlank(record: CsvRecord): boolean {
  if (beginsAsRow(record)) return false
  for (let cell = 0; cell < record.cells; cell += 1) if (record.text(cell).trim() !== '') return false
  return true
}

/** A row nearly always begins with a letter or figure. */
function beginsAsRow(record: CsvRecord): boolean {
  const first = record.length(0) === 0 ? 0 : record.code(0, 0)
  return first > 32 && first < 127
}

const isHeader = (record: CsvRecord, layout: CsvLayout, plan: RowPlan): boolean =>
  record.cells === layout.width && beginsAsHeader(record, layout, plan)

function beginsAsHeader(record: CsvRecord, layout: CsvLayout, plan: RowPlan): boolean {
  const at = layout.cells[plan.idAt] ?? 0
  const name = plan.cells[plan.idAt]?.column.header ?? ''
  return record.length(at) <= name.length + 2 && record.text(at).trim().toUpperCase() === name
}

/** Empty cells past the last column are a trailing delimiter, which does no harm. */
function checkWidth(
  record: CsvRecord,
  layout: CsvLayout,
  file: number,
  report: (finding: Finding) => void,
): void {
  if (record.cells === layout.width) return
  const place = { file, line: record.line, child: record.text(layout.cells[0] ?? 0).trim() || null }
  if (record.cells < layout.width) {
    report({
      ...place,
      kind: 'too-few-cells',
      message: `This row has ${record.cells} cells and the file has ${layout.width} columns. The cells that are not there are read as empty: check that none has moved.`,
    })
    return
  }
  const past = Array.from({ length: record.cells - layout.width }, (_, at) => record.text(layout.width + at))
  if (past.every((text) => text.trim() === '')) return
  report({
    ...place,
    kind: 'too-many-cells',
    given: shortened(past.join(layout.delimiter)),
    message: `This row has ${record.cells} cells and the file has ${layout.width} columns. Those past the last are not read: a comma inside a value needs quotation marks round the value.`,
  })
}
