import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { snake } from '../../../platform/record/names.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import type { ChildRecord, RecordRow } from './made.ts'

type Stored = RecordRow & { readonly childId: string }

/** Records of children who have no others, in hand as they were just stored. */
export interface InHand {
  isNew(childId: string): boolean
  person(childId: string): RecordRow
  stored(on: AnyRecordType, childId: string): readonly Stored[]
}

/**
 * Reads of some children all that a return asks, a statement a kind. Children who are not there are left out; of those in
 * hand nothing is read.
 */
export async function childRecords(
  db: Db | Tx,
  kinds: readonly AnyRecordType[],
  childIds: readonly string[],
  inHand: InHand | null = null,
): Promise<Map<string, ChildRecord>> {
  const there = childIds.filter((id) => inHand?.isNew(id) !== true)
  const here = childIds.filter((id) => inHand?.isNew(id) === true)
  const people = [
    ...(await peopleOf(db, there)),
    ...here.flatMap((id) => (inHand === null ? [] : [inHand.person(id)])),
  ]
  const held = new Map<string, ReadonlyMap<string, readonly Stored[]>>()
  for (const on of kinds) {
    const rows = await rowsOf(db, on, there)
    for (const id of here) rows.set(id, inHand?.stored(on, id) ?? none)
    held.set(on.table, rows)
  }
  const staff = await staffOf(db, held)
  const teams = await teamsOf(db, held)
  return new Map(
    people.map((person) => [
      person.id,
      {
        person,
        rows: (on) => held.get(on.table)?.get(person.id) ?? none,
        staff: (id) => (typeof id === 'string' ? (staff.get(id) ?? null) : null),
        team: (id) => (typeof id === 'string' ? (teams.get(id) ?? null) : null),
      },
    ]),
  )
}

const none: readonly never[] = []

async function peopleOf(db: Db | Tx, ids: readonly string[]): Promise<readonly RecordRow[]> {
  if (ids.length === 0) return none
  return (await db.selectFrom('person').selectAll().where('id', 'in', ids).execute()) as readonly RecordRow[]
}

/** The database's edge: the columns of a table are its kind's fields. */
async function rowsOf(
  db: Db | Tx,
  on: AnyRecordType,
  childIds: readonly string[],
): Promise<Map<string, readonly Stored[]>> {
  if (childIds.length === 0) return new Map()
  const { rows } = await sql<Stored>`
    select * from ${sql.table(snake(on.table))} where child_id = any(${childIds}) order by child_id, id
  `.execute(db)
  return Map.groupBy(rows, ({ childId }) => childId)
}

type Held = ReadonlyMap<string, ReadonlyMap<string, readonly Stored[]>>

function named(held: Held, fields: readonly string[]): string[] {
  const ids = new Set<string>()
  for (const byChild of held.values())
    for (const rows of byChild.values())
      for (const row of rows)
        for (const field of fields) {
          const id = row[field]
          if (typeof id === 'string') ids.add(id)
        }
  return [...ids]
}

async function staffOf(db: Db | Tx, held: Held) {
  const ids = named(held, ['workerId', 'adviserId'])
  if (ids.length === 0) return new Map<string, { number: string | null; name: string }>()
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'externalId', 'name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, externalId, name }) => [id, { number: externalId, name }]))
}

async function teamsOf(db: Db | Tx, held: Held): Promise<Map<string, string>> {
  const ids = named(held, ['teamId'])
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('team').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
