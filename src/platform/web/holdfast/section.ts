import { html, type Html, type Words } from '../html.ts'

interface Section {
  /** Unlike any other on the page: the heading's id is made from it. */
  readonly id: string
  readonly title: Words
  /** A quiet count beside the heading, or its one action. */
  readonly aside?: Words | undefined
}

/** A part of a page: a rule, a heading and its one action. Never a box. */
export function section({ id, title, aside }: Section, body: Html): Html {
  return html`<section class="hf-panel" aria-labelledby="h-${id}">
    <div class="hf-panel__head"><h2 class="hf-h2" id="h-${id}">${title}</h2>${aside && besides(aside)}</div>
    ${body}
  </section>`
}

const besides = (aside: Words): Html =>
  typeof aside === 'string' ? html`<p class="hf-quiet">${aside}</p>` : aside

/** A link in running text or beside a heading. `about` is said aloud after it, where the words alone would not tell. */
export function link(text: Words, href: string, about?: string): Html {
  const aloud = about && html`<span class="govuk-visually-hidden"> ${about}</span>`
  return html`<a class="govuk-link" href="${href}">${text}${aloud}</a>`
}

/** A list with a hairline between, and no bullets. */
export const listed = (items: readonly Html[]): Html =>
  html`<ul class="hf-plain hf-listed">${items.map((item) => html`<li>${item}</li>`)}</ul>`
