import { html, type Html } from '../html.ts'
import { classes, type Styled } from './attributes.ts'
import { button } from './button.ts'
import type { Field } from './form-group.ts'
import { input } from './input.ts'

interface PasswordInput extends Field, Styled {
  readonly value?: string | undefined
  readonly autocomplete?: string | undefined
  readonly disabled?: boolean | undefined
  readonly button?: { readonly classes?: string | undefined } | undefined
}

/** A password, with a button to see what was typed. */
export function passwordInput(given: PasswordInput): Html {
  const { formGroup = {} } = given
  const id = given.id || given.name
  return input({
    ...given,
    id,
    type: 'password',
    spellcheck: false,
    autocapitalize: 'none',
    autocomplete: given.autocomplete || 'current-password',
    classes: classes('govuk-password-input__input govuk-js-password-input-input', given.classes),
    inputWrapper: { classes: 'govuk-password-input__wrapper' },
    formGroup: {
      ...formGroup,
      classes: classes('govuk-password-input', formGroup.classes),
      attributes: { 'data-module': 'govuk-password-input', ...formGroup.attributes },
      after: html`${toggle(id, given.button?.classes)} ${formGroup.after}`,
    },
  })
}

const toggle = (id: string, more: string | undefined): Html =>
  button({
    type: 'button',
    classes: classes(
      'govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle',
      more,
    ),
    text: 'Show',
    attributes: { 'aria-controls': id, 'aria-label': 'Show password', hidden: true },
  })
