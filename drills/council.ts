import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { root } from '../src/app/setting.ts'
import { folderOf, layNetwork, Machine, tell } from './machine.ts'
import { Watchdog } from './watchdog.ts'

/** The address of whoever runs the drill, who stands outside as people's browsers do. */
const outside = '10.0.0.1'
export const origin = 'https://holdfast.council.example'

const addresses = {
  balancer: '10.0.0.11',
  one: '10.0.0.21',
  two: '10.0.0.22',
  db1: '10.0.0.31',
  db2: '10.0.0.32',
  db3: '10.0.0.33',
  etcd1: '10.0.0.41',
  etcd2: '10.0.0.42',
  etcd3: '10.0.0.43',
} as const
export type Name = keyof typeof addresses
export const databases = ['db1', 'db2', 'db3'] as const
const quorum = ['etcd1', 'etcd2', 'etcd3'] as const
const names = Object.keys(addresses) as Name[]

/** The drill's own secrets: they live for minutes, on a network nobody else is on. */
const secrets = {
  'RESTAPI-PASSWORD': 'drill-restapi',
  'SUPERUSER-PASSWORD': 'drill-superuser',
  'REPLICATION-PASSWORD': 'drill-replication',
}
const adminPassword = 'drill-admin'

/** What Patroni says of a machine of its own. */
export interface Member {
  readonly name: Name
  readonly role: string
  readonly state: string
  readonly timeline?: number
  readonly lag?: number | string
}

/**
 * A council's machines as docs/operations.md has them, by the files of `deploy`: three of etcd, three of PostgreSQL with Patroni, two of
 * Holdfast and a balancer with TLS. Each has processes and a network of its own.
 */
export class Council {
  readonly place: string
  readonly #machines = new Map<Name, Machine>()
  readonly #watchdogs = new Map<Name, Watchdog>()

  constructor(place: string) {
    this.place = place
    chmodSync(place, 0o755)
    layNetwork(outside)
    const known = Object.entries(addresses).map(([name, address]) => `${address} ${name}\n`)
    const browsers = `${addresses.balancer} holdfast.council.example\n`
    writeFileSync(join(place, 'hosts'), `127.0.0.1 localhost\n${known.join('')}${browsers}`)
    tell('mount', '--bind', join(place, 'hosts'), '/etc/hosts')
    folderOf('postgres', join(place, 'backups'))
    folderOf('root', join(place, 'witness'))
    for (const name of names)
      this.#machines.set(name, new Machine(place, { name, address: addresses[name], own: this.#ownOf(name) }))
  }

  machine(name: Name): Machine {
    const machine = this.#machines.get(name)
    if (machine === undefined) throw new Error(`there is no machine ${name}`)
    return machine
  }

  /** What a machine has to itself: where it sees it, and where it lies. */
  #ownOf(name: Name): Record<string, string> {
    const home = join(this.place, name)
    const own: Record<string, string> = {}
    const has = (account: string, ...folders: readonly string[]) => {
      for (const seen of folders) {
        folderOf(account, join(home, seen))
        own[seen] = seen.slice(1)
      }
    }
    has('root', '/tmp', '/mnt', '/run')
    chmodSync(join(home, 'tmp'), 0o1777)
    if (name.startsWith('etcd')) has('etcd', '/var/lib/etcd')
    if (name === 'balancer') this.#balances(home, own)
    if (name === 'one' || name === 'two') this.#serves(home, own)
    if (name.startsWith('db')) {
      has('postgres', '/var/lib/postgresql', '/var/log/pgbackrest', '/etc/patroni')
      this.#keeps(name, home, own)
    }
    return own
  }

  #keeps(name: Name, home: string, own: Record<string, string>): void {
    for (const within of ['var/lib/postgresql/18', 'run/postgresql', 'mnt/backups'])
      folderOf('postgres', join(home, within))
    const config = join(home, 'etc/patroni/config.yml')
    // Machines of a drill have no watchdog: Patroni has a driver that writes to a pipe what it would tell one.
    const changed = { ...secrets, 'mode: required': 'mode: required, driver: testing, device: /run/watchdog' }
    writeFileSync(config, deployed('patroni.yml', changed).replaceAll(/\bdb1\b/g, name))
    tell('chown', 'postgres:', config)
    chmodSync(config, 0o600)
    writeFileSync(join(home, 'pgbackrest.conf'), deployed('pgbackrest.conf'))
    own['/etc/pgbackrest.conf'] = 'pgbackrest.conf'
    own['/mnt/backups'] = join(this.place, 'backups')
    this.#watchdogs.set(name, new Watchdog(join(home, 'run/watchdog'), () => void this.cutPower(name)))
  }

  #serves(home: string, own: Record<string, string>): void {
    folderOf('root', join(home, 'mnt/witness'))
    own['/mnt/witness'] = join(this.place, 'witness')
    const key = join(this.place, 'codes.key')
    if (!existsSync(key)) writeFileSync(key, randomBytes(32).toString('base64'), { mode: 0o600 })
    folderOf('root', join(home, 'data'))
  }

  #balances(home: string, own: Record<string, string>): void {
    folderOf('root', join(home, 'haproxy'))
    own['/etc/haproxy'] = 'haproxy'
    writeFileSync(join(home, 'haproxy/haproxy.cfg'), deployed('haproxy.cfg'))
    writeFileSync(
      join(home, 'haproxy/holdfast.pem'),
      ['certificate.pem', 'key.pem'].map((each) => readFileSync(join(this.place, each), 'utf8')).join(''),
    )
  }

  /** Switches a machine on, and what starts by itself on it. */
  async power(name: Name): Promise<void> {
    const machine = this.machine(name)
    await machine.boot()
    if (name.startsWith('etcd')) {
      const surroundings = surroundingsOf(deployed('etcd.env').replaceAll('<name>', name))
      machine.start(['etcd'], { as: 'etcd', surroundings })
    }
    if (name.startsWith('db')) machine.start(['patroni', '/etc/patroni/config.yml'], { as: 'postgres' })
    if (name === 'balancer') machine.start(['haproxy', '-db', '-f', '/etc/haproxy/haproxy.cfg'])
    if (name === 'one' || name === 'two') this.#startHoldfast(machine)
  }

  async cutPower(name: Name): Promise<void> {
    this.#watchdogs.get(name)?.rest()
    await this.machine(name).losePower()
  }

  /** How often watchdogs ended a machine. */
  get bitten(): number {
    return [...this.#watchdogs.values()].reduce((sum, { bitten }) => sum + bitten, 0)
  }

  #startHoldfast(machine: Machine): void {
    machine.start([process.execPath, join(root, 'bin/holdfast'), 'start'], {
      surroundings: {
        ...surroundingsOf(deployed('holdfast.env', { 'ADMIN-PASSWORD': adminPassword })),
        HOLDFAST_DATA: join(machine.home, 'data'),
        HOLDFAST_CODES_KEY_FILE: join(this.place, 'codes.key'),
        HOLDFAST_CONTINUITY: join(machine.home, 'data/continuity'),
      },
    })
  }

  /** All of a kind, and waits for Patroni to have a leader with two standbys. */
  async powerDatabases(): Promise<void> {
    for (const name of quorum) await this.power(name)
    for (const name of databases) await this.power(name)
    await this.whenWhole()
  }

  /** As HOLDFAST's own setting has it, for another database and, where asked, another account. */
  url(database: string, account: 'holdfast_admin' | 'postgres' = 'holdfast_admin'): string {
    const { DATABASE_URL = '' } = surroundingsOf(
      deployed('holdfast.env', { 'ADMIN-PASSWORD': adminPassword }),
    )
    const url = DATABASE_URL.replace('/holdfast?', `/${database}?`)
    return account === 'postgres'
      ? url.replace(`holdfast_admin:${adminPassword}`, `postgres:${secrets['SUPERUSER-PASSWORD']}`)
      : url
  }

  /** What Patroni says, by whoever of the three answers first. */
  async members(): Promise<readonly Member[]> {
    const answer = await Promise.any(
      databases.map(async (name) => {
        const said = await fetch(`http://${name}:8008/cluster`, { signal: AbortSignal.timeout(1_500) })
        return (await said.json()) as { members: Member[] }
      }),
    )
    return answer.members
  }

  async leader(): Promise<Name | null> {
    const members = await this.members().catch(() => [])
    return members.find(({ role, state }) => role === 'leader' && state === 'running')?.name ?? null
  }

  /** Waits for a leader that two standbys follow with nothing outstanding. @throws Error after three minutes */
  async whenWhole(): Promise<Name> {
    let found: Name | null = null
    await within(180_000, 'one leads and two follow', async () => {
      const members = await this.members()
      found = members.find(({ role, state }) => role === 'leader' && state === 'running')?.name ?? null
      return (
        found !== null &&
        members.filter(({ state, lag }) => state === 'streaming' && Number(lag) < 1_000_000).length === 2
      )
    })
    if (found === null) throw new Error('nobody leads')
    return found
  }

  async ask<T extends pg.QueryResultRow>(name: Name, question: string, database = 'postgres'): Promise<T[]> {
    const client = new pg.Client({
      host: name,
      database,
      user: 'postgres',
      password: secrets['SUPERUSER-PASSWORD'],
      application_name: 'drill',
      connectionTimeoutMillis: 2_000,
    })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<T>(question)).rows
    } finally {
      client.end().catch(() => undefined)
    }
  }

  /** Changes what Patroni agreed upon, on all three. */
  async agree(change: object): Promise<void> {
    const leader = await this.whenWhole()
    const account = Buffer.from(`patroni:${secrets['RESTAPI-PASSWORD']}`).toString('base64')
    const answer = await fetch(`http://${leader}:8008/config`, {
      method: 'PATCH',
      body: JSON.stringify(change),
      headers: { authorization: `Basic ${account}` },
    })
    if (!answer.ok) throw new Error(`Patroni answered ${answer.status} ${await answer.text()}`)
  }

  async off(): Promise<void> {
    for (const name of names) await this.cutPower(name)
  }
}

/** A file of `deploy`, as it is put on a machine. @throws Error when it has not what is changed in it */
function deployed(file: string, changed: Readonly<Record<string, string>> = {}): string {
  let text = readFileSync(join(root, 'deploy', file), 'utf8')
  for (const [from, to] of Object.entries(changed)) {
    if (!text.includes(from)) throw new Error(`deploy/${file} does not say ${from}: the drill must be told`)
    text = text.replaceAll(from, to)
  }
  return text
}

function surroundingsOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^[A-Z]/.test(line))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).trim()]),
  )
}

/** @throws Error when it is not so after as many milliseconds */
export async function within(
  milliseconds: number,
  what: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + milliseconds
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end)
      throw new Error(`after ${Math.round(milliseconds / 1000)} s it is still not so that ${what}`)
    await pause(100)
  }
}
