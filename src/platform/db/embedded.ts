import { randomBytes, randomInt } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { binaries } from './binaries.ts'
import {
  initialise,
  postmaster,
  signalStop,
  startPostmaster,
  stopPostmaster,
  type Cluster,
} from './cluster.ts'
import { takeLease, whileLocked } from './lease.ts'
import { canPass, unprivileged } from './run-as.ts'

/** The passwords of the four roles of an embedded server. `admin` is the superuser `postgres`. */
export interface Passwords {
  readonly admin: string
  readonly owner: string
  readonly app: string
  readonly service: string
}

/** A running PostgreSQL of our own, shared by every process that works on the same folder. */
export interface Embedded {
  readonly port: number
  readonly passwords: Passwords
  /** Starts the server again, within a second or two, whenever it dies under us; gives what ends the watch. */
  readonly keepUp: () => () => void
  /** Gives the server up; the last process to do so stops it. */
  readonly release: () => Promise<void>
}

interface Settled {
  readonly port: number
  /** Where PostgreSQL's own files are when the account that runs it cannot reach the folder; null: in the folder. */
  readonly elsewhere: string | null
  readonly passwords: Passwords
}

/**
 * Starts PostgreSQL in `folder`, or joins the one that runs there: made by another process, or left by one that was killed.
 *
 * @throws Error in one sentence when it will not start
 */
export async function startEmbedded(folder: string, { throwaway = false } = {}): Promise<Embedded> {
  const home = resolve(folder)
  mkdirSync(home, { recursive: true })
  const lease = takeLease(join(home, 'users'))
  const lock = join(home, 'database.lock')
  try {
    const { cluster, port, passwords } = await whileLocked(lock, async () => running(home, throwaway))
    const abandon = (): void => {
      lease.end()
      const left = lease.othersRemain() ? null : postmaster(cluster)
      if (left !== null) signalStop(left)
    }
    process.once('exit', abandon)
    const release = async (): Promise<void> => {
      process.removeListener('exit', abandon)
      await whileLocked(lock, async () => {
        lease.end()
        if (!lease.othersRemain()) await stopPostmaster(cluster)
      })
    }
    // Whoever uses it knows it by its port: it comes back there or, for now, not at all.
    const revive = async (): Promise<unknown> => whileLocked(lock, async () => running(home, throwaway, port))
    return { port, passwords, keepUp: () => watch(cluster, revive), release }
  } catch (fault) {
    lease.end()
    throw fault
  }
}

function watch(cluster: Cluster, revive: () => Promise<unknown>): () => void {
  let reviving = false
  const look = async (): Promise<void> => {
    if (reviving || postmaster(cluster) !== null) return
    reviving = true
    // One that cannot be started now is tried again at the next look; until then every question asked of it fails.
    await revive().catch(() => undefined)
    reviving = false
  }
  const timer = setInterval(() => void look(), 1000).unref()
  return () => clearInterval(timer)
}

async function running(
  home: string,
  throwaway: boolean,
  only: number | null = null,
): Promise<{ cluster: Cluster; port: number; passwords: Passwords }> {
  const settled = settle(home)
  const place = settled.elsewhere ?? home
  const account = unprivileged(join(place, 'postgres'))
  const cluster: Cluster = {
    folder: join(place, 'postgres'),
    binaries: binaries(account, place),
    account,
    log: join(home, 'postgres.log'),
    throwaway,
  }
  if (!existsSync(cluster.folder)) await initialise(cluster, settled.passwords.admin)
  const port = await portOfRunning(cluster, settled, home, only)
  return { cluster, port, passwords: settled.passwords }
}

/** The port it runs on, started where it does not: on `only` that port, else on the one it had or, where that is taken, another. */
async function portOfRunning(
  cluster: Cluster,
  settled: Settled,
  home: string,
  only: number | null,
): Promise<number> {
  for (let found = postmaster(cluster); found !== null; found = postmaster(cluster)) {
    if (found.status === 'ready') return found.port
    await pause(5)
  }
  const had = settled.port < highest ? settled.port : 0
  const port = await freePort(only ?? had, only !== null)
  if (port !== settled.port) keep(home, { ...settled, port })
  await startPostmaster(cluster, port)
  return port
}

function settle(home: string): Settled {
  const path = join(home, 'database.json')
  const secret = (): string => randomBytes(24).toString('base64url')
  if (existsSync(path)) {
    const held: Settled = JSON.parse(readFileSync(path, 'utf8'))
    // A folder made before there were roles for people and for the service.
    const service = 'service' in held.passwords ? held.passwords.service : secret()
    if (held.passwords.service !== service) keep(home, { ...held, passwords: { ...held.passwords, service } })
    return { ...held, passwords: { ...held.passwords, service } }
  }
  const settled = {
    port: 0,
    elsewhere: elsewhere(home),
    passwords: { admin: secret(), owner: secret(), app: secret(), service: secret() },
  }
  keep(home, settled)
  return settled
}

// Passwords stand in this file: it is ours alone, and is whole or absent.
function keep(home: string, settled: Settled): void {
  const path = join(home, 'database.json')
  writeFileSync(`${path}.new`, JSON.stringify(settled, null, 2), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

function elsewhere(home: string): string | null {
  const account = unprivileged(join(home, 'postgres'))
  if (account === null) return null
  if ((statSync(home).mode & 0o011) === 0) chmodSync(home, 0o711)
  if (canPass(account, home)) return null
  // A new name each time: a folder that was thrown away and made again must not find the old one's records.
  const place = join('/var/lib/holdfast', randomBytes(6).toString('hex'))
  mkdirSync(place, { recursive: true, mode: 0o711 })
  return place
}

// Below those a machine gives to outgoing connections: one of them, to a server that is away for a second, can take its very port.
const lowest = 20_000
const highest = 30_000

async function freePort(wanted: number, noOther: boolean): Promise<number> {
  const held = wanted === 0 ? null : await listenOnce(wanted)
  if (held !== null) return held
  if (noOther) throw new Error(`Port ${wanted}, where the database was, is taken`)
  for (let tries = 0; tries < 50; tries += 1) {
    const port = await listenOnce(randomInt(lowest, highest))
    if (port !== null) return port
  }
  return (await listenOnce(0)) ?? 0
}

async function listenOnce(port: number): Promise<number | null> {
  const probe = createServer()
  const { promise, resolve: settle } = Promise.withResolvers<number | null>()
  probe.once('error', () => settle(null))
  probe.listen(port, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => settle(typeof address === 'object' && address !== null ? address.port : null))
  })
  return promise
}
