import { attributes } from '../govuk/attributes.ts'
import { button } from '../govuk/button.ts'
import { html, type Html } from '../html.ts'

interface FilterPanel {
  readonly action: string
  /** `post` where a name or other words about a child are asked for: they never go into an address. */
  readonly method: 'get' | 'post'
  /** Fields that every form carries. */
  readonly hidden?: Html | undefined
  readonly questions: Html
  readonly clearHref: string
}

/** What narrows a long list, beside it. On a phone it opens by its address, so no script is needed. */
export function filterPanel({ action, method, hidden, questions, clearHref }: FilterPanel): Html {
  const show = button({ text: 'Show these', classes: 'govuk-button--secondary' })
  return html`<div class="hf-filterbox" id="filter"><section class="hf-panel" aria-labelledby="h-filter">
    <div class="hf-panel__head">
      <h2 class="hf-h2" id="h-filter">Filter</h2>
      <a class="govuk-link hf-only-phone" href="#main">Close</a>
    </div>
    <form${attributes({ action, method })}>${hidden}${questions}
      <div class="hf-row">${show}<a class="govuk-link" href="${clearHref}">Clear</a></div></form>
  </section></div>`
}

/** Two or three questions in a line above a list. */
export const filterLine = ({ action, method, hidden, questions }: Omit<FilterPanel, 'clearHref'>): Html =>
  html`<form${attributes({ class: 'hf-filter', action, method })}>${hidden}${questions}${button({
    text: 'Show',
    classes: 'govuk-button--secondary',
  })}</form>`
