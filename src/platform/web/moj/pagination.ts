import { classes, type Attributes } from '../govuk/attributes.ts'
import { pagination, type Neighbour, type PageLink } from '../govuk/pagination.ts'
import { html, type Html } from '../html.ts'

interface ResultsPagination {
  readonly items?: readonly PageLink[] | undefined
  readonly previous?: Neighbour | undefined
  readonly next?: Neighbour | undefined
  readonly results?: Results | undefined
  readonly landmarkLabel?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
}

interface Results {
  /** What is counted: 'children'. 'results' unless given. */
  readonly text?: string | undefined
  readonly count?: number | undefined
  /** The first and last shown here, both counted from 1. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly pages?: { readonly current: number; readonly count: number } | undefined
}

/** The ways to the rest of a list, and how many there are in all. */
export function resultsPagination({ items = [], results, ...given }: ResultsPagination): Html {
  const named = classes('moj-pagination__pagination', given.classes)
  const said = results && counted(results, items.length > 0)
  return html`<div class="moj-pagination">
    ${items.length > 1 && pagination({ ...given, items, classes: named })}
    ${said && html`<p class="moj-pagination__results">${said}</p>`}
  </div>`
}

function counted({ text = 'results', count, from, to, pages }: Results, paged: boolean): string | undefined {
  if (paged && pages) return `Page ${pages.current} of ${pages.count}`
  if (paged && from && to) {
    return count ? `Showing ${from} to ${to} of ${count} total ${text}` : `Showing ${text} ${from} to ${to}`
  }
  return count ? `${count} total ${text}` : undefined
}
