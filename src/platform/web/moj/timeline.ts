import { attributes, classes, type Styled } from '../govuk/attributes.ts'
import { html, type Html, type Words } from '../html.ts'

interface TimelineEvent extends Styled {
  readonly label: { readonly text: Words }
  readonly byline?: { readonly text: Words } | undefined
  /** The day or instant for machines, and as it is shown. */
  readonly datetime: { readonly timestamp: string; readonly shown: string }
  readonly text?: Words | undefined
}

interface Timeline extends Styled {
  readonly items: readonly TimelineEvent[]
  readonly headingLevel?: number | undefined
}

/** Who did what to a record, newest first. A child's own story is the chronology: `holdfast/chronology.ts`. */
export function timeline({ items, headingLevel = 2, ...given }: Timeline): Html {
  const own = attributes({ class: classes('moj-timeline', given.classes), ...given.attributes })
  return html`<div${own}> ${items.map((item) => event(item, headingLevel))} </div>`
}

function event({ label, byline, datetime, text, ...given }: TimelineEvent, level: number): Html {
  return html`<div${attributes({ class: classes('moj-timeline__item', given.classes), ...given.attributes })}>
    <div class="moj-timeline__header">
      <h${level} class="moj-timeline__title">${label.text}</h${level}>
      ${byline && html`<p class="moj-timeline__byline">by ${byline.text}</p>`}
    </div>
    <p class="moj-timeline__date"><time datetime="${datetime.timestamp}">${datetime.shown}</time></p>
    <div class="moj-timeline__description">${text}</div>
  </div>`
}
