import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Typed } from '../../../platform/record/draft.ts'

/**
 * Keeps what somebody is taking down, over what was there. What a form that has been sent still says is not kept: the browser saves as a
 * field is left, which is also when the form is sent, and the draft may come second.
 */
export async function keepTelling(
  db: Db,
  authorId: string,
  typed: Typed,
  formKey: string | null,
): Promise<void> {
  await sql`
    insert into telling_draft (author_id, answers)
    select ${authorId}, ${JSON.stringify(typed)}::jsonb
     where not exists (select from sent_in where form_key = ${formKey})
    on conflict (author_id) do update set answers = excluded.answers, saved_at = now()
  `.execute(db)
}

/** What its author has begun to take down and not sent, or null. */
export async function findTelling(db: Db, authorId: string): Promise<Typed | null> {
  const row = await db
    .selectFrom('tellingDraft')
    .select('answers')
    .where('authorId', '=', authorId)
    .executeTakeFirst()
  return row === undefined ? null : (row.answers as Typed)
}

/** Lets it go, once it has been sent. */
export async function dropTelling(db: Db, authorId: string): Promise<void> {
  await db.deleteFrom('tellingDraft').where('authorId', '=', authorId).execute()
}
