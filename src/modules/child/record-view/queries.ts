import { NoResultError, sql } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { nameable } from '../../../platform/access/reach.ts'
import type { Instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { AnyRecordType, Row } from '../../../platform/record/record.ts'
import { load } from '../../../platform/record/store.ts'

/** One record of this child, or null: a record of another child is answered as one that is not there. */
export async function recordOfChild(
  db: Db,
  on: AnyRecordType,
  childId: string,
  recordId: string,
): Promise<Row<AnyRecordType> | null> {
  try {
    const row = await load(db, on, recordId)
    return row.childId === childId ? row : null
  } catch (fault) {
    if (fault instanceof NoResultError) return null
    throw fault
  }
}

/** One thing that was done to a record. */
export interface Done {
  readonly id: number
  readonly type: string
  readonly by: string | null
  readonly recordedAt: Instant
  readonly reason: string | null
  readonly answers: Readonly<Record<string, unknown>>
  readonly before: Readonly<Record<string, unknown>> | null
}

/** Everything done to one record, newest first. */
export async function historyOf(db: Db, childId: string, recordId: string): Promise<Done[]> {
  const { rows } = await sql<Done>`
    select event.id, event.type, staff.name as by, event.recorded_at, event.reason, event.answers,
           event.before
      from event left join staff on staff.id = event.actor_id
     where event.record_id = ${recordId} and event.child_id = ${childId}
     order by event.id desc limit 100
  `.execute(db)
  return rows
}

interface NameRow {
  readonly id: string
  readonly name: string
}

/** What the people, staff and teams named in a record are called; people whose own record is restricted are not named. */
export async function namesOf(
  db: Db,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<NameRow>`
    select id, name from staff where id = any(${ids})
    union all select id, name from team where id = any(${ids})
    union all select id, case when not ${nameable(actor, sql.ref('person.id'))} then 'Restricted record'
                else coalesce(nullif(concat_ws(' ', coalesce(known_as, given_name), family_name), ''),
                              'Nobody we can name') end
       from person where id = any(${ids})
  `.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
