import type { SheetRow } from '../../platform/files/workbook.ts'
import { annexA, type AnnexARow } from './annex-a-lists.ts'
import type { SheetLayout } from './annex-a-sheet.ts'
import type { Batch } from './batch.ts'
import { asRow, fillRow, planRows, shortened, type CellTexts } from './fill-row.ts'
import type { Finding } from './finding.ts'

/** The rows of one worksheet of Annex A, below its column names. */
export function annexARows(file: number, layout: SheetLayout, rows: readonly SheetRow[]): Batch<AnnexARow> {
  const plan = planRows(annexA[layout.list], file, { days: 'either', year: null, worded: true })
  const findings: Finding[] = []
  const given: AnnexARow[] = []
  for (const row of rows) {
    if (row.row <= layout.headerRow || row.cells.every((cell) => (cell ?? '').trim() === '')) continue
    const filled = fillRow(plan, row.row, textsOf(layout, row), (finding) => void findings.push(finding))
    const past = row.cells.filter((cell, at) => at >= layout.width && (cell ?? '').trim() !== '')
    const beyond = beyondOf(layout, row)
    if (beyond !== null) filled['beyond'] = beyond
    given.push(asRow<AnnexARow>(filled))
    if (past.length > 0) findings.push(tooMany(file, row.row, past.join(', ')))
  }
  return { file, rows: given, findings, refused: 0, characters: 0 }
}

/** What stands in cells that no column of the list takes, by the name above it, else by its place. */
function beyondOf(layout: SheetLayout, row: SheetRow): Record<string, string> | null {
  const kept: Record<string, string> = {}
  for (const [at, cell] of row.cells.entries()) {
    const text = (cell ?? '').trim()
    if (text !== '' && !layout.cells.includes(at)) kept[layout.names[at] || `column ${at + 1}`] = text
  }
  return Object.keys(kept).length === 0 ? null : kept
}

const textsOf = (layout: SheetLayout, row: SheetRow): CellTexts => ({
  text(cell) {
    const at = layout.cells[cell] ?? -1
    return at < 0 ? '' : (row.cells[at] ?? '')
  },
  line: () => row.row,
})

const tooMany = (file: number, line: number, text: string): Finding => ({
  kind: 'too-many-cells',
  file,
  line,
  given: shortened(text),
  message:
    'There is something past the last named column of this sheet. It is not read: name its column, or take it out.',
})
