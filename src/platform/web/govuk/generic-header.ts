import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface GenericHeader extends Styled {
  readonly logoText?: Words | undefined
  readonly url?: string | undefined
  readonly containerClasses?: string | undefined
}

/** The band of a service that is not GOV.UK's. Signed-in pages have our own: `shell.ts`. */
export function genericHeader({ logoText, url, containerClasses, ...given }: GenericHeader): Html {
  const own = attributes({ class: classes('govuk-generic-header', given.classes), ...given.attributes })
  return html`<div${own}>
    <div class="govuk-generic-header__container ${containerClasses || 'govuk-width-container'}">
      <div class="govuk-generic-header__logo">
        <a href="${url || '/'}" class="govuk-generic-header__homepage-link">${logoText}</a>
      </div>
    </div>
  </div>`
}
