import type { FactKind } from '../../platform/clocks/clock.ts'
import type { Day } from '../../platform/dates/day.ts'
import { day } from '../../platform/dates/day.ts'
import type { Received, RowRead } from '../../platform/record/received.ts'
import type { PersonReceived } from '../people/index.ts'

/** A kind of fact a return can hold about a child, and the days of which it holds all, both inclusive. */
export interface Covered {
  readonly fact: FactKind
  readonly fromOn: Day | null
  /** Null for a list, which is as things stand; a yearly return says nothing of the days after its year. */
  readonly untilOn: Day | null
}

/** One child of a return, as the record will hold them: who they are, their records, and what the return can tell of them. */
export interface ChildReceived {
  readonly laChildId: string
  /** Oldest word first. */
  readonly people: readonly PersonReceived[]
  readonly records: readonly Received[]
  readonly covered: readonly Covered[]
  /** Every row read of the child: each is accounted for by the person or by one record. */
  readonly rows: readonly RowRead[]
  /** The row each row stands beneath; only the census has rows beneath rows. */
  readonly under?: ReadonlyMap<RowRead, RowRead>
}

/** The first day a yearly return speaks of. */
export const yearStarts = (year: number): Day => day(`${year - 1}-04-01`)

/** The last day a yearly return speaks of. */
export const yearEnds = (year: number): Day => day(`${year}-03-31`)
