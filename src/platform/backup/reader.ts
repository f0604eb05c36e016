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
  return { ...head, ...(await reader.contents(found)) }
}

/** A backup's frames in the order they must come. */
export class BackupReader {
  readonly #frames: AsyncGenerator<Frame>
  #held: Held | null = null
  #end: unknown = null

  constructor(path: string, key: KeyObject | null = null) {
    this.#frames = framesOf(path, key)
  }

  async head(): Promise<Head> {
    const head = parsed(await this.#next('head')) as Head
    if (head.format !== 1) throw new BrokenBackup('the file is a backup of a later version')
    return head
  }

  /** The next table, or null at the end. */
  async nextTable(): Promise<Table | null> {
    const next = await this.#next('table', 'end')
    if (next.kind === 'table') return parsed(next) as Table
    this.#end = parsed(next)
    return null
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
  async contents(found: Readonly<Record<string, Held>>): Promise<Contents> {
    const contents = this.#end as Contents
    const same = JSON.stringify(contents.tables) === JSON.stringify(found)
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
