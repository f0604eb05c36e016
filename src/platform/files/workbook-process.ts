/*
 * Run by workbook.ts in a process of its own, because a workbook under 1 MB can make exceljs take 3 GB. It reads the
 * workbook named in its one argument and writes a JSON line for each row.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import exceljs from 'exceljs'

const path = process.argv[2]
if (path === undefined) throw new Error('name the workbook')
const workbook = new exceljs.Workbook()
await workbook.xlsx.readFile(path)
await pipeline(Readable.from(lines(workbook)), process.stdout)

function* lines(book: exceljs.Workbook): Generator<string> {
  for (const sheet of book.worksheets) {
    yield lineOf({ sheet: sheet.name })
    const rows: exceljs.Row[] = []
    sheet.eachRow((row) => rows.push(row))
    for (const row of rows) yield lineOf({ row: row.number, cells: cellsOf(row) })
  }
}

/** U+2028 and U+2029 may stand in JSON as they are, and end a line for whoever reads it by lines. */
function lineOf(what: object): string {
  return `${JSON.stringify(what).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`
}

function cellsOf(row: exceljs.Row): (string | null)[] {
  const cells: (string | null)[] = []
  row.eachCell((cell, column) => {
    while (cells.length < column - 1) cells.push(null)
    cells.push(textOf(cell.value))
  })
  return cells
}

/** A formula gives the result the spreadsheet last worked out; it is never worked out here. */
function textOf(value: exceljs.CellValue | undefined): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return dayText(value)
  if (typeof value === 'object') return textOfObject(value)
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value)
}

function textOfObject(value: object): string | null {
  if ('error' in value) return String(value.error)
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((part) => String(part.text)).join('')
  if ('text' in value)
    return typeof value.text === 'object' && value.text !== null
      ? textOfObject(value.text)
      : String(value.text)
  if ('result' in value) return resultText(value.result)
  return null
}

function resultText(result: unknown): string | null {
  if (result instanceof Date) return dayText(result)
  if (typeof result === 'object' && result !== null) return textOfObject(result)
  return typeof result === 'string' || typeof result === 'number' || typeof result === 'boolean'
    ? String(result)
    : null
}

function dayText(at: Date): string | null {
  if (Number.isNaN(at.valueOf())) return null
  return at.toISOString().replace('T00:00:00.000Z', '').replace('.000Z', '')
}
