import { html, raw, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

export interface Button extends Styled {
  readonly text?: Words | undefined
  /** Makes a link that looks like a button. */
  readonly href?: string | undefined
  readonly type?: 'submit' | 'button' | 'reset' | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly disabled?: boolean | undefined
  readonly preventDoubleClick?: boolean | undefined
  readonly isStartButton?: boolean | undefined
  readonly id?: string | undefined
}

/** A button, or a link that looks like one. */
export function button(given: Button): Html {
  const { href, isStartButton } = given
  const common = {
    class: classes('govuk-button', given.classes, isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...given.attributes,
    ...(given.id && { id: given.id }),
  }
  const inside = html`${worded(given)} ${isStartButton && startIcon}`
  if (href)
    return html`<a${attributes({ href, role: 'button', draggable: 'false', ...common })}>${inside}</a>`
  return html`<button${attributes(pressed(given))}${attributes(common)}>${inside}</button>`
}

/** A start button is a flex row, which would lose the spaces between the parts of its markup. */
const worded = ({ text, isStartButton }: Button): Words | undefined =>
  isStartButton && typeof text === 'object' ? html`<span>${text}</span>` : text

const pressed = ({ type = 'submit', value, name, disabled, preventDoubleClick }: Button) => ({
  type,
  value: value || null,
  name,
  disabled,
  'aria-disabled': disabled && 'true',
  'data-prevent-double-click': preventDoubleClick?.toString(),
})

const startIcon = raw(
  '<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" ' +
    'aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>',
)
