import { html, type Html } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { labelled, type Field } from './form-group.ts'

export interface Textarea extends Field, Styled {
  readonly value?: string | null | undefined
  readonly rows?: number | undefined
  readonly autocomplete?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly disabled?: boolean | undefined
}

/** Several lines of text. */
export function textarea(given: Textarea): Html {
  const { name, rows, spellcheck, disabled, autocomplete, value } = given
  return labelled(given, (id, by) => {
    const own = attributes({
      class: classes('govuk-textarea', given.errorMessage && 'govuk-textarea--error', given.classes),
      id,
      name,
      rows: rows || 5,
      spellcheck: spellcheck?.toString(),
      disabled,
      'aria-describedby': by,
      autocomplete,
      ...given.attributes,
    })
    // A browser drops one line break at the start of a textarea, so text that begins with one is given another.
    return html`<textarea${own}>${value?.startsWith('\n') && '\n'}${value}</textarea>`
  })
}
