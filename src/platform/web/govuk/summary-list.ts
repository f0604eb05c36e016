import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'

/** A link beside an answer: 'Change', with what it changes said aloud. */
interface Action extends Styled {
  readonly text?: Words | undefined
  readonly href?: string | undefined
  readonly visuallyHiddenText?: string | undefined
}

interface Actions {
  readonly items?: readonly Action[] | undefined
  readonly classes?: string | undefined
}

interface Said {
  readonly text?: Words | undefined
  readonly classes?: string | undefined
}

export interface SummaryRow {
  readonly key: Said
  readonly value?: Said | undefined
  readonly actions?: Actions | undefined
  readonly classes?: string | undefined
}

interface SummaryCard extends Styled {
  readonly title?: CardTitle | undefined
  readonly actions?: Actions | undefined
}

interface CardTitle extends Said {
  readonly headingLevel?: number | undefined
}

interface SummaryList extends Styled {
  readonly rows: readonly (SummaryRow | false | null | undefined)[]
  /** Puts the list in a card with a title and actions of its own. */
  readonly card?: SummaryCard | undefined
}

/** Questions and their answers, or facts and their names. */
export function summaryList({ rows, card, ...given }: SummaryList): Html {
  const anyActions = rows.some((row) => row && row.actions?.items?.length)
  const drawn = rows.map((one) => one && row(one, Boolean(anyActions), card?.title))
  const own = attributes({ class: classes('govuk-summary-list', given.classes), ...given.attributes })
  const list = html`<dl${own}> ${drawn} </dl>`
  return card ? cardOf(card, list) : list
}

function row(
  { key, value = {}, actions, ...own }: SummaryRow,
  anyActions: boolean,
  title: CardTitle | undefined,
): Html {
  const none = anyActions && !actions?.items && 'govuk-summary-list__row--no-actions'
  return html`<div class="${classes('govuk-summary-list__row', none, own.classes)}">
    <dt class="${classes('govuk-summary-list__key', key.classes)}">${key.text}</dt>
    <dd class="${classes('govuk-summary-list__value', value.classes)}">${value.text}</dd>
    ${rowActions(actions, title)}
  </div>`
}

function rowActions(actions: Actions | undefined, title: CardTitle | undefined): Html | undefined {
  const links = (actions?.items ?? []).map((action) => actionLink(action, title))
  if (links.length === 0) return undefined
  const each = links.map((link) => html`<li class="govuk-summary-list__actions-list-item">${link}</li>`)
  return html`<dd class="${classes('govuk-summary-list__actions', actions?.classes)}">
    ${links.length === 1 ? links : html`<ul class="govuk-summary-list__actions-list">${each}</ul>`}
  </dd>`
}

function cardOf({ title, actions, ...given }: SummaryCard, list: Html): Html {
  return html`<div${attributes({ class: classes('govuk-summary-card', given.classes), ...given.attributes })}>
    <div class="govuk-summary-card__title-wrapper">${title && heading(title)} ${cardActions(actions, title)}</div>
    <div class="govuk-summary-card__content">${list}</div>
  </div>`
}

function cardActions(actions: Actions | undefined, title: CardTitle | undefined): Html | undefined {
  const links = (actions?.items ?? []).map((action) => actionLink(action, title))
  const named = classes('govuk-summary-card__actions', actions?.classes)
  if (links.length === 0) return undefined
  if (links.length === 1) return html`<div class="${named}">${links}</div>`
  return html`<ul class="${named}">${links.map((link) => html`<li class="govuk-summary-card__action">${link}</li>`)}</ul>`
}

function heading({ text, headingLevel, ...own }: CardTitle): Html {
  const level = headingLevel || 2
  return html`<h${level} class="${classes('govuk-summary-card__title', own.classes)}">${text}</h${level}>`
}

function actionLink(
  { text, href = '', visuallyHiddenText, ...given }: Action,
  title: CardTitle | undefined,
): Html {
  const own = attributes({ class: classes('govuk-link', given.classes), href, ...given.attributes })
  const said = html`${visuallyHiddenText && html` ${visuallyHiddenText}`}${title && html` (${title.text})`}`
  const hidden = (visuallyHiddenText || title) && html`<span class="govuk-visually-hidden">${said}</span>`
  return html`<a${own}>${text}${hidden}</a>`
}
