import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Attributes, type Styled } from './attributes.ts'

/** One thing to put right, and where: `href` is `#` and the id of the control. */
export interface ErrorLink {
  readonly text: Words
  readonly href?: string | undefined
  readonly attributes?: Attributes | undefined
}

interface ErrorSummary extends Styled {
  readonly titleText: Words
  readonly descriptionText?: Words | undefined
  readonly errorList?: readonly ErrorLink[] | undefined
  readonly disableAutoFocus?: boolean | undefined
}

/** All that is wrong, at the top of the page, each linked to its question. */
export function errorSummary({
  titleText,
  descriptionText,
  errorList = [],
  disableAutoFocus,
  ...given
}: ErrorSummary): Html {
  const own = attributes({
    class: classes('govuk-error-summary', given.classes),
    'data-disable-auto-focus': disableAutoFocus?.toString(),
    ...given.attributes,
    'data-module': 'govuk-error-summary',
  })
  return html`<div${own}> <div role="alert"> <h2 class="govuk-error-summary__title">${titleText}</h2>
    <div class="govuk-error-summary__body"> ${descriptionText && html`<p>${descriptionText}</p>`}
      ${
        errorList.length > 0 &&
        html`<ul class="govuk-list govuk-error-summary__list">
          ${errorList.map(line)}
        </ul>`
      }
    </div> </div> </div>`
}

const line = ({ text, href, attributes: more }: ErrorLink): Html =>
  html`<li>${href ? html`<a${attributes({ href, ...more })}>${text}</a>` : text}</li>`
