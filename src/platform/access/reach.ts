import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '../dates/day.ts'
import type { Db, Tx } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import { NoSuchPerson } from '../people/child.ts'
import { decide, directorsAlone } from './decide.ts'
import { NotAllowed, scopeOf, type Actor, type Permission, type Scope } from './policy.ts'

/**
 * The condition under which the actor may do this to a child, for a `where` of any list.
 * Restricted records (level 2) are in nobody's list but their own workers' and those named; sealed ones (level 3) in those named's
 * alone; a child whom the actor has a conflict of interest about is in none of theirs.
 *
 * Under the seat-belt (decision 13) a hidden child's rows are not there to be asked of: the condition says nothing of a child whose own
 * row is not shown, and a list that holds such rows asks `person.id is not null` beside it.
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
  if (scope === 'placed') return placedHere(actor, childId)
  const sealed = sealedToo(actor, childId)
  const known = mayKnowOf(sql`${actor.id}`, childId)
  const free = permission === directorsAlone ? sql<boolean>`(${known} and not ${sealed})` : known
  const own = sql<boolean>`(${mine(actor, childId)} or ${sealed})`
  if (scope === 'own') return sql<boolean>`(${own} and ${free})`
  // What is true of most children is asked first: a list of the whole authority's is long.
  return sql<boolean>`(((${openTo(actor, childId)} and ${byScope(scope, actor, childId)}) or ${own}) and ${free})`
}

/**
 * Whether somebody may be named to the actor in the record of another: not where their own record is restricted to others, nor
 * where the actor is kept from it. A brother or sister who is merely none of the actor's is part of the family that is read.
 */
export const nameable = (actor: Actor, personId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`((not exists (select 1 from person hidden where hidden.id = ${personId} and hidden.restricted_level > 1)
    or ${named(actor, personId)} or ${mine(actor, personId)}) and ${mayKnowOf(sql`${actor.id}`, personId)})`

/** The child lives with the actor, a foster carer, now; and nobody keeps the record from them. */
const placedHere = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(${placed(actor, childId)} and ${openTo(actor, childId)} and ${mayKnowOf(sql`${actor.id}`, childId)})`

/** The record is not restricted to others. */
const openTo = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(not exists (select 1 from person hidden where hidden.id = ${childId} and hidden.restricted_level > 1)
    or ${named(actor, childId)})`

/** For a carer there is no child but those who live with them: not even one who is refused. */
const there = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  actor.role === 'CARER' ? placed(actor, childId) : sql<boolean>`true`

/** Worked out once a statement; of a carer alone, since nobody else has children placed with them. */
const placed = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  actor.role === 'CARER'
    ? sql<boolean>`(${childId} = any ((select placed_with(${actor.id}))::uuid[]))`
    : sql<boolean>`false`

/** The child is the actor's own family, friend or neighbour: for them there is no such record. */
const excluded = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from exclusion conflict where conflict.staff_id = ${actor.id} and conflict.child_id = ${childId}
     and conflict.state = 'in force')`

const named = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from named_access let_in where let_in.staff_id = ${actor.id} and let_in.child_id = ${childId}
     and let_in.state = 'in force')`

/**
 * Whether there is such a child for a member of staff at all: not where they have a conflict of interest, nor where the record is sealed
 * and they are not named on it, be they its worker. Others are told nothing of it, not even a duty without a name.
 *
 * @param staffId the member of staff, as a value or a column
 */
export const mayKnowOf = (staffId: RawBuilder<unknown>, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(not exists (select 1 from exclusion conflict where conflict.staff_id = ${staffId} and conflict.child_id = ${childId}
      and conflict.state = 'in force')
    and not exists (select 1 from person sealed where sealed.id = ${childId} and sealed.restricted_level > 2
      and not exists (select 1 from named_access let_in where let_in.staff_id = ${staffId} and let_in.child_id = sealed.id
        and let_in.state = 'in force')))`

// Sealed records are few, and those somebody is named on fewer: read once, not asked of each row.
/** The record is sealed and the actor named on it: to them it is as if it were allocated to them. */
const sealedToo = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${childId} in (select let_in.child_id from named_access let_in join person sealed on sealed.id = let_in.child_id
     where let_in.staff_id = ${actor.id} and let_in.state = 'in force' and sealed.restricted_level > 2)`

const openedUntil = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<Instant | null> =>
  sql<Instant | null>`(select max(opening.until_at) from emergency_opening opening where opening.staff_id = ${actor.id}
     and opening.child_id = ${childId} and opening.until_at > now() and opening.state <> 'refused')`

const mine = (actor: Actor, childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from allocation reach where reach.child_id = ${childId}
     and reach.state = 'allocated' and reach.worker_id = ${actor.id})`

// The allocations asked of here are called `reach`: were they called by their own name, a list that is itself of allocations
// would have its `allocation.child_id` taken for ours, and everybody let in. Of each child the few who ever had them are read
// once: asked as several conditions, PostgreSQL reads everybody's for the sake of a list of ten.
function byScope(
  scope: Exclude<Scope, 'own' | 'placed'>,
  actor: Actor,
  childId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  switch (scope) {
    case 'authority':
      return sql<boolean>`true`
    case 'team':
      // A child left with nobody stays with the teams that had them until somebody has them.
      return sql<boolean>`(select coalesce(bool_or(reach.state = 'allocated' and reach.team_id = ${actor.teamId}), false)
           or coalesce(bool_or(reach.team_id = ${actor.teamId}) and not bool_or(reach.state = 'allocated'), false)
         from allocation reach where reach.child_id = ${childId})`
    case 'service':
      // A child with nobody allocated is everybody's in the service until somebody is.
      return sql<boolean>`(select coalesce(bool_and(reach.state <> 'allocated'), true)
           or coalesce(bool_or(reach.state = 'allocated' and of_service.service = ${actor.service}), false)
         from allocation reach left join team of_service on of_service.id = reach.team_id where reach.child_id = ${childId})`
  }
}

/** Of these children, those the actor may do this to, in one statement. */
export async function reachable(
  db: Db | Tx,
  actor: Actor,
  permission: Permission,
  childIds: readonly string[],
): Promise<Set<string>> {
  const rows = await prepared(
    db,
    sql<{ id: string }>`
    select person.id from person
     where person.id = any(${childIds}) and ${within(actor, permission, sql.ref('person.id'))}
  `,
  )
  return new Set(rows.map(({ id }) => id))
}

/** How the actor stands to a child: what every permission's scope is asked of. */
export interface Relation {
  /** The child is allocated to the actor, as the actor's team's, or as their service's. */
  readonly own: boolean
  readonly team: boolean
  readonly service: boolean
  /** The record is not restricted to others. */
  readonly open: boolean
  /** The record is sealed: only being named on it counts, and then whatever the actor's role may do at all. */
  readonly sealed?: boolean
  /** The child lives with the actor, a foster carer. */
  readonly placed?: boolean
  /** Until when the actor may read it in an emergency; null where they have not opened it so. */
  readonly openedUntil?: Instant | null
}

/** How the actor stands to a child, in one statement; null if there is no such child, or there is none for this actor. */
export async function relationTo(db: Db | Tx, actor: Actor, childId: string): Promise<Relation | null> {
  const id = sql.ref('person.id')
  const [relation] = await prepared(
    db,
    sql<Relation>`
    select ${mine(actor, id)} as own, ${byScope('team', actor, id)} as team, ${byScope('service', actor, id)} as service,
           person.restricted_level < 2 or ${named(actor, id)} as open, person.restricted_level > 2 as sealed,
           ${placed(actor, id)} as placed, ${openedUntil(actor, id)} as opened_until
      from person where person.id = ${childId} and not ${excluded(actor, id)} and ${there(actor, id)}
  `,
  )
  return relation ?? null
}

/** Whether a permission holds for a child the actor stands to like this. */
export const holds = (actor: Actor, permission: Permission, relation: Relation): boolean =>
  decide(actor, permission, relation).allowed

/**
 * The first line of everything done to a child.
 *
 * @returns how the actor stands to the child, for what else is asked of them
 * @throws NotAllowed if the actor may not do this to this child
 * @throws NoSuchPerson if there is no such child, or the actor may not know there is
 */
export async function requireChild(
  db: Db | Tx,
  actor: Actor,
  permission: Permission,
  childId: string,
): Promise<Relation> {
  const relation = await relationTo(db, actor, childId)
  const { allowed, answer } = decide(actor, permission, relation)
  if (allowed && relation !== null) return relation
  throw answer === 'refused' ? new NotAllowed(permission) : new NoSuchPerson()
}
