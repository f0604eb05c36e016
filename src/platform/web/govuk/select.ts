import { html, type Html } from '../html.ts'
import { attributes, classes, type Attributes, type Styled } from './attributes.ts'
import { labelled, type Field } from './form-group.ts'

interface Option {
  /** What is sent. The text, where it is left out. */
  readonly value?: string | number | undefined
  readonly text: string | number
  readonly selected?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

export interface Select extends Field, Styled {
  readonly items: readonly (Option | false | null | undefined)[]
  /** The value of the option to select, where no item says so itself. */
  readonly value?: string | number | null | undefined
  readonly disabled?: boolean | undefined
}

/** One choice of many. */
export function select(given: Select): Html {
  return labelled(given, (id, by) => {
    const own = attributes({
      class: classes('govuk-select', given.classes, given.errorMessage && 'govuk-select--error'),
      id,
      name: given.name,
      disabled: given.disabled,
      'aria-describedby': by,
      ...given.attributes,
    })
    return html`<select${own}> ${given.items.map((item) => item && option(item, given.value))} </select>`
  })
}

function option(
  { value, text, selected, disabled, attributes: more }: Option,
  chosen: string | number | null | undefined,
): Html {
  const isChosen = selected ?? (Boolean(chosen) && String(value ?? text) === String(chosen))
  const sent = value === undefined ? null : String(value)
  return html`<option${attributes({ value: sent, selected: isChosen, disabled, ...more })}>${text}</option>`
}
