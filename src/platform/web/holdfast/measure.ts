import { sparkline } from '../charts/sparkline.ts'
import { html, type Html, type Words } from '../html.ts'
import { link } from './section.ts'
import { state } from './state.ts'

/** How a value stands beside its own past; undefined where there is too little past to say. */
export type Standing = 'worse' | 'better' | 'usual'

export interface Measure {
  readonly name: string
  /** The children behind it. */
  readonly href: string
  /** '88%'. */
  readonly value: string
  /** '59 of 67 visits, November'. A value without one is not shown. */
  readonly of: Words
  /** 'England 22%, similar 21%', 'Local standard 95%', 'No national figure'. */
  readonly beside: Words
  /** Eight months, oldest first. */
  readonly recent: readonly number[]
  readonly standing?: Standing | undefined
}

/** A value, what it was counted from, what to hold it beside, eight months, and its own usual range. */
export function measure({ name, href, value, of, beside, recent, standing }: Measure): Html {
  return html`<div class="hf-measure">
    <div class="hf-measure__top"><p>${link(name, href)}</p><p class="hf-measure__val">${value}</p></div>
    <div class="hf-measure__top"><p class="hf-quiet hf-small">${of}<br>${beside}</p>
      <p class="hf-measure__sig hf-small">${sparkline({ values: recent })}<br>${standing && stands(standing)}</p></div>
  </div>`
}

function stands(standing: Standing): Html {
  if (standing === 'usual') return html`<span class="hf-quiet">usual</span>`
  const words = html`${standing}<span class="govuk-visually-hidden"> than usual</span>`
  return state(standing === 'worse' ? 'over' : 'met', words)
}

/** Measures in panels, four across, then two, then one. */
export const measureBoard = (panels: readonly Html[]): Html => html`<div class="hf-board">${panels}</div>`
