import { attributes, classes, type Styled } from '../govuk/attributes.ts'
import { html, isWords, type Html, type Words } from '../html.ts'

interface Badge extends Styled {
  readonly text: Words
}

/** A short fixed mark beside a name. */
export function badge(given: Badge | Words): Html {
  const { text, ...own }: Badge = isWords(given) ? { text: given } : given
  return html`<span${attributes({ class: classes('moj-badge', own.classes), ...own.attributes })}>${text}</span>`
}
