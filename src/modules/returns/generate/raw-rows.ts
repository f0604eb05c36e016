import { csvReader } from '../../../platform/files/csv.ts'
import { inspectFile } from '../../../platform/files/inspect.ts'
import { readText } from '../../../platform/files/text.ts'
import { readWorkbook } from '../../../platform/files/workbook.ts'
import { xmlReader, type XmlElement } from '../../../platform/files/xml.ts'
import { annexA, cin, ssda903, type Columns, type SubmittedFile } from '../../return-files/index.ts'

/** A row as it lies in a file: every cell by the name it stands under, nothing read into it. */
export interface RawRow {
  readonly table: string
  /** The child it is about, as written. */
  readonly child: string
  readonly cells: ReadonlyMap<string, string>
  /** The row it stands beneath, told by its cells. */
  readonly under: RawRow | null
}

/** The rows of a file, read without the importer: what the round trip is judged by. */
export async function rawRows(file: Pick<SubmittedFile, 'path' | 'kind' | 'table'>): Promise<RawRow[]> {
  if (file.kind === 'annex-a') return sheetRows(file.path)
  return file.table === null ? xmlRows(file.path, file.kind === 'cin') : csvRows(file.path, file.table)
}

async function csvRows(path: string, table: keyof typeof ssda903): Promise<RawRow[]> {
  const facts = await inspectFile(path)
  let text = ''
  for await (const piece of readText(path, facts.encoding)) text += piece
  const delimiter =
    [',', ';', '\t', '|'].find((one) => (text.split('\n', 1)[0] ?? '').split(one).length >= 3) ?? ','
  const records: string[][] = []
  const reader = csvReader(delimiter, (record) => {
    records.push(Array.from({ length: record.cells }, (_, at) => record.text(at)))
  })
  reader.write(text)
  reader.end()
  const names = (records[0] ?? []).map((name) => name.trim().toUpperCase())
  return records.slice(1).flatMap((record) => {
    if (record.every((cell) => cell.trim() === '') || record[0]?.trim().toUpperCase() === 'CHILD') return []
    const cells = new Map<string, string>()
    for (const [at, cell] of record.entries()) {
      const name = known(ssda903[table].columns, names[at] ?? '') ?? (names[at] || `column ${at + 1}`)
      if (!cells.has(name)) cells.set(name, cell)
    }
    return [{ table, child: (cells.get('CHILD') ?? '').trim(), cells, under: null }]
  })
}

/** A column by its name or another spelling of it. */
const known = (columns: Columns, name: string): string | undefined =>
  Object.values(columns).find(({ header, aliases }) => header === name || aliases?.includes(name) === true)
    ?.header

async function xmlRows(path: string, isCensus: boolean): Promise<RawRow[]> {
  const facts = await inspectFile(path)
  const rows: RawRow[] = []
  const containers = isCensus ? ['Message', 'Message/Children'] : ['EXPSSDA903']
  const reader = xmlReader(new Set(containers), (element) => {
    if (element.name === 'Child' || element.name === 'CHILD') gather(element, textOfId(element), null, rows)
  })
  for await (const piece of readText(path, facts.encoding)) reader.write(piece)
  reader.end()
  return rows
}

function textOfId({ name, text, elements }: XmlElement): string {
  if (name === 'LAchildID' || name === 'CHILDID') return text.trim()
  for (const inner of elements) {
    const id = textOfId(inner)
    if (id !== '') return id
  }
  return ''
}

/** Elements that only hold cells together, and cells that are rows of their own. */
const groups = new Set(Object.values(cin).flatMap((table) => table.groups))
const rowOfOneCell = new Set<string>([cin.disability.element, cin.factor.element, cin.review.element])

function gather(element: XmlElement, child: string, under: RawRow | null, rows: RawRow[]): void {
  const cells = new Map<string, string>()
  const row: RawRow = { table: element.name, child, cells, under }
  rows.push(row)
  const take = (within: XmlElement): void => {
    if (within.text.trim() !== '') add(cells, within.name, within.text)
    for (const inner of within.elements)
      if (groups.has(inner.name)) take(inner)
      else if (rowOfOneCell.has(inner.name))
        rows.push({ table: inner.name, child, cells: new Map([[inner.name, inner.text]]), under: row })
      else if (inner.elements.length > 0) gather(inner, child, row, rows)
      else if (inner.text.trim() !== '') add(cells, inner.name, inner.text)
  }
  take(element)
}

const add = (cells: Map<string, string>, name: string, text: string): void =>
  void cells.set(cells.has(name) ? `${name} again` : name, text)

type List = (typeof annexA)[keyof typeof annexA]

interface Head {
  readonly sheet: string
  readonly list: List
  readonly names: readonly string[]
}

async function sheetRows(path: string): Promise<RawRow[]> {
  const rows: RawRow[] = []
  let head: Head | null = null
  for await (const { sheet, cells } of readWorkbook(path)) {
    if (head === null || head.sheet !== sheet) {
      const list = listOf(cells)
      head = list === undefined ? null : { sheet, list, names: cells.map((cell) => cell?.trim() ?? '') }
      continue
    }
    const row = sheetRow(head.list, head.names, cells)
    if (row.cells.size > 0) rows.push(row)
  }
  return rows
}

function sheetRow(list: List, names: readonly string[], cells: readonly (string | null)[]): RawRow {
  const held = new Map<string, string>()
  for (const [at, cell] of cells.entries()) {
    const name = names[at] ?? ''
    if (cell !== null && cell.trim() !== '')
      held.set(headerOf(list, name) ?? (name || `column ${at + 1}`), cell)
  }
  const first = Object.values(list.columns)[0]?.header ?? ''
  return { table: list.name, child: held.get(first)?.trim() ?? '', cells: held, under: null }
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const headerOf = ({ columns }: { readonly columns: Columns }, name: string): string | undefined =>
  Object.values(columns).find(({ header, aliases }) =>
    [header, ...(aliases ?? [])].some((spelling) => plain(spelling) === plain(name)),
  )?.header

/** The list most of whose names stand in the row. */
function listOf(cells: readonly (string | null)[]) {
  const named = cells.filter((cell): cell is string => cell !== null && cell.trim() !== '')
  if (named.length < 4) return undefined
  const scored = Object.values(annexA).map((list) => {
    const found = named.filter((name) => headerOf(list, name) !== undefined).length
    return { list, score: found / (Object.keys(list.columns).length + named.length - found) }
  })
  const best = scored.toSorted((a, b) => b.score - a.score)[0]
  return best !== undefined && best.score >= 0.6 ? best.list : undefined
}
