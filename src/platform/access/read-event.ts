import type { Db, Tx } from '../db/database.ts'
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
  await db
    .insertInto('readEvent')
    .values({ actorId: actor.id, childIds: [...childIds], route })
    .execute()
}
