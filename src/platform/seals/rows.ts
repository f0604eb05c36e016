import { createHash, type Hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { copyOut } from '../db/copy-out.ts'

/** What is sealed: everything ever written about a child, and everybody who ever looked. */
type Sealed = 'event' | 'read_event'

// Written out, so that a column added later does not change what was sealed before it. The id comes first: it is read from the line.
const columns: Readonly<Record<Sealed, string>> = {
  event:
    'id, type, child_id, record_kind, record_id, actor_id, recorded_at, answers, before, reason, import_id, form_key',
  read_event: 'id, actor_id, child_ids, route, at',
}

/** The rows of one kind up to an id, after those asked for before. */
export interface Reading {
  readonly rows: number
  /** SHA-256 over the rows as COPY writes them, in the order of their ids. */
  readonly digest: Buffer
}

/**
 * Digests rows piece by piece, in one reading.
 *
 * @param after the id before the first row, exclusive
 * @param upTo the last id of each piece, inclusive, ascending
 * @returns one reading a piece
 */
export async function digestsOf(
  tx: Tx,
  kind: Sealed,
  after: number,
  upTo: readonly number[],
): Promise<Reading[]> {
  const last = upTo.at(-1)
  if (last === undefined) return []
  // The bytes must not hang on who asks: an instant is written as the session's zone has it.
  await sql`set local timezone = 'UTC'`.execute(tx)
  const pieces = new Pieces(upTo)
  const query = `select ${columns[kind]} from ${kind} where id > ${whole(after)} and id <= ${whole(last)} order by id`
  await copyOut(tx, query, (row) => pieces.take(row))
  return pieces.end()
}

/** Splits a stream of rows at the ids where pieces end. */
class Pieces {
  readonly #upTo: readonly number[]
  readonly #read: Reading[] = []
  #hash: Hash = createHash('sha256')
  #rows = 0

  constructor(upTo: readonly number[]) {
    this.#upTo = upTo
  }

  take(row: Buffer): void {
    const id = idOf(row)
    while (id > (this.#upTo[this.#read.length] ?? Infinity)) this.#close()
    this.#hash.update(row)
    this.#rows += 1
  }

  end(): Reading[] {
    while (this.#read.length < this.#upTo.length) this.#close()
    return this.#read
  }

  #close(): void {
    this.#read.push({ rows: this.#rows, digest: this.#hash.digest() })
    this.#hash = createHash('sha256')
    this.#rows = 0
  }
}

const tab = 9
const zero = 48

/** The first column of a line of COPY, which is a whole number. */
function idOf(row: Buffer): number {
  let id = 0
  for (let at = 0; row[at] !== tab; at += 1) id = id * 10 + (row[at] ?? zero) - zero
  return id
}

function whole(id: number): number {
  if (!Number.isSafeInteger(id)) throw new RangeError('an id is a whole number')
  return id
}
