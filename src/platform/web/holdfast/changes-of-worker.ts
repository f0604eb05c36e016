import { along, rounded } from '../charts/scale.ts'
import { html, type Html, type Words } from '../html.ts'
import { listed } from './section.ts'

/** A time with one worker, or with none. */
export interface Tenure {
  /** The worker's first name for the bar; null where there was nobody. */
  readonly name: string | null
  readonly from: string
  /** Null while it lasts. */
  readonly to: string | null
  /** The line below: who, from when, how it ended and whether the child was told. */
  readonly words: Words
}

export interface ChangesOfWorker {
  /** The child's first name. */
  readonly child: string
  readonly from: string
  readonly today: string
  /** Oldest first. */
  readonly tenures: readonly Tenure[]
}

/** Who has worked with a child, and when nobody did. The list below is newest first. */
export function changesOfWorker({ child, from, today, tenures }: ChangesOfWorker): Html {
  const order = tenures.map(({ name }) => name ?? 'nobody').join(', then ')
  const bars = tenures.map((tenure) =>
    bar(tenure, along(tenure.from, from, today), along(tenure.to ?? today, from, today)),
  )
  return html`<svg class="hf-svg hf-tenure" role="img" aria-label="${child}’s workers, oldest first: ${order}">${bars}</svg>
    ${listed(tenures.toReversed().map(({ words }) => html`<p>${words}</p>`))}`
}

function bar({ name, to }: Tenure, start: number, end: number): Html {
  const width = rounded(end - start)
  const kind = name === null ? 'none' : to === null ? 'b' : 'a'
  const room = width >= 12
  const label = html`<text x="${rounded((start + end) / 2)}%" y="21" text-anchor="middle" class="${kind === 'b' && 'on'}">${name}</text>`
  return html`<rect x="${start}%" y="2" width="${width}%" height="28" class="${kind}"/>${name !== null && room && label}`
}
