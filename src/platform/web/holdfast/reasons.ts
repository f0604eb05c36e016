import { html, type Html, type Words } from '../html.ts'
import { state, type State } from './state.ts'
import { actionButton, type WorkAction } from './worklist.ts'

/** A child or family, and every reason they stand where they do. Never a score. */
export interface Ranked {
  /** Linked to the child. */
  readonly who: Words
  /** Their worker and plan. */
  readonly about?: Words | undefined
  readonly reasons: readonly State[]
  readonly action?: WorkAction | undefined
}

/** Who comes first, and why, in sentences. */
export const reasons = (ranked: readonly Ranked[]): Html =>
  html`<ol class="hf-plain hf-rank">${ranked.map(row)}</ol>`

const row = ({ who, about, reasons: why, action }: Ranked): Html =>
  html`<li><div><p class="govuk-!-margin-0"><strong>${who}</strong> <span class="hf-quiet hf-small">${about}</span></p>
      <ul class="hf-why">${why.map((each) => html`<li>${state(each.state, each.words)}</li>`)}</ul></div>
    ${action && html`<div>${actionButton(action)}</div>`}</li>`
