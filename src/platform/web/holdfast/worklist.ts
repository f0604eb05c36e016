import { button } from '../govuk/button.ts'
import { html, type Html, type Words } from '../html.ts'
import { state, type State } from './state.ts'

/** A button that says in full, aloud, what it does: 'Record visit' and 'to Leo Barker'. */
export interface WorkAction {
  readonly text: string
  readonly about: string
  readonly href: string
}

/** One thing that one person does today. */
export interface WorkRow {
  readonly state: State
  /** 'Child protection visit'. */
  readonly what: Words
  /** Who it is for, linked to the child. */
  readonly for: Words
  readonly more?: Words | undefined
  readonly action: WorkAction
}

/** What one person does today, in the order to do it. The first is the page's one strong button. */
export const worklist = (rows: readonly WorkRow[]): Html =>
  html`<ul class="hf-plain hf-work">${rows.map(row)}</ul>`

const row = ({ state: stands, what, for: whose, more, action }: WorkRow, index: number): Html =>
  html`<li><p>${state(stands.state, stands.words)}</p>
    <div><p><strong>${what}</strong> for ${whose}</p>${more && html`<p class="hf-quiet hf-small">${more}</p>`}</div>
    ${actionButton(action, index > 0)}</li>`

/** A button that is a link, its whole sentence said aloud. */
export const actionButton = ({ text, about, href }: WorkAction, secondary = true): Html =>
  button({
    text: html`${text}<span class="govuk-visually-hidden"> ${about}</span>`,
    href,
    classes: secondary ? 'govuk-button--secondary' : undefined,
  })
