import { attributes, classes } from '../govuk/attributes.ts'
import { html, type Html, type Words } from '../html.ts'

export interface CardRow {
  /** The row's head: the child, the worker, the rule. */
  readonly head: Words
  readonly cells: readonly (Words | Cell)[]
}

/** A cell with a tint of its own. */
export interface Cell {
  readonly text: Words
  readonly classes?: string | undefined
}

interface Cards {
  /** Said aloud; shown to nobody, since a heading stands above. */
  readonly caption: string
  /** The first names the row heads. Plain text, because a phone repeats it beside each cell. */
  readonly columns: readonly string[]
  readonly rows: readonly CardRow[]
  /** Whether the last row is the total. */
  readonly total?: boolean | undefined
  /** Two facts a line on a phone, for rows of numbers. */
  readonly pack?: boolean | undefined
  readonly classes?: string | undefined
}

/** A table that becomes cards on a phone. It says its roles, since a browser forgets them when the layout changes. */
export function cards({ caption, columns, rows, total, pack, classes: more }: Cards): Html {
  const named = classes(
    'govuk-table govuk-!-margin-bottom-0 hf-cards',
    total && 'hf-total',
    pack && 'hf-cards--pack',
    more,
  )
  return html`<table class="${named}" role="table">
    <caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
    <thead class="govuk-table__head" role="rowgroup"><tr class="govuk-table__row" role="row">
      ${columns.map((name) => html`<th scope="col" class="govuk-table__header" role="columnheader">${name}</th>`)}
    </tr></thead>
    <tbody class="govuk-table__body" role="rowgroup">${rows.map((row) => rowOf(row, columns))}</tbody>
  </table>`
}

function rowOf({ head, cells }: CardRow, columns: readonly string[]): Html {
  return html`<tr class="govuk-table__row" role="row">
    <th scope="row" class="govuk-table__header" role="rowheader">${head}</th>
    ${cells.map((cell, i) => cellOf(cell, columns[i + 1] ?? ''))}
  </tr>`
}

function cellOf(given: Words | Cell, column: string): Html {
  const cell: Cell = typeof given === 'object' && 'text' in given ? given : { text: given }
  const own = { class: classes('govuk-table__cell', cell.classes), role: 'cell', 'data-label': column }
  return html`<td${attributes(own)}><div>${cell.text}</div></td>`
}
