import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  chownSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { commandOf, identityOf } from './process.ts'
import type { Account } from './run-as.ts'

/** One PostgreSQL data directory and what it is run with. */
export interface Cluster {
  readonly folder: string
  readonly binaries: string
  readonly account: Account | null
  readonly log: string
  /** A cluster thrown away after use may lose what it holds in a power cut, and is quicker for it. */
  readonly throwaway: boolean
}

/** The postmaster that runs on a data directory. */
interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly status: string
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  wal_compression: 'on',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  max_connections: '200',
  // A container's /dev/shm is often 64 MB, too little for a parallel query: it finds this first.
  min_dynamic_shared_memory: '128MB',
}

const careless = {
  autovacuum: 'off',
  fsync: 'off',
  full_page_writes: 'off',
  wal_compression: 'off',
  max_wal_size: '256MB',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

/** Makes the data directory, whole or not at all. `password` becomes that of the superuser `postgres`. */
export async function initialise(cluster: Cluster, password: string): Promise<void> {
  // A name of its own: the initdb of a process that was killed goes on for a second or two, and would write among ours.
  const unfinished = `${cluster.folder}.new-${process.pid}`
  const passwordFile = `${cluster.folder}.password`
  removeUnfinished(cluster.folder)
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const path of [unfinished, passwordFile]) giveTo(cluster.account, path)
  try {
    await run(cluster, 'initdb', [
      '-D',
      unfinished,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--data-checksums',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(cluster.throwaway ? ['--no-sync'] : []),
    ])
    renameSync(unfinished, cluster.folder)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** What was begun and never finished; what one that is still ending writes meanwhile is left for the next. */
function removeUnfinished(folder: string): void {
  const beside = dirname(folder)
  for (const name of readdirSync(beside).filter((one) => one.startsWith(`${basename(folder)}.new`)))
    try {
      rmSync(join(beside, name), { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // In use by an initdb that nobody waits for any more.
    }
}

function giveTo(account: Account | null, path: string): void {
  if (account !== null) chownSync(path, account.uid, account.gid)
}

/** The postmaster that holds the data directory, in whatever state; null when none does. */
export function postmaster(cluster: Cluster): Postmaster | null {
  const path = join(cluster.folder, 'postmaster.pid')
  if (!existsSync(path)) return null
  const lines = readFileSync(path, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (identityOf(pid) === null) return null
  if (!commandOf(pid).includes('postgres') && process.platform !== 'win32') {
    // The number has gone to another program since the crash; PostgreSQL alone would refuse to start over it.
    rmSync(path)
    return null
  }
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() }
}

/**
 * Starts PostgreSQL on `port` and waits until it takes connections; recovery after a crash is waited for.
 *
 * @throws Error with what PostgreSQL said last, when it will not start
 */
export async function startPostmaster(cluster: Cluster, port: number): Promise<void> {
  const patience = Date.now() + 10_000
  for (;;) {
    if (await launched(cluster, port)) return
    // After a kill -9 the children of the dead postmaster take a moment to notice, and hold its memory until they do.
    if (!/shared memory|lock file/.test(lastWords(cluster)) || Date.now() > patience) break
    await pause(100)
  }
  throw new Error(
    `The built-in PostgreSQL did not start: ${lastWords(cluster).split('\n').at(-1)} (log: ${cluster.log})`,
  )
}

async function launched(cluster: Cluster, port: number): Promise<boolean> {
  const own = Object.entries({ ...settings, ...(cluster.throwaway ? careless : {}) }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  )
  const log = openSync(cluster.log, logFlag(cluster.log))
  const child = spawn(program(cluster, 'postgres'), ['-D', cluster.folder, '-p', String(port), ...own], {
    ...cluster.account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  child.unref()
  while (!ended) {
    if (postmaster(cluster)?.status === 'ready') return true
    await pause(4)
  }
  return false
}

const logFlag = (path: string): 'a' | 'w' =>
  (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000 ? 'w' : 'a'

const lastWords = (cluster: Cluster): string =>
  readFileSync(cluster.log, 'utf8').trim().split('\n').slice(-3).join('\n')

/** Asks the postmaster to end, its clients' work rolled back, and waits until it has. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const running = postmaster(cluster)
  if (running === null) return
  signalStop(running)
  const patience = Date.now() + 15_000
  while (identityOf(running.pid) !== null) {
    if (Date.now() > patience) process.kill(running.pid, 'SIGQUIT')
    await pause(5)
  }
}

/** Asks the postmaster to end, and does not wait: for a process that is itself ending. */
export function signalStop(running: Postmaster): void {
  // PostgreSQL's own word for a fast shutdown.
  process.kill(running.pid, 'SIGINT')
}

async function run(cluster: Cluster, name: string, args: readonly string[]): Promise<void> {
  const child = spawn(program(cluster, name), args, {
    ...cluster.account,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code]: unknown[] = await once(child, 'close')
  if (code !== 0) throw new Error(`${name} failed: ${said.trim()}`)
}

const program = (cluster: Cluster, name: string): string =>
  join(cluster.binaries, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
