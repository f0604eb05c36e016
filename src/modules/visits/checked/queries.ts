import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'

/** An open action of the child's plan, not checked at this visit yet. */
export interface ToCheck {
  readonly id: string
  readonly what: string
  readonly who: string | null
  readonly dueOn: Day
}

/** Two questions for each: no page asks more than twelve things. */
const atOnce = 6

/** Those due first, at most six: the others follow once these are said. */
export async function toCheck(db: Db | Tx, childId: string, visitId: string): Promise<ToCheck[]> {
  const { rows } = await sql<ToCheck>`
    select action.id, what, coalesce(done_by, staff.name) as who, due_on
      from action left join staff on staff.id = owner_id
     where action.child_id = ${childId} and action.state = 'open' and outcome_id is not null
       and not exists (select
                         from action_check
                        where action_check.visit_id = ${visitId}
                          and action_id = action.id)
     order by due_on, action.id
     limit ${atOnce}
  `.execute(db)
  return rows
}

/** @throws NoSuchPerson if the child was not visited in it: it is answered as any other page there is not */
export async function visitOf(db: Db | Tx, childId: string, visitId: string): Promise<{ visitedOn: Day }> {
  const { rows } = await sql<{ visitedOn: Day }>`
    select visited_on from visit where id::text = ${visitId} and child_id = ${childId}
  `.execute(db)
  const [visit] = rows
  if (visit === undefined) throw new NoSuchPerson()
  return visit
}

/** What a visit to one child found of the plan, and what it asked for. */
export interface PlanAtVisit {
  readonly visitId: string
  readonly childId: string
  readonly found: readonly {
    readonly what: string
    readonly found: string
    readonly foundWhat: string | null
  }[]
  readonly asked: readonly {
    readonly what: string
    readonly who: string | null
    readonly dueOn: Day
    readonly state: string
  }[]
  /** Open actions of the plan that were not checked at it. */
  readonly left: number
}

/** For each of these visits, all of one occasion. */
export async function planAtVisits(db: Db, visitIds: readonly string[]): Promise<PlanAtVisit[]> {
  const { rows } = await sql<PlanAtVisit>`
    select visit.id as visit_id, visit.child_id,
           (select coalesce(json_agg(json_build_object('what', what, 'found', found, 'foundWhat', found_what)
                                     order by due_on, action.id), '[]')
              from action_check
              join action on action.id = action_id
             where action_check.visit_id = visit.id) as found,
           (select coalesce(json_agg(json_build_object('what', what, 'who', coalesce(done_by, staff.name),
                                                       'dueOn', due_on, 'state', action.state)
                                     order by due_on, action.id), '[]')
              from action
              left join staff on staff.id = owner_id
             where from_id = visit.id
               and action.child_id = visit.child_id) as asked,
           (select count(*)::int
              from action
             where action.child_id = visit.child_id
               and action.state = 'open'
               and outcome_id is not null
               and not exists (select
                                 from action_check
                                where action_check.visit_id = visit.id
                                  and action_id = action.id)) as
              left
      from visit
     where id = any(${visitIds})
     order by id
     limit 12
  `.execute(db)
  return rows
}
