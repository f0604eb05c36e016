import { html, raw, type Html } from '../html.ts'
import { linear } from './scale.ts'

interface Sparkline {
  /** Oldest first. One value draws a dot, none draws nothing. */
  readonly values: readonly number[]
  /** Said aloud in place of the drawing. 'Last 8 months: 93, 92, …' unless given. */
  readonly label?: string | undefined
  /** What the values are counted by: 'months' unless given. */
  readonly each?: string | undefined
}

/** A line with no axis, beside the number it ends on. */
export function sparkline({ values, each = 'months', label }: Sparkline): Html | undefined {
  if (values.length === 0) return undefined
  const [x, y] = [
    linear([0, Math.max(1, values.length - 1)], [3, 67]),
    linear([Math.min(...values), Math.max(...values)], [18, 4]),
  ]
  const points = values.map((value, i) => `${x(i)},${y(value)}`).join(' ')
  const last = values.at(-1) ?? 0
  const said = label ?? `Last ${values.length} ${each}: ${values.join(', ')}`
  return html`<svg class="hf-spark hf-svg" width="72" height="22" viewBox="0 0 72 22" role="img" aria-label="${said}">
    ${raw(
      `<polyline class="hf-line" points="${points}"/><circle class="f-pt" cx="${x(values.length - 1)}" cy="${y(last)}" r="3"/>`,
    )}
  </svg>`
}
