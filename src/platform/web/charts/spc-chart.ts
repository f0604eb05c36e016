import { details } from '../govuk/details.ts'
import { table } from '../govuk/table.ts'
import { html, raw, type Html, type Words } from '../html.ts'
import { state, type StateKind } from '../holdfast/state.ts'
import { linear, rounded, ticks } from './scale.ts'

/** One month, or whatever the chart counts by. */
interface SpcPoint {
  /** 'Sep'. */
  readonly label: string
  readonly value: number
  /** What the value was counted from: the table's middle columns, in the order of `columns`. */
  readonly from?: readonly Words[] | undefined
  /** Something that happened then: 'Harbour team opened'. */
  readonly note?: string | undefined
}

export interface SpcChart {
  /** Makes the ids of the title and the description. */
  readonly id: string
  readonly title: string
  /** Oldest first. */
  readonly points: readonly SpcPoint[]
  readonly average: number
  /** The measure's own usual range: a value on a limit is inside it. */
  readonly low: number
  readonly high: number
  /** Put after each number: '%'. */
  readonly unit?: string | undefined
  /** Which way is better. Without it no point is called worse or better. */
  readonly better?: 'higher' | 'lower' | undefined
  /** The table's heads: what each point is, what it was counted from, and the value. */
  readonly columns: readonly string[]
  /** The chart in a sentence, said aloud. Made from the points unless given. */
  readonly description?: string | undefined
}

const frame = { right: 97, top: 6, bottom: 81 }

/** Per cent from the left where drawing begins: past the longest number of the scale, on a screen of 320 pixels as well. */
const besideNumbers = (marks: readonly number[]): number =>
  Math.max(7, 3 * Math.max(...marks.map((mark) => String(mark).length)) + 4)

/** One measure over time with its usual range, its notes and the same numbers as a table. One question at a time. */
export function spcChart(given: SpcChart): Html {
  const { id, title, points } = given
  const marks = ticks([...points.map(({ value }) => value), given.low, given.high])
  const y = linear([marks[0] ?? 0, marks.at(-1) ?? 1], [frame.bottom, frame.top])
  const left = besideNumbers(marks)
  const x = linear([0, Math.max(1, points.length - 1)], [left, frame.right])
  return html`<svg class="hf-svg hf-spc" role="img" aria-labelledby="${id}-t ${id}-d">
    <title id="${id}-t">${title}</title><desc id="${id}-d">${given.description ?? inWords(given)}</desc>
    ${marks.map(
      (mark) =>
        html`<line x1="${left - 2}%" x2="100%" y1="${y(mark)}%" y2="${y(mark)}%" class="hf-grid"/><text x="0" y="${y(mark)}%" dy="4">${mark}</text>`,
    )}
    ${lines(given, x, y, left - 2)} ${points.map((point, i) => dot(point, given, x(i), y(point.value), i))}
  </svg>
  ${key(given)}
  ${details({ summaryText: 'Show as a table', classes: 'govuk-!-margin-top-2', text: asTable(given) })}`
}

type Place = (value: number) => number

/** Drawn in a stretched box of their own, so that the lines follow the width and the text does not. */
function lines({ average, low, high, points }: SpcChart, x: Place, y: Place, from: number): Html {
  const path = points.map(({ value }, i) => `${x(i)},${y(value)}`).join(' ')
  return raw(
    '<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">' +
      `<path class="hf-mean" d="M${from} ${y(average)}H100"/><path class="hf-lim" d="M${from} ${y(high)}H100M${from} ${y(low)}H100"/>` +
      `<polyline class="hf-line" points="${path}"/></svg>`,
  )
}

function dot({ label, value, note }: SpcPoint, chart: SpcChart, cx: number, cy: number, index: number): Html {
  const out = isOutside(value, chart)
  const drawn = html`<circle cx="${cx}%" cy="${cy}%" r="${out ? 6 : 4}" class="f-pt${out && ' f-pt--out'}"/>`
  const every = Math.ceil(chart.points.length / 6)
  const shown = (chart.points.length - 1 - index) % every === 0
  const anchor = index === chart.points.length - 1 ? 'end' : 'middle'
  const named = html`<text x="${cx}%" y="98%" text-anchor="${anchor}">${label}</text>`
  const near = cx > 60
  const said = html`<line x1="${cx}%" x2="${cx}%" y1="6%" y2="86%" class="hf-noted"/>
    <text x="${cx}%" dx="${near ? -6 : 6}" y="76%" text-anchor="${near ? 'end' : 'start'}">${note}</text>`
  return html`${note && said}${drawn}${shown && named}`
}

/** Beneath the drawing and not on it: a line may be anywhere, another line or a point among its words. */
const key = ({ high, low, average, unit = '' }: SpcChart): Html =>
  html`<p class="hf-spc-key"><span>${stroke('hf-mean')} average ${rounded(average)}${unit}</span> <span>${stroke('hf-lim')} usual range ${rounded(low)}${unit} to ${rounded(high)}${unit}</span></p>`

const stroke = (line: 'hf-mean' | 'hf-lim'): Html =>
  html`<svg width="28" height="8" aria-hidden="true" focusable="false"><path class="${line}" d="M0 4H28"/></svg>`

const isOutside = (value: number, { low, high }: SpcChart): boolean => value < low || value > high

function inWords(chart: SpcChart): string {
  const { points, low, high, unit = '' } = chart
  if (points.length === 0) return 'There is nothing to show yet.'
  const values = points.map(({ value }) => value)
  const out = points
    .filter(({ value }) => isOutside(value, chart))
    .map(({ label, value }) => `${label}, ${value}${unit}`)
  const range = `Between ${Math.min(...values)}${unit} and ${Math.max(...values)}${unit}.`
  const usual = `Usual range ${rounded(low)}${unit} to ${rounded(high)}${unit}.`
  return `${range} ${usual} ${out.length > 0 ? `Outside it: ${out.join('; ')}.` : 'No point is outside it.'}`
}

function asTable(chart: SpcChart): Html {
  const head = [...chart.columns, 'Range'].map((text) => ({ text }))
  const rows = chart.points.map(({ label, from = [], value }) =>
    [label, ...from, `${value}${chart.unit ?? ''}`, standing(value, chart)].map((text) => ({ text })),
  )
  const caption = `${chart.title}, as a table`
  return table({
    caption,
    captionClasses: 'govuk-visually-hidden',
    head,
    rows,
    firstCellIsHeader: true,
    classes: 'govuk-!-margin-bottom-0',
  })
}

function standing(value: number, chart: SpcChart): Words {
  if (!isOutside(value, chart)) return 'usual'
  const side = value > chart.high ? 'above' : 'below'
  return chart.better ? state(kindOf(side, chart.better), side) : side
}

const kindOf = (side: 'above' | 'below', better: 'higher' | 'lower'): StateKind =>
  (side === 'above') === (better === 'higher') ? 'met' : 'over'
