import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { NoSuchPerson } from '../people/child.ts'
import { NotAllowed, scopeOf, type Actor, type Permission, type Scope } from './policy.ts'

/**
 * The condition under which the actor may do this to a child, for a `where` of any list.
 * Restricted records (level 2 and above) are in nobody's list but their own workers'.
 *
 * @param childId the column that holds the child's id, such as `sql.ref('visit.child_id')`
 */
export function within(
  actor: Actor,
  permission: Permission,
  childId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const scope = scopeOf(actor, permission)
  if (scope === null) return sql<boolean>`false`
  const open = sql<boolean>`not exists (select 1 from person hidden where hidden.id = ${childId} and hidden.restricted_level > 1)`
  const mine = sql<boolean>`exists (select 1 from allocation reach where reach.child_id = ${childId}
     and reach.state = 'allocated' and reach.worker_id = ${actor.id})`
  if (scope === 'own') return mine
  // What is true of most children is asked first: a list of the whole authority's is long.
  return sql<boolean>`((${open} and ${byScope(scope, actor, childId)}) or ${mine})`
}

// The allocations asked of here are called `reach`: were they called by their own name, a list that is itself of allocations
// would have its `allocation.child_id` taken for ours, and everybody let in.
function byScope(
  scope: Exclude<Scope, 'own'>,
  actor: Actor,
  childId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  switch (scope) {
    case 'authority':
      return sql<boolean>`true`
    case 'team':
      // A child left with nobody stays with the teams that had them until somebody has them.
      return sql<boolean>`(exists (select 1 from allocation reach where reach.child_id = ${childId}
         and reach.state = 'allocated' and reach.team_id = ${actor.teamId})
         or exists (select 1 from allocation reach where reach.child_id = ${childId} and reach.team_id = ${actor.teamId})
            and not exists (select 1 from allocation reach where reach.child_id = ${childId} and reach.state = 'allocated'))`
    case 'service':
      // A child with nobody allocated is everybody's in the service until somebody is.
      return sql<boolean>`(not exists (select 1 from allocation reach where reach.child_id = ${childId} and reach.state = 'allocated')
         or exists (select 1 from allocation reach join team of_service on of_service.id = reach.team_id where reach.child_id = ${childId}
            and reach.state = 'allocated' and of_service.service = ${actor.service}))`
  }
}

/** Of these children, those the actor may do this to, in one statement. */
export async function reachable(
  db: Db | Tx,
  actor: Actor,
  permission: Permission,
  childIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select person.id from person
     where person.id = any(${childIds}) and ${within(actor, permission, sql.ref('person.id'))}
  `.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/**
 * The first line of everything done to a child.
 *
 * @throws NotAllowed if the actor may not do this to this child
 * @throws NoSuchPerson if there is no such child, or the actor may not know there is
 */
export async function requireChild(
  db: Db | Tx,
  actor: Actor,
  permission: Permission,
  childId: string,
): Promise<void> {
  const reach = await reachable(db, actor, permission, [childId])
  if (reach.has(childId)) return
  const hidden = await sql`select 1 from person where id = ${childId} and restricted_level < 2`.execute(db)
  if (hidden.rows.length === 0) throw new NoSuchPerson()
  throw new NotAllowed(permission)
}
