import type { Db } from '../../platform/db/database.ts'

/** The address of a contact, from its id alone; the board where it is gone. */
export async function contactHref(db: Db, contactId: string): Promise<string> {
  const row = await db.selectFrom('contact').select('childId').where('id', '=', contactId).executeTakeFirst()
  return row === undefined ? '/front-door' : `/children/${row.childId}/contacts/${contactId}`
}
