/** The usual range of a measure, from its own past: an XmR chart's average and natural limits. */
export interface Limits {
  readonly average: number
  readonly low: number
  readonly high: number
}

/** 3 standard deviations, where one is the mean moving range over 1.128 (Shewhart). */
const perMovingRange = 2.66

/** Fewer points than this say nothing of what is usual. */
export const leastPoints = 8

/**
 * The average of the values and 2.66 mean moving ranges either side, no further than a value can go. Null for fewer than
 * eight.
 *
 * @param values oldest first
 * @example limitsOf([10, 12, 10, 12, 10, 12, 10, 12]) // average 11, low 5.68, high 16.32
 */
export function limitsOf(
  values: readonly number[],
  { most = Infinity }: { readonly most?: number } = {},
): Limits | null {
  if (values.length < leastPoints) return null
  const average = meanOf(values)
  const ranges = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)))
  const reach = perMovingRange * meanOf(ranges)
  return { average, low: Math.max(0, average - reach), high: Math.min(most, average + reach) }
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** How the last of some values stands beside those before it. */
type Standing = 'above' | 'below' | 'usual'

/** Above or below the usual range; a value on a limit is inside it. */
export function standingOf(value: number, { low, high }: Limits): Standing {
  if (value > high) return 'above'
  return value < low ? 'below' : 'usual'
}

/** How many of the last steps went the same way: 3 for three rises in a row, -3 for three falls. */
export function runOf(values: readonly number[]): number {
  let run = 0
  for (let i = values.length - 1; i > 0; i -= 1) {
    const step = Math.sign((values[i] ?? 0) - (values[i - 1] ?? 0))
    if (step === 0 || (run !== 0 && step !== Math.sign(run))) break
    run += step
  }
  return run
}
