import { createHash, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { copyText } from '../db/copy.ts'
import { inTransaction, type Db, type Tx } from '../db/database.ts'
import { migrationsRun, type Contents, type Head } from './backup.ts'
import type { Vault } from '../vault/vault.ts'
import { BrokenBackup } from './broken.ts'
import { BackupReader } from './reader.ts'
import { plainly, readTable, snapshot, tablesOf, type Held, type Table } from './tables.ts'

/** The database already holds records, or is of another version: nothing was touched. */
export class CannotRestore extends Error {
  override readonly name = 'CannotRestore'
}

/**
 * Puts a backup back, in one transaction: all of it or nothing. Everything is read again afterwards and held to what the backup says.
 *
 * @param owner connected as the role that owns the tables, to a database that was migrated and never used
 * @param key of somebody the backup was locked for, where it was
 * @param vault where the files of documents go; those put there by a restore that then fails stay, named by nothing
 * @returns what was restored
 * @throws CannotRestore, BrokenBackup, CannotUnlock
 */
export async function restore(
  owner: Db,
  path: string,
  key: KeyObject | null = null,
  vault: Vault | null = null,
): Promise<Contents> {
  await requireUnused(owner)
  const contents = await inTransaction(owner, (tx) => putBack(tx, new BackupReader(path, key), vault))
  await requireSame(owner, contents)
  return contents
}

async function requireUnused(db: Db): Promise<void> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select 1 from event)
        or exists (select 1 from person)
        or exists (select 1 from staff) as used`.execute(db)
  if (rows[0]?.used !== false)
    throw new CannotRestore('The database is not empty: a backup goes back only into one that was never used')
}

async function putBack(tx: Tx, reader: BackupReader, vault: Vault | null): Promise<Contents> {
  await plainly(tx)
  requireSameVersion(await reader.head(), await migrationsRun(tx))
  const links = await looseLinks(tx)
  await emptyAll(tx)
  const found: Record<string, Held> = {}
  for (let table = await reader.nextTable(); table !== null; table = await reader.nextTable())
    found[table.name] = await putTableBack(tx, reader, table)
  const contents = await reader.contents(found, await putDocumentsBack(reader, vault))
  await tieLinks(tx, links)
  for (const [counter, at] of Object.entries(contents.counters))
    await sql`select setval(${counter}::regclass, ${at})`.execute(tx)
  return contents
}

async function putDocumentsBack(reader: BackupReader, vault: Vault | null): Promise<Record<string, number>> {
  const documents: Record<string, number> = {}
  for await (const { sha256, bytes } of reader.documents()) {
    if (vault === null)
      throw new CannotRestore('The backup holds documents, and no folder for them was named')
    await vault.keep(bytes)
    documents[sha256] = bytes.length
  }
  return documents
}

function requireSameVersion({ migrations }: Head, ran: readonly string[]): void {
  if (migrations.length === ran.length && migrations.every((name, at) => name === ran[at])) return
  throw new CannotRestore(
    'The backup is of another version of Holdfast: restore it with that version, then upgrade',
  )
}

/** Takes off, for the time being, what ties one table to another: rows come back table by table. Gives what ties them again. */
async function looseLinks(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ loose: string; tie: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as loose,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid)) as tie
      from pg_constraint
     where contype = 'f' and conparentid = 0
       and connamespace in (select oid
                              from pg_namespace
                             where nspname in ('public', 'graphile_worker'))`.execute(tx)
  for (const { loose } of rows) await sql.raw(loose).execute(tx)
  return rows.map(({ tie }) => tie)
}

async function tieLinks(tx: Tx, links: readonly string[]): Promise<void> {
  for (const tie of links) await sql.raw(tie).execute(tx)
}

async function emptyAll(tx: Tx): Promise<void> {
  for (const { name } of await tablesOf(tx)) {
    await sql.raw(`alter table ${name} disable trigger user`).execute(tx)
    await sql.raw(`delete from ${name}`).execute(tx)
  }
}

async function putTableBack(tx: Tx, reader: BackupReader, table: Table): Promise<Held> {
  const digest = createHash('sha256')
  async function* digested(): AsyncGenerator<Buffer> {
    for await (const rows of reader.rows()) {
      digest.update(rows)
      yield rows
    }
  }
  await copyText(tx, `${table.name} (${table.columns})`, digested())
  await sql.raw(`alter table ${table.name} enable trigger user`).execute(tx)
  return reader.tableHeld(table, digest.digest('hex'))
}

/** Reads every table again: what is in the database now is what was. */
async function requireSame(owner: Db, { tables }: Contents): Promise<void> {
  await snapshot(owner, async (tx) => {
    for (const table of await tablesOf(tx)) {
      const { rows, sha256 } = await readTable(tx, table, () => undefined)
      const was = tables[table.name]
      if (was?.rows !== rows || was.sha256 !== sha256)
        throw new BrokenBackup(
          `${table.name} is not as it was: ${rows} rows where the backup has ${was?.rows ?? 0}`,
        )
    }
  })
}
