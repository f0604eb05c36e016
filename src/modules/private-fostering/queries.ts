import { sql } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { nameOf, type Named } from '../../platform/people/name.ts'

interface Someone extends Named {
  readonly kind: string
  readonly laChildId: string | null
}

/** An arrangement that is in place or being looked into. */
export interface OpenArrangement extends Someone {
  readonly id: string
  readonly childId: string
  readonly state: string
  readonly toldOn: Day | null
  readonly carer: string | null
  readonly nextDueOn: Day | null
}

/** Arrangements we must be visiting, soonest duty first; at most 200. */
export async function openArrangements(db: Db, actor: Actor): Promise<OpenArrangement[]> {
  const { rows } = await sql<OpenArrangement>`
    select arrangement.id, arrangement.child_id, arrangement.state, arrangement.told_on,
           child.kind, child.given_name, child.family_name, child.known_as, child.la_child_id,
           concat_ws(' ', carer.given_name, carer.family_name) as carer,
           min(reading.due_on) as next_due_on
      from private_fostering arrangement
      join person child on child.id = arrangement.child_id
      left join person carer on carer.id = arrangement.carer_id
      left join clock_reading reading on reading.child_id = arrangement.child_id
       and reading.record_id = arrangement.id
       and reading.met_on is null
           and reading.ended_on is null and reading.known
     where arrangement.state not in ('ended', 'not private fostering', 'prohibited')
       and ${within(actor, 'private-fostering.read', sql.ref('arrangement.child_id'))}
     group by arrangement.id, child.id, carer.id
     order by next_due_on nulls last, arrangement.told_on
     limit 200
  `.execute(db)
  return rows
}

/** The adults on a child's record, who may be the carer: id → name. */
export async function mayBeCarer(db: Db, childId: string): Promise<Readonly<Record<string, string>>> {
  const adults = await db
    .selectFrom('relationship')
    .innerJoin('person', 'person.id', 'relationship.relativeId')
    .select(['person.id', 'person.kind', 'givenName', 'familyName', 'knownAs', 'laChildId'])
    .where('relationship.childId', '=', childId)
    .where('person.kind', '=', 'adult')
    .orderBy('familyName')
    .limit(50)
    .execute()
  return Object.fromEntries(adults.map((adult) => [adult.id, nameOf(adult)]))
}
