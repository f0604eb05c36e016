import { connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

/**
 * The line between a standby and whoever it follows. It can be held, so that nothing gets through, and cut, so that what was held never
 * arrives: what a network does as a machine dies, and a loopback does not.
 */
export class Wire {
  /** The port it leads to. */
  to = 0
  readonly #server: Server
  readonly #open = new Set<Socket>()
  #held = false

  private constructor(server: Server) {
    this.#server = server
    server.on('connection', (near) => this.#join(near))
  }

  static async laid(): Promise<Wire> {
    const wire = new Wire(createServer())
    wire.#server.listen(0, '127.0.0.1')
    await once(wire.#server, 'listening')
    return wire
  }

  get port(): number {
    const bound = this.#server.address()
    return typeof bound === 'object' && bound !== null ? bound.port : 0
  }

  #join(near: Socket): void {
    const far = connect(this.to, '127.0.0.1')
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#open.add(from)
      from.on('data', (bytes) => into.write(bytes))
      from.on('error', () => undefined)
      from.once('close', () => {
        this.#open.delete(from)
        into.destroy()
      })
      if (this.#held) from.pause()
    }
  }

  hold(): void {
    this.#held = true
    for (const socket of this.#open) socket.pause()
  }

  /** Whatever is on it is lost; what is begun afterwards passes. */
  cut(): void {
    this.#held = false
    for (const socket of this.#open) socket.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
