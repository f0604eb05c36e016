import type { KeyObject } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, type ZstdCompress } from 'node:zlib'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { NotAsKept, type Vault } from '../vault/vault.ts'
import { documentsIn } from './documents.ts'
import { frame, withSeal } from './frames.ts'
import { locking } from './lock.ts'
import { readTable, snapshot, tablesOf, type Held, type Table } from './tables.ts'

/** The first words of a backup. */
export interface Head {
  /** 2 since documents are in it. */
  readonly format: 1 | 2
  readonly takenAt: string
  /** The migrations that had run, in order: it goes back only into a database with the same. */
  readonly migrations: readonly string[]
}

/** The last words of a backup: what it must come to. */
export interface Contents {
  readonly tables: Readonly<Record<string, Held>>
  /** Where each counter stood, by its name. */
  readonly counters: Readonly<Record<string, number>>
  /** How long the file of each document is, by its digest; missing in a backup from before there were documents. */
  readonly documents?: Readonly<Record<string, number>>
  /** Documents whose file was lost or changed when the backup was made: it cannot bring them back. */
  readonly documentsLost?: readonly string[]
}

const piece = 256 * 1024

/**
 * Writes one moment of the database to a file: every table through COPY, with its rows counted and digested. The file appears
 * under its name only once it is whole and on the disk.
 *
 * @param owner connected as the role that owns the tables
 * @param recipients the public keys it is locked for; with none it lies open
 * @param vault where the files of documents are
 * @throws Error when the file cannot be written, or there are documents and no vault was given
 */
export async function backUp(
  owner: Db,
  path: string,
  now: Date = new Date(),
  recipients: readonly KeyObject[] = [],
  vault: Vault | null = null,
): Promise<Contents> {
  await removeLeft(path)
  const part = `${path}.${process.pid}.part`
  const out = new Frames(part, recipients)
  try {
    const contents = await snapshot(owner, (tx) => writeAll(tx, out, now, vault))
    await out.end()
    await rename(part, path)
    return contents
  } catch (fault) {
    await out.abandon()
    await rm(part, { force: true })
    throw fault
  }
}

const anHour = 3_600_000

/** What earlier backups to this file left when they were killed: as large as the record, and open where it was not locked. */
async function removeLeft(path: string): Promise<void> {
  const beside = dirname(path)
  for (const name of await readdir(beside).catch(() => [])) {
    if (!name.startsWith(`${basename(path)}.`) || !/\.\d+\.part$/.test(name)) continue
    const left = join(beside, name)
    const { mtimeMs } = await stat(left).catch(() => ({ mtimeMs: Infinity }))
    // One that is still written to may be another machine's.
    if (mtimeMs < Date.now() - anHour) await rm(left, { force: true })
  }
}

async function writeAll(tx: Tx, out: Frames, now: Date, vault: Vault | null): Promise<Contents> {
  const head: Head = { format: 2, takenAt: now.toISOString(), migrations: await migrationsRun(tx) }
  await out.write('head', json(head))
  const tables: Record<string, Held> = {}
  for (const table of await tablesOf(tx)) tables[table.name] = await writeTable(tx, table, out)
  const contents = { tables, counters: await countersOf(tx), ...(await writeDocuments(tx, out, vault)) }
  await out.write('end', json(contents))
  return contents
}

async function writeTable(tx: Tx, table: Table, out: Frames): Promise<Held> {
  await out.write('table', json(table))
  let rows: Buffer[] = []
  let length = 0
  const held = await readTable(tx, table, (row) => {
    // The row's own bytes are good only now.
    rows.push(Buffer.from(row))
    length += row.length
    if (length < piece) return undefined
    const full = Buffer.concat(rows)
    ;[rows, length] = [[], 0]
    return out.write('rows', full)
  })
  if (length > 0) await out.write('rows', Buffer.concat(rows))
  await out.write('table end', json(held))
  return held
}

/** The file of every document the snapshot knows, once each, as it was given: whoever restores may have another key. */
async function writeDocuments(tx: Tx, out: Frames, vault: Vault | null) {
  const documents: Record<string, number> = {}
  const documentsLost: string[] = []
  for (const sha256 of await documentsIn(tx)) {
    if (vault === null) throw new Error('there are documents, and no folder they are kept in was named')
    try {
      const bytes = await vault.read(sha256)
      await out.write('document', Buffer.concat([Buffer.from(sha256, 'hex'), bytes]))
      documents[sha256] = bytes.length
    } catch (fault) {
      // One lost file must not keep all else from being backed up.
      if (!(fault instanceof NotAsKept)) throw fault
      documentsLost.push(sha256)
    }
  }
  return { documents, documentsLost }
}

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value))

/** The migrations that have run on a database, in order. */
export async function migrationsRun(db: Db | Tx): Promise<string[]> {
  const { rows } = await sql<{
    name: string
  }>`select name || ' ' || checksum as name from public.migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

async function countersOf(tx: Tx): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; at: number }>`
    select format('%I.%I', schemaname, sequencename) as name, last_value as at from pg_catalog.pg_sequences
     where schemaname in ('public', 'graphile_worker') and last_value is not null`.execute(tx)
  return Object.fromEntries(rows.map(({ name, at }) => [name, at]))
}

/** Frames on their way to a file, packed. */
class Frames {
  readonly #zstd: ZstdCompress
  readonly #done: Promise<void>

  constructor(path: string, recipients: readonly KeyObject[]) {
    const file = createWriteStream(path, { flags: 'w', mode: 0o600, flush: true })
    this.#zstd = createZstdCompress({
      params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
    })
    this.#done = pipeline(this.#zstd, withSeal(), locking(recipients), file)
    this.#done.catch(() => undefined)
  }

  /** Writes a frame, and waits when the disk is behind. */
  async write(...[kind, bytes]: Parameters<typeof frame>): Promise<void> {
    // A disk that has failed never drains: its failure is heard instead.
    if (!this.#zstd.write(frame(kind, bytes))) await Promise.race([once(this.#zstd, 'drain'), this.#done])
  }

  async end(): Promise<void> {
    this.#zstd.end()
    await this.#done
  }

  async abandon(): Promise<void> {
    this.#zstd.destroy()
    await this.#done.catch(() => undefined)
  }
}
