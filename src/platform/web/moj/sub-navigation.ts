import { attributes, classes, type Attributes, type Styled } from '../govuk/attributes.ts'
import { html, type Html, type Words } from '../html.ts'

export interface SubNavigationLink {
  readonly text: Words
  readonly href: string
  /** This very page. */
  readonly active?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
}

interface SubNavigation extends Styled {
  /** Says aloud whose pages these are: 'Leo’s record'. */
  readonly label: string
  readonly items: readonly SubNavigationLink[]
}

/** The pages of one record: eight at most. */
export function subNavigation({ label, items, ...given }: SubNavigation): Html {
  const own = {
    class: classes('moj-sub-navigation', given.classes),
    'aria-label': label,
    ...given.attributes,
  }
  return html`<nav${attributes(own)}><ul class="moj-sub-navigation__list">${items.map(link)}</ul></nav>`
}

function link({ text, href, active, attributes: more, ...given }: SubNavigationLink): Html {
  const own = { class: 'moj-sub-navigation__link', 'aria-current': active && 'page', href, ...more }
  return html`<li class="${classes('moj-sub-navigation__item', given.classes)}"><a${attributes(own)}>${text}</a></li>`
}
