import { html, isWords, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface WarningText extends Styled {
  readonly text?: Words | undefined
  readonly iconFallbackText?: string | undefined
}

/** What will happen, or what the law says, if this is not done. */
export function warningText(given: WarningText | Words): Html {
  const { text, iconFallbackText, ...named }: WarningText = isWords(given) ? { text: given } : given
  return html`<div${attributes({ class: classes('govuk-warning-text', named.classes), ...named.attributes })}>
    <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">${iconFallbackText || 'Warning'}</span> ${text}
    </strong>
  </div>`
}
