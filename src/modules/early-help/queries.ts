import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'

/** Somebody's early help, or their crossing from or to social care, that waits for somebody. */
export interface Waiting extends Named {
  readonly kind: string
  readonly laChildId: string | null
  readonly childId: string
  readonly recordId: string
  readonly what: 'early help' | 'step up' | 'step down'
  readonly state: string
  readonly sinceOn: Day | null
  readonly dueOn: Day | null
  /** Who it waits for, where somebody is named. */
  readonly whom: string | null
  readonly mine: boolean
}

/** Everything in early help that waits, what falls due soonest first; at most 200. */
export async function waitingIn(db: Db, actor: Actor): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with waits as (
      select id, child_id, 'early help' as what, state, opened_on as since_on, lead_id as whom_id
        from early_help_episode where state = 'waiting'
       union all
      select id, child_id, 'step up', state, requested_on, null
        from step_up
       where state in ('requested', 'disputed')
       union all
      select id, child_id, 'step down', state, coalesce(accepted_on, agreed_on, proposed_on),
             case when state = 'handover' then receiver_id end
        from step_down where state in ('proposed', 'handover', 'accepted', 'checked')
    )
    select waits.id as record_id, waits.child_id, waits.what, waits.state, waits.since_on, reading.due_on,
           staff.name as whom, waits.whom_id is not distinct from ${actor.id} as mine,
           person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id
      from waits
      join person on person.id = waits.child_id
      left join staff on staff.id = waits.whom_id
      left join lateral (select min(due_on) as due_on from clock_reading
         where clock_reading.child_id = waits.child_id
           and record_id = waits.id
           and met_on is null
           and ended_on is null) reading on true
     where ${within(actor, 'early-help.read', sql.ref('waits.child_id'))}
     order by reading.due_on nulls last, waits.since_on, waits.id
     limit 200
  `.execute(db)
  return rows
}

/** One record of a child's early help, as the child's page lists it. */
export interface Crossing {
  readonly recordId: string
  readonly what: Waiting['what']
  readonly state: string
  readonly onDay: Day | null
}

export async function helpOf(db: Db, childId: string): Promise<Crossing[]> {
  const { rows } = await sql<Crossing>`
    select id as record_id, 'early help' as what, state, opened_on as on_day
      from early_help_episode
     where child_id = ${childId}
     union all
    select id, 'step up', state, requested_on from step_up where child_id = ${childId}
     union all
    select id, 'step down', state, proposed_on from step_down where child_id = ${childId}
     order by 4 desc nulls last, 1 desc
     limit 100
  `.execute(db)
  return rows
}

/** Who in early help may be named to take a family on: id → name. */
export async function receivers(db: Db): Promise<Record<string, string>> {
  const leads = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('role', '=', 'EHL')
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .limit(200)
    .execute()
  return Object.fromEntries(leads.map(({ id, name }) => [id, name]))
}

/**
 * Whether a step down of this child is proposed and no receiver has accepted it: while there is one, our episode of need
 * stays open. For whatever closes an episode to ask, in its own change.
 */
export async function unaccepted(db: Db | Tx, childId: string): Promise<boolean> {
  const row = await db
    .selectFrom('stepDown')
    .select('id')
    .where('childId', '=', childId)
    .where('state', 'in', ['proposed', 'handover'])
    .executeTakeFirst()
  return row !== undefined
}
