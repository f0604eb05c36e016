import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { copyOut, type EachRow } from '../db/copy-out.ts'
import type { Db, Tx } from '../db/database.ts'

/** A table as a backup names it: everything needed to copy it out and in. */
export interface Table {
  /** Its name with its schema, quoted where it must be. */
  readonly name: string
  /** Its columns in their order, without those the database works out, as SQL lists them. */
  readonly columns: string
  /** What its rows are ordered by, so that the same rows give the same bytes. */
  readonly order: string
}

// The queue's tables too: what was asked for and not done yet belongs to the record. Unlogged tables hold nothing worth keeping,
// and which migrations ran is a matter of the database restored into.
const tablesThere = sql<Table>`
  select relid.oid::regclass::text as name,
         (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
           where attrelid = relid.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
         coalesce((select string_agg(quote_ident(attname), ', ' order by array_position(key.conkey, attnum))
                     from pg_constraint key
                     join pg_attribute on attrelid = relid.oid
                      and attnum = any(key.conkey)
                    where key.conrelid = relid.oid and key.contype = 'p'), 'ctid') as order
    from pg_class relid
   where relid.relnamespace in (select oid from pg_namespace where nspname in ('public', 'graphile_worker'))
     and relid.relkind = 'r'
     and relid.relpersistence = 'p'
     and relid.relname not in ('migration', 'migrations')
     and not exists (select 1 from pg_depend where objid = relid.oid and deptype = 'e')
   order by 1`

/** Every table of a database that a backup holds, by name. In a transaction of `plainly`. */
export const tablesOf = async (tx: Tx): Promise<Table[]> => (await tablesThere.execute(tx)).rows

/** Has names come with their schema and instants in one zone, whatever the session is set to. */
export async function plainly(tx: Tx): Promise<void> {
  await sql`set local search_path = ''`.execute(tx)
  await sql`set local timezone = 'UTC'`.execute(tx)
}

/** What a table holds: its rows counted, and SHA-256 over them as COPY writes them, in order. */
export interface Held {
  readonly rows: number
  readonly sha256: string
}

/** Copies a table's rows out, in order, with their digest. */
export async function readTable(tx: Tx, { name, columns, order }: Table, each: EachRow): Promise<Held> {
  const digest = createHash('sha256')
  const rows = await copyOut(tx, `select ${columns} from ${name} order by ${order}`, (row) => {
    digest.update(row)
    return each(row)
  })
  return { rows, sha256: digest.digest('hex') }
}

/** One moment of the database, however long it takes. */
export const snapshot = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await plainly(tx)
      return work(tx)
    })
