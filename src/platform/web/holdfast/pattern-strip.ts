import { along, months, rounded } from '../charts/scale.ts'
import { html, type Html } from '../html.ts'

/** One kind of event over time. */
export interface Lane {
  readonly name: string
  readonly events: readonly { readonly on: string; /** '14 September'. */ readonly shown: string }[]
  /** Whether what it counts is harm. */
  readonly harm?: boolean | undefined
  /** Days in which it should have happened and did not. */
  readonly gaps?:
    | readonly {
        readonly from: string
        readonly to: string
        /** '72 days not seen alone'. */ readonly words: string
      }[]
    | undefined
}

export interface PatternStrip {
  readonly from: string
  readonly to: string
  /** '12 months', for the words said aloud. */
  readonly period: string
  readonly lanes: readonly Lane[]
}

/** What keeps happening, side by side, so that a pattern shows. */
export function patternStrip(given: PatternStrip): Html {
  const { from, to, lanes } = given
  const labels = months(from, to).filter((_, i) => i % 3 === 0)
  const axis = labels.map(({ on, name }) => html`<text x="${along(on, from, to)}%" y="12">${name}</text>`)
  return html`<div class="hf-lanes">${lanes.map((lane) => laneOf(lane, given))}
    <div class="hf-lane hf-lane--axis" aria-hidden="true"><p></p><svg class="hf-svg" focusable="false">${axis}</svg><p></p></div></div>`
}

function laneOf({ name, events, harm, gaps = [] }: Lane, { from, to, period }: PatternStrip): Html {
  const dates = events.length > 0 && `, on ${events.map(({ shown }) => shown).join(', ')}`
  const holes = gaps.map(({ words }) => `. ${words}`)
  const spells = gaps.map((gap) => hatched(along(gap.from, from, to), along(gap.to, from, to)))
  const dots = events.map(
    ({ on }) =>
      html`<circle cx="${along(on, from, to)}%" cy="13" r="5.5" class="f-pt${harm && ' f-pt--out'} f-ring"/>`,
  )
  return html`<div class="hf-lane"><p>${name}<span class="govuk-visually-hidden">: ${events.length} in ${period}${dates}${holes}</span></p>
    <svg class="hf-svg" aria-hidden="true" focusable="false"><line x1="0" x2="100%" y1="13" y2="13" class="hf-grid"/>${spells}${dots}</svg>
    <p class="hf-num hf-quiet" aria-hidden="true">${events.length}</p></div>`
}

const hatched = (start: number, end: number): Html =>
  html`<rect x="${start}%" y="5" width="${rounded(Math.max(0.5, end - start))}%" height="16" class="f-late"/>`
