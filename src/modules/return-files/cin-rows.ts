import { xmlReader, type XmlElement } from '../../platform/files/xml.ts'
import { readText } from '../../platform/files/text.ts'
import type { FileFacts } from '../../platform/files/inspect.ts'
import type { Batch } from './batch.ts'
import { cin, type CinChild, type CinHeaderRow, type CinTableName } from './cin-tables.ts'
import { asRow, planRows, type LooseRow } from './fill-row.ts'
import type { Finding, Report } from './finding.ts'
import { xmlRow, xmlShape, type XmlShape } from './xml-row.ts'

export const cinContainers: ReadonlySet<string> = new Set(['Message', 'Message/Children'])

/** The rows each table holds, by the list they are kept in. */
const within: Readonly<Partial<Record<CinTableName, Readonly<Record<string, CinTableName>>>>> = {
  child: { disabilities: 'disability', episodes: 'episode' },
  episode: {
    assessments: 'assessment',
    cinPlans: 'cinPlan',
    section47s: 'section47',
    cpPlans: 'cpPlan',
    preProceedings: 'preProceedings',
  },
  assessment: { factors: 'factor' },
  cpPlan: { reviews: 'review' },
}

interface CinShape extends XmlShape {
  readonly lists: readonly { readonly list: string; readonly element: string; readonly shape: CinShape }[]
}

function shapeOf(name: CinTableName, file: number, year: number | null): CinShape {
  const table = cin[name]
  const lists = Object.entries(within[name] ?? {}).map(([list, inner]) => ({
    list,
    element: cin[inner].element,
    shape: shapeOf(inner, file, year),
  }))
  const plan = planRows(table, file, { days: 'iso', year })
  return {
    ...xmlShape(
      plan,
      table.groups,
      lists.map(({ element }) => element),
    ),
    lists,
  }
}

/** The census's own header: collection, year, reference date, authority. */
export const cinHeader = (element: XmlElement, file: number, report: Report): CinHeaderRow =>
  asRow<CinHeaderRow>(xmlRow(shapeOf('header', file, null), element, report).row)

/** The children of one CIN census, some hundreds at a time, each with everything beneath them. */
export async function* cinRows(
  file: number,
  facts: FileFacts,
  year: number | null,
): AsyncGenerator<Batch<CinChild>> {
  const shape = shapeOf('child', file, year)
  let rows: CinChild[] = []
  let findings: Finding[] = []
  const reader = xmlReader(cinContainers, (element) => {
    if (element.name === 'Child') rows.push(readChild(shape, element, findings))
    else if (element.name !== 'Header') findings.push(strayElement(file, element))
  })
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

function readChild(shape: CinShape, element: XmlElement, findings: Finding[]): CinChild {
  const own: Finding[] = []
  const child = asRow<CinChild>(readTree(shape, element, (finding) => void own.push(finding)))
  for (const finding of own) findings.push({ ...finding, child: child.laChildId })
  return child
}

function readTree(shape: CinShape, element: XmlElement, report: Report): LooseRow {
  const { row, nested } = xmlRow(shape, element, report)
  for (const { list, element: name, shape: inner } of shape.lists) {
    const rows: LooseRow[] = []
    for (const each of nested)
      if (each.name === name) rows.push(readTree(inner, leafAsCell(each, inner), report))
    row[list] = rows
  }
  return row
}

/** A factor, a disability and a review are rows of one cell, written as the cell alone. */
const leafAsCell = (element: XmlElement, shape: CinShape): XmlElement =>
  shape.cells.has(element.name) ? { name: '', line: element.line, text: '', elements: [element] } : element

const strayElement = (file: number, { name, line }: XmlElement): Finding => ({
  kind: 'unknown-element',
  file,
  line,
  column: name,
  message: 'The census has no such element here. It is not read: check its spelling and where it stands.',
})
