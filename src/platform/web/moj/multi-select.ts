import { attributes } from '../govuk/attributes.ts'
import { html, type Html, type Words } from '../html.ts'

interface MultiSelect {
  /** The start of each box's id. */
  readonly idPrefix: string
  /** The name every box is sent under. */
  readonly name: string
  readonly caption: string
  readonly head: readonly Words[]
  readonly rows: readonly MultiSelectRow[]
}

interface MultiSelectRow {
  readonly value: string
  /** What the box is for, said aloud: 'Select Leo Barker'. */
  readonly label: string
  readonly cells: readonly Words[]
  readonly checked?: boolean | undefined
}

/** A table whose rows can be ticked together, to allocate or sign off. The script adds 'select all'. */
export function multiSelect({ idPrefix, name, caption, head, rows }: MultiSelect): Html {
  const own = { class: 'govuk-table', 'data-module': 'moj-multi-select', 'data-id-prefix': idPrefix }
  return html`<table${attributes(own)}>
    <caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header" id="${idPrefix}select-all"><span class="govuk-visually-hidden">Select</span></th>
      ${head.map((words) => html`<th scope="col" class="govuk-table__header">${words}</th>`)}
    </tr></thead>
    <tbody class="govuk-table__body">${rows.map((row, i) => rowOf(row, name, `${idPrefix}${i + 1}`))}</tbody>
  </table>`
}

function rowOf({ value, label, cells, checked }: MultiSelectRow, name: string, id: string): Html {
  const box = { class: 'govuk-checkboxes__input', type: 'checkbox', id, name, value, checked }
  return html`<tr class="govuk-table__row">
    <td class="govuk-table__cell">
      <div class="govuk-checkboxes govuk-checkboxes--small moj-multi-select__checkbox"><div class="govuk-checkboxes__item">
        <input${attributes(box)}>
        <label class="govuk-label govuk-checkboxes__label" for="${id}"><span class="govuk-visually-hidden">${label}</span></label>
      </div></div>
    </td>
    ${cells.map((words) => html`<td class="govuk-table__cell">${words}</td>`)}
  </tr>`
}
