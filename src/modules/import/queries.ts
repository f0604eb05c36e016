import type { Db } from '../../platform/db/database.ts'
import type { Instant } from '../../platform/dates/day.ts'
import type { Summary } from './summary.ts'

/** An import as a list shows it. */
export interface ListedImport {
  readonly id: string
  readonly committedAt: Instant
  readonly state: 'committed' | 'withdrawal asked' | 'withdrawn'
  readonly summary: Summary | null
  readonly submittedBy: string | null
  readonly withdrawWhy: string | null
  readonly withdrawAskedBy: string | null
}

/** Every import, the latest first. */
export async function listImports(db: Db): Promise<ListedImport[]> {
  const rows = await imports(db).orderBy('import.committedAt', 'desc').execute()
  return rows.map(asListed)
}

/** One import, or null if there is none of this id. */
export async function oneImport(db: Db, id: string): Promise<ListedImport | null> {
  const row = await imports(db).where('import.id', '=', id).executeTakeFirst()
  return row === undefined ? null : asListed(row)
}

const imports = (db: Db) =>
  db
    .selectFrom('import')
    .leftJoin('staff', 'staff.id', 'import.submittedBy')
    .select([
      'import.id',
      'import.committedAt',
      'import.state',
      'import.summary',
      'import.withdrawWhy',
      'import.withdrawAskedBy',
      'staff.name as submittedBy',
    ])

const asListed = ({
  summary,
  ...row
}: Omit<ListedImport, 'summary'> & { readonly summary: unknown }): ListedImport => ({
  ...row,
  // The summary is written by the import itself, in this shape.
  summary: summary as Summary | null,
})

/** How far an import has come; null before it has begun. */
export const progressNow = async (db: Db, id: string) =>
  (await db.selectFrom('importProgress').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

/** Our own authority, and whether this is the invented one. */
export const ourAuthority = async (db: Db) =>
  (await db.selectFrom('authority').select(['code', 'name', 'demonstration']).executeTakeFirst()) ?? null
