import type { ClockSetting } from '../clocks/clock.ts'
import type { Day } from '../dates/day.ts'
import type { Tx } from '../db/database.ts'
import type { Book } from './book.ts'
import { askedBy, kindsRead, storeFindings, type ChildChecks } from './checks.ts'
import { kindsOf } from './duties.ts'
import { heldOf } from './held.ts'
import { clockSetting, storeReadings } from './readings.ts'
import type { AnyRecordType } from './record.ts'

/** What was touched: whose records, and of which kinds. */
interface Touched {
  readonly childIds: readonly string[]
  /**
   * Kinds whose checks are asked again. Not said of what comes in bulk: all checks of single records are then asked, and those of
   * a child's records together are left to the night.
   */
  readonly kinds?: ReadonlySet<AnyRecordType>
}

/**
 * Brings the readings and the findings of these children up to date with their records, which are read once for both.
 *
 * @param setting what the clocks are read against; read here if not given
 */
export async function bringUpToDate(
  tx: Tx,
  book: Pick<Book, 'duties' | 'checks' | 'childChecks'> & { readonly today: () => Day },
  { childIds, kinds }: Touched,
  setting?: ClockSetting,
): Promise<void> {
  if (childIds.length === 0) return
  const together = kinds === undefined ? [] : (book.childChecks ?? [])
  // The statement is one and the same whatever was touched, so that it is planned once.
  const read = new Set([
    ...kindsOf(book.duties),
    ...kindsRead(book.checks),
    ...together.flatMap((each) => each.kinds),
  ])
  const held = await heldOf(tx, [...read], childIds)
  const reading = { setting: setting ?? (await clockSetting(tx)), today: book.today() }
  await storeReadings(tx, book.duties, held, reading)
  const checks = kinds === undefined ? book.checks : book.checks.filter(askedBy(kinds))
  await storeFindings(tx, { checks, together: askedOf(together, kinds) }, held, book.today())
}

/** The rules that read what was touched. A child touched in no record of theirs was merged or renumbered: all are asked. */
const askedOf = (together: readonly ChildChecks[], kinds: ReadonlySet<AnyRecordType> | undefined) =>
  together.map((checks) => ({
    checks,
    rules: checks.askedBy(kinds === undefined || kinds.size === 0 ? null : kinds),
  }))
