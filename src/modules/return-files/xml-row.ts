import type { XmlElement } from '../../platform/files/xml.ts'
import { fillRow, shortened, type CellTexts, type LooseRow, type RowPlan } from './fill-row.ts'
import type { Report } from './finding.ts'

/** What an element may be within a row: one of its cells, a group that only holds cells together, or rows of its own. */
export interface XmlShape {
  readonly plan: RowPlan
  readonly cells: ReadonlyMap<string, number>
  readonly groups: ReadonlySet<string>
  readonly nested: ReadonlySet<string>
}

/** Cells are found by their header or an alias. */
export function xmlShape(plan: RowPlan, groups: readonly string[], nested: readonly string[]): XmlShape {
  const cells = plan.cells.flatMap(({ column }, at) =>
    [column.header, ...(column.aliases ?? [])].map((name) => [name, at] as const),
  )
  return { plan, cells: new Map(cells), groups: new Set(groups), nested: new Set(nested) }
}

/** An element read as a row, and the elements within it that are rows of their own. */
interface XmlRow {
  readonly row: LooseRow
  readonly nested: readonly XmlElement[]
}

/** Reads an element as a row of its shape. What the shape does not know is told, never dropped without a word. */
export function xmlRow(shape: XmlShape, element: XmlElement, report: Report): XmlRow {
  const held: (XmlElement | undefined)[] = []
  const nested: XmlElement[] = []
  const beyond: Record<string, string> = {}
  gather(shape, element, { held, nested, beyond, report })
  const texts: CellTexts = {
    text: (cell) => held[cell]?.text ?? '',
    line: (cell) => held[cell]?.line ?? element.line,
  }
  const row = fillRow(shape.plan, element.line, texts, report)
  if (Object.keys(beyond).length > 0) row['beyond'] = beyond
  return { row, nested }
}

interface Gathering {
  readonly held: (XmlElement | undefined)[]
  readonly nested: XmlElement[]
  /** What has no place in the layout, by the element it stood in. */
  readonly beyond: Record<string, string>
  readonly report: Report
}

function gather(shape: XmlShape, element: XmlElement, to: Gathering): void {
  if (element.text.trim() !== '') tell(shape, { ...element, elements: [] }, to, 'stray-text')
  for (const inner of element.elements) {
    const cell = shape.cells.get(inner.name)
    if (cell !== undefined && inner.elements.length === 0) keepCell(shape, cell, inner, to)
    else if (shape.groups.has(inner.name)) gather(shape, inner, to)
    else if (shape.nested.has(inner.name)) to.nested.push(inner)
    else tell(shape, inner, to, 'unknown-element')
  }
}

function keepCell(shape: XmlShape, cell: number, inner: XmlElement, to: Gathering): void {
  if (to.held[cell] === undefined || to.held[cell].text.trim() === '') to.held[cell] = inner
  else if (inner.text.trim() !== '') tell(shape, inner, to, 'repeated-element')
}

const messages = {
  'stray-text':
    'There are words here outside any element. They are not read: put them in the element they belong to, or take them out.',
  'unknown-element':
    'This return has no such element here. It is not read: check its spelling and where it stands.',
  'repeated-element': 'This element may stand here once only. The first is read and this one is not.',
} as const

function tell(
  shape: XmlShape,
  element: XmlElement,
  { beyond, report }: Gathering,
  kind: keyof typeof messages,
): void {
  const text = textWithin(element).trim()
  const before = beyond[element.name]
  if (text !== '') beyond[element.name] = before === undefined ? text : `${before} ${text}`
  const given = shortened(text)
  report({
    kind,
    table: shape.plan.table.name,
    file: shape.plan.file,
    line: element.line,
    column: element.name,
    given,
    message: messages[kind],
  })
}

const textWithin = (element: XmlElement): string =>
  [element.text.trim(), ...element.elements.map(textWithin)].filter((text) => text !== '').join(' ')
