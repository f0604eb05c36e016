import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { mayEver, type Actor, type Permission } from './policy.ts'
import { within } from './reach.ts'

/**
 * Of these permissions, those the actor holds for this child, in one statement: so that a page offers nobody a way that
 * leads to a refusal.
 */
export async function permissionsOn(
  db: Db | Tx,
  actor: Actor,
  childId: string,
  permissions: readonly Permission[],
): Promise<ReadonlySet<Permission>> {
  const possible = [...new Set(permissions)].filter((permission) => mayEver(actor, permission))
  if (possible.length === 0) return new Set()
  const each = possible.map(
    (permission) => sql`(${permission}::text, ${within(actor, permission, sql.ref('person.id'))})`,
  )
  const { rows } = await sql<{ permission: Permission }>`
    select held.permission from person cross join lateral (values ${sql.join(each)}) as held (permission, may)
     where person.id = ${childId} and held.may
  `.execute(db)
  return new Set(rows.map(({ permission }) => permission))
}
