import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { prepared } from '../../../platform/db/prepared.ts'

/** What one worker left for the next. */
export interface HandoverNote {
  readonly worker: string | null
  readonly toOn: Day | null
  readonly note: string
  readonly childToldOn: Day | null
  readonly jointVisitOn: Day | null
}

/** The last three notes that workers left, the latest first. */
export async function handoverNotes(db: Db, childId: string): Promise<HandoverNote[]> {
  return prepared(
    db,
    sql<HandoverNote>`
    select staff.name as worker, to_on, handover_note as note, child_told_on, joint_visit_on
      from allocation left join staff on staff.id = allocation.worker_id
     where allocation.child_id = ${childId} and handover_note is not null
     order by to_on desc nulls first, allocation.id desc limit 3
  `,
  )
}
