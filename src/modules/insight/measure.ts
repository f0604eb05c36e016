import type { RawBuilder } from 'kysely'

/** The stages of a child's way through the service, in the order the page tells them. */
export const stages = [
  'Front door',
  'Assessment',
  'Help',
  'Protection',
  'In our care',
  'Leaving care',
  'Workforce and oversight',
] as const
type Stage = (typeof stages)[number]

/** How rows become a number. A rate is for every 10,000 children of the area; `each worker` is rows for each of their workers. */
type Figure = 'count' | 'percent' | 'rate' | 'mean' | 'median' | 'longest' | 'each worker'

/**
 * What the rows are of. `day` is how things stood at its end; the others are what happened in that long up to it, the day
 * itself included. A year's and a month's are drawn month by month, since a year's moves too slowly to tell a change.
 */
export type Over = 'day' | 'month' | 'year' | 'three years'

/**
 * One measure: a query of a day, or of a stretch up to it. Numbers and lists are both made of its rows, so neither can say
 * what the other does not.
 */
export interface Measure {
  /** Stands in addresses and files, and never changes. */
  readonly id: string
  readonly title: string
  readonly stage: Stage
  readonly figure: Figure
  readonly over: Over
  /** Which way is better; null where neither is. */
  readonly better: 'higher' | 'lower' | null
  /** One row and several: 'referral', 'referrals'. */
  readonly rows: readonly [one: string, many: string]
  /** What is counted, and of what. */
  readonly means: string
  /** What is left out because it is not known, or how ours differs from what is published. */
  readonly leavesOut: string
  /** Where the definition comes from. */
  readonly source: string
  /**
   * The rows, each with child_id (null where it is of a worker or a post) and the day it turns on as `at`; what else they
   * hold is for `meets` and the rest. Reads `asked.day` and `asked.since`, the day before the stretch begins.
   */
  readonly population: RawBuilder<unknown>
  /** Whether `one` counts: null where it is not known, and then it is in neither number. All do where it is not given. */
  readonly numerator?: RawBuilder<boolean | null>
  /** Whether a row is among those the numerator is held against; those known to count or not, where it is not given. */
  readonly denominator?: RawBuilder<boolean>
  /** What a row adds to an average. */
  readonly value?: RawBuilder<number>
  /** Whose it is, where the row is of a worker or counted by worker. */
  readonly worker?: RawBuilder<string>
  /** The team it is counted for; the child's on the day, where it is not given. */
  readonly team?: RawBuilder<string>
  /** The id under which England's and other authorities' are published. */
  readonly comparator?: string
}
