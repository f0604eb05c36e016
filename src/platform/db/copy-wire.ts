import type { EventEmitter } from 'node:events'
import type pg from 'pg'

/** The server refused the COPY while it ran; the cause is its own error. */
export class CopyStopped extends Error {}

interface CopyWire {
  readonly stream: EventEmitter & { write(bytes: Buffer): boolean }
  query(text: string): void
  sendCopyFail(reason: string): void
}

/** A COPY FROM STDIN in progress. pg hands each message of the server to the query in hand: this is one that answers to a COPY. */
export class CopyIn implements pg.Submittable {
  readonly text: string
  readonly ready: Promise<void>
  readonly #begin = Promise.withResolvers<void>()
  readonly #end = Promise.withResolvers<number>()
  #wire: CopyWire | null = null
  #stored = 0
  // Called when the server cannot take more because it has failed: whoever waits for it to drain must not wait for ever.
  #resume: () => void = () => undefined
  #fault: Error | null = null

  constructor(text: string) {
    this.text = text
    this.ready = this.#begin.promise
    // Whoever waits hears of it; an end nobody waited for is not a fault of its own.
    this.#end.promise.catch(() => undefined)
  }

  submit(connection: unknown): void {
    this.#wire = connection as CopyWire
    this.#wire.query(this.text)
  }

  /** Sends a piece of text, or of bytes that are such text; waits when the server is behind. */
  async send(text: string | Buffer): Promise<void> {
    if (this.#fault !== null) throw new CopyStopped('stopped', { cause: this.#fault })
    if (this.#wire === null || text.length === 0) return
    const length = Buffer.byteLength(text)
    const message = Buffer.allocUnsafe(length + 5)
    message[0] = 0x64
    message.writeUInt32BE(length + 4, 1)
    if (typeof text === 'string') message.write(text, 5)
    else text.copy(message, 5)
    if (!this.#wire.stream.write(message)) await this.#drained(this.#wire)
  }

  async #drained({ stream }: CopyWire): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#resume = resolve
    stream.once('drain', resolve)
    await promise
    stream.removeListener('drain', resolve)
  }

  finish(): Promise<number> {
    this.#wire?.stream.write(Buffer.from([0x63, 0, 0, 0, 4]))
    return this.#end.promise
  }

  fail(reason: unknown): void {
    if (this.#fault === null) this.#wire?.sendCopyFail(reason instanceof Error ? reason.message : 'stopped')
  }

  handleCopyInResponse(): void {
    this.#begin.resolve()
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#stored = Number(text.split(' ')[1])
  }

  handleReadyForQuery(): void {
    this.#end.resolve(this.#stored)
  }

  handleError(fault: Error): void {
    this.#fault = fault
    this.#begin.reject(fault)
    this.#end.reject(fault)
    this.#resume()
  }

  // pg calls this when a query has its own time limit; ours has none.
  callback(): void {}
}
