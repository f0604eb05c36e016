import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface Cell extends Styled {
  readonly text?: Words | undefined
  readonly format?: 'numeric' | undefined
  readonly colspan?: number | undefined
  readonly rowspan?: number | undefined
}

interface Table extends Styled {
  readonly head?: readonly Cell[] | undefined
  readonly rows: readonly (readonly Cell[] | false | null | undefined)[]
  readonly firstCellIsHeader?: boolean | undefined
  readonly caption?: string | undefined
  readonly captionClasses?: string | undefined
}

/** Rows and columns. A table that a phone must show is `holdfast/cards.ts`. */
export function table({ head, rows, firstCellIsHeader, caption, captionClasses, ...given }: Table): Html {
  return html`<table${attributes({ class: classes('govuk-table', given.classes), ...given.attributes })}>
    ${caption && html`<caption class="${classes('govuk-table__caption', captionClasses)}">${caption}</caption>`}
    ${head && html`<thead class="govuk-table__head"><tr class="govuk-table__row">${head.map(columnHead)}</tr></thead>`}
    <tbody class="govuk-table__body">${rows.map((row) => row && drawn(row, firstCellIsHeader))}</tbody>
  </table>`
}

function drawn(row: readonly Cell[], firstCellIsHeader: boolean | undefined): Html {
  const cells = row.map((cell, i) => (i === 0 && firstCellIsHeader ? rowHead(cell) : plain(cell)))
  return html`<tr class="govuk-table__row">${cells}</tr>`
}

const columnHead = (cell: Cell): Html =>
  html`<th scope="col"${named(cell, 'govuk-table__header', cell.format)}>${cell.text}</th>`

const rowHead = (cell: Cell): Html =>
  html`<th scope="row"${named(cell, 'govuk-table__header')}>${cell.text}</th>`

const plain = (cell: Cell): Html =>
  html`<td${named(cell, 'govuk-table__cell', cell.format)}>${cell.text}</td>`

function named(cell: Cell, block: string, format?: string): Html {
  const { colspan, rowspan } = cell
  const own = classes(block, format && `${block}--${format}`, cell.classes)
  return attributes({ class: own, colspan: colspan || null, rowspan: rowspan || null, ...cell.attributes })
}
