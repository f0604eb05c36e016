import { attributes, classes, type Styled } from '../govuk/attributes.ts'
import { html, type Html, type Words } from '../html.ts'
import { buttonMenu, type ButtonMenu } from './button-menu.ts'

interface IdentityBar extends Styled {
  readonly title?: { readonly text: Words } | undefined
  readonly menus?: readonly ButtonMenu[] | undefined
}

/** Whose record this is, where there is no room for a masthead: a print, a court view. */
export function identityBar({ title, menus, ...given }: IdentityBar): Html {
  return html`<div${attributes({ class: classes('moj-identity-bar', given.classes), ...given.attributes })}>
    <div class="moj-identity-bar__container">
      <div class="moj-identity-bar__details">
        ${title && html`<span class="moj-identity-bar__title">${title.text}</span>`}
      </div>
      ${menus && html`<div class="moj-identity-bar__actions"> ${menus.map(menuOf)} </div>`}
    </div>
  </div>`
}

const menuOf = (menu: ButtonMenu): Html =>
  html`<div class="moj-identity-bar__menu"> ${buttonMenu(menu)} </div>`
