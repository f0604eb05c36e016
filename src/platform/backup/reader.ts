import { createHash, type KeyObject } from 'node:crypto'
import type { Contents, Head } from './backup.ts'
import { BrokenBackup } from './broken.ts'
import { framesOf, type Frame } from './frames.ts'
import type { Held, Table } from './tables.ts'

/** What a backup says of itself, from its first and last words; everything between is read and held to its digests. */
export async function checkBackup(path: string, key: KeyObject | null = null): Promise<Head & Contents> {
  const reader = new BackupReader(path, key)
  const head = await reader.head()
  const found: Record<string, Held> = {}
  for (let table = await reader.nextTable(); table !== null; table = await reader.nextTable()) {
    const digest = createHash('sha256')
    for await (const rows of reader.rows()) digest.update(rows)
    found[table.name] = reader.tableHeld(table, digest.digest('hex'))
  }
  const documents: Record<string, number> = {}
  for await (const { sha256, bytes } of reader.documents()) documents[sha256] = bytes.length
  return { ...head, ...(await reader.contents(found, documents)) }
}

/** A backup's frames in the order they must come. */
export class BackupReader {
  readonly #frames: AsyncGenerator<Frame>
  #held: Held | null = null
  #after: Frame | null = null
  #end: unknown = null

  constructor(path: string, key: KeyObject | null = null) {
    this.#frames = framesOf(path, key)
  }

  async head(): Promise<Head> {
    const head = parsed(await this.#next('head')) as Head
    if (head.format !== 1 && head.format !== 2)
      throw new BrokenBackup('the file is a backup of a later version')
    return head
  }

  /** The next table, or null after the last. */
  async nextTable(): Promise<Table | null> {
    const next = await this.#next('table', 'document', 'end')
    if (next.kind === 'table') return parsed(next) as Table
    this.#after = next
    return null
  }

  /** The files of documents, which come after the last table: each held to its digest. */
  async *documents(): AsyncGenerator<{ readonly sha256: string; readonly bytes: Buffer }> {
    for (let next = this.#after; next !== null; next = await this.#next('document', 'end')) {
      if (next.kind === 'end') return void (this.#end = parsed(next))
      const [sha256, bytes] = [next.bytes.toString('hex', 0, 32), next.bytes.subarray(32)]
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new BrokenBackup('a document was altered in the file')
      yield { sha256, bytes }
    }
  }

  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const next = await this.#next('rows', 'table end')
      if (next.kind === 'table end') return void (this.#held = parsed(next) as Held)
      yield next.bytes
    }
  }

  /** What the table that was just read must have come to. */
  tableHeld({ name }: Table, sha256: string): Held {
    if (this.#held === null || this.#held.sha256 !== sha256)
      throw new BrokenBackup(`${name} was altered in the file`)
    return this.#held
  }

  /** What it all must come to. Reads to the very end: the last bytes tell whether those before are as they were. */
  async contents(
    found: Readonly<Record<string, Held>>,
    documents: Readonly<Record<string, number>>,
  ): Promise<Contents> {
    const contents = this.#end as Contents
    const same =
      JSON.stringify(contents.tables) === JSON.stringify(found) &&
      JSON.stringify(contents.documents ?? {}) === JSON.stringify(documents)
    if (!same) throw new BrokenBackup('the file does not come to what its end says')
    if ((await this.#frames.next()).done !== true) throw new BrokenBackup('the file goes on after its end')
    return contents
  }

  async #next(...expected: readonly Frame['kind'][]): Promise<Frame> {
    const { value, done } = await this.#frames.next()
    if (done === true || !expected.includes(value.kind))
      throw new BrokenBackup('the file is cut short, or was altered')
    return value
  }
}

function parsed({ bytes }: Frame): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch (fault) {
    throw new BrokenBackup('the file was altered', { cause: fault })
  }
}
