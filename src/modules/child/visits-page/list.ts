import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Visited } from '../overview/story.ts'

/** A visit or a note, in one list by day. */
export type Line =
  | {
      readonly kind: 'visit'
      readonly id: string
      readonly day: Day
      readonly by: string | null
      readonly visit: Visited
      readonly recordedOn: Day
    }
  | {
      readonly kind: 'note'
      readonly id: string
      readonly day: Day
      readonly by: string | null
      readonly note: Noted
    }

interface Noted {
  readonly kind: string
  readonly whoWith: string | null
  readonly line: string
  readonly significant: boolean
}

/**
 * Visits and notes of a child, newest first, one more than asked for where there are more: one statement.
 *
 * @param before the day from which on nothing is shown; null for the newest
 */
export async function visitsAndNotes(
  db: Db,
  childId: string,
  before: Day | null,
  most: number,
  notes: boolean,
): Promise<Line[]> {
  const until = (column: string) => (before === null ? sql`` : sql`and ${sql.ref(column)} < ${before}`)
  const { rows } = await sql<Line>`
    select kind, one.id, day, staff.name as by, visit, note, recorded_on from (
      (select 'visit' as kind, id, visited_on as day, worker_id as by_id, recorded_at::date as recorded_on,
              null::json as note,
              json_build_object('id', id, 'state', state, 'visitedOn', visited_on, 'workerId', worker_id,
                                'mode', mode, 'outcome', outcome,
                'seen', seen, 'seenAlone', seen_alone, 'notAloneWhy', not_alone_why, 'place', place,
                'bedroomSeen', bedroom_seen,
                'purpose', purpose, 'childWords', child_words) as visit
         from visit
        where child_id = ${childId} ${until('visited_on')}
        order by visited_on desc, id desc
        limit ${most + 1})
      union all
      (select 'note', id, happened_on, recorded_by, null,
              json_build_object('kind', kind, 'whoWith', who_with, 'line', line, 'significant', significant),
              null
         from note
        where child_id = ${childId}
          and ${notes} ${until('happened_on')}
        order by happened_on desc, id desc
        limit ${most + 1})
    ) one left join staff on staff.id = one.by_id
    order by day desc, id desc limit ${most + 1}
  `.execute(db)
  return rows
}
