import { createHash, type Hash } from 'node:crypto'

/** The rows of one kind up to an id, after those asked for before. */
export interface Reading {
  readonly rows: number
  /** SHA-256 over the rows as COPY writes them, in the order of their ids. */
  readonly digest: Buffer
}

/** Splits a stream of rows, in the order of their ids, at the ids where pieces end. */
export class Pieces {
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
