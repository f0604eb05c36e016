import { sql } from 'kysely'
import { z } from 'zod'
import type { Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { job, type Job } from '../../platform/jobs/job.ts'
import { clockSetting, refreshClocks } from '../../platform/record/readings.ts'

const atOnce = 500

/** Asks, in the transaction that changes a setting, that a clock (or, for null, every clock) be worked out again. */
export async function askRebuild(tx: Tx, clock: string | null): Promise<void> {
  const { id } = await tx
    .insertInto('clockRebuild')
    .values({ clock })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(tx, rebuildClocks, { rebuild: id, after: null })
}

/** Some hundreds of children at a time, so that people go on working; each lot asks for the next. */
export const rebuildClocks: Job<{ rebuild: number; after: string | null }> = job({
  name: 'rebuild-clocks',
  says: 'Works dates out again after a local standard or a bank holiday has changed',
  // Two lots of the same children at once would wait for each other.
  inTurn: true,
  payload: z.object({ rebuild: z.int(), after: z.uuid().nullable() }),
  run: async (tx, { rebuild, after }, { book }) => {
    const { clock } = await tx
      .selectFrom('clockRebuild')
      .select('clock')
      .where('id', '=', rebuild)
      .executeTakeFirstOrThrow()
    const children = await nextChildren(tx, clock, after)
    const reading = { setting: await clockSetting(tx), today: book.today() }
    await refreshClocks(tx, book.duties, children, reading)
    const last = children.length < atOnce ? null : (children.at(-1) ?? null)
    await sql`
      update clock_rebuild
         set children = children + ${children.length}, finished_at = ${last === null ? sql`now()` : null}
       where id = ${rebuild}
    `.execute(tx)
    if (last !== null) await enqueue(tx, rebuildClocks, { rebuild, after: last })
  },
})

async function nextChildren(db: Tx, clock: string | null, after: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct child_id as id from clock_reading
     where ${clock === null ? sql`true` : sql`clock = ${clock}`}
       and ${after === null ? sql`true` : sql`child_id > ${after}`}
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
