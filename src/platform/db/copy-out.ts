import type pg from 'pg'
import { withClient, type Db, type Tx } from './database.ts'

/** A COPY TO STDOUT in progress. pg hands each message of the server to the query in hand: this is one that hears a COPY. */
class CopyOut implements pg.Submittable {
  readonly text: string
  readonly ended: Promise<number>
  readonly #end = Promise.withResolvers<number>()
  readonly #each: (row: Buffer) => void
  #rows = 0
  #fault: unknown = null

  constructor(text: string, each: (row: Buffer) => void) {
    this.text = text
    this.ended = this.#end.promise
    this.#each = each
  }

  submit(connection: unknown): void {
    const wire = connection as { query(text: string): void }
    wire.query(this.text)
  }

  // The protocol promises one row a message. What `each` throws must not reach pg, which would lose count of its messages.
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#rows += 1
    if (this.#fault !== null) return
    try {
      this.#each(chunk)
    } catch (fault) {
      this.#fault = fault
    }
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
export const copyOut = (db: Db | Tx, query: string, each: (row: Buffer) => void): Promise<number> =>
  withClient(db, async (client) => client.query(new CopyOut(`copy (${query}) to stdout`, each)).ended)
