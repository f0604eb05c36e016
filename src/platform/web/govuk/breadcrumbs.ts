import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Attributes, type Styled } from './attributes.ts'

/** A page above this one; without `href`, this one. */
export interface Crumb {
  readonly text: Words
  readonly href?: string | undefined
  readonly attributes?: Attributes | undefined
}

interface Breadcrumbs extends Styled {
  readonly items: readonly Crumb[]
  readonly collapseOnMobile?: boolean | undefined
  readonly labelText?: string | undefined
}

/** Where this page stands. */
export function breadcrumbs({
  items,
  collapseOnMobile,
  labelText = 'Breadcrumb',
  ...given
}: Breadcrumbs): Html {
  const named = classes(
    'govuk-breadcrumbs',
    given.classes,
    collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
  )
  return html`<nav${attributes({ class: named, ...given.attributes, 'aria-label': labelText })}>
    <ol class="govuk-breadcrumbs__list">${items.map(crumb)}</ol>
  </nav>`
}

function crumb({ text, href, attributes: more }: Crumb): Html {
  if (!href) return html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${text}</li>`
  const link = attributes({ class: 'govuk-breadcrumbs__link', href, ...more })
  return html`<li class="govuk-breadcrumbs__list-item"><a${link}>${text}</a></li>`
}
