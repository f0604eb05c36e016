import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

interface Part {
  readonly text?: Words | undefined
}

interface Section {
  readonly heading: Part
  readonly summary?: Part | undefined
  readonly content: Part
  readonly expanded?: boolean | undefined
}

interface Accordion extends Styled {
  readonly id: string
  readonly items: readonly (Section | false | null | undefined)[]
  readonly headingLevel?: number | undefined
  /** Whether the browser remembers which sections were open. Say false on pages about children. */
  readonly rememberExpanded?: boolean | undefined
}

/** Sections that open one by one. Without JavaScript all of them are open. */
export function accordion({ id, items, headingLevel, rememberExpanded, ...given }: Accordion): Html {
  const own = attributes({
    class: classes('govuk-accordion', given.classes),
    'data-module': 'govuk-accordion',
    id,
    'data-remember-expanded': rememberExpanded?.toString(),
    ...given.attributes,
  })
  return html`<div${own}> ${items.map((item, i) => item && section(item, id, i + 1, headingLevel || 2))} </div>`
}

function section(
  { heading, summary, content, expanded }: Section,
  id: string,
  index: number,
  level: number,
): Html {
  const words =
    typeof content.text === 'string' && content.text
      ? html`<p class="govuk-body">${content.text}</p>`
      : content.text
  const shortly = html`<div class="govuk-accordion__section-summary govuk-body" id="${id}-summary-${index}">
      ${summary?.text}
    </div>`
  return html`<div class="${classes('govuk-accordion__section', expanded && 'govuk-accordion__section--expanded')}">
    <div class="govuk-accordion__section-header">
      <h${level} class="govuk-accordion__section-heading">
        <span class="govuk-accordion__section-button" id="${id}-heading-${index}">${heading.text}</span>
      </h${level}>
      ${summary?.text && shortly}
    </div>
    <div id="${id}-content-${index}" class="govuk-accordion__section-content">${words}</div>
  </div>`
}
