import { html, isWords, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

export interface ErrorMessage extends Styled {
  readonly text: Words
  /** Read aloud before the message. 'Error' unless given; empty for none. */
  readonly visuallyHiddenText?: string | undefined
  readonly id?: string | undefined
}

/** What is wrong with one answer and how to put it right. Words alone will do. */
export function errorMessage(given: ErrorMessage | Words): Html {
  const {
    text,
    visuallyHiddenText = 'Error',
    id,
    ...named
  }: ErrorMessage = isWords(given) ? { text: given } : given
  const spoken =
    visuallyHiddenText && html`<span class="govuk-visually-hidden">${visuallyHiddenText}:</span> `
  const own = attributes({
    ...(id && { id }),
    class: classes('govuk-error-message', named.classes),
    ...named.attributes,
  })
  return html`<p${own}>${spoken}${text}</p>`
}
