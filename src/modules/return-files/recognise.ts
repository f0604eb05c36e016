import type { FileFacts } from '../../platform/files/inspect.ts'
import { HostileFile } from '../../platform/files/refused.ts'
import type { SheetRow } from '../../platform/files/workbook.ts'
import { xmlReader } from '../../platform/files/xml.ts'
import { sheetLayout, type SheetLayout } from './annex-a-sheet.ts'
import { cinContainers, cinHeader } from './cin-rows.ts'
import type { CinHeaderRow } from './cin-tables.ts'
import { csvLayout, firstRecord, type CsvLayout } from './csv-layout.ts'
import type { Report } from './finding.ts'

/** What a file turns out to be, by what is in it; its name is never asked. */
export type Recognised =
  | { readonly kind: 'ssda903'; readonly layout: CsvLayout }
  | { readonly kind: 'ssda903-xml' }
  | { readonly kind: 'cin'; readonly header: CinHeaderRow | null }
  | { readonly kind: 'annex-a'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'unknown'; readonly message: string }

interface Sheet {
  readonly layout: SheetLayout
  readonly rows: readonly SheetRow[]
}

/**
 * @throws HostileFile or BrokenFile when the file must not be read.
 */
export async function recognise(file: number, facts: FileFacts, report: Report): Promise<Recognised> {
  if (facts.size === 0) return unknown('This file is empty. Export it again.')
  if (facts.encoding === 'binary') return recogniseBinary(facts, report, file)
  const head = headText(facts)
  return /^\s*</.test(head) ? recogniseXml(file, head, report) : recogniseCsv(head)
}

const unknown = (message: string): Recognised => ({ kind: 'unknown', message })

function headText({ head, encoding }: FileFacts): string {
  const text = new TextDecoder(encoding === 'binary' ? 'windows-1252' : encoding).decode(head)
  return text.replace(/^\ufeff/, '')
}

function recogniseCsv(head: string): Recognised {
  const layout = csvLayout(head)
  if (layout) return { kind: 'ssda903', layout }
  if (head.trim() === '') return unknown('This file begins with nothing but blanks. Export it again.')
  const names = firstRecord(head, ',').slice(0, 8).join(', ').slice(0, 200)
  return unknown(
    `The first line of this file is not the column names of any SSDA903 table (it begins: ${names}). Put the names in the first line, as CHILD, DOB and so on.`,
  )
}

function recogniseXml(file: number, head: string, report: Report): Recognised {
  if (/^\s*(?:<!DOCTYPE html|<html)/i.test(head))
    return unknown('This is a web page, perhaps the one that asks to sign in. Export the file again.')
  if (/<!DOCTYPE/i.test(head))
    throw new HostileFile(
      'This file has a DTD (a DOCTYPE line), which no return needs and which can harm the reader. Remove it.',
    )
  const root = rootOf(head)
  if (root === 'EXPSSDA903') return { kind: 'ssda903-xml' }
  if (root === 'schema') return unknown('This is an XML schema: the description of a return, not a return.')
  if (root === 'Message') return recogniseCensus(file, head, report)
  return unknown(
    `This XML opens with <${root}>, which is no return that can be read here: <Message> is a census and <EXPSSDA903> an SSDA903.`,
  )
}

/** Past instructions and comments, and never back: one that does not end would else be looked for again from each that follows. */
function rootOf(head: string): string {
  const name = /<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)/y
  for (let at = head.indexOf('<'); at >= 0; at = head.indexOf('<', at + 1)) {
    const end = head.startsWith('<?', at) ? '?>' : head.startsWith('<!--', at) ? '-->' : null
    name.lastIndex = at
    if (end === null) return name.exec(head)?.[1] ?? '?'
    at = head.indexOf(end, at)
    if (at < 0) return '?'
  }
  return '?'
}

function recogniseCensus(file: number, head: string, report: Report): Recognised {
  const header = cinHeaderIn(file, head, report)
  const collection = header?.collection?.toUpperCase() ?? null
  if (collection === 'CIN' || (collection === null && /<CINdetails|<Children/.test(head)))
    return { kind: 'cin', header }
  return unknown(
    `This is a ${collection ?? 'nameless'} collection. Of the census files only the children in need census (CIN) is read here.`,
  )
}

/** The header stands at the top; nothing past the first 64 KiB is looked at. */
function cinHeaderIn(file: number, head: string, report: Report): CinHeaderRow | null {
  let found: CinHeaderRow | null = null
  const reader = xmlReader(cinContainers, (element) => {
    if (element.name === 'Header') found ??= cinHeader(element, file, report)
  })
  reader.write(head)
  return found
}

async function recogniseBinary(facts: FileFacts, report: Report, file: number): Promise<Recognised> {
  if (facts.head[0] === 0xd0)
    return unknown(
      'This is an older Excel workbook (.xls), or one locked with a password. Save it as .xlsx without a password.',
    )
  if (facts.head[0] === 0x25) return unknown('This is a PDF. Give the file the return was made from.')
  if (facts.head[0] === 0x1f) return unknown('This file is packed (gzip). Unpack it and give what is inside.')
  if (facts.head[0] === 0x89) return unknown('This is a picture. Give the file the return was made from.')
  // Read where there is a workbook: a check of a table starts sooner without it.
  const { zipDirectory } = await import('../../platform/files/zip.ts')
  const entries = await zipDirectory(facts.path)
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml'))
    return unknown('This is a zip that is not a workbook. Unpack it and give the files inside.')
  return recogniseWorkbook(facts, report, file)
}

/** Rows in which the column names may stand; titles and notes may come first. */
const headerWithin = 20

/** A workbook is held until its rows are asked for. */
const mostCells = 2_000_000

async function recogniseWorkbook(facts: FileFacts, report: Report, file: number): Promise<Recognised> {
  const sheets = new Map<string, SheetRow[]>()
  let cells = 0
  const { readWorkbook } = await import('../../platform/files/workbook.ts')
  for await (const row of readWorkbook(facts.path)) {
    cells += row.cells.length
    if (cells > mostCells)
      throw new HostileFile(
        'This workbook has over two million cells. Annex A has some thousands: delete the sheets that are not part of it.',
      )
    const rows = sheets.get(row.sheet) ?? []
    rows.push(row)
    sheets.set(row.sheet, rows)
  }
  const known: Sheet[] = []
  const others: string[] = []
  for (const [name, rows] of sheets) {
    const layout = rows
      .slice(0, headerWithin)
      .map(sheetLayout)
      .find((each) => each !== null)
    if (layout) known.push({ layout, rows })
    else others.push(name)
  }
  if (known.length === 0) return unknown(noList(sheets))
  for (const name of others)
    report({
      kind: 'unknown-file',
      file,
      given: name,
      message:
        'This sheet does not hold the columns of any Annex A list, so it is not read. Check its column names.',
    })
  return { kind: 'annex-a', sheets: known }
}

function noList(sheets: ReadonlyMap<string, readonly SheetRow[]>): string {
  const cells = [...sheets.values()].flatMap((rows) =>
    rows.slice(0, headerWithin).flatMap((row) => row.cells),
  )
  if (cells.includes('URN') && cells.some((cell) => /placement code/i.test(cell ?? '')))
    return "This is Ofsted's list of providers, which rules are checked against. It is not a return: there is nothing in it to read in."
  return 'No sheet of this workbook holds the columns of an Annex A list. Check that the column names are as Ofsted gives them.'
}
