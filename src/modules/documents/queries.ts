import { CompiledQuery, sql } from 'kysely'
import { viewOfRecord } from '../../platform/access/kept-in.ts'
import type { Permission } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/record/new-id.ts'
import { kebab, snake } from '../../platform/record/names.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import type { Document } from './record.ts'

/** A document as lists show it. */
export type DocumentHeld = Pick<
  Document,
  'id' | 'state' | 'kind' | 'what' | 'madeOn' | 'cameFrom' | 'aboutKind' | 'aboutId' | 'format' | 'bytes'
>

interface Asking {
  readonly childId: string
  /** The kinds of record whoever asks may read, by table: a document of another is not theirs either. */
  readonly readable: readonly string[]
  readonly kind: string | null
  /** The last of the page before. */
  readonly after: string | null
  readonly most: number
}

/** A child's documents, newest first, and one more where there are more. */
export async function documentsOf(
  db: Db,
  { childId, readable, kind, after, most }: Asking,
): Promise<DocumentHeld[]> {
  const { rows } = await sql<DocumentHeld>`
    select id, state, kind, what, made_on, came_from, about_kind, about_id, format, bytes from document
     where child_id = ${childId} and (about_kind is null or about_kind = any(${readable}))
       and (${kind}::text is null or kind = ${kind})
       and (${after}::uuid is null or (coalesce(made_on, '0001-01-01'), id) <
             (select coalesce(made_on, '0001-01-01'), id
                from document before
               where before.id = ${after}
                 and before.child_id = ${childId}))
     order by coalesce(made_on, '0001-01-01') desc, id desc limit ${most + 1}`.execute(db)
  return rows
}

/** The documents of one record that were not withdrawn, newest first; at most 50. */
export async function documentsAbout(db: Db, childId: string, recordId: string): Promise<DocumentHeld[]> {
  const { rows } = await sql<DocumentHeld>`
    select id, state, kind, what, made_on, came_from, about_kind, about_id, format, bytes from document
     where child_id = ${childId} and about_id = ${recordId} and state <> 'withdrawn'
     order by made_on desc nulls last, id desc limit 50`.execute(db)
  return rows
}

/** What kind of record this is, by its first event; null if the child has none such. */
export async function kindOf(db: Db, childId: string, recordId: string): Promise<string | null> {
  const { rows } = await sql<{ recordKind: string }>`
    select record_kind
      from event
     where record_id = ${recordId}
       and child_id = ${childId}
     order by id
     limit 1`.execute(db)
  return rows[0]?.recordKind ?? null
}

/** A record that a document may belong to. */
export interface Belongs {
  /** The table, as code names it. */
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly on: Day | null
}

/** Kinds that are about who somebody is or who may see them, or that are told within another's page: nothing is attached to them. */
const noneOf = new Set([
  'person',
  'formerName',
  'address',
  'relationship',
  'merge',
  'document',
  'meetingInvitation',
  'noticeOfChild',
  'restriction',
  'namedAccess',
  'exclusion',
  'emergencyOpening',
  'visitCall',
  'oversightDiscussion',
  'recordSummary',
])

/** Kinds of record documents may belong to, of those that may be read. */
export const takesDocuments = (
  records: readonly AnyRecordType[],
  may: (view: Permission) => boolean,
): AnyRecordType[] =>
  records.filter(({ table }) => {
    const view = viewOfRecord(table)
    return !noneOf.has(table) && view !== null && may(view)
  })

const latestOfKind = 6
const latestInAll = 60

/** A child's latest records of these kinds, the newest first. */
export async function latestRecords(
  db: Db,
  childId: string,
  kinds: readonly AnyRecordType[],
): Promise<Belongs[]> {
  if (kinds.length === 0) return []
  // Names of tables and columns are the code's own, never anybody's who asks.
  const legs = kinds.map(
    (on) => `(select '${on.table}' as kind, id, ${dayOf(on)} as at from ${snake(on.table)} where child_id = $1
      order by at desc nulls last, id desc limit ${latestOfKind})`,
  )
  const found = await db.executeQuery<Omit<Belongs, 'title'>>(
    CompiledQuery.raw(
      `select kind, id, at as on from (${legs.join(' union all ')}) every order by at desc nulls last, id desc limit ${latestInAll}`,
      [childId],
    ),
  )
  return found.rows.map((row) => ({ ...row, title: titleOf(kinds, row.kind) }))
}

/** One record of a child, of one of these kinds; null if there is none. */
export async function recordNamed(
  db: Db,
  childId: string,
  kinds: readonly AnyRecordType[],
  { kind, id }: { readonly kind: string; readonly id: string },
): Promise<Belongs | null> {
  const on = kinds.find(({ table }) => table === kind)
  if (on === undefined || !isId(id)) return null
  const { rows } = await sql<Pick<Belongs, 'on'>>`
    select ${sql.raw(dayOf(on))} as on
      from ${sql.table(snake(on.table))}
     where id = ${id}
       and child_id = ${childId}`.execute(db)
  return rows[0] === undefined ? null : { kind, id, title: on.title, on: rows[0].on }
}

/** The day it happened, as SQL; a record of a whole year has none. */
function dayOf({ fields, happened }: AnyRecordType): string {
  const kind = fields[happened]?.kind
  return kind === 'day' || kind === 'instant' ? `${snake(happened)}::date` : 'null::date'
}

const titleOf = (kinds: readonly AnyRecordType[], table: string): string =>
  kinds.find((on) => on.table === table)?.title ?? 'Record'

/** Where a record can be read. */
export const recordHref = (childId: string, kind: string, id: string): string =>
  `/children/${childId}/records/${kebab(kind)}/${id}`
