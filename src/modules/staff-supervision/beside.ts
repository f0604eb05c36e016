import { sql, type RawBuilder } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'

/** A child somebody works with, and what is late for them. */
export interface Held extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  /** Clocks past their day, the longest over first. */
  readonly late: readonly { readonly clock: string; readonly dueOn: Day }[]
}

/** A direction past its day. */
export interface DirectionLate extends Named {
  readonly id: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly what: string | null
  readonly dueOn: Day
}

/** What stands beside the form of a session: the children of the member of staff, and what is past its day. */
export interface Beside {
  readonly children: readonly Held[]
  readonly directions: readonly DirectionLate[]
}

const named = sql`person.kind, la_child_id, given_name, family_name, known_as`
const theirs = (staffId: string): RawBuilder<boolean> =>
  sql<boolean>`allocation.worker_id = ${staffId} and allocation.state = 'allocated'`

/** The children a member of staff works with, of those the reader may open, with what is late for each; at most 60 children and 40 directions. */
export async function besideOf(db: Db | Tx, actor: Actor, staffId: string, today: Day): Promise<Beside> {
  const children = await sql<Held>`
    select person.id, ${named}, coalesce((select json_agg(json_build_object('clock', clock, 'dueOn', due_on)
                                                          order by due_on, clock)
                                            from (
             select clock, min(due_on) as due_on from clock_reading
              where child_id = person.id
                and known
                and met_on is null
                and ended_on is null
                and since_on <= ${today}
                and due_on < ${today}
              group by clock) late), '[]') as late
      from person
     where person.id in (select child_id from allocation where ${theirs(staffId)})
       and ${within(actor, 'chronology.read', sql.ref('person.id'))}
     order by given_name, family_name, person.id limit 60
  `.execute(db)
  const directions = await sql<DirectionLate>`
    select action.id, action.child_id, ${named}, what, due_on
      from action join person on person.id = action.child_id
     where action.owner_id = ${staffId}
       and action.state = 'open'
       and action.direction
       and action.due_on < ${today}
       and ${within(actor, 'action.read', sql.ref('action.child_id'))}
     order by due_on, action.id limit 40
  `.execute(db)
  return { children: children.rows, directions: directions.rows }
}

/** How much of it there was: kept with the session, since tomorrow it is another number. */
export const countsOf = ({ children, directions }: Beside) => ({
  overdueDuties: children.reduce((sum, { late }) => sum + late.length, 0),
  overdueDirections: directions.length,
  childrenHeld: children.length,
})
