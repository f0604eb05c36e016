import { sql } from 'kysely'
import type { ClockSetting } from '../clocks/clock.ts'
import type { Day } from '../dates/day.ts'
import { copyInto } from '../db/copy.ts'
import type { Db, Tx } from '../db/database.ts'
import { breachCells, breachColumns, breachesCorrected } from './breaches.ts'
import { kindsOf, readAll, type ChapterDuties } from './duties.ts'
import { heldOf, type HeldRecords } from './held.ts'
import { snake } from './names.ts'
import {
  readingCells,
  readingColumns,
  readingKey,
  rowOf,
  sameReading,
  type ReadingRow,
} from './reading-row.ts'
import { workingCalendar } from './working-calendar.ts'

/** The bank holidays and local standards in force, as the administrator has left them. */
export async function clockSetting(db: Db | Tx): Promise<ClockSetting> {
  const limits = await db.selectFrom('localStandard').select(['clock', 'length']).execute()
  return {
    calendar: await workingCalendar(db),
    limits: new Map(limits.map(({ clock, length }) => [clock, length])),
  }
}

/** What clocks are read against, and the day they are read on: what had been missed by then is not forgotten. */
interface ReadingOn {
  readonly setting: ClockSetting
  readonly today: Day
}

/** Brings the readings of these children up to date with their records, touching only what differs. */
export async function refreshClocks(
  tx: Tx,
  chapters: readonly ChapterDuties[],
  childIds: readonly string[],
  reading: ReadingOn,
): Promise<void> {
  await storeReadings(tx, chapters, await heldOf(tx, kindsOf(chapters), childIds), reading)
}

/** The same, of children whose records have been read already. A day missed that is missed no longer is kept as corrected. */
export async function storeReadings(
  tx: Tx,
  chapters: readonly ChapterDuties[],
  held: HeldRecords,
  { setting, today }: ReadingOn,
): Promise<void> {
  const fresh = (await readAll(held, chapters, setting)).map(rowOf)
  const { gone, come } = between(held.readings, fresh)
  const corrected = breachesCorrected(gone, come, today)
  await drop(tx, gone)
  if (come.length > 0) await copyInto(tx, 'clock_reading', readingColumns.map(snake), lazily(come))
  if (corrected.length > 0) {
    const cells = corrected.map((breach) => breachCells(breach, today))
    await copyInto(tx, 'breach_corrected', breachColumns.map(snake), cells)
  }
}

/** Takes away readings that nobody outside this transaction has seen: they are to be read anew, and none of it is a correction. */
export async function forgetReadings(tx: Tx, childIds: readonly string[]): Promise<void> {
  if (childIds.length === 0) return
  await sql`delete from clock_reading where child_id = any(${childIds})`.execute(tx)
}

/** What stands and should not, and what should stand and does not. */
function between(
  stored: readonly ReadingRow[],
  fresh: readonly ReadingRow[],
): { readonly gone: readonly ReadingRow[]; readonly come: readonly ReadingRow[] } {
  if (stored.length === 0) return { gone: [], come: fresh }
  const held = new Map(stored.map((row) => [readingKey(row), row]))
  const wanted = new Map(fresh.map((row) => [readingKey(row), row]))
  return {
    gone: stored.filter((row) => !sameReading(row, wanted.get(readingKey(row)))),
    come: fresh.filter((row) => !sameReading(row, held.get(readingKey(row)))),
  }
}

function* lazily(rows: readonly ReadingRow[]): Generator<ReturnType<typeof readingCells>> {
  for (const row of rows) yield readingCells(row)
}

async function drop(tx: Tx, rows: readonly ReadingRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    delete from clock_reading using unnest(
      ${rows.map((row) => row.childId)}::uuid[], ${rows.map((row) => row.clock)}::text[],
      ${rows.map((row) => row.recordId)}::uuid[], ${rows.map((row) => row.sinceOn)}::date[]
    ) as gone (child_id, clock, record_id, since_on)
     where clock_reading.child_id = gone.child_id and clock_reading.clock = gone.clock
       and clock_reading.record_id = gone.record_id and clock_reading.since_on = gone.since_on
  `.execute(tx)
}
