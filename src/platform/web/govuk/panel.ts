import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { button } from './button.ts'

interface PanelAction extends Styled {
  readonly text?: Words | undefined
  readonly href?: string | undefined
  readonly type?: 'submit' | 'button' | 'reset' | undefined
}

interface Panel extends Styled {
  readonly titleText: Words
  readonly text?: Words | undefined
  readonly headingLevel?: number | undefined
  /** For an interruption, whose class is `govuk-panel--interruption`. */
  readonly actions?: (Styled & { readonly items?: readonly PanelAction[] | undefined }) | undefined
}

/** That something is done, with its reference; or, as an interruption, that the reader should stop and think. */
export function panel({ titleText, text, headingLevel, actions, ...given }: Panel): Html {
  const level = headingLevel || 1
  const interrupts = given.classes?.includes('govuk-panel--interruption') ?? false
  const named = classes('govuk-panel', !interrupts && 'govuk-panel--confirmation', given.classes)
  return html`<div${attributes({ class: named, ...given.attributes })}>
    <h${level} class="govuk-panel__title">${titleText}</h${level}>
    ${text && html`<div class="govuk-panel__body">${text}</div>`}
    ${interrupts && actions && actionsOf(actions)}
  </div>`
}

function actionsOf({ items = [], ...given }: NonNullable<Panel['actions']>): Html {
  const own = attributes({ class: classes('govuk-panel__actions', given.classes), ...given.attributes })
  return html`<div${own}>${items.length > 0 && html`<div class="govuk-button-group">${items.map(actionOf)}</div>`}</div>`
}

function actionOf({ text, href, type, ...given }: PanelAction): Html {
  if (!href || type === 'button') {
    const named = classes('govuk-button--inverse', given.classes)
    return button({ text, type: type ?? 'button', classes: named, href, attributes: given.attributes })
  }
  const own = { class: classes('govuk-link govuk-link--inverse', given.classes), href, ...given.attributes }
  return html`<a${attributes(own)}>${text}</a>`
}
