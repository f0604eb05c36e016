import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface SkipLink extends Styled {
  readonly text: Words
  readonly href?: string | undefined
}

/** The way past the header, for who moves by keyboard. */
export function skipLink({ text, href, ...given }: SkipLink): Html {
  const own = {
    href: href || '#content',
    class: classes('govuk-skip-link', given.classes),
    ...given.attributes,
  }
  return html`<a${attributes({ ...own, 'data-module': 'govuk-skip-link' })}>${text}</a>`
}
