import type { RawBuilder } from 'kysely'
import type { Permission } from '../../platform/access/policy.ts'
import type { Calendar } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { State } from '../../platform/web/holdfast/state.ts'

/** One thing a rule found of one child on one day: what a number counts, and what its list says. */
export interface Hit {
  readonly rule: string
  readonly day: Day
  readonly childId: string
  /** Who works with the child on that day; null for nobody. */
  readonly workerId: string | null
  /** Null for a child who has never had a worker, and so belongs to no team yet. */
  readonly teamId: string | null
  /** The day it turns on: when due, last seen, begun. */
  readonly at: Day | null
  readonly number: number | null
  /** A clock's id, or words that somebody wrote. */
  readonly words: string | null
}

/** What a hit is said with. */
export interface Saying {
  readonly on: Day
  readonly calendar: Calendar
  readonly named: (clock: string) => string
}

/** What a number counts, and so what a row of its list is. */
type Counts = 'children' | 'visits' | 'directions' | 'duties'

/**
 * A rule of oversight: a query of a day. It gives a row for each hit from `held` (day, since, child_id, worker_id, team_id,
 * from_on) or another of the facts of the day (facts-of-days.ts), with the columns at, number and words after them. Numbers and lists are both made of these rows.
 */
export interface OversightRule {
  /** Stands in addresses, and never changes. */
  readonly id: string
  readonly name: string
  readonly counts: Counts
  /** Whether it is a rule of drift: shown now and last week. */
  readonly drift: boolean
  /** What it adds to a child's place in the order; nought where it is no reason to look. It is never shown. */
  readonly weight: number
  /** What it counts, in a sentence. */
  readonly means: string
  /** What it leaves out because it is not known, or does not belong. */
  readonly leavesOut: string
  readonly source: string
  /** Where what its list holds is done, for those who may: none where each child's own page is the place. */
  readonly doneAt?: { readonly text: string; readonly href: string; readonly needs: Permission }
  readonly hits: RawBuilder<unknown>
  readonly says: (hit: Hit, saying: Saying) => State
}
