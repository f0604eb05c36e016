import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import type { Actor } from './policy.ts'

/** What a reader asked for could not be written down, so it is not shown. The web layer answers 503. */
export class NotWrittenDown extends Error {
  override readonly name = 'NotWrittenDown'
}

/**
 * Writes down that these children's records were looked at. Called once for each response that shows a
 * child, and awaited before its first byte (decisions §8).
 *
 * @param route the pattern of the route, never the address itself
 * @throws NotWrittenDown when it could not be stored, whatever the cause
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
  ).catch((cause: unknown) => {
    throw new NotWrittenDown('the read event was not stored', { cause })
  })
}
