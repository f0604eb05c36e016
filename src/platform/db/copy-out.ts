import type pg from 'pg'
import { withClient, type Db, type Tx } from './database.ts'

/** Told of a row. Where it returns a promise, no more is read until that is kept. */
export type EachRow = (row: Buffer) => void | Promise<void>

interface CopyWire {
  readonly stream: { pause(): unknown; resume(): unknown }
  query(text: string): void
}

/** A COPY TO STDOUT in progress. pg hands each message of the server to the query in hand: this is one that hears a COPY. */
class CopyOut implements pg.Submittable {
  readonly text: string
  readonly ended: Promise<number>
  readonly #end = Promise.withResolvers<number>()
  readonly #each: EachRow
  #wire: CopyWire | null = null
  #rows = 0
  #fault: unknown = null

  constructor(text: string, each: EachRow) {
    this.text = text
    this.ended = this.#end.promise
    this.#each = each
  }

  submit(connection: unknown): void {
    this.#wire = connection as CopyWire
    this.#wire.query(this.text)
  }

  // The protocol promises one row a message. What `each` throws must not reach pg, which would lose count of its messages.
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#rows += 1
    if (this.#fault !== null) return
    try {
      const wait = this.#each(chunk)
      if (wait !== undefined) this.#rest(wait)
    } catch (fault) {
      this.#fault = fault
    }
  }

  /** Takes nothing more from the server until whoever hears the rows is ready; what has come already still comes. */
  #rest(wait: Promise<void>): void {
    const stream = this.#wire?.stream
    stream?.pause()
    wait.catch((fault: unknown) => (this.#fault = fault)).finally(() => stream?.resume())
  }

  handleReadyForQuery(): void {
    if (this.#fault === null) this.#end.resolve(this.#rows)
    else this.#end.reject(this.#fault)
  }

  handleError(fault: Error): void {
    this.#end.reject(fault)
  }

  handleCommandComplete(): void {}
}

/**
 * Reads the rows of a query as COPY writes them: a line of text each, ended by the only newline in it, columns parted by tabs,
 * null as `\N`. Any number of rows runs in little memory.
 *
 * @param query text that is wholly ours: COPY takes no parameters
 * @param each told of every row in its order; the bytes are good only until it returns, so it must copy what it keeps
 * @returns how many rows there were
 * @throws DatabaseError when the query fails, and whatever `each` throws, once the server has said its last
 */
export const copyOut = (db: Db | Tx, query: string, each: EachRow): Promise<number> =>
  withClient(db, async (client) => client.query(new CopyOut(`copy (${query}) to stdout`, each)).ended)
