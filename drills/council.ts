import { randomBytes } from 'node:crypto'
import { chmodSync, copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
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
  /** Whether people are answered over a sign-in of its own, which its role has from the first start on. */
  appSignsIn = false

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
    if (name.startsWith('etcd')) {
      has('etcd', '/var/lib/etcd')
      this.#certify('etcd', join(home, 'var/lib/etcd'), name)
    }
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
    const changed = { 'mode: required': 'mode: required, driver: testing, device: /run/watchdog' }
    writeFileSync(config, deployed('patroni.yml', changed).replaceAll(/\bdb1\b/g, name))
    this.#certify('postgres', join(home, 'etc/patroni'), name, 'authorities.crt')
    writeFileSync(join(home, 'pgbackrest.conf'), deployed('pgbackrest.conf'))
    own['/etc/pgbackrest.conf'] = 'pgbackrest.conf'
    own['/mnt/backups'] = join(this.place, 'backups')
    this.#watchdogs.set(name, new Watchdog(join(home, 'run/watchdog'), () => void this.cutPower(name)))
  }

  /** New certificates by the same authorities, in place of those in use, as docs/operations.md says: nothing is started anew. */
  renewCertificates(): void {
    tell('sh', join(root, 'deploy/certificates.sh'), join(this.place, 'certificates'))
    for (const name of quorum) this.#certify('etcd', join(this.machine(name).home, 'var/lib/etcd'), name)
    for (const name of databases) {
      this.#certify('postgres', join(this.machine(name).home, 'etc/patroni'), name, 'authorities.crt')
      this.machine(name).tell('pkill', '-HUP', '-f', '^/usr/bin/python3 /usr/bin/patroni')
    }
  }

  /** Gives a machine its certificate and key, and what it trusts. */
  #certify(account: string, folder: string, name: Name, ...beside: readonly string[]): void {
    for (const file of ['machines.crt', `${name}.crt`, `${name}.key`, ...beside]) {
      const put = join(folder, file)
      copyFileSync(join(this.place, 'certificates', file), put)
      tell('chown', `${account}:`, put)
    }
  }

  /** holdfast.env, with the certificates where they lie in the drill. */
  get #setting(): Record<string, string> {
    const signsIn: Record<string, string> = this.appSignsIn ? { '#HOLDFAST_APP_URL': 'HOLDFAST_APP_URL' } : {}
    const moved = { '/etc/holdfast/': `${join(this.place, 'certificates')}/` }
    return surroundingsOf(deployed('holdfast.env', { ...moved, ...signsIn }))
  }

  #serves(home: string, own: Record<string, string>): void {
    folderOf('root', join(home, 'mnt/witness'))
    own['/mnt/witness'] = join(this.place, 'witness')
    const key = join(this.place, 'codes.key')
    if (!existsSync(key)) writeFileSync(key, randomBytes(32).toString('base64'), { mode: 0o600 })
    folderOf('root', join(home, 'data'))
    // Of its own, so that one server can be of a newer version than the other.
    cpSync(join(root, 'migrations'), join(home, 'migrations'), { recursive: true })
    own[join(root, 'migrations')] = 'migrations'
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
    if (name === 'balancer') machine.start(['haproxy', '-db', '-f', '/etc/haproxy/haproxy.cfg'])
    this.start(name)
  }

  /** Starts Patroni or Holdfast on a machine that has power, as `systemctl start` does. */
  start(name: Name): void {
    const machine = this.machine(name)
    if (name.startsWith('db')) machine.start(['patroni', '/etc/patroni/config.yml'], { as: 'postgres' })
    if (name === 'one' || name === 'two') this.#startHoldfast(machine)
  }

  /** Asks Patroni or Holdfast on a machine to end, as `systemctl stop` does, and waits until it has. */
  async stop(name: Name): Promise<void> {
    const machine = this.machine(name)
    const program = name.startsWith('db')
      ? '^/usr/bin/python3 /usr/bin/patroni'
      : '^[^ ]*node [^ ]*bin/holdfast start'
    machine.tell('pkill', '-TERM', '-f', program)
    const gone = async (): Promise<boolean> =>
      (await machine.ask('root', 5_000, 'pgrep', '-f', program)) === null
    await within(60_000, `${name} has stopped`, gone)
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
        ...this.#setting,
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

  /** As Holdfast's own setting has it, for another database. */
  url(database: string): string {
    return (this.#setting['DATABASE_URL'] ?? '').replace('/holdfast?', `/${database}?`)
  }

  /** What Patroni says, by whoever of the three answers first. */
  async members(): Promise<readonly Member[]> {
    const answer = await Promise.any(
      databases.map(async (name) => {
        const said = await fetch(`https://${name}:8008/cluster`, { signal: AbortSignal.timeout(1_500) })
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
      ssl: this.#asMachine,
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

  /** What a machine of the database signs in to another with. */
  get #asMachine(): { ca: string; cert: string; key: string } {
    const [ca = '', cert = '', key = ''] = ['machines.crt', 'db1.crt', 'db1.key'].map((file) =>
      readFileSync(join(this.place, 'certificates', file), 'utf8'),
    )
    return { ca, cert, key }
  }

  /** Changes what Patroni agreed upon, on all three. */
  async agree(change: Readonly<Record<string, unknown>>): Promise<void> {
    const set = Object.entries(change).flatMap(([name, value]) => ['-s', `${name}=${JSON.stringify(value)}`])
    const leader = await this.whenWhole()
    this.control(leader, 'edit-config', '--force', ...set)
  }

  /** Patroni's own command, on one of its machines. */
  control(name: Name, verb: string, ...words: readonly string[]): string {
    return this.machine(name).tellAs(
      'postgres',
      'patronictl',
      '-c',
      '/etc/patroni/config.yml',
      verb,
      ...words,
    )
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
