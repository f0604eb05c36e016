import { sql } from 'kysely'
import type { Instant } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { clockSetting } from '../../platform/record/readings.ts'
import { bringUpToDate } from '../../platform/record/up-to-date.ts'

/** Children brought up to date at once. */
const together = 500

/** Batches in hand at once: while the database answers for one, the duties of the other are worked out. */
const inHand = 2

/** Brings clocks and findings up to date with the records of all these children. */
export async function bringUp(
  tx: Tx,
  book: Book,
  childIds: Iterable<string>,
  tell: () => void = () => undefined,
): Promise<void> {
  const setting = await clockSetting(tx)
  const ids = [...childIds].toSorted()
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < ids.length) {
      const some = ids.slice(next, next + together)
      next += together
      tell()
      await bringUpToDate(tx, book, { childIds: some }, setting)
    }
  }
  await allOf(Array.from({ length: inHand }, lane))
}

/** Waits for all of them even when one fails: nothing may go on in a transaction that is being taken back. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(work)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/** How many of the record's own checks found something in this transaction. */
export async function foundByChecks(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('finding')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('foundAt', '=', sql<Instant>`now()`)
    .where('importId', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
