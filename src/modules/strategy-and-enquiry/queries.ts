import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { nameable, within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { nameOf, type Named } from '../../platform/people/name.ts'

interface Someone extends Named {
  readonly kind: string
  readonly laChildId: string | null
}

export interface Housemate {
  readonly id: string
  readonly name: string
}

/** The other children of a child's household, as relationships say it from either side; at most 20. Restricted ones are left out. */
export async function householdOf(db: Db, actor: Actor, childId: string): Promise<Housemate[]> {
  const { rows } = await sql<Someone & { readonly id: string }>`
    select person.id, person.kind, given_name, family_name, known_as, la_child_id
      from person
     where person.kind in ('child', 'unborn')
       and person.state = 'active'
       and person.died_on is null
       and ${nameable(actor, sql.ref('person.id'))}
       and person.id <> ${childId}
       and person.id in (
         select case when child_id = ${childId} then relative_id else child_id end from relationship
          where (child_id = ${childId} or relative_id = ${childId}) and household and state = 'recorded')
     order by born_on, person.id
     limit 20
  `.execute(db)
  return rows.map((row) => ({ id: row.id, name: nameOf(row) }))
}

/** Of those, who has no part in this discussion. */
export async function leftOut(
  db: Db,
  actor: Actor,
  childId: string,
  discussionId: string,
): Promise<Housemate[]> {
  const household = await householdOf(db, actor, childId)
  const parts = new Set((await inDiscussion(db, discussionId)).map((part) => part.childId))
  return household.filter(({ id }) => !parts.has(id))
}

/** One child's part in a discussion, as the others' pages show it. */
export interface Part extends Someone {
  readonly id: string
  readonly childId: string
  readonly state: string
  readonly outcome: string | null
}

/** Every child's part in the discussion this record belongs to, eldest first. */
export async function inDiscussion(db: Db, discussionId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select part.id, part.child_id, part.state, part.outcome, person.kind, given_name, family_name, known_as,
           la_child_id
      from strategy_discussion asked
      join strategy_discussion part on coalesce(part.together_id, part.id) = coalesce(asked.together_id, asked.id)
      join person on person.id = part.child_id
     where asked.id = ${discussionId}
       and (part.together_id = coalesce(asked.together_id, asked.id)
            or part.id = coalesce(asked.together_id, asked.id))
     order by born_on, part.id
     limit 20
  `.execute(db)
  return rows
}

/** A discussion or an enquiry of a child, as the child's page lists it. */
export interface OfChild {
  readonly recordId: string
  readonly what: 'discussion' | 'enquiry'
  readonly state: string
  readonly onDay: Day | null
  readonly outcome: string | null
}

/** A child's discussions and enquiries, the latest first; at most 100. */
export async function ofChild(db: Db, childId: string): Promise<OfChild[]> {
  const { rows } = await sql<OfChild>`
    select id as record_id, 'discussion' as what, state, coalesce(held_on, concern_on) as on_day, outcome
      from strategy_discussion where child_id = ${childId}
     union all
    select id, 'enquiry', state, started_on, outcome from section47 where child_id = ${childId}
     order by 4 desc nulls last, 1 desc
     limit 100
  `.execute(db)
  return rows
}

/** A discussion or an enquiry that waits for somebody. */
export interface Waiting extends Someone {
  readonly recordId: string
  readonly childId: string
  readonly what: 'discussion' | 'enquiry'
  readonly state: string
  readonly sinceOn: Day | null
  readonly dueOn: Day | null
}

/** Everything that waits to be held, decided, concluded or agreed to, those that were held and not decided first, then what falls due soonest; at most 200. */
export async function waitingIn(db: Db, actor: Actor): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with waits as (
      select id, child_id, 'discussion' as what, state, concern_on as since_on from strategy_discussion
       where state in ('asked for', 'held') and import_id is null and outcome is null
       union all
      select id, child_id, 'enquiry', state, started_on from section47
       where state = 'open' or (state = 'concluded' and concluded_by is not null)
    )
    select waits.id as record_id, waits.child_id, waits.what, waits.state, waits.since_on, reading.due_on,
           person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id
      from waits
      join person on person.id = waits.child_id
      left join lateral (select min(due_on) as due_on from clock_reading
         where clock_reading.child_id = waits.child_id
           and record_id = waits.id
           and met_on is null
           and ended_on is null
           and known) reading on true
     where ${within(actor, 'enquiry.read', sql.ref('waits.child_id'))}
     order by waits.state = 'held' desc, reading.due_on nulls last, waits.since_on, waits.id
     limit 200
  `.execute(db)
  return rows
}

/** What was asked of whom in a discussion or by an enquiry. */
export interface AskedFor {
  readonly id: string
  readonly what: string
  readonly state: string
  readonly owner: string | null
  readonly dueOn: Day | null
}

export async function askedIn(db: Db, childId: string, recordId: string): Promise<AskedFor[]> {
  const { rows } = await sql<AskedFor>`
    select action.id, what, action.state, staff.name as owner, due_on from action
      left join staff on staff.id = action.owner_id
     where action.child_id = ${childId} and from_id = ${recordId}
     order by due_on, action.id
     limit 50
  `.execute(db)
  return rows
}
