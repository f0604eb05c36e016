import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { button } from './button.ts'

interface ExitThisPage extends Styled {
  /** 'Emergency: Exit this page', unless given. */
  readonly text?: Words | undefined
  readonly redirectUrl?: string | undefined
  readonly id?: string | undefined
}

/** Leaves at once for somewhere harmless. For any page that a family or a young person can reach. */
export function exitThisPage({ text, redirectUrl, id, ...given }: ExitThisPage): Html {
  const own = {
    id: id || null,
    class: classes('govuk-exit-this-page', given.classes),
    'data-module': 'govuk-exit-this-page',
  }
  const leave = button({
    text: text || html`<span class="govuk-visually-hidden">Emergency</span> Exit this page`,
    classes: 'govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button',
    href: redirectUrl || 'https://www.bbc.co.uk/weather',
    attributes: { rel: 'nofollow noreferrer' },
  })
  return html`<div${attributes({ ...own, ...given.attributes })}> ${leave} </div>`
}
