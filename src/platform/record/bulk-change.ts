import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { copyInto } from '../db/copy.ts'
import type { Tx } from '../db/database.ts'
import type { Incoming, Source } from './bulk.ts'
import { kebab, snake } from './names.ts'
import { sameAnswer } from './same-answer.ts'
import type { AnyRecordType } from './record.ts'

/** A record that came before, as it stands. */
export interface Held {
  readonly id: string
  readonly childId: string
  readonly importKey: string
  readonly state: string
  readonly version: number
  readonly importId: string | null
  readonly [column: string]: unknown
}

/** The columns of an event copied in bulk, in order. */
export const eventColumns = [
  'type',
  'child_id',
  'record_kind',
  'record_id',
  'actor_id',
  'recorded_at',
  'answers',
  'reason',
  'import_id',
]

/** A record that came before, and the values a row now brings that differ. */
export interface Difference {
  readonly before: Held
  readonly to: Record<string, unknown>
  /** What the row gave that could not be read, in place of what was kept before. */
  readonly given: Readonly<Record<string, string>> | null
}

/** Of the values a row brings, those that differ from what is held; the state is one of them. */
export function differing(row: Incoming<AnyRecordType>, before: Held): Difference[] {
  const state = row.stateIfNew === true ? before.state : row.state
  const brought: Record<string, unknown> = { ...row.values, state }
  const to = Object.fromEntries(
    Object.entries(brought).filter(([name, value]) => !sameAnswer(value, before[name])),
  )
  return Object.keys(to).length === 0 ? [] : [{ before, to, given: row.given ?? null }]
}

/** The text of a row that could not be read and is not the text kept: no answer changes by it. */
export interface GivenAnew {
  readonly id: string
  readonly given: Readonly<Record<string, string>>
}

/** What a row that changes no answer gives that cannot be read, where it is not what is kept. A row that gives no such text takes none away. */
export function givenAnew(
  given: Readonly<Record<string, string>> | null,
  { id, given: kept }: { readonly id: string; readonly given?: unknown },
): GivenAnew[] {
  if (given === null) return []
  const all = { ...(typeof kept === 'object' && kept), ...given }
  return isDeepStrictEqual(all, kept) ? [] : [{ id, given: all }]
}

/** Keeps the last return's text of what could not be read: that is what goes out again, and what its finding quotes. No event, for no answer changed. */
export async function keepGiven(tx: Tx, on: AnyRecordType, again: readonly GivenAnew[]): Promise<void> {
  if (again.length === 0) return
  await sql`
    update ${sql.table(snake(on.table))} as held set given = after.given
      from jsonb_to_recordset(${JSON.stringify(again)}::jsonb) as after (id uuid, given jsonb)
     where held.id = after.id
  `.execute(tx)
}

/** A return's own row stays a return's: only a worker's hand counts its version up. */
export async function moveAll(
  tx: Tx,
  on: AnyRecordType,
  source: Source,
  changes: readonly Difference[],
): Promise<void> {
  if (changes.length === 0) return
  const columns = [...Object.keys(on.fields), 'state'].map(snake)
  const after = changes.map(({ before, to, given }) => {
    const values: Record<string, unknown> = { ...before, ...to }
    return Object.fromEntries([
      ['id', before.id],
      ['given', given],
      ...columns.map((column, i) => [column, values[named(on, i)] ?? null]),
    ])
  })
  await sql`
    update ${sql.table(snake(on.table))} as held
       set (${sql.join(columns.map((column) => sql.ref(column)))}, given, import_id) =
           (${sql.join(columns.map((column) => sql.ref(`after.${column}`)))}, after.given,
            ${source.importId}::uuid)
      from jsonb_populate_recordset(null::${sql.table(snake(on.table))},
                                    ${JSON.stringify(after)}::jsonb) as after
     where held.id = after.id
  `.execute(tx)
  const at = new Date().toISOString()
  await copyInto(
    tx,
    'event',
    [...eventColumns, 'before'],
    changes.map(({ before, to }) => [
      `${kebab(on.table)}.changed-by-return`,
      before.childId,
      on.table,
      before.id,
      source.actorId,
      at,
      to,
      source.words,
      source.importId,
      Object.fromEntries(Object.keys(to).map((name) => [name, before[name] ?? null])),
    ]),
  )
}

const named = (on: AnyRecordType, at: number): string => Object.keys(on.fields)[at] ?? 'state'

/** A row that comes again as it stands belongs from then on to the import that last said it, and is not changed. */
export async function sayAgain(
  tx: Tx,
  on: AnyRecordType,
  source: Source,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable(on.table as 'note')
    .set({ importId: source.importId })
    .where(sql<boolean>`id = any(${ids})`)
    .execute()
}
