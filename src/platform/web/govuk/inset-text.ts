import { html, isWords, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface InsetText extends Styled {
  readonly text?: Words | undefined
  readonly id?: string | undefined
}

/** Words set apart from the rest. */
export function insetText(given: InsetText | Words): Html {
  const { text, id, ...named }: InsetText = isWords(given) ? { text: given } : given
  return html`<div${attributes({ id: id || null, class: classes('govuk-inset-text', named.classes), ...named.attributes })}>
      ${text}
    </div>`
}
