import { open } from 'node:fs/promises'
import type { CheckedFiles, Found } from './found.ts'
import { foundColumns } from './found-columns.ts'
import { countByRule } from './summary.ts'

/** A cell that a spreadsheet would take for a formula is shown to be text by an apostrophe before it. */
export const plainText = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** Writes the findings as CSV in UTF-8, with the mark by which spreadsheets know it. */
export async function writeFoundCsv(path: string, { found }: CheckedFiles): Promise<void> {
  await writePieces(path, csvLines(found))
}

function* csvLines(found: readonly Found[]): Generator<string> {
  yield `\uFEFF${foundColumns.map(([name]) => name).join(',')}\r\n`
  for (const each of found) yield `${foundColumns.map(([, cell]) => csvCell(cell(each))).join(',')}\r\n`
}

function csvCell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = plainText(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes everything as JSON: what was read, what was found by rule, and every finding. */
export async function writeFoundJson(path: string, checked: CheckedFiles): Promise<void> {
  await writePieces(path, jsonPieces(checked))
}

function* jsonPieces({ found, ...checked }: CheckedFiles): Generator<string> {
  const about = JSON.stringify({ ...checked, byRule: countByRule(found) }).slice(0, -1)
  yield `${about},"findings":[`
  let before = '\n'
  for (const each of found) {
    yield `${before}${JSON.stringify(each)}`
    before = ',\n'
  }
  yield '\n]}\n'
}

/** Writes the findings as a workbook. What makes workbooks is large, and read only when one is asked for. */
export async function writeFoundXlsx(path: string, checked: CheckedFiles): Promise<void> {
  const { writeFoundWorkbook } = await import('./write-workbook.ts')
  await writeFoundWorkbook(path, checked)
}

/** Characters put together before they are written, so that a long list is neither one text nor a thousand writes. */
const atOnce = 1 << 18

async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  await using file = await open(path, 'w')
  let held = ''
  for (const piece of pieces) {
    held += piece
    if (held.length < atOnce) continue
    await file.write(held)
    held = ''
  }
  await file.write(held)
}
