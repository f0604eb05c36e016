import { sql, type RawBuilder } from 'kysely'
import { roleNames, scopeOf, type Actor, type Permission, type Role } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day, Instant } from '../../platform/dates/day.ts'
import { asService } from '../../platform/db/asking.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'

/** Who must see a restricted record beside its own workers: whoever answers for it, and the managers of the child's teams. */
export async function whoComesWith(tx: Tx, childId: string, ownerId: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select staff.id from staff
     where staff.disabled_at is null
       and (staff.id = ${ownerId}
         or (staff.role = 'TM' and staff.team_id in (
              select team_id from allocation where child_id = ${childId} and state = 'allocated')))`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Those let in to a child's record now, locked. */
export async function inForce(
  tx: Tx,
  childId: string,
): Promise<{ id: string; childId: string; state: 'in force'; staffId: string }[]> {
  const { rows } = await sql<{ id: string; childId: string; state: 'in force'; staffId: string }>`
    select id, child_id, state, staff_id from named_access where child_id = ${childId} and state = 'in force'
     order by id for update`.execute(tx)
  return rows
}

/** Whether a record is sealed and, once one person is taken off it, nobody is left who has an account and may ask for another. */
export async function isLastNamed(db: Db, childId: string, namedId: string | null): Promise<boolean> {
  const { rows } = await sql<{ last: boolean }>`
    select restricted_level > 2 and not exists (
             select 1 from named_access let_in join staff on staff.id = let_in.staff_id
              where let_in.child_id = person.id
                and let_in.state = 'in force'
                and let_in.id is distinct from ${namedId}
                and staff.role = any(${whoMayAsk}) and staff.disabled_at is null
                and coalesce(staff.leaves_on >= current_date, true)) as last
      from person where id = ${childId}`.execute(db)
  return rows[0]?.last === true
}

/** The posts that may ask for somebody to be let in. */
export const whoMayAsk: readonly Role[] = (Object.keys(roleNames) as Role[]).filter(
  (role) => scopeOf({ role, service: null }, 'restrict.ask') !== null,
)

/** What waits for a second person to agree. */
export interface ToDecide {
  readonly id: string
  readonly childId: string
  readonly kind: 'restriction' | 'named access'
  readonly state: string
  readonly why: string
  readonly askedBy: string | null
  readonly askedOn: Day
  /** Who would be let in. */
  readonly who: string | null
}

/** Restrictions, seals and people to let in that wait for somebody else than who asked, oldest first; at most 100. */
export async function toDecide(db: Db, actor: Actor): Promise<ToDecide[]> {
  const may = (permission: Permission) => mayDecide(actor, permission)
  const { rows } = await sql<ToDecide>`
    select line.*, asker.name as asked_by, staff.name as who from (
      select id, child_id, 'restriction' as kind, state, why, asked_by as by_id, asked_on,
             null::uuid as staff_id
        from restriction where state = 'asked' and ${may('restrict.agree')}
      union all
      select id, child_id, 'restriction', state, coalesce(seal_why, why), seal_asked_by,
             coalesce(seal_asked_on, asked_on), null
        from restriction where state in ('seal asked', 'unseal asked') and ${may('seal.agree')}
      union all
      select id, child_id, 'named access', state, why, asked_by, asked_on, staff_id
        from named_access where state = 'asked' and staff_id <> ${actor.id} and ${may('restrict.agree')}
    ) line
    left join staff asker on asker.id = line.by_id
    left join staff on staff.id = line.staff_id
    where line.by_id is distinct from ${actor.id}
    order by line.asked_on, line.id limit 100`.execute(db)
  return rows
}

/** A sealed record somebody is named on: there is no other way to it, since nobody's search finds it. */
export interface SealedRecord extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
}

/** The sealed records the actor is named on, by name; at most 100. */
export async function sealedFor(db: Db, actor: Actor): Promise<SealedRecord[]> {
  const { rows } = await sql<SealedRecord>`
    select person.id, person.kind, person.la_child_id, person.given_name, person.family_name, person.known_as
      from person
     where person.restricted_level > 2 and ${within(actor, 'child.read', sql.ref('person.id'))}
     order by person.family_name, person.given_name, person.id limit 100`.execute(db)
  return rows
}

/** A director keeps the door of every record; others answer for those they may open. */
const mayDecide = (actor: Actor, permission: Permission): RawBuilder<boolean> =>
  scopeOf(actor, permission) === 'authority'
    ? sql<boolean>`true`
    : within(actor, permission, sql.ref('child_id'))

/** One line of who may see a record. */
export interface Held {
  readonly id: string
  readonly kind: 'restriction' | 'named access' | 'exclusion' | 'emergency opening'
  readonly state: string
  readonly who: string | null
  readonly why: string | null
  readonly more: string | null
  readonly sinceOn: Day
  readonly by: string | null
  readonly untilAt: Instant | null
}

/** Everything said of who may see one child's record, newest first; at most 200 lines. */
export async function heldOf(db: Db, childId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select line.*, staff.name as who, told.name as by from (
      select id, 'restriction' as kind, state, owner_id as staff_id,
             concat_ws('. Of the seal: ', why, seal_why) as why, null as more,
             coalesce(seal_asked_on, asked_on) as since_on, coalesce(seal_asked_by, asked_by) as by_id,
             null::timestamptz as until_at from restriction where child_id = ${childId}
      union all
      select id, 'named access', state, staff_id, why, null, asked_on, asked_by, null
        from named_access
       where child_id = ${childId}
      union all
      select id, 'exclusion', state, staff_id, why, relation, set_on, set_by, null
        from exclusion
       where child_id = ${childId}
      union all
      select id, 'emergency opening', state, staff_id, why, reason, asked_at::date, reviewed_by, until_at
        from emergency_opening where child_id = ${childId}
    ) line
    left join staff on staff.id = line.staff_id
    left join staff told on told.id = line.by_id
    order by since_on desc, line.id desc limit 200`.execute(db)
  return rows
}

/** An opening somebody must look into. */
export interface ToReview {
  readonly id: string
  readonly childId: string
  readonly state: string
  readonly who: string
  readonly role: Role
  readonly reason: string
  readonly why: string
  readonly askedAt: Instant
  readonly untilAt: Instant | null
}

/**
 * Openings that wait for a second person or were not looked into yet, oldest first; at most 100. Of the children and of the colleagues
 * the actor answers for: a manager's own team, a service manager's service, and for a director or data protection officer all.
 */
export async function toReview(db: Db, actor: Actor): Promise<ToReview[]> {
  const { rows } = await asService(
    'a manager looks into what a colleague opened, and is told of no child',
    () =>
      sql<ToReview>`
    select opening.id, opening.child_id, opening.state, staff.name as who, staff.role, opening.reason,
           opening.why,
           opening.asked_at, opening.until_at
      from emergency_opening opening join staff on staff.id = opening.staff_id
      left join team on team.id = staff.team_id
     where opening.state in ('waiting', 'open', 'needs enquiry') and opening.staff_id <> ${actor.id}
       and (${within(actor, 'emergency.review', sql.ref('opening.child_id'))}
         or ${actor.role} in ('DIR', 'DPO')
         or (${actor.role} = 'TM' and staff.team_id = ${actor.teamId})
         or (${actor.role} = 'SM' and team.service = ${actor.service}))
     order by opening.asked_at limit 100`.execute(db),
  )
  return rows
}

/** Somebody who looked at a record, on one day. */
export interface Looked {
  readonly who: string
  readonly role: Role
  readonly team: string | null
  readonly on: Day
  readonly first: Instant
  readonly last: Instant
  readonly times: number
  readonly routes: readonly string[]
}

/** Who has looked at a child's record, a line a person a day, newest first; one more than `most` where there are more. */
export async function whoLooked(db: Db, childId: string, most: number): Promise<Looked[]> {
  const { rows } = await sql<Looked>`
    select staff.name as who, staff.role, team.name as team, look.at::date as on, min(look.at) as first,
           max(look.at) as last,
           count(*) as times, array_agg(distinct look.route) as routes
      from read_event look join staff on staff.id = look.actor_id left join team on team.id = staff.team_id
     where look.child_ids @> array[${childId}::uuid]
     group by staff.id, staff.name, staff.role, team.name, look.at::date
     order by max(look.at) desc limit ${most + 1}`.execute(db)
  return rows
}

/** Colleagues with an open account, by id: at most 2,000. Service managers alone for who answers for a restriction. */
export async function colleagues(
  db: Db,
  only: Role | null = null,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ id: string; name: string; role: Role }>`
    select id, name, role from staff where disabled_at is null and signs_in_as is not null
       and ${only === null ? sql`true` : sql`role = ${only}`} order by name limit 2000`.execute(db)
  return Object.fromEntries(
    rows.map(({ id, name, role }) => [id, `${name}, ${roleNames[role].toLowerCase()}`]),
  )
}

/** The child of an authority's number, if there is one. */
export async function childByNumber(db: Db, laChildId: string): Promise<string | null> {
  const found = await db
    .selectFrom('person')
    .select('id')
    .where('laChildId', '=', laChildId)
    .where('mergedInto', 'is', null)
    .executeTakeFirst()
  return found?.id ?? null
}
