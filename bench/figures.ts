import { cpus, loadavg, totalmem } from 'node:os'

/** The value below which this share of the figures lies; NaN of none. Sorts a copy. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (figures: readonly number[]): number => percentile(figures, 0.5)

/** '12.3 ms'. */
export const milliseconds = (figure: number): string => `${figure.toFixed(1)} ms`

/** What it was measured on: figures of one machine say little of another, ratios more. */
export const machine = (): string =>
  `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${process.platform}; load ${(loadavg()[0] ?? 0).toFixed(1)} in the last minute, ours included`
