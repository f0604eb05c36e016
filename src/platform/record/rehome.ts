import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { snake } from './names.ts'
import type { AnyRecordType } from './record.ts'

/** By table, the records that moved: what undoing a merge needs to know. */
export type Moved = Readonly<Record<string, readonly string[]>>

/**
 * Puts every record of one person under another. Their ids stay; what made them the same row in a return is marked with
 * where they came from, so that the two people's rows never collide.
 */
export async function rehome(
  tx: Tx,
  records: readonly AnyRecordType[],
  from: string,
  to: string,
): Promise<Moved> {
  const moved: Record<string, readonly string[]> = {}
  for (const { table } of records) {
    const { rows } = await sql<{ id: string }>`
      update ${sql.table(snake(table))} set child_id = ${to}, import_key = import_key || ${` of ${from}`}
       where child_id = ${from} returning id
    `.execute(tx)
    if (rows.length > 0) moved[table] = rows.map(({ id }) => id)
  }
  return moved
}

/** Puts back what a merge moved, and only that: what was written since stays where it was written. */
export async function sendHome(tx: Tx, moved: Moved, to: string): Promise<void> {
  for (const [table, ids] of Object.entries(moved)) {
    await sql`
      update ${sql.table(snake(table))}
         set child_id = ${to}, import_key = replace(import_key, ${` of ${to}`}, '')
       where id = any(${ids})
    `.execute(tx)
  }
}
