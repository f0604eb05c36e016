import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Who may know of a child's record: whoever their role lets, its own workers and those named, or those named alone. */
export type Level = 'standard' | 'restricted' | 'sealed'

const levels: Readonly<Record<Level, number>> = { standard: 0, restricted: 2, sealed: 3 }

/** Says who may know of a child's record, from the next request on. */
export async function setLevel(tx: Tx, childId: string, level: Level): Promise<void> {
  await sql`update person set restricted_level = ${levels[level]} where id = ${childId}`.execute(tx)
}
