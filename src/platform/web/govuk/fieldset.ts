import { html, isWords, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface Legend {
  readonly text: Words
  readonly isPageHeading?: boolean | undefined
  readonly classes?: string | undefined
}

export interface Fieldset extends Styled {
  readonly legend?: Legend | Words | undefined
  readonly describedBy?: string | undefined
  readonly role?: string | undefined
}

/** Several controls that answer one question. */
export function fieldset({ legend, role, describedBy, ...given }: Fieldset, inside: Html): Html {
  const own = {
    class: classes('govuk-fieldset', given.classes),
    role,
    'aria-describedby': describedBy || null,
  }
  return html`<fieldset${attributes({ ...own, ...given.attributes })}> ${legend && legendOf(legend)} ${inside} </fieldset>`
}

function legendOf(given: Legend | Words): Html | false {
  const { text, isPageHeading, classes: more }: Legend = isWords(given) ? { text: given } : given
  if (!text) return false
  const heading = isPageHeading ? html`<h1 class="govuk-fieldset__heading">${text}</h1>` : text
  return html`<legend class="${classes('govuk-fieldset__legend', more)}">${heading}</legend>`
}
