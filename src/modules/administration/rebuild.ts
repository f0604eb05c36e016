import { sql } from 'kysely'
import type { Instant } from '../../platform/dates/day.ts'
import { inTransaction, type Db, type Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { clockSetting, refreshClocks } from '../../platform/record/readings.ts'

const atOnce = 500
const tries = 3

/** Asks, in the transaction that changes a setting, that a clock (or, for null, every clock) be worked out again. */
export async function askRebuild(tx: Tx, clock: string | null): Promise<void> {
  await tx.insertInto('clockRebuild').values({ clock }).execute()
}

/** Works clocks out again after a setting has changed, while people go on working. */
export interface Rebuilder {
  /** Does what has been asked and not finished, after whatever is already being done. */
  readonly start: () => void
  /** Resolves when nothing is being done. */
  readonly settled: () => Promise<void>
}

/**
 * A rebuilder for one server. What a stopped server left undone is done by the next one to start.
 *
 * @param failed told when the work had to be given up until the next start
 */
export function rebuilder(book: Book, failed: (fault: unknown) => void): Rebuilder {
  let working = Promise.resolve()
  return {
    start: () => void (working = working.then(() => doAll(book)).catch(failed)),
    settled: () => working,
  }
}

async function doAll(book: Book): Promise<void> {
  for (;;) {
    const asked = await book.db
      .selectFrom('clockRebuild')
      .select(['id', 'clock'])
      .where('finishedAt', 'is', null)
      .orderBy('id')
      .executeTakeFirst()
    if (asked === undefined) return
    await doOne(book, asked)
  }
}

async function doOne(book: Book, { id, clock }: { id: number; clock: string | null }): Promise<void> {
  for (let last: string | null = null; ;) {
    const children = await nextChildren(book.db, clock, last)
    if (children.length === 0) break
    await retried(() =>
      inTransaction(book.db, async (tx) => refreshClocks(tx, book.duties, children, await clockSetting(tx))),
    )
    await sql`update clock_rebuild set children = children + ${children.length} where id = ${id}`.execute(
      book.db,
    )
    last = children.at(-1) ?? null
  }
  await sql`update clock_rebuild set finished_at = now() where id = ${id}`.execute(book.db)
}

/** Somebody may be writing one of the same children's clocks at the same moment: then it is done again. */
async function retried(work: () => Promise<void>): Promise<void> {
  for (let left = tries; ; left -= 1)
    try {
      return await work()
    } catch (fault) {
      if (left <= 1) throw fault
    }
}

async function nextChildren(db: Db, clock: string | null, after: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct child_id as id from clock_reading
     where ${clock === null ? sql`true` : sql`clock = ${clock}`} and ${after === null ? sql`true` : sql`child_id > ${after}`}
     order by child_id limit ${sql.lit(atOnce)}
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** How the last rebuild stands. */
export interface RebuildTold {
  readonly children: number
  readonly askedAt: Instant
  /** Null while it is being done. */
  readonly finishedAt: Instant | null
}

/** The last rebuild asked for, or null if there has been none. */
export const lastRebuild = async (db: Db): Promise<RebuildTold | null> =>
  (await db
    .selectFrom('clockRebuild')
    .select(['children', 'askedAt', 'finishedAt'])
    .orderBy('id', 'desc')
    .executeTakeFirst()) ?? null
