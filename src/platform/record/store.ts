import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { AnyRecordType, Row } from './record.ts'

// Every record table has id, child_id, state and version, and a column for each field. tables.test.ts
// proves it against the migrated database, which is what lets this file (alone) name a table it was handed.
type AnyTable = 'note'

/** @throws NoResultError if there is no such record */
export async function load<R extends AnyRecordType>(db: Db | Tx, on: R, id: string): Promise<Row<R>> {
  const row = await db
    .selectFrom(on.table as AnyTable)
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row as unknown as Row<R>
}

/**
 * Loads and locks, so that two workers cannot both move a record on from the same state.
 *
 * @throws NoResultError if there is no such record
 */
export async function lock<R extends AnyRecordType>(tx: Tx, on: R, id: string): Promise<Row<R>> {
  const row = await tx
    .selectFrom(on.table as AnyTable)
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row as unknown as Row<R>
}

/** Stores a new record and says its id. */
export async function open(tx: Tx, on: AnyRecordType, values: object): Promise<string> {
  const stored = await tx
    .insertInto(on.table as AnyTable)
    .values(values as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return stored.id
}

/** Changes a record and counts its version up. */
export async function move(tx: Tx, on: AnyRecordType, id: string, values: object): Promise<void> {
  await tx
    .updateTable(on.table as AnyTable)
    .set({ ...values, version: sql`version + 1` } as never)
    .where('id', '=', id)
    .execute()
}
