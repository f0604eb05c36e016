import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** How often something may be tried. */
export interface Limit {
  /** A short name for what is tried. */
  readonly what: string
  /** Most times in each stretch of so many seconds. */
  readonly most: number
  readonly seconds: number
}

/**
 * Counts one try and says whether it is within the limit, for every process of the server together. Stretches begin at fixed
 * times, so at the turn of one twice as many may pass.
 *
 * @param who the address, account or organisation that tries; only its digest is kept
 */
export async function mayTry(db: Db, { what, most, seconds }: Limit, who: string): Promise<boolean> {
  const { rows } = await sql<{ times: number }>`
    insert into rate_count (what, who, began_at, times)
    values (${what}, ${digest(who)}, date_bin(make_interval(secs => ${seconds}), now(), 'epoch'), 1)
    on conflict (what, who, began_at) do update set times = rate_count.times + 1
    returning times`.execute(db)
  return (rows[0]?.times ?? 0) <= most
}

/** Forgets counts older than a day. */
export async function forgetCounts(db: Db | Tx): Promise<void> {
  await sql`delete from rate_count where began_at < now() - interval '1 day'`.execute(db)
}

const digest = (who: string): Buffer => createHash('sha256').update(who.toLowerCase()).digest()
