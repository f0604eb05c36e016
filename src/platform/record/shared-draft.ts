import { sql } from 'kysely'
import { inTransaction, type Db, type Tx } from '../db/database.ts'
import type { Typed } from './draft.ts'
import type { Fields } from './field.ts'
import { mergeAnswer, same, type TypedAnswer } from './merge-answer.ts'

/**
 * A draft that several people write, for weeks: kept question by question, unvalidated, never expiring. Nobody's save takes
 * the place of another's: each is read as a change to what its page began from, and made to what stands now. What each
 * page last sent is kept beside it until the draft is let go.
 */
interface Saving {
  /** What the form is about: a record, or what several records share. */
  readonly subjectId: string
  readonly authorId: string
  /** The key the form carries, a guid: the same as long as the page stays open. */
  readonly page: string
  readonly typed: Typed
  /** What the page began from, by question; a question not named began empty. */
  readonly began: Typed
  /** When the page's answers were read, by the clock of its browser; without it they are taken as they come in. */
  readonly readAt?: number | undefined
}

export interface Saved {
  /** The questions that somebody else had changed in the same place: both texts are in the answer, or the later choice. */
  readonly both: readonly string[]
}

/**
 * Saves what one page says of its questions. Saves of the same subject wait for each other, so that each is merged.
 *
 * @param fields the questions: their kinds say how two answers are merged; what is typed beside them is left
 */
export const saveShared = (db: Db, fields: Fields, saving: Saving): Promise<Saved> =>
  inTransaction(db, (tx) => saveSharedIn(tx, fields, saving))

/** Under this name, which is no question's, stands when what a page sent last was read. */
const readAtOf = ''

/** The same, inside a transaction that does more: the draft of a next version begins from the one in force. */
export async function saveSharedIn(tx: Tx, fields: Fields, saving: Saving): Promise<Saved> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${saving.subjectId}, 42))`.execute(tx)
  const held = await standing(tx, saving)
  if (await comesTooLate(tx, saving, held)) return { both: [] }
  const both: string[] = []
  for (const [field, { kind }] of Object.entries(fields)) {
    const mine = plain(saving.typed[field] ?? '')
    const { typed = null, answer: stood = null } = held.get(field) ?? {}
    const was = typed ?? plain(saving.began[field] ?? '')
    if (same(was, mine)) continue
    const merged = mergeAnswer(kind, was, stood ?? '', mine)
    if (merged.both) both.push(field)
    await keep(tx, saving, field, { mine, merged: merged.answer, stood })
  }
  return { both }
}

/** Whether this was read before what the same page has sent already: it knows less, and would take the last answer back. */
async function comesTooLate(tx: Tx, saving: Saving, held: ReadonlyMap<string, Held>): Promise<boolean> {
  const { readAt } = saving
  if (readAt === undefined) return false
  if (readAt < Number(held.get(readAtOf)?.typed ?? 0)) return true
  await keepTyped(tx, saving, readAtOf, String(readAt))
  return false
}

/** Lines end in one way, whichever browser they came from. */
const plain = (answer: TypedAnswer): TypedAnswer =>
  typeof answer === 'string' ? answer.replaceAll('\r\n', '\n') : answer

interface Held {
  readonly field: string
  /** Null where nobody has answered it yet. */
  readonly answer: TypedAnswer | null
  /** What this page sent before, or null. */
  readonly typed: TypedAnswer | null
}

async function standing(tx: Tx, { subjectId, page }: Saving): Promise<Map<string, Held>> {
  const { rows } = await sql<Held>`
    select coalesce(held.field, typed.field) as field, held.answer, typed.answer as typed
      from (select field, answer from draft_answer where subject_id = ${subjectId}) held
      full
        join (select field, answer from draft_typed where subject_id = ${subjectId} and page = ${page}) typed
        on typed.field = held.field
  `.execute(tx)
  return new Map(rows.map((row) => [row.field, row]))
}

interface Keeping {
  readonly mine: TypedAnswer
  readonly merged: TypedAnswer
  readonly stood: TypedAnswer | null
}

async function keepTyped(
  tx: Tx,
  { subjectId, page, authorId }: Saving,
  field: string,
  mine: TypedAnswer,
): Promise<void> {
  await sql`
    insert into draft_typed (subject_id, field, page, answer, author_id, saved_at)
    values (${subjectId}, ${field}, ${page}, ${JSON.stringify(mine)}::jsonb, ${authorId}, clock_timestamp())
    on conflict (subject_id, field, page) do update set answer = excluded.answer, saved_at = excluded.saved_at
  `.execute(tx)
}

async function keep(tx: Tx, saving: Saving, field: string, { mine, merged, stood }: Keeping): Promise<void> {
  const { subjectId, authorId } = saving
  await keepTyped(tx, saving, field, mine)
  if (stood !== null && same(stood, merged)) return
  await sql`
    insert into draft_answer (subject_id, field, answer, saved_by, saved_at)
    values (${subjectId}, ${field}, ${JSON.stringify(merged)}::jsonb, ${authorId}, clock_timestamp())
    on conflict (subject_id, field) do update set answer = excluded.answer, saved_by = excluded.saved_by,
       saved_at = excluded.saved_at
  `.execute(tx)
}

/** An answer of a shared draft, with who last changed it. */
export interface SharedAnswer {
  readonly subjectId: string
  readonly field: string
  readonly answer: TypedAnswer
  readonly savedAt: string
  readonly savedById: string
  readonly savedBy: string
}

/** What stands in these drafts: every answer, by whoever last changed it. */
export async function sharedAnswers(db: Db | Tx, subjectIds: readonly string[]): Promise<SharedAnswer[]> {
  const { rows } = await sql<SharedAnswer>`
    select subject_id, field, answer, saved_at, saved_by as saved_by_id, staff.name as saved_by
      from draft_answer join staff on staff.id = draft_answer.saved_by
     where subject_id = any(${subjectIds}::uuid[])
     order by subject_id, field
     limit 2000
  `.execute(db)
  return rows
}

/** Those who have written in these drafts, by id, whoever's words stand. */
export async function sharedAuthors(
  db: Db | Tx,
  subjectIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from staff
     where id in (select author_id from draft_typed where subject_id = any(${subjectIds}::uuid[])
                   union select saved_by from draft_answer where subject_id = any(${subjectIds}::uuid[]))
     order by name, id
  `.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Lets these drafts go, once they have become records. */
export async function dropShared(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  await sql`delete from draft_typed where subject_id = any(${subjectIds}::uuid[])`.execute(tx)
  await sql`delete from draft_answer where subject_id = any(${subjectIds}::uuid[])`.execute(tx)
}
