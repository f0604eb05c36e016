import { attributes, classes, type Styled } from '../govuk/attributes.ts'
import { button } from '../govuk/button.ts'
import { fieldset } from '../govuk/fieldset.ts'
import { html, type Html } from '../html.ts'

interface AddAnother extends Styled {
  readonly id?: string | undefined
  /** What one of them is called: 'Person'. */
  readonly itemLabel: string
  /** The questions of each, whose names and ids hold its number. One at least. */
  readonly items: readonly Html[]
}

/**
 * One or more of the same group of questions. Without JavaScript the buttons submit: `remove` with the number of the one to
 * remove, counted from 0, or `<id>-add-another`.
 */
export function addAnother({ id, itemLabel, items, ...given }: AddAnother): Html {
  const own = attributes({
    id,
    class: classes('moj-add-another', given.classes),
    'data-module': 'moj-add-another',
    'data-item-label': itemLabel,
    ...given.attributes,
  })
  const more = button({
    id: id && `${id}-add-another-button`,
    name: id && `${id}-add-another`,
    value: id && `Add another ${itemLabel}`.replaceAll(' ', '-').toLowerCase(),
    text: `Add another ${itemLabel.toLowerCase()}`,
    classes: 'govuk-button--secondary moj-add-another__add-button',
  })
  return html`<div${own}>
    <div class="moj-add-another__items">${items.map((item, i) => itemOf(item, itemLabel, i, items.length))}</div>
    <div class="moj-add-another__add-button-container"> ${more} </div>
  </div>`
}

function itemOf(questions: Html, label: string, index: number, count: number): Html {
  const legend = {
    text: `${label} ${index + 1}`,
    classes: 'moj-add-another__item-title govuk-fieldset__legend--m',
  }
  const inside = html`<div class="moj-add-another__item-container">${questions}
    <div class="moj-add-another__remove-button-container"> ${count > 1 && remove(label, index)} </div>
  </div>`
  return html`<div class="moj-add-another__item">
    ${fieldset({ legend, classes: 'moj-add-another__fieldset' }, inside)}
  </div>`
}

const remove = (label: string, index: number): Html =>
  button({
    text: `Remove ${label.toLowerCase()} ${index + 1}`,
    classes: 'govuk-button--secondary moj-add-another__remove-button',
    name: 'remove',
    value: String(index),
  })
