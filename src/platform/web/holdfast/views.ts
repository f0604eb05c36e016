import { attributes } from '../govuk/attributes.ts'
import { html, type Html } from '../html.ts'

interface View {
  readonly text: string
  readonly href: string
  readonly current?: boolean | undefined
}

/** Ways of looking at the same list: 'Significant', 'Everything', 'Court'. */
export const views = (label: string, all: readonly View[]): Html =>
  html`<nav aria-label="${label}"><ul class="hf-plain hf-row hf-views">${all.map(view)}</ul></nav>`

const view = ({ text, href, current }: View): Html =>
  html`<li><a${attributes({ class: 'govuk-link', href, 'aria-current': current && 'true' })}>${text}</a></li>`
