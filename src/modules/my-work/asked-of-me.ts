import { sql } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import type { Listed } from './queries.ts'

/** Something somebody asked a worker to do, or a worker asked of somebody. */
export interface AskedOfMe extends Listed {
  readonly actionId: string
  readonly childId: string
  readonly state: string
  readonly what: string
  readonly direction: boolean
  readonly asker: string | null
  readonly owner: string | null
  readonly mine: boolean
  readonly askedOn: Day
  readonly dueOn: Day
  readonly answeredOn: Day | null
  readonly extendedWhy: string | null
  readonly timesAsked: number
  readonly firstAskedOn: Day
  /** Whether the reader may answer it: not every manager who sees it may. */
  readonly mayAnswer: boolean
}

/**
 * What is asked of this worker and not done, and what they wait for others to do or to agree; what is open first, were there
 * ever more than 200. What they asked of themselves and did waits for nobody.
 */
export async function asksOf(db: Db, reader: Actor, workerId: string): Promise<AskedOfMe[]> {
  // Looked up rather than given, so that one plan serves every worker: the busiest have theirs no quicker.
  const whoever = sql`(select ${workerId}::uuid)`
  const rows = await prepared(
    db,
    sql<AskedOfMe>`
    with theirs as materialized (
      select id, child_id, state, what, direction, asked_by, owner_id, asked_on, due_on, answered_on,
             extended_why, times_asked, repeats_id
        from action
       where (state = 'open' or (state = 'answered' and asked_by is distinct from owner_id))
         and (owner_id = ${whoever} or asked_by = ${whoever})
         and coalesce((select false
                         from action again
                        where again.repeats_id = action.id
                          and again.child_id = action.child_id
                        limit 1), true)
         and ${within(reader, 'child.read', sql.ref('action.child_id'))}
       order by state <> 'open', due_on, id
       limit 200
    )
    select action.id as action_id, action.child_id, action.state, what, direction,
           (select name from staff where staff.id = action.asked_by) as asker,
           (select name from staff where staff.id = action.owner_id) as owner,
           action.owner_id is not distinct from ${workerId} as mine,
           asked_on, due_on, answered_on, extended_why, times_asked,
           ${within(reader, 'action.answer', sql.ref('action.child_id'))} as may_answer,
           case when times_asked > 1 then (
             with recursive earlier as (
               select action.repeats_id, action.asked_on
                union
               select before.repeats_id, before.asked_on
                 from earlier
                 join action before on before.id = earlier.repeats_id
             ) select min(asked_on) from earlier) else asked_on end as first_asked_on,
           person.id, person.kind, la_child_id, given_name, family_name, known_as, born_on, expected_on,
           died_on
      from theirs action
      join person on person.id = action.child_id
     order by due_on, action.id
  `,
  )
  return rows
}
