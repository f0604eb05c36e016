import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface Details extends Styled {
  readonly summaryText?: Words | undefined
  readonly text?: Words | undefined
  readonly id?: string | undefined
  readonly open?: boolean | undefined
}

/** More, for who wants it. */
export function details({ summaryText, text, id, open, ...given }: Details): Html {
  const own = { id: id || null, class: classes('govuk-details', given.classes), ...given.attributes, open }
  return html`<details${attributes(own)}>
    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">${summaryText}</span></summary>
    <div class="govuk-details__text">${text}</div>
  </details>`
}
