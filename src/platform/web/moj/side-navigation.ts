import { attributes, classes, type Attributes, type Styled } from '../govuk/attributes.ts'
import { html, type Html, type Words } from '../html.ts'

interface SideLink {
  readonly text: Words
  readonly href: string
  /** This very page. */
  readonly active?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

interface SideSection {
  readonly heading: Styled & { readonly text: Words; readonly headingLevel?: number | undefined }
  readonly items: readonly SideLink[]
}

interface SideNavigation extends Styled {
  readonly label?: string | undefined
  readonly items?: readonly SideLink[] | undefined
  /** Links under headings, in place of `items`. */
  readonly sections?: readonly SideSection[] | undefined
}

/** The parts of one long page. */
export function sideNavigation({ label, items = [], sections, ...given }: SideNavigation): Html {
  const own = {
    class: classes('moj-side-navigation', given.classes),
    'aria-label': label,
    ...given.attributes,
  }
  return html`<nav${attributes(own)}> ${sections ? sections.map(section) : list(items)} </nav>`
}

function section({ heading: { text, headingLevel = 4, ...given }, items }: SideSection): Html {
  const own = attributes({ class: classes('moj-side-navigation__title', given.classes), ...given.attributes })
  return html`<h${headingLevel}${own}>${text}</h${headingLevel}> ${list(items)}`
}

const list = (items: readonly SideLink[]): Html =>
  html`<ul class="moj-side-navigation__list">${items.map(link)}</ul>`

function link({ text, href, active, attributes: more }: SideLink): Html {
  const named = classes('moj-side-navigation__item', active && 'moj-side-navigation__item--active')
  const own = attributes({ href, 'aria-current': active && 'location' })
  return html`<li${attributes({ class: named, ...more })}><a${own}>${text}</a></li>`
}
