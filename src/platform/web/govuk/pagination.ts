import { html, raw, type Html, type Words } from '../html.ts'
import { attributes, classes, type Attributes, type Styled } from './attributes.ts'

/** A numbered page, or the dots between two that are far apart. */
export interface PageLink {
  readonly number?: string | number | undefined
  readonly href?: string | undefined
  readonly current?: boolean | undefined
  readonly ellipsis?: boolean | undefined
  readonly visuallyHiddenText?: string | undefined
  readonly attributes?: Attributes | undefined
}

/** The page before or after. `labelText` names it, where there are no numbers. */
export interface Neighbour {
  readonly href?: string | undefined
  readonly text?: Words | undefined
  readonly labelText?: string | undefined
  readonly attributes?: Attributes | undefined
}

interface Pagination extends Styled {
  readonly items?: readonly (PageLink | null | undefined)[] | undefined
  readonly previous?: Neighbour | undefined
  readonly next?: Neighbour | undefined
  readonly landmarkLabel?: string | undefined
}

/** The ways to the rest of a list. */
export function pagination({ items, previous, next, landmarkLabel, ...given }: Pagination): Html {
  const block = !items && Boolean(next ?? previous)
  const named = classes('govuk-pagination', block && 'govuk-pagination--block', given.classes)
  const own = { class: named, 'aria-label': landmarkLabel || 'Pagination', ...given.attributes }
  const pages = items?.map((item) => item && Object.keys(item).length > 0 && page(item))
  return html`<nav${attributes(own)}>
    ${previous?.href && arrow(previous, 'prev', block)}
    ${pages && html`<ul class="govuk-pagination__list">${pages}</ul>`}
    ${next?.href && arrow(next, 'next', block)}
  </nav>`
}

function page({ number, href, current, ellipsis, visuallyHiddenText, attributes: more }: PageLink): Html {
  const state = ellipsis ? 'ellipsis' : current && 'current'
  const named = classes(
    'govuk-pagination__item',
    current && 'govuk-pagination__item--current',
    ellipsis && 'govuk-pagination__item--ellipsis',
  )
  const own = {
    class: 'govuk-link govuk-pagination__link',
    href: href ?? '',
    'aria-label': visuallyHiddenText ?? `Page ${number}`,
    'aria-current': current && 'page',
    ...more,
  }
  const inside = state === 'ellipsis' ? '⋯' : html`<a${attributes(own)}>${number}</a>`
  return html`<li class="${named}">${inside}</li>`
}

function arrow(
  { href, text, labelText, attributes: more }: Neighbour,
  side: 'prev' | 'next',
  block: boolean,
): Html {
  const icon = block || side === 'prev'
  const title = classes(
    'govuk-pagination__link-title',
    block && !labelText && 'govuk-pagination__link-title--decorated',
  )
  const usual = html`${side === 'prev' ? 'Previous' : 'Next'}<span class="govuk-visually-hidden"> page</span>`
  const label = html`<span class="govuk-visually-hidden">:</span>
    <span class="govuk-pagination__link-label">${labelText}</span>`
  return html`<div class="govuk-pagination__${side}">
    <a${attributes({ class: 'govuk-link govuk-pagination__link', href, rel: side, ...more })}>
      ${icon && icons[side]} <span class="${title}">${text || usual}</span>
      ${labelText && block && label} ${!icon && icons.next}
    </a>
  </div>`
}

const drawing = (side: string, path: string): Html =>
  raw(
    `<svg class="govuk-pagination__icon govuk-pagination__icon--${side}" xmlns="http://www.w3.org/2000/svg" height="13" width="15" ` +
      `aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="${path}"></path></svg>`,
  )

const icons = {
  prev: drawing(
    'prev',
    'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  ),
  next: drawing(
    'next',
    'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
  ),
}
