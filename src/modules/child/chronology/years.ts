import type { Entry } from './entries.ts'

interface Year<T> {
  readonly year: string
  readonly entries: readonly T[]
}

/** Entries by year, in the order they come. */
export function byYear<T>(entries: readonly Entry[], words: (entry: Entry) => T): Year<T>[] {
  const years = Map.groupBy(entries, ({ day }) => day.slice(0, 4))
  return [...years].map(([year, own]) => ({ year, entries: own.map(words) }))
}
