import { attributes, classes, type Styled } from '../govuk/attributes.ts'
import { button, type Button } from '../govuk/button.ts'
import { html, type Html } from '../html.ts'

export interface ButtonMenu extends Styled {
  /** The one button that opens the rest. 'Menu' unless given. */
  readonly button?: { readonly text?: string | undefined; readonly classes?: string | undefined } | undefined
  readonly alignMenu?: 'left' | 'right' | undefined
  readonly items: readonly Button[]
}

/** Several actions under one button. Without JavaScript, several buttons. */
export function buttonMenu({ button: opener = {}, alignMenu, items, ...given }: ButtonMenu): Html {
  const own = {
    class: classes('moj-button-menu', given.classes),
    'data-module': 'moj-button-menu',
    ...given.attributes,
  }
  const menu = {
    'data-button-text': opener.text,
    'data-button-classes': opener.classes,
    'data-align-menu': alignMenu,
  }
  return html`<div${attributes({ ...own, ...menu })}> ${items.map(item)} </div>`
}

const item = (given: Button): Html =>
  button({ ...given, classes: classes('moj-button-menu__item govuk-button--secondary', given.classes) })
