import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** What somebody has typed and not yet sent: kept as typed, unvalidated, never expiring, seen by its author. */
export interface DraftOf {
  /** The command's event name, which says which form it is. */
  readonly command: string
  readonly childId: string
  readonly authorId: string
}

export type Typed = Readonly<Record<string, string | readonly string[]>>

/** Keeps what has been typed, over what was there. */
export async function keepDraft(db: Db, of: DraftOf, typed: Typed): Promise<void> {
  const answers = JSON.stringify(typed)
  await db
    .insertInto('draft')
    .values({ ...of, answers })
    .onConflict((held) =>
      held.columns(['command', 'childId', 'authorId']).doUpdateSet({ answers, savedAt: sql`now()` }),
    )
    .execute()
}

/** The author's own draft of this form, or null. */
export async function findDraft(db: Db, { command, childId, authorId }: DraftOf): Promise<Typed | null> {
  const row = await db
    .selectFrom('draft')
    .select('answers')
    .where('command', '=', command)
    .where('childId', '=', childId)
    .where('authorId', '=', authorId)
    .executeTakeFirst()
  return row === undefined ? null : (row.answers as Typed)
}

/** Lets a draft go, once it has become a record. */
export async function dropDraft(db: Db, { command, childId, authorId }: DraftOf): Promise<void> {
  await db
    .deleteFrom('draft')
    .where('command', '=', command)
    .where('childId', '=', childId)
    .where('authorId', '=', authorId)
    .execute()
}
