import { sql } from 'kysely'
import type { Actor, Role } from '../../platform/access/policy.ts'
import { mayKnowOf, within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'

// Children live with foster carers (U1 to U6), some of whom are to adopt them (A3, A5): SSDA903 placement codes.
const fostering = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'A3', 'A5']

/** A child as a carer is told of them. */
export interface PlacedChild extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly school: string | null
  readonly firstLanguage: string | null
  readonly interpreter: boolean | null
}

/** The children who live with a carer now, by first name; at most 50. */
export async function placedWith(db: Db, actor: Actor): Promise<PlacedChild[]> {
  const { rows } = await sql<PlacedChild>`
    select id, kind, la_child_id, given_name, family_name, known_as, born_on, school, first_language, interpreter
      from person
     where ${within(actor, 'placed.read', sql.ref('person.id'))}
     order by coalesce(known_as, given_name), id limit 50`.execute(db)
  return rows
}

/** A colleague who works with the child. */
export interface WorksWith {
  readonly name: string
  readonly role: Role
  readonly lead: boolean
  readonly team: string | null
}

/** Who works with a child now, the lead first; at most 10. */
export async function workersOf(db: Db, childId: string): Promise<WorksWith[]> {
  const { rows } = await sql<WorksWith>`
    select staff.name, staff.role, allocation.role = 'lead social worker' as lead, team.name as team
      from allocation
      join staff on staff.id = allocation.worker_id
      left join team on team.id = allocation.team_id
     where allocation.child_id = ${childId} and allocation.state = 'allocated'
     order by lead desc, staff.name, staff.id limit 10`.execute(db)
  return rows
}

/** What must be done for a child next: by its clock. */
export interface Owed {
  readonly clock: string
  readonly dueOn: Day
}

/** The next of each of these duties, the soonest first; the clocks by their beginnings, as `cla-visit-%`. */
export async function owedOf(db: Db, childId: string, clocks: readonly string[]): Promise<Owed[]> {
  const { rows } = await sql<Owed>`
    select clock, min(due_on) as due_on from clock_reading
     where child_id = ${childId} and clock like any(${clocks}::text[]) and met_on is null and ended_on is null
       and due_on is not null and known
     group by clock order by min(due_on), clock limit 20`.execute(db)
  return rows
}

/** When each kind of health check was last done. */
export async function checksOf(db: Db, childId: string): Promise<{ kind: string; doneOn: Day }[]> {
  const { rows } = await sql<{ kind: string; doneOn: Day }>`
    select kind, max(done_on) as done_on from health_check where child_id = ${childId} and done_on is not null
     group by kind order by max(done_on) desc, kind limit 10`.execute(db)
  return rows
}

/** The education plan that was agreed or begun last. */
export async function educationOf(db: Db, childId: string): Promise<{ on: Day; agreed: boolean } | null> {
  const { rows } = await sql<{ on: Day; agreed: boolean }>`
    select coalesce(agreed_on, started_on) as on, agreed_on is not null as agreed from education_plan
     where child_id = ${childId} and coalesce(agreed_on, started_on) is not null
     order by coalesce(agreed_on, started_on) desc, id desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** A child's stay with foster carers. */
export interface Stay {
  readonly id: string
  readonly since: Day
}

/** Where the child lives with foster carers now; null where they do not. */
export async function stayOf(db: Db, childId: string, on: Day): Promise<Stay | null> {
  const { rows } = await sql<Stay & { fostered: boolean; over: boolean }>`
    select id, started_on as since, coalesce(placement_type = any(${fostering}), false) as fostered,
           state <> 'open' or coalesce(ended_on <= ${on}::date, false) as over
      from care_episode where child_id = ${childId} and started_on <= ${on}::date
     order by started_on desc, id desc limit 1`.execute(db)
  const [last] = rows
  return last?.fostered === true && !last.over ? { id: last.id, since: last.since } : null
}

/** The day a child came to a carer: of the stay that was agreed, which an order since does not begin anew. */
export async function cameTo(db: Db, childId: string, carerId: string): Promise<Day | null> {
  const { rows } = await sql<{ since: Day | null }>`
    select max(stay.started_on) as since
      from carer_access access
      join care_episode stay on stay.id = access.stay_id
     where access.child_id = ${childId}
       and access.carer_id = ${carerId}
       and access.state = 'in force'`.execute(db)
  return rows[0]?.since ?? null
}

/** The carers with an account who may know of a child, by id: none whose own family it is, none who is not named on a restricted one. */
export async function carersFor(db: Db, childId: string): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select staff.id, staff.name from staff join person on person.id = ${childId}
     where staff.role = 'CARER' and staff.disabled_at is null and staff.signs_in_as is not null
       and ${mayKnowOf(sql.ref('staff.id'), sql.ref('person.id'))}
       and (person.restricted_level < 2 or exists (select from named_access let_in
             where let_in.child_id = person.id and let_in.staff_id = staff.id and let_in.state = 'in force'))
     order by staff.name, staff.id limit 500`.execute(db)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** A carer who may sign in for a child, might once, or was asked for. */
export interface Access {
  readonly id: string
  readonly state: 'asked' | 'in force' | 'refused' | 'ended'
  readonly carer: string
  /** Whether it opens the child to the carer today. */
  readonly counts: boolean
  readonly askedOn: Day
  readonly askedBy: string | null
  readonly answeredBy: string | null
}

/** The carers of a child, the latest first; at most 50. */
export async function accessOf(db: Db, childId: string): Promise<Access[]> {
  const { rows } = await sql<Access>`
    select access.id, access.state, carer.name as carer,
           access.child_id = any (placed_with(carer.id)) as counts,
           access.asked_on, asker.name as asked_by, agreed.name as answered_by
      from carer_access access join staff carer on carer.id = access.carer_id
      left join staff asker on asker.id = access.asked_by
      left join staff agreed on agreed.id = access.answered_by
     where access.child_id = ${childId} order by access.asked_on desc, access.id desc limit 50`.execute(db)
  return rows
}

/** Whether what was asked for would still open the child to the carer: the same stay goes on, and nothing keeps them from it. */
export async function standsStill(db: Db, childId: string, accessId: string, on: Day): Promise<boolean> {
  const { rows } = await sql<{ carerId: string; stayId: string }>`
    select carer_id, stay_id from carer_access where id = ${accessId} and child_id = ${childId}`.execute(db)
  const [asked] = rows
  if (asked === undefined) return false
  const [stay, carers] = [await stayOf(db, childId, on), await carersFor(db, childId)]
  return stay?.id === asked.stayId && Object.hasOwn(carers, asked.carerId)
}
