/** How far along `from` to `to` a day (or instant) stands, in per cent, both ends included. Held within 0 and 100. */
export function along(day: string, from: string, to: string): number {
  const [at, start, end] = [Date.parse(day), Date.parse(from), Date.parse(to)]
  if (end <= start) return 0
  return rounded(Math.min(100, Math.max(0, ((at - start) / (end - start)) * 100)))
}

/** A position to two places: enough for a drawing, and short on the page. */
export const rounded = (position: number): number => Math.round(position * 100) / 100

/** A straight line from one range to another. A range of nothing gives the middle. */
export function linear(
  from: readonly [number, number],
  to: readonly [number, number],
): (value: number) => number {
  const width = from[1] - from[0]
  if (width === 0) return () => rounded((to[0] + to[1]) / 2)
  return (value) => rounded(to[0] + ((value - from[0]) / width) * (to[1] - to[0]))
}

/** Round numbers that enclose all of the values, four to seven of them, lowest first. */
export function ticks(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const rough = (high - low || Math.abs(high) || 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough) ?? power * 10
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** The first day of each month between two days, and its short name: 'Sep'. */
export function months(from: string, to: string): readonly { readonly on: string; readonly name: string }[] {
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1
  const last = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1
  const all = Array.from({ length: last - first + 1 }, (_, i) => month(first + i))
  return all.filter(({ on }) => on >= from && on <= to)
}

function month(count: number): { readonly on: string; readonly name: string } {
  const [year, index] = [Math.floor(count / 12), count % 12]
  return { on: `${year}-${String(index + 1).padStart(2, '0')}-01`, name: shortMonths[index] ?? '' }
}

const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
