import { sql } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'

export interface DiscussionHeld {
  readonly id: string
  readonly heldOn: Day | null
  readonly by: string | null
  readonly safeNow: 'yes' | 'no' | 'unsure' | null
  readonly known: string | null
  readonly challenge: string | null
  readonly asked: string | null
  readonly askedByOn: Day | null
}

/** The discussions of a child, the latest first; at most 60. */
export async function discussionsOf(db: Db, childId: string): Promise<DiscussionHeld[]> {
  const { rows } = await sql<DiscussionHeld>`
    select held.id, held_on, staff.name as by, safe_now, known, challenge, asked, asked_by_on
      from oversight_discussion held left join staff on staff.id = held.held_by
     where child_id = ${childId}
     order by held_on desc, held.id desc
     limit 60
  `.execute(db)
  return rows
}

export interface SummaryWritten {
  readonly id: string
  readonly writtenOn: Day | null
  readonly by: string | null
  readonly story: string | null
  readonly means: string | null
  readonly doing: string | null
}

/** The summaries of a child's record, the latest first; at most 12. */
export async function summariesOf(db: Db, childId: string): Promise<SummaryWritten[]> {
  const { rows } = await sql<SummaryWritten>`
    select summary.id, written_on, staff.name as by, story, means, doing
      from record_summary summary left join staff on staff.id = summary.written_by
     where child_id = ${childId}
     order by written_on desc, summary.id desc
     limit 12
  `.execute(db)
  return rows
}

export interface DirectionOpen {
  readonly id: string
  readonly what: string | null
  readonly dueOn: Day | null
}

/** The directions about a child that nobody has agreed are done, the earliest due first; at most 40. */
export async function directionsOpen(db: Db, childId: string): Promise<DirectionOpen[]> {
  const { rows } = await sql<DirectionOpen>`
    select id, what, due_on from action where child_id = ${childId} and direction and state in ('open', 'answered')
     order by due_on, id limit 40
  `.execute(db)
  return rows
}
