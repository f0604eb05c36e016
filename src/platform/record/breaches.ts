import { breachedOn } from '../clocks/clock.ts'
import type { Day } from '../dates/day.ts'
import type { Cell } from '../db/copy.ts'
import { readingKey, type ReadingRow } from './reading-row.ts'

/** A day missed that the record no longer says was missed. */
interface BreachCorrected {
  readonly was: ReadingRow & { readonly dueOn: Day }
  /** The first day past the limit. */
  readonly breachedOn: Day
  /** The same duty as it reads now; null where nothing gives rise to it any longer. */
  readonly now: ReadingRow | null
}

/** The columns of a breach taken back, in order. */
export const breachColumns = [
  'childId',
  'clock',
  'recordId',
  'sinceOn',
  'dueOn',
  'breachedOn',
  'correctedOn',
  'stands',
  'nowDueOn',
  'nowMetOn',
  'nowEndedOn',
  'nowKnown',
] as const

/**
 * Of readings about to go, those that had missed their day by `today` and whose duty, read afresh, has not: a visit of
 * the time was written down late, a wrong day was put right, the duty was found never to have arisen. A reading that has
 * still missed its day, were it by another, is a breach that stands and is none of these.
 */
export function breachesCorrected(
  gone: readonly ReadingRow[],
  come: readonly ReadingRow[],
  today: Day,
): BreachCorrected[] {
  const fresh = new Map(come.map((row) => [readingKey(row), row]))
  return gone.flatMap((was) => {
    const missed = breachOf(was, today)
    const now = fresh.get(readingKey(was)) ?? null
    if (missed === null || was.dueOn === null || (now !== null && breachOf(now, today) !== null)) return []
    return [{ was: { ...was, dueOn: was.dueOn }, breachedOn: missed, now }]
  })
}

/** The day a stored reading's limit was passed undone, if it had been by `today`. */
const breachOf = (row: ReadingRow, today: Day): Day | null =>
  breachedOn(
    {
      childId: row.childId,
      clock: row.clock,
      recordId: row.recordId,
      since: row.sinceAt ?? row.sinceOn,
      due: row.dueAt ?? row.dueOn,
      met: row.metAt ?? row.metOn,
      ended: row.endedOn,
      known: row.known,
    },
    today,
  )

/** A breach taken back as it is stored, in the order of `breachColumns`. */
export const breachCells = ({ was, breachedOn: missed, now }: BreachCorrected, today: Day): Cell[] => [
  was.childId,
  was.clock,
  was.recordId,
  was.sinceOn,
  was.dueOn,
  missed,
  today,
  now !== null,
  now?.dueOn ?? null,
  now?.metOn ?? null,
  now?.endedOn ?? null,
  now?.known ?? null,
]
