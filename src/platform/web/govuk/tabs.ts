import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Attributes, type Styled } from './attributes.ts'

interface Tab {
  readonly label: Words
  readonly id?: string | undefined
  readonly attributes?: Attributes | undefined
  readonly panel: { readonly text?: Words | undefined; readonly attributes?: Attributes | undefined }
}

export interface Tabs extends Styled {
  /** The start of each panel's id, which is then numbered from 1. */
  readonly idPrefix?: string | undefined
  readonly id?: string | undefined
  readonly title?: string | undefined
  readonly items: readonly (Tab | false | null | undefined)[]
}

/** One part at a time. Without JavaScript, a contents list and every part below it. */
export function tabs({ idPrefix = '', id, title = 'Contents', items, ...given }: Tabs): Html {
  const shown = items.flatMap((each, i) =>
    each ? [{ ...each, id: each.id || `${idPrefix}-${i + 1}`, first: i === 0 }] : [],
  )
  const own = {
    id: id || null,
    class: classes('govuk-tabs', given.classes),
    ...given.attributes,
    'data-module': 'govuk-tabs',
  }
  return html`<div${attributes(own)}>
    <h2 class="govuk-tabs__title">${title}</h2>
    ${items.length > 0 && html`<ul class="govuk-tabs__list">${shown.map(link)}</ul>`} ${shown.map(panel)}
  </div>`
}

type Shown = Tab & { readonly id: string; readonly first: boolean }

const link = ({ label, id, first, attributes: more }: Shown): Html =>
  html`<li class="${classes('govuk-tabs__list-item', first && 'govuk-tabs__list-item--selected')}">
    <a${attributes({ class: 'govuk-tabs__tab', href: `#${id}`, ...more })}>${label}</a>
  </li>`

function panel({ panel: { text, attributes: more }, id, first }: Shown): Html {
  const named = classes('govuk-tabs__panel', !first && 'govuk-tabs__panel--hidden')
  const words = typeof text === 'string' && text ? html`<p class="govuk-body">${text}</p>` : text
  return html`<div${attributes({ class: named, id, ...more })}>${words}</div>`
}
