import type { ClockSetting } from '../clocks/clock.ts'
import type { Day } from '../dates/day.ts'
import type { Tx } from '../db/database.ts'
import type { Book } from './book.ts'
import { storeFindings } from './checks.ts'
import { kindsOf } from './duties.ts'
import { heldOf } from './held.ts'
import { clockSetting, storeReadings } from './readings.ts'
import type { AnyRecordType } from './record.ts'

/** What was touched: whose records, and of which kinds. */
export interface Touched {
  readonly childIds: readonly string[]
  /** Kinds whose checks are asked again; all that have checks if not said. */
  readonly kinds?: ReadonlySet<AnyRecordType>
}

/**
 * Brings the readings and the findings of these children up to date with their records, which are read once for both.
 *
 * @param setting what the clocks are read against; read here if not given
 */
export async function bringUpToDate(
  tx: Tx,
  book: Pick<Book, 'duties' | 'checks'> & { readonly today: () => Day },
  { childIds, kinds }: Touched,
  setting?: ClockSetting,
): Promise<void> {
  if (childIds.length === 0) return
  // The statement is one and the same whatever was touched, so that it is planned once.
  const read = [...new Set([...kindsOf(book.duties), ...book.checks.map(({ on }) => on)])]
  const held = await heldOf(tx, read, childIds)
  const reading = { setting: setting ?? (await clockSetting(tx)), today: book.today() }
  await storeReadings(tx, book.duties, held, reading)
  const asked = book.checks.filter(({ on }) => kinds === undefined || kinds.has(on))
  await storeFindings(tx, asked, held, book.today())
}
