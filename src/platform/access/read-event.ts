import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import type { Actor } from './policy.ts'

/**
 * Writes down that these children's records were looked at. Called once for each response that shows a
 * child, and awaited before its first byte (decisions §8).
 *
 * @param route the pattern of the route, never the address itself
 */
export async function lookedAt(
  db: Db | Tx,
  actor: Actor,
  childIds: readonly string[],
  route: string,
): Promise<void> {
  await prepared(
    db,
    sql`insert into read_event (actor_id, child_ids, route) values (${actor.id}, ${childIds}, ${route})`,
  )
}
