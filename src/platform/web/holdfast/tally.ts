import { html, type Html, type Words } from '../html.ts'

/** A count, and the children it counts. */
export interface Count {
  readonly name: string
  readonly count: number | string
  /** The children behind the number. None for none: nought is not a link. */
  readonly href: string
  /** '89%', 'of 55, 71%'. */
  readonly more?: Words | undefined
}

/** A few counts, each a link to the children it counts. */
export const tally = (counts: readonly Count[]): Html => html`<dl class="hf-tally">${counts.map(row)}</dl>`

const row = ({ name, count, href, more }: Count): Html =>
  html`<div><dt>${name}</dt><dd>${countLink(count, href, name)}${more && html` <span class="hf-quiet">${more}</span>`}</dd></div>`

/** A number that opens onto its children, with what it counts said aloud. Nought is shown quietly, and opens nothing. */
export const countLink = (count: number | string, href: string, counts: string): Html =>
  count === 0
    ? html`<span class="hf-quiet">0</span>`
    : html`<a class="govuk-link" href="${href}">${count}<span class="govuk-visually-hidden">: ${counts}</span></a>`
