import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../src/app/setting.ts'

const patience = 60_000

/** The product, served from a folder, that can be killed and comes back at the same address. */
export class Served {
  address = ''
  readonly #folder: string
  readonly #surroundings: NodeJS.ProcessEnv
  #server: ChildProcess | null = null
  #port = '0'

  private constructor(folder: string, surroundings: NodeJS.ProcessEnv) {
    this.#folder = folder
    this.#surroundings = surroundings
  }

  /** @param surroundings what it is told beside what this process was: DATABASE_URL, for one */
  static async start(folder: string, surroundings: NodeJS.ProcessEnv = {}): Promise<Served> {
    const served = new Served(folder, surroundings)
    await served.#begin()
    return served
  }

  async #begin(): Promise<void> {
    const env = { ...process.env, HOLDFAST_DATA: this.#folder, PORT: this.#port, ...this.#surroundings }
    const server = spawn(process.execPath, [join(root, 'bin/holdfast'), 'start', '--json'], {
      env,
      // What it says of itself is kept: a server that dies of a dead database must say why.
      stdio: ['ignore', 'pipe', openSync(join(this.#folder, 'server.log'), 'a')] as const,
    })
    this.#server = server
    if (server.stdout === null) throw new Error('the server has no voice')
    const said: unknown[] = await Promise.race([
      once(server.stdout, 'data'),
      once(server, 'exit').then(() =>
        Promise.reject(new Error('the server ended before it said where it is')),
      ),
    ])
    const { address } = JSON.parse(String(said[0])) as { address: string }
    this.address = address
    this.#port = new URL(address).port
  }

  /** Ends the server's process at once, and starts another in its place. */
  async killServer(): Promise<void> {
    const server = this.#server
    if (server === null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
    await this.#begin()
  }

  /** Ends PostgreSQL's first process at once: the others follow it. The server starts it again. */
  async killDatabase(): Promise<void> {
    const pid = Number(readFileSync(join(this.#folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 'SIGKILL')
    await pause(50)
  }

  /** Waits until a page that asks the database is answered. @throws Error after a minute */
  async answersAgain(): Promise<void> {
    const until = performance.now() + patience
    while (performance.now() < until) {
      if (this.#server !== null && this.#server.exitCode !== null)
        throw new Error(`the server ended by itself: see ${join(this.#folder, 'server.log')}`)
      const answer = await fetch(`${this.address}/sign-in`).catch(() => null)
      await answer?.text()
      if (answer?.status === 200) return
      await pause(50)
    }
    throw new Error('nothing was answered for a minute after a kill')
  }

  async stop(): Promise<void> {
    const server = this.#server
    if (server === null || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
  }
}
