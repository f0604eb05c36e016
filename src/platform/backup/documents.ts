import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { NotAsKept, type Vault } from '../vault/vault.ts'

/** The digest of every document's file, once each, in order; none before there was a table of documents. */
export async function documentsIn(db: Db | Tx): Promise<string[]> {
  const { rows: there } = await sql<{
    there: boolean
  }>`select to_regclass('public.document') is not null as there`.execute(db)
  if (there[0]?.there !== true) return []
  const { rows } = await sql<{ fingerprint: string }>`
    select distinct fingerprint from public.document where fingerprint is not null order by 1`.execute(db)
  return rows.map(({ fingerprint }) => fingerprint)
}

/** What became of the files of documents. */
export interface DocumentsHeld {
  readonly held: number
  /** Those that are lost, changed or locked with another key, by their digest. */
  readonly faults: readonly { readonly sha256: string; readonly how: NotAsKept['how'] }[]
  /** Files that no document names: of a form that was cut off, or of a record put back without them. */
  readonly loose: number
  /** Whether what is kept from now on is locked. */
  readonly locks: boolean
}

/** Reads the file of every document and holds it to its digest. */
export async function holdDocuments(db: Db, vault: Vault): Promise<DocumentsHeld> {
  const named = new Set(await documentsIn(db))
  const faults: { sha256: string; how: NotAsKept['how'] }[] = []
  for (const sha256 of named) {
    try {
      await vault.read(sha256)
    } catch (fault) {
      if (!(fault instanceof NotAsKept)) throw fault
      faults.push({ sha256, how: fault.how })
    }
  }
  let loose = 0
  for await (const sha256 of vault.all()) if (!named.has(sha256)) loose += 1
  return { held: named.size, faults, loose, locks: vault.locks }
}
