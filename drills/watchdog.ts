import { constants, mkdirSync, openSync } from 'node:fs'
import { Socket } from 'node:net'
import { dirname } from 'node:path'
import { tell } from './machine.ts'

/**
 * A watchdog for machines that have none: what Patroni writes to its `testing` driver comes out of a pipe, and where it falls silent for as
 * long as it said it never would, the power goes. Closed with its magic letter, it waits no more.
 */
export class Watchdog {
  /** How often it ended its machine. */
  bitten = 0
  readonly #bite: () => void
  #seconds = 60
  #timer: NodeJS.Timeout | undefined

  /** @param pipe where it is made @param bite takes the machine's power */
  constructor(pipe: string, bite: () => void) {
    this.#bite = bite
    mkdirSync(dirname(pipe), { recursive: true })
    tell('mkfifo', '-m', '600', pipe)
    tell('chown', 'postgres:', pipe)
    // Open for both, so that it never ends when Patroni closes it.
    const ear = new Socket({ fd: openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK), writable: false })
    ear.on('data', (bytes) => this.#hear(bytes.toString()))
    ear.unref()
  }

  #hear(said: string): void {
    const [, seconds] = /Ctimeout=(\d+)/.exec(said) ?? []
    if (seconds !== undefined) this.#seconds = Number(seconds)
    this.rest()
    if (said.endsWith('V')) return
    this.#timer = setTimeout(() => {
      this.bitten += 1
      this.#bite()
    }, this.#seconds * 1000)
    this.#timer.unref()
  }

  /** Its machine is off. */
  rest(): void {
    clearTimeout(this.#timer)
  }
}
