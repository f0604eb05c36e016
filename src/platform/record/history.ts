import { sql } from 'kysely'
import type { Instant } from '../dates/day.ts'
import type { Db, Tx } from '../db/database.ts'
import { load } from './store.ts'
import type { AnyRecordType } from './record.ts'

type Answers = Readonly<Record<string, unknown>>

interface Told {
  readonly answers: Answers
}

/**
 * A record as it stood when this record said so: the fold of its events up to a moment.
 *
 * @param asAt the moment, inclusive, by when it was written here (not by when it happened)
 * @returns null if nothing had been written of it yet
 */
export async function recordAsAt(db: Db | Tx, recordId: string, asAt: Instant): Promise<Answers | null> {
  const told = await sql<Told>`
    select answers from event where record_id = ${recordId} and recorded_at <= ${asAt} order by id
  `.execute(db)
  return told.rows.length === 0 ? null : fold(told.rows)
}

/** Later answers stand over earlier ones. */
export const fold = (told: readonly Told[]): Answers =>
  Object.assign({}, ...told.map(({ answers }) => answers)) as Answers

/**
 * Whether the events of a record say what its row says.
 *
 * @returns the fields in which they differ: none, where all is well
 */
export async function differsFromHistory(
  db: Db | Tx,
  on: AnyRecordType,
  recordId: string,
): Promise<string[]> {
  const row = (await load(db, on, recordId)) as unknown as Answers
  const told = await sql<Told>`select answers from event where record_id = ${recordId} order by id`.execute(
    db,
  )
  const said = fold(told.rows)
  return Object.keys(said).filter(
    (name) => name in row && JSON.stringify(said[name] ?? null) !== JSON.stringify(row[name] ?? null),
  )
}
