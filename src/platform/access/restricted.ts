import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Hides a child's record from all but their own workers and those named (level 2), or shows it again (level 0). */
export async function setRestricted(tx: Tx, childId: string, restricted: boolean): Promise<void> {
  await sql`update person set restricted_level = ${restricted ? 2 : 0} where id = ${childId}`.execute(tx)
}
