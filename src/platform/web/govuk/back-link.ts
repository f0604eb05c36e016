import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface BackLink extends Styled {
  readonly text?: Words | undefined
  readonly href?: string | undefined
}

/** The way back to the page before. */
export function backLink({ text, href, ...given }: BackLink): Html {
  const own = { href: href || '#', class: classes('govuk-back-link', given.classes), ...given.attributes }
  return html`<a${attributes(own)}>${text || 'Back'}</a>`
}
