import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { VisitCall } from './record.ts'

export interface CallHeld {
  readonly id: string
  readonly state: VisitCall['state']
  readonly kind: NonNullable<VisitCall['kind']>
  readonly fromOn: Day
  readonly toldBy: string | null
  readonly what: string | null
  readonly untilOn: Day | null
  /** By when the child must next be seen, or the review held, because of it; null once that is done. */
  readonly dueOn: Day | null
}

/** What called for a visit to a child, what stands first; at most 60. */
export async function callsOfChild(db: Db, childId: string): Promise<CallHeld[]> {
  const { rows } = await sql<CallHeld>`
    select call.id, call.state, call.kind, call.from_on, call.told_by, call.what, call.until_on,
           (select min(due_on)
              from clock_reading
             where clock_reading.child_id = call.child_id
               and clock_reading.record_id = call.id
              and met_on is null and ended_on is null and known) as due_on
      from visit_call call
     where call.child_id = ${childId} and call.kind is not null and call.from_on is not null
     order by call.state = 'over', call.from_on desc, call.id desc
     limit 60
  `.execute(db)
  return rows
}
