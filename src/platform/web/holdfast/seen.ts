import { along, months } from '../charts/scale.ts'
import { html, raw, type Html, type Words } from '../html.ts'
import { listed } from './section.ts'

/** How an attempt to see a child went. */
type Seen = 'alone' | 'not-alone' | 'tried'

/** One attempt to see a child. */
export interface Sighting {
  readonly on: string
  readonly seen: Seen
  /** 'Thu 5 Nov: seen alone at home, 2 working days late'. */
  readonly words: string
}

/** Days on which a visit was owed, both included. */
interface LateSpell {
  readonly from: string
  readonly to: string
}

export interface SeenBar {
  readonly id: string
  /** The child's first name. */
  readonly child: string
  readonly from: string
  readonly today: string
  /** Oldest first. */
  readonly sightings: readonly Sighting[]
  readonly late: readonly LateSpell[]
  /** What it comes to, in words: 'Of 5 visits due, 2 were on time.' */
  readonly summary?: Words | undefined
}

/** When one child was seen, alone or not, and when a visit was late. The same facts follow as a list. */
export function seenBar({ id, child, from, today, sightings, late, summary }: SeenBar): Html {
  const place = (day: string): number => along(day, from, today) * 0.92 + 3
  const spells = late.map((spell) => hatched(place(spell.from), place(spell.to)))
  const marks = sightings.map(({ on, seen }) => mark(seen, place(on)))
  const labels = monthsFrom(from, today).map(
    ({ on, name }) => html`<text x="${place(on)}%" y="60" text-anchor="middle">${name}</text>`,
  )
  return html`<svg class="hf-svg hf-seenbar" role="img" aria-labelledby="${id}-t ${id}-d">
    <title id="${id}-t">When ${child} was seen</title><desc id="${id}-d">${sightings.map(({ words }) => `${words}. `)}</desc>
    <rect x="3%" y="14" width="92%" height="22" class="f-cover"/>${spells}${marks}
    <line x1="95%" x2="95%" y1="6" y2="44" class="f-today"/>${labels}<text x="100%" y="60" text-anchor="end">today</text>
  </svg>
  ${seenKey} ${summary && html`<p class="govuk-!-margin-bottom-2">${summary}</p>`} ${asList(sightings)}`
}

/** The month the bar begins in is named where there is room before the next. */
function monthsFrom(from: string, today: string): ReturnType<typeof months> {
  const all = months(`${from.slice(0, 7)}-01`, today)
  const [first, ...rest] = all.map((each, i) => (i === 0 ? { ...each, on: from } : each))
  return first && (!rest[0] || along(rest[0].on, from, today) > 12) ? [first, ...rest] : rest
}

const hatched = (from: number, to: number): Html =>
  html`<rect x="${from}%" y="14" width="${Math.max(0.8, to - from)}%" height="22" class="f-late"/>`

const cross = '<path d="M-6 -6l12 12m0 -12l-12 12" class="f-no"/>'

const mark = (seen: Seen, x: number): Html =>
  html`<svg x="${x}%" y="25" overflow="visible">${raw(large[seen])}</svg>`

const large: Readonly<Record<Seen, string>> = {
  alone: '<circle r="8" class="f-seen"/>',
  'not-alone': '<circle r="6" class="f-half"/>',
  tried: cross,
}

const asList = (sightings: readonly Sighting[]): Html =>
  html`<details class="hf-law"><summary>Show as a list</summary>
    ${listed(sightings.map(({ words }) => html`<p>${words}</p>`))}</details>`

const small: Readonly<Record<Seen, (x: number) => string>> = {
  alone: (x) => `<circle cx="${x}" cy="8" r="5.5" class="f-seen"/>`,
  'not-alone': (x) => `<circle cx="${x}" cy="8" r="4" class="f-half" stroke-width="2"/>`,
  tried: (x) => `<path d="M${x - 4} 4l8 8m0-8l-8 8" class="f-no"/>`,
}

const named: Readonly<Record<Seen, string>> = { alone: 'alone', 'not-alone': 'not alone', tried: 'not seen' }

const numbers = ['', 'attempt', 'two attempts', 'three attempts', 'four attempts', 'five attempts']

/** The last five attempts at most, oldest first, for a list. Says nothing where there were none: write 'Not seen yet'. */
export function seenDots(attempts: readonly Seen[]): Html | undefined {
  const last = attempts.slice(-5)
  if (last.length === 0) return undefined
  const width = last.length * 15
  const said = `Last ${numbers[last.length]}: ${last.map((seen) => named[seen]).join(', ')}`
  const dots = last.map((seen, i) => small[seen](7.5 + i * 15)).join('')
  return html`<svg class="hf-dots hf-svg hf-spark" width="${width}" height="16" viewBox="0 0 ${width} 16" role="img" aria-label="${said}">${raw(dots)}</svg>`
}

const sample = (drawing: string): Html =>
  html`<svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">${raw(drawing)}</svg>`

/** What the marks mean. Once a page. */
export const seenKey: Html = html`<ul class="hf-key">
  <li>${sample('<circle r="6" class="f-seen"/>')}seen alone</li>
  <li>${sample('<circle r="5" class="f-half"/>')}seen, not alone</li>
  <li>${sample(cross)}tried, not seen</li>
  <li>${sample('<rect x="-7" y="-7" width="14" height="14" class="f-late"/>')}late</li>
</ul>`
