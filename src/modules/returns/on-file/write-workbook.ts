import exceljs from 'exceljs'
import type { CheckedFiles, Found } from './found.ts'
import { foundColumns } from './found-columns.ts'
import { countByRule } from './summary.ts'

/** A sheet holds 1,048,576 rows; what is more goes to the next. */
const mostRows = 1_000_000

/**
 * Writes the findings as a workbook: the rules that found something, then every finding. Text is written as typed text, so a cell
 * that begins as a formula does is shown and never worked out.
 */
export async function writeFoundWorkbook(path: string, checked: CheckedFiles): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true })
  const rules = sheet(book, 'Rules', ['Rule', 'Level', 'Found by', 'Findings', 'Children', 'What it says'])
  for (const { rule, level, by, findings, children, message } of countByRule(checked.found))
    rules.addRow([rule, level, by, findings, children, message]).commit()
  rules.commit()
  for (let from = 0, at = 1; from === 0 || from < checked.found.length; from += mostRows, at += 1)
    writeSheet(book, at === 1 ? 'Findings' : `Findings ${at}`, checked.found.slice(from, from + mostRows))
  await book.commit()
}

type Book = exceljs.stream.xlsx.WorkbookWriter

function writeSheet(book: Book, name: string, found: readonly Found[]): void {
  const columns = foundColumns.map(([column]) => column)
  const findings = sheet(book, name, columns)
  for (const each of found) findings.addRow(foundColumns.map(([, cell]) => cell(each))).commit()
  findings.commit()
}

function sheet(book: Book, name: string, columns: readonly string[]): exceljs.Worksheet {
  const made = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  const header = made.addRow([...columns])
  header.font = { bold: true }
  header.commit()
  return made
}
