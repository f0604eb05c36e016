import type { FileFacts } from '../../platform/files/inspect.ts'
import { readText } from '../../platform/files/text.ts'
import { xmlReader, type XmlElement } from '../../platform/files/xml.ts'
import type { Batch } from './batch.ts'
import { asRow, planRows } from './fill-row.ts'
import type { Finding, Report } from './finding.ts'
import { ssda903, type Ssda903Row, type Ssda903Table } from './ssda903-tables.ts'
import { xmlRow, xmlShape, type XmlShape } from './xml-row.ts'

export const ssda903Containers: ReadonlySet<string> = new Set(['EXPSSDA903'])

/** The XML form writes these tables as elements of their own, and the rest as cells of HEADER. */
const elements: Readonly<Record<string, Ssda903Table>> = {
  EPISODE: 'episodes',
  AREVIEW: 'reviews',
  AMISSING: 'missing',
  AD_PLACED: 'placedAdoption',
  PERMANENCE: 'prevPerm',
  OC2: 'oc2',
}

/** Cells of HEADER that make a row of another table when any of them says something. */
const inHeader: Readonly<Partial<Record<Ssda903Table, readonly string[]>>> = {
  uasc: ['DUC'],
  oc3: ['IN_TOUCH', 'ACTIV', 'ACCOM'],
  ad1: ['DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'],
}

type Shapes = Readonly<Record<Ssda903Table, XmlShape>>

/** The rows of an SSDA903 XML, every table in the order the file has them. */
export async function* ssda903XmlRows(
  file: number,
  facts: FileFacts,
  year: number | null,
): AsyncGenerator<Batch<Ssda903Row>> {
  const shapes = shapesOf(file, year)
  let rows: Ssda903Row[] = []
  let findings: Finding[] = []
  const reader = xmlReader(ssda903Containers, (element) => readChild(shapes, element, rows, findings))
  const take = (characters: number) => {
    const batch = { file, rows, findings, refused: 0, characters }
    rows = []
    findings = []
    return batch
  }
  for await (const piece of readText(facts.path, facts.encoding)) {
    reader.write(piece)
    yield take(piece.length)
  }
  reader.end()
  yield take(0)
}

function shapesOf(file: number, year: number | null): Shapes {
  const shape = (table: Ssda903Table): XmlShape => {
    const made = xmlShape(
      planRows(ssda903[table], file, { days: 'british', year }),
      [],
      Object.keys(elements),
    )
    return { ...made, cells: new Map([...made.cells, ['CHILDID', 0]]) }
  }
  return {
    header: shape('header'),
    episodes: shape('episodes'),
    reviews: shape('reviews'),
    uasc: shape('uasc'),
    oc2: shape('oc2'),
    oc3: shape('oc3'),
    ad1: shape('ad1'),
    placedAdoption: shape('placedAdoption'),
    prevPerm: shape('prevPerm'),
    missing: shape('missing'),
    swEpisodes: shape('swEpisodes'),
    dolo: shape('dolo'),
  }
}

function readChild(shapes: Shapes, child: XmlElement, rows: Ssda903Row[], findings: Finding[]): void {
  const header = child.elements.find((element) => element.name === 'HEADER')
  const who = header?.elements.filter((element) => element.name === 'CHILDID' || element.name === 'DOB') ?? []
  const id = who.find((element) => element.name === 'CHILDID')?.text.trim() ?? null
  const report: Report = (finding) => void findings.push({ ...finding, child: id })
  const add = (table: Ssda903Table, element: XmlElement) =>
    void rows.push(asRow<Ssda903Row>(xmlRow(shapes[table], element, report).row))

  for (const element of child.elements) {
    if (element === header) readHeader(header, who, add)
    else addElement(element, who, add)
  }
}

type Add = (table: Ssda903Table, element: XmlElement) => void

function readHeader(header: XmlElement, who: readonly XmlElement[], add: Add): void {
  const elsewhere = new Set([...Object.keys(elements), ...Object.values(inHeader).flat()])
  add('header', { ...header, elements: header.elements.filter((element) => !elsewhere.has(element.name)) })
  for (const table of ['uasc', 'oc3', 'ad1'] as const) {
    const cells = header.elements.filter((element) => inHeader[table]?.includes(element.name))
    if (saysSomething(cells) || (table === 'uasc' && isUasc(header)))
      add(table, { ...header, elements: [...sharedCells(table, header, who), ...cells] })
  }
  for (const element of header.elements) if (elements[element.name]) addElement(element, who, add)
}

/** UASC repeats the child's sex in the CSV form; XML says it once. */
const sharedCells = (
  table: Ssda903Table,
  header: XmlElement,
  who: readonly XmlElement[],
): readonly XmlElement[] =>
  table === 'uasc' ? [...who, ...header.elements.filter((element) => element.name === 'SEX')] : who

const saysSomething = (cells: readonly XmlElement[]): boolean => cells.some((cell) => cell.text.trim() !== '')

const isUasc = (header: XmlElement): boolean =>
  header.elements.some((element) => element.name === 'UASC' && element.text.trim() === '1')

function addElement(element: XmlElement, who: readonly XmlElement[], add: Add): void {
  const table = elements[element.name] ?? 'episodes'
  const own = table === 'episodes' ? who.filter((cell) => cell.name === 'CHILDID') : who
  add(table, { ...element, elements: [...own, ...element.elements] })
}
