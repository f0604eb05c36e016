import { html, type Html, type Words } from '../html.ts'
import { link } from './section.ts'
import { shapeOf, state, type StateKind } from './state.ts'

/** One duty with a day. */
export interface ClockFace {
  /** 'Review conference'. */
  readonly name: string
  readonly state: StateKind
  /** '9 working days left', '5 weeks over', 'Met'. */
  readonly left: string
  /** 'Due Thu 19 Nov'. */
  readonly date: Words
  /** Where the day comes from: who says so, and how it was counted. */
  readonly law: { readonly basis: string; readonly words: Words }
  /** What meets it. */
  readonly action?: { readonly text: string; readonly href: string } | undefined
}

interface ClockStrip {
  /** Most urgent first: six are shown. */
  readonly clocks: readonly ClockFace[]
  /** Where the rest are. */
  readonly allHref: string
  /** 'Most urgent first' unless given. */
  readonly counted?: string | undefined
}

const most = 6

/** At most six duties, each opening onto the law it comes from. */
export function clockStrip({ clocks, allHref, counted = 'Most urgent first' }: ClockStrip): Html {
  const rest = clocks.length - most
  return html`<section aria-labelledby="h-clocks">
    <div class="hf-panel__head"><h2 class="hf-h2" id="h-clocks">Clocks</h2>
      <p class="hf-quiet hf-small">${counted}${rest > 0 && html`. ${link(`${rest} more`, allHref, 'clocks')}`}</p></div>
    <ol class="hf-clocks">${clocks.slice(0, most).map(face)}</ol>
  </section>`
}

function face({ name, state: kind, left, date, law, action }: ClockFace): Html {
  return html`<li class="hf-clock hf-clock--${shapeOf(kind)}"><p class="hf-clock__name">${name}</p>
    <p class="hf-clock__left">${state(kind, left)}</p>
    <p class="hf-clock__date hf-quiet hf-small">${date}</p>
    <details class="hf-law"><summary>Why this date<span class="govuk-visually-hidden">: ${name}</span></summary>
      <p><strong>${law.basis}</strong>. ${law.words} ${action && link(action.text, action.href)}</p></details></li>`
}
