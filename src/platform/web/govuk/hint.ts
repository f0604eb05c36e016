import { html, isWords, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

export interface Hint extends Styled {
  readonly text: Words
  readonly id?: string | undefined
}

/** Help with a question. Words alone will do. */
export function hint(given: Hint | Words): Html {
  const { text, id, ...named }: Hint = isWords(given) ? { text: given } : given
  return html`<div${attributes({ id, class: classes('govuk-hint', named.classes), ...named.attributes })}>${text}</div>`
}
