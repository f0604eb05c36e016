import { asService } from '../src/platform/db/asking.ts'
import { sql } from 'kysely'
import { findSession, openSession } from '../src/platform/access/session.ts'
import { addDays, dayOf, instantOf, type Day } from '../src/platform/dates/day.ts'
import type { Db } from '../src/platform/db/database.ts'
import { heldToHistory } from '../src/platform/record/history.ts'
import { records } from '../src/app/modules.ts'

/** Somebody who writes, with what their browser holds. */
export interface Writing {
  readonly cookie: string
  readonly csrf: string
  readonly childIds: readonly string[]
  readonly today: Day
  readonly dueOn: Day
  readonly directionsAt: string
}

/** A write that was acknowledged, by words nobody else writes. */
export interface Sent {
  readonly mark: string
  readonly kind: 'note' | 'direction'
  /** How many rows it must have made. */
  readonly rows: number
}

/** Managers with three children of their team each, signed in. */
export const cast = (db: Db, count: number): Promise<Writing[]> =>
  asService('a drill', () => castOf(db, count))

async function castOf(db: Db, count: number): Promise<Writing[]> {
  const { rows } = await sql<{ staffId: string; childIds: string[] }>`
    select staff.id as staff_id, (array_agg(distinct allocation.child_id))[1:3] as child_ids
      from staff join allocation on allocation.team_id = staff.team_id and allocation.state = 'allocated'
     where staff.role = 'TM' and staff.disabled_at is null
     group by staff.id having count(distinct allocation.child_id) >= 3`.execute(db)
  if (rows.length === 0) throw new Error('no manager has three children')
  const today = dayOf(instantOf(Date.now()))
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { staffId, childIds } = rows[i % rows.length] as (typeof rows)[number]
      const secret = await openSession(db, staffId)
      const session = await findSession(db, secret)
      return {
        cookie: `holdfast=${secret}`,
        csrf: session?.csrf ?? '',
        childIds,
        today,
        dueOn: addDays(today, 14),
        directionsAt: '/oversight/directions',
      }
    }),
  )
}

/** What became of everything that was acknowledged. */
export interface Reckoned {
  readonly acknowledged: number
  readonly lost: number
  readonly halfWritten: number
  readonly doubled: number
}

/** Looks for every acknowledged write in the record, and for rows without their history or the other way round. */
export const reckon = (db: Db, sent: readonly Sent[]): Promise<Reckoned> =>
  asService('a drill', () => reckoned(db, sent))

async function reckoned(db: Db, sent: readonly Sent[]): Promise<Reckoned> {
  const { rows } = await sql<{ mark: string; rows: number }>`
    select mark, count(*) as rows
      from (select line as mark from note union all select what from action) written
     where mark like 'drill %' group by mark`.execute(db)
  const found = new Map(rows.map(({ mark, rows: count }) => [mark, count]))
  const each = sent.map(({ mark, rows: asked }) => ({ asked, found: found.get(mark) ?? 0 }))
  return {
    acknowledged: sent.length,
    lost: each.filter(({ found: there }) => there === 0).length,
    halfWritten:
      each.filter(({ asked, found: there }) => there > 0 && there < asked).length +
      (await withoutHistory(db)),
    doubled: each.filter(({ asked, found: there }) => there > asked).length,
  }
}

async function withoutHistory(db: Db): Promise<number> {
  let differing = 0
  for (const on of records.filter(({ table }) => table === 'note' || table === 'action'))
    for await (const batch of heldToHistory(db, on)) differing += batch.differing.length
  const { rows } = await sql<{ orphans: number }>`
    select count(*) as orphans from event
     where record_kind in ('note', 'action')
       and not exists (select 1 from note where note.id = event.record_id)
       and not exists (select 1 from action where action.id = event.record_id)`.execute(db)
  return differing + (rows[0]?.orphans ?? 0)
}
