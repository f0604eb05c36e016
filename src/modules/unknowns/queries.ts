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

/** What staff these ids belong to are called. */
export async function staffNames(
  db: Db,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids.filter((id) => id !== null))]
  if (asked.length === 0) return new Map()
  const rows = await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', asked).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
