import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import type { PlanKind } from './record.ts'

/** A plan that waits for a manager. */
export interface Waiting extends Named {
  readonly id: string
  readonly childId: string
  readonly kind: PlanKind
  readonly number: number
  readonly sentOn: Day
  readonly sender: string | null
  readonly personKind: string
  readonly laChildId: string | null
  /** The reader wrote it: somebody else must authorise it. */
  readonly own: boolean
}

/** Plans sent to be authorised, of the children whose plans the actor may authorise: the longest waiting first, at most 100. */
export async function waitingFor(db: Db, actor: Actor): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select plan.id, plan.child_id, plan.kind, number, sent_on, sender.name as sender,
           ${actor.id}::uuid in (sent_by, drafted_by) as own,
           person.kind as person_kind, la_child_id, given_name, family_name, known_as
      from plan join person on person.id = plan.child_id left join staff sender on sender.id = sent_by
     where plan.state = 'sent' and ${within(actor, 'plan.authorise', sql.ref('plan.child_id'))}
     order by sent_on, plan.id
     limit 100
  `.execute(db)
  return rows
}
