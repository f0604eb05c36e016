import type { CompiledQuery, RawBuilder } from 'kysely'
import type { Db, Tx } from './database.ts'

/**
 * The rows of a statement that every page sends: PostgreSQL reads and plans it once a connection, and from then on is sent
 * only what is asked of it. Planning a child's overview costs more than answering it.
 *
 * For statements about one child or one member of staff, whose text is one of a few: not for those whose best plan hangs on
 * how many values are given.
 */
export async function prepared<R>(db: Db | Tx, query: RawBuilder<R> | CompiledQuery): Promise<R[]> {
  const statement: Prepared = { ...('compile' in query ? query.compile(db) : query), isPrepared: true }
  const { rows } = await db.executeQuery<R>(statement)
  return rows
}

/** A compiled statement, marked for the driver. */
export type Prepared = CompiledQuery & { readonly isPrepared?: true }

const names = new Map<string, string>()

/** The one name a text has in this process, whatever connection it is sent on. */
export function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `often_${names.size + 1}`
  names.set(text, name)
  return name
}
