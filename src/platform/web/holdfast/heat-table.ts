import { html, type Html, type Words } from '../html.ts'
import { cards, type Cell } from './cards.ts'
import type { Standing } from './measure.ts'

interface HeatCell {
  /** '89%'. */
  readonly value: Words
  /** '55 of 62'. */
  readonly of: string
  readonly standing: Standing
}

export interface HeatTable {
  readonly caption: string
  /** 'Team', then each measure. */
  readonly columns: readonly string[]
  readonly rows: readonly { readonly team: Words; readonly cells: readonly HeatCell[] }[]
}

/** Teams by measure, each against its own usual range. The words carry it and the tint repeats it. Three teams at least. */
export function heatTable({ caption, columns, rows }: HeatTable): Html {
  const drawn = rows.map(({ team, cells }) => ({ head: team, cells: cells.map(cellOf) }))
  return html`${key}${cards({ caption, columns, rows: drawn, classes: 'hf-heat' })}`
}

const key = html`<ul class="hf-key"><li>▲︎ worse than its own usual range</li><li>✓︎ better</li><li>no mark: usual</li></ul>`

const marks: Readonly<Record<Standing, Html | false>> = {
  worse: html`<span class="govuk-visually-hidden">Worse than usual: </span><span aria-hidden="true">▲︎ </span>`,
  better: html`<span class="govuk-visually-hidden">Better than usual: </span><span aria-hidden="true">✓︎ </span>`,
  usual: false,
}

const cellOf = ({ value, of, standing }: HeatCell): Cell => ({
  text: html`<strong>${marks[standing]}${value}</strong><small>${of}</small>`,
  classes: `h-${standing}`,
})
