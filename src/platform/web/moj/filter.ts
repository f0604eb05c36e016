import { attributes, type Attributes } from '../govuk/attributes.ts'
import { button } from '../govuk/button.ts'
import { html, type Html, type Words } from '../html.ts'

/** One filter that is on. Its link is this page without it. */
interface ChosenFilter {
  readonly text: Words
  readonly href: string
}

interface Filter {
  readonly heading: { readonly text: Words }
  readonly selectedFilters?: SelectedFilters | undefined
  readonly submit?:
    { readonly text?: string | undefined; readonly attributes?: Attributes | undefined } | undefined
  /** The questions. The form round the filter is the page's, and its method is GET unless a name is asked for. */
  readonly options: Html
  readonly attributes?: Attributes | undefined
}

interface SelectedFilters {
  readonly heading: { readonly text: Words }
  readonly clearLink: { readonly text: string; readonly href: string }
  readonly categories: readonly {
    readonly heading: { readonly text: Words }
    readonly items: readonly ChosenFilter[]
  }[]
}

/** Narrows a list. Works without JavaScript: the chosen filters are links, the rest is a form. */
export function filter({ heading, selectedFilters, submit, options, attributes: more }: Filter): Html {
  return html`<div${attributes({ class: 'moj-filter', 'data-module': 'moj-filter', ...more })}>
    <div class="moj-filter__header">
      <div class="moj-filter__header-title"><h2 class="govuk-heading-m">${heading.text}</h2></div>
      <div class="moj-filter__header-action"></div>
    </div>
    <div class="moj-filter__content">
      ${selectedFilters && selected(selectedFilters)}
      <div class="moj-filter__options">
        ${button({ text: submit?.text || 'Apply filters', attributes: submit?.attributes })} ${options}
      </div>
    </div>
  </div>`
}

function selected({ heading, clearLink, categories }: SelectedFilters): Html {
  return html`<div class="moj-filter__selected">
    <div class="moj-filter__selected-heading">
      <div class="moj-filter__heading-title"><h2 class="govuk-heading-m">${heading.text}</h2></div>
      <div class="moj-filter__heading-action">
        <p><a class="govuk-link govuk-link--no-visited-state" href="${clearLink.href}">${clearLink.text}</a></p>
      </div>
    </div>
    ${categories.map(category)}
  </div>`
}

const category = ({ heading, items }: SelectedFilters['categories'][number]): Html =>
  html`<h3 class="govuk-heading-s govuk-!-margin-bottom-0">${heading.text}</h3>
    <ul class="moj-filter-tags">${items.map(chip)}</ul>`

const chip = ({ text, href }: ChosenFilter): Html => html`<li>
  <a class="moj-filter__tag" href="${href}"><span class="govuk-visually-hidden">Remove this filter</span> ${text}</a>
</li>`
