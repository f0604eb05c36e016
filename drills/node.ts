import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { binaries } from '../src/platform/db/binaries.ts'
import {
  initialise,
  postmaster,
  startPostmaster,
  stopPostmaster,
  type Cluster,
} from '../src/platform/db/cluster.ts'
import { identityOf } from '../src/platform/db/process.ts'
import { unprivileged } from '../src/platform/db/run-as.ts'

/** The superuser of every server of a drill: each lives for minutes, on loopback. */
export const password = 'drill-only-on-loopback'

/** Every server this process has made, so that none is left behind. */
export const everyNode: Node[] = []

/** One PostgreSQL server of a drill, of the built-in binaries, in a folder of its own. */
export class Node {
  readonly name: string
  readonly port: number
  readonly cluster: Cluster
  readonly #home: string

  /** @param place a folder that every account may pass, as one under /tmp */
  constructor(place: string, name: string, port: number) {
    this.name = name
    this.port = port
    this.#home = join(place, name)
    mkdirSync(this.#home, { recursive: true })
    for (const each of [place, this.#home]) chmodSync(each, 0o755)
    const account = unprivileged(join(this.#home, 'postgres'))
    if (account !== null) chownSync(this.#home, account.uid, account.gid)
    everyNode.push(this)
    this.cluster = {
      folder: join(this.#home, 'postgres'),
      binaries: binaries(account, place),
      account,
      log: join(this.#home, 'postgres.log'),
      throwaway: false,
    }
  }

  url(database: string): string {
    return `postgres://postgres:${password}@127.0.0.1:${this.port}/${database}`
  }

  async make(): Promise<void> {
    await initialise(this.cluster, password)
    appendFileSync(join(this.cluster.folder, 'postgresql.conf'), "\ninclude_if_exists = 'drill.conf'\n")
  }

  /** Settings of its own, beside those all our servers have. Read at the next start, or by `reload`. */
  set(settings: Readonly<Record<string, string>>): void {
    const lines = Object.entries(settings).map(
      ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`,
    )
    this.#write('drill.conf', lines.join(''))
  }

  /** What it is when it next starts: a standby, one that is being recovered, or a server that takes writes. */
  become(what: 'standby' | 'recovery' | 'primary'): void {
    for (const sign of ['standby', 'recovery'] as const)
      if (sign === what) this.#write(`${sign}.signal`, '')
      else rmSync(join(this.cluster.folder, `${sign}.signal`), { force: true })
  }

  #write(name: string, text: string): void {
    const path = join(this.cluster.folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    if (this.cluster.account !== null) chownSync(path, this.cluster.account.uid, this.cluster.account.gid)
  }

  start(): Promise<void> {
    return startPostmaster(this.cluster, this.port)
  }

  stop(): Promise<void> {
    return stopPostmaster(this.cluster)
  }

  /** kill -9 of its first process: the others follow it, and nothing more is written. */
  async kill(): Promise<void> {
    const running = postmaster(this.cluster)
    if (running === null) return
    process.kill(running.pid, 'SIGKILL')
    while (identityOf(running.pid) !== null) await pause(5)
  }

  /** PostgreSQL's own tool ends its recovery: from now on it takes writes, in a timeline of its own. */
  promote(): void {
    const { binaries: place, folder, account } = this.cluster
    const { status, stderr } = spawnSync(join(place, 'bin/pg_ctl'), ['promote', '-w', '-D', folder], {
      ...account,
      cwd: '/',
    })
    if (status !== 0) throw new Error(`pg_ctl promote of ${this.name} failed: ${String(stderr)}`)
  }

  async ask<T extends pg.QueryResultRow>(question: string, values: readonly unknown[] = []): Promise<T[]> {
    const client = new pg.Client({
      connectionString: this.url('postgres'),
      application_name: 'drill',
      connectionTimeoutMillis: 5_000,
    })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<T>(question, [...values])).rows
    } finally {
      await client.end()
    }
  }

  /** The data directory of one that does not run, as it lies. */
  copyOf(other: Node): void {
    rmSync(this.cluster.folder, { recursive: true, force: true })
    copy(other.cluster.folder, this.cluster.folder)
  }

  /** A copy of one that runs, taken as PostgreSQL's own programs take it: between the start and the stop of a backup. */
  async backupOf(other: Node): Promise<void> {
    const client = new pg.Client({ connectionString: other.url('postgres') })
    await client.connect()
    try {
      await client.query("select pg_backup_start('drill', fast => true)")
      this.copyOf(other)
      for (const own of ['postmaster.pid', 'postmaster.opts', 'standby.signal', 'recovery.signal'])
        rmSync(join(this.cluster.folder, own), { force: true })
      const { rows } = await client.query<{ label: string }>(
        'select labelfile as label from pg_backup_stop(wait_for_archive => false)',
      )
      this.#write('backup_label', rows[0]?.label ?? '')
    } finally {
      await client.end()
    }
  }
}

// Files come and go in a directory that is in use: what has gone since is in the WAL.
function copy(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', '--reflink=auto', from, to])
  const said = String(stderr)
    .split('\n')
    .filter((line) => line !== '' && !line.includes('No such file'))
  if ((status !== 0 && said.length > 0) || !existsSync(to))
    throw new Error(`the copy failed: ${said.join('; ')}`)
}
