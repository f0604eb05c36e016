import { annexA, type Column } from '../../return-files/index.ts'
import type { ReturnRow } from '../rows/again.ts'
import { worded } from './annex-a-words.ts'
import type { ReturnChild } from './children.ts'
import { textOf } from './ssda903-files.ts'

/** The eleven lists as a workbook: a sheet a list, its columns by their exact names. Text is text, so nothing in it is worked out. */
export async function writeAnnexA(path: string, children: readonly ReturnChild[]): Promise<void> {
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true })
  const byList = Map.groupBy(
    children.flatMap(({ rows }) => rows),
    ({ table }) => table,
  )
  for (const { name, number, columns } of Object.values(annexA)) {
    const sheet = book.addWorksheet(`List ${number}`, { views: [{ state: 'frozen', ySplit: 1 }] })
    const named = Object.entries<Column>(columns)
    const head = sheet.addRow(named.map(([, { header }]) => header))
    head.font = { bold: true }
    head.commit()
    for (const row of byList.get(name) ?? [])
      sheet.addRow(named.map(([field, column]) => cellOf(column, row, field))).commit()
    sheet.commit()
  }
  await book.commit()
}

function cellOf(column: Column, row: ReturnRow, field: string): string | number | null {
  const text = worded(column, textOf(row, field))
  if (text === '') return null
  return column.kind === 'whole' && /^-?\d{1,9}$/.test(text) ? Number(text) : text
}
