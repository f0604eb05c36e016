import type { Db } from '../../platform/db/database.ts'
import { everyChild } from './record.ts'

/** Of the questions to ask of every child, those nobody has asked of this one. */
export async function notAskedYet(db: Db, childId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('unknown')
    .select('question')
    .where('childId', '=', childId)
    .where('question', 'in', [...everyChild])
    .execute()
  const asked = new Set(rows.map(({ question }) => question))
  return everyChild.filter((question) => !asked.has(question))
}
