import { html, isWords, nothing, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

export interface Label extends Styled {
  readonly text?: Words | undefined
  readonly for?: string | undefined
  readonly isPageHeading?: boolean | undefined
}

/** A question's name. Words alone will do; no words, no label. */
export function label(given: Label | Words): Html {
  const { text, ...named }: Label = isWords(given) ? { text: given } : given
  if (!text) return nothing
  const own = attributes({
    class: classes('govuk-label', named.classes),
    ...named.attributes,
    for: named.for,
  })
  const labelled = html`<label${own}>${text}</label>`
  return named.isPageHeading ? html`<h1 class="govuk-label-wrapper">${labelled}</h1>` : labelled
}

/** The label of one control, whether it was given as words or with options. */
export const labelFor = (id: string, given: Label | Words): Html =>
  label({ ...(isWords(given) ? { text: given } : given), for: id })
