import type { Day } from '../../../platform/dates/day.ts'
import type { ReturnSpan } from '../rows/made.ts'
import { collectionYear, yearBetween, type CollectionYear } from '../year.ts'

/** The return in force on a day: the one whose year the day is in, as it would be if it were made at the end of that day. */
export interface InForce {
  /** From 1 April to the day itself, both inclusive. */
  readonly year: CollectionYear
  readonly span: ReturnSpan
  /** The year before, whole. */
  readonly lastSpan: ReturnSpan
}

/** The return in force: 22 November 2026 is in the one that ends in 2027. */
export function inForce(today: Day): InForce {
  const ends = Number(today.slice(0, 4)) + (today.slice(5) >= '04-01' ? 1 : 0)
  const { startsOn } = collectionYear(ends)
  const last = collectionYear(ends - 1)
  return {
    year: yearBetween(startsOn, today, ends),
    span: { ends, startsOn, endsOn: today },
    lastSpan: { ends: last.ends, startsOn: last.startsOn, endsOn: last.endsOn },
  }
}
