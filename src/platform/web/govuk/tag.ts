import { html, isWords, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

export interface Tag extends Styled {
  readonly text?: Words | undefined
}

/** A category or a plan's name. Anything with a due day or an answer is a state: `holdfast/state.ts`. */
export function tag(given: Tag | Words): Html {
  const { text, ...named }: Tag = isWords(given) ? { text: given } : given
  return html`<strong${attributes({ class: classes('govuk-tag', named.classes), ...named.attributes })}>${text}</strong>`
}
