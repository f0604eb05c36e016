import { sql } from 'kysely'
import type { Instant } from '../dates/day.ts'
import type { Db, Tx } from '../db/database.ts'
import { sameAnswer } from './same-answer.ts'
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

/** A record whose row and whose history do not say the same. */
interface Differing {
  readonly recordId: string
  /** The answers in which they differ; empty where a row has no history at all. */
  readonly fields: readonly string[]
}

/**
 * Holds every row of one kind against the fold of its events: the row is the truth, and its events must tell it.
 * Reads some thousands of records at a time, in the order they were written.
 *
 * @returns a batch at a time: how many were held, and which differ
 */
export async function* heldToHistory(
  db: Db | Tx,
  on: AnyRecordType,
  atOnce = 2000,
): AsyncGenerator<{ readonly held: number; readonly differing: readonly Differing[] }> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await rowsAfter(db, on, after, atOnce)
    const last = rows.at(-1)
    if (last === undefined) return
    const told = await toldOf(
      db,
      rows.map(({ id }) => id),
    )
    const differing = rows.flatMap((row) => differs(row, told.get(row.id)))
    yield { held: rows.length, differing }
    after = last.id
  }
}

interface AnyRow {
  readonly id: string
  readonly [column: string]: unknown
}

async function rowsAfter(db: Db | Tx, on: AnyRecordType, after: string, atOnce: number): Promise<AnyRow[]> {
  return await db
    .selectFrom(on.table as 'note')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(atOnce)
    .execute()
}

async function toldOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Told[]>> {
  const { rows } = await sql<Told & { recordId: string }>`
    select record_id, answers from event where record_id = any(${ids}) order by record_id, id
  `.execute(db)
  return Map.groupBy(rows, ({ recordId }) => recordId)
}

function differs(row: AnyRow, told: readonly Told[] | undefined): Differing[] {
  if (told === undefined) return [{ recordId: row.id, fields: [] }]
  const said = fold(told)
  const fields = Object.keys(said).filter((name) => name in row && !sameAnswer(said[name], row[name]))
  return fields.length === 0 ? [] : [{ recordId: row.id, fields }]
}
