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

/**
 * Keeps what has been typed, over what was there. What a form that has been sent still says is not kept: the browser saves as a
 * field is left, which is also when the form is sent, and the draft may come second.
 *
 * @param formKey the key the form carries
 */
export async function keepDraft(
  db: Db,
  { command, childId, authorId }: DraftOf,
  typed: Typed,
  formKey: string | null,
): Promise<void> {
  await sql`
    insert into draft (command, child_id, author_id, answers)
    select ${command}, ${childId}, ${authorId}, ${JSON.stringify(typed)}::jsonb
     where not exists (select from event where form_key = ${formKey})
    on conflict (command, child_id, author_id) do update set answers = excluded.answers, saved_at = now()
  `.execute(db)
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
