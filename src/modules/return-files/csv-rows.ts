import { csvReader, type CsvRecord } from '../../platform/files/csv.ts'
import { readText } from '../../platform/files/text.ts'
import type { FileFacts } from '../../platform/files/inspect.ts'
import type { Batch } from './batch.ts'
import { britishDay } from './british-day.ts'
import type { CsvLayout } from './csv-layout.ts'
import { asRow, fillRow, planRows, shortened, type CellTexts, type RowPlan } from './fill-row.ts'
import type { Finding, FindingKind } from './finding.ts'
import { ssda903, type Ssda903Row } from './ssda903-tables.ts'

/** The rows of one SSDA903 CSV, about two thousand at a time. `year` is the year the return ends in, or null. */
export async function* csvRows(
  file: number,
  facts: FileFacts,
  layout: CsvLayout,
  year: number | null,
): AsyncGenerator<Batch<Ssda903Row>> {
  const reading = csvReading(file, layout, year)
  for await (const piece of readText(facts.path, facts.encoding)) {
    reading.reader.write(piece)
    yield reading.take(piece.length)
  }
  reading.end()
  yield reading.take(0)
}

function csvReading(file: number, layout: CsvLayout, year: number | null) {
  const plan = planRows(ssda903[layout.table], file, { days: 'british', year })
  let rows: Ssda903Row[] = []
  let findings: Finding[] = []
  let refused = 0
  let header = true
  const report = (finding: Finding) => void findings.push(finding)

  const refuse = (kind: FindingKind, line: number, message: string) => {
    refused += 1
    report({ kind, file, line, message })
  }

  const texts = textsOf(layout)
  const read = (record: CsvRecord) => {
    if (header) header = false
    else if (isBlank(record)) return
    else if (isHeader(record, layout, plan)) refuse('repeated-header', record.line, headerAgain)
    else {
      checkWidth(record, layout, file, report)
      texts.record = record
      rows.push(asRow<Ssda903Row>(fillRow(plan, record.line, texts, report)))
    }
  }

  const reader = csvReader(layout.delimiter, read)
  return {
    reader,
    end() {
      const line = reader.end()
      if (line !== null) refuse('unclosed-quote', line, unclosedQuote)
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
    day(cell) {
      const at = cells[cell] ?? -1
      return at < 0 || this.record === null ? null : britishDay(this.record, at)
    },
  }
}

const headerAgain =
  'The line of column names stands here again, as when two files are joined. It is not a row; the rows after it are read.'
const unclosedQuote =
  'A quotation mark opened on this line is never closed, so the file from here on is not read. Close it, or save the file as CSV again.'

function isBlank(record: CsvRecord): boolean {
  for (let cell = 0; cell < record.cells; cell += 1) if (record.text(cell).trim() !== '') return false
  return true
}

function isHeader(record: CsvRecord, layout: CsvLayout, plan: RowPlan): boolean {
  const at = layout.cells[plan.idAt] ?? 0
  const name = plan.cells[plan.idAt]?.column.header ?? ''
  const text = record.text(at)
  return text.length <= name.length + 2 && text.trim().toUpperCase() === name && record.cells === layout.width
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
