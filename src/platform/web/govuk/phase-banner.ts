import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { tag, type Tag } from './tag.ts'

interface PhaseBanner extends Styled {
  readonly tag?: Tag | undefined
  readonly text?: Words | undefined
}

/** What kind of service this is: a trial, a demonstration. */
export function phaseBanner({ tag: named = {}, text, ...given }: PhaseBanner): Html {
  const own = {
    class: classes('govuk-phase-banner govuk-width-container', given.classes),
    ...given.attributes,
  }
  return html`<div${attributes(own)}> <p class="govuk-phase-banner__content">
    ${tag({ text: named.text, classes: classes('govuk-phase-banner__content__tag', named.classes) })}
    <span class="govuk-phase-banner__text">${text}</span>
  </p> </div>`
}
