import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Answer } from './send.ts'

type Received = Extract<Answer, { kind: 'received' }>

/** What is sent in one go. */
export interface Post {
  readonly id: string
  readonly children: number
  /** The same bytes at every attempt. */
  readonly body: string
}

/**
 * Makes the next post of what waits: purges first, so that what one child gives up is gone before another has it. Null where nothing
 * waits or one is under way.
 */
export async function makePost(tx: Tx): Promise<string | null> {
  // A search that ends and a post that ends may both come here.
  await sql`select pg_advisory_xact_lock(7205, 1)`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    with free as (
      select fits from dfe_change
       where state = 'waiting'
         and not exists (select 1 from dfe_post where state in ('sending', 'stopped'))
       order by fits, purge desc, id limit 1
    ), lot as (
      select change.id, change.purge from dfe_change change join free using (fits)
       where change.state = 'waiting'
       order by change.purge desc, change.id limit (select fits from free)
    ), made as (
      insert into dfe_post (state, children, purges)
      select 'sending', count(*), count(*) filter (where purge) from lot having count(*) > 0
      returning id
    ), taken as (
      update dfe_change set state = 'sending', post_id = (select id from made)
       where id in (select id from lot)
    )
    select id from made
  `.execute(tx)
  return rows[0]?.id ?? null
}

/**
 * Counts an attempt before its bytes leave, so that no sending goes uncounted, and gives them. Null where the post has ended.
 */
export async function beginTry(db: Db, postId: string): Promise<Post | null> {
  const { rows } = await sql<Post>`
    with begun as (
      update dfe_post set tries = tries + 1, last_try_at = now(), next_try_at = null
       where id = ${postId} and state = 'sending'
      returning id, children
    )
    select begun.id, begun.children,
           (select '[' || string_agg(payload, ',' order by purge desc, change.id) || ']'
              from dfe_change change where change.post_id = begun.id) as body
      from begun
  `.execute(db)
  return rows[0] ?? null
}

/**
 * Writes a receipt down the moment it is heard, in a statement of its own: only a kill before this has the post sent again. The state
 * follows with the rest (`keepAnswer`).
 */
export async function noteReceipt(db: Db, postId: string, { status, receipt }: Received): Promise<void> {
  await db
    .updateTable('dfePost')
    .set({ status, receipt, endedAt: sql`now()` })
    .where('id', '=', postId)
    .where('state', '=', 'sending')
    .execute()
}

/** The receipt of a post that was heard and not yet kept: it is not to be sent again. */
export async function receiptNoted(db: Db, postId: string): Promise<Received | null> {
  const noted = await db
    .selectFrom('dfePost')
    .select(['status', 'receipt'])
    .where('id', '=', postId)
    .where('state', '=', 'sending')
    .where('endedAt', 'is not', null)
    .executeTakeFirst()
  if (noted === undefined || noted.status === null) return null
  return { kind: 'received', status: noted.status, receipt: noted.receipt ?? '' }
}

/** Begins again with a post that was stopped, or of which nothing was heard for an hour after it was due. Null where there is none. */
export async function resumePost(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    update dfe_post set state = 'sending', tries = 0, next_try_at = null
     where state = 'stopped'
        or (state = 'sending' and coalesce(next_try_at, last_try_at, made_at) < now() - interval '1 hour')
    returning id
  `.execute(tx)
  return rows[0]?.id ?? null
}
