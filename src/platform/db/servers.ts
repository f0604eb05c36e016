import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { countPool } from './counted.ts'
import { HeldClient } from './held-client.ts'
import { Refused } from './refusals.ts'

/** No server of several takes writes now. */
export class NoPrimary extends Error {
  override readonly name = 'NoPrimary'
  /** @param refused what one of them was not spoken to for, where that is so */
  constructor(refused?: Refused) {
    super(
      `None of the database servers takes writes now${refused === undefined ? '' : `. ${refused.message}`}`,
    )
  }
}

interface Host {
  readonly host: string
  readonly port: number
}

const usualPort = 5432
/** Milliseconds a server may take to answer before the next is asked. */
const answersWithin = 2_000
/** Milliseconds a connection is tried for while the servers choose a new primary, and between two tries. */
const patience = 5_000
const between = 250
/** Milliseconds between two looks for a newer primary, while connections are open. */
const looksEvery = 5_000

/**
 * Several servers as PostgreSQL’s own programs write them, `postgres://a:5432,b:5432/holdfast?target_session_attrs=read-write`, as an
 * address every reader of addresses can read: the first of them, with all under `hosts`. One server’s address is left as it is.
 *
 * @throws TypeError when servers are wanted that take no writes
 */
export function oneUrl(given: string): string {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]+)(.*)$/.exec(given)
  const [, before = '', hosts = '', rest = ''] = parts ?? []
  if (!hosts.includes(',')) return given
  const url = new URL(`${before}${hosts.split(',')[0] ?? ''}${rest}`)
  const wanted = url.searchParams.get('target_session_attrs') ?? 'read-write'
  if (wanted !== 'read-write' && wanted !== 'primary')
    throw new TypeError(
      `DATABASE_URL has target_session_attrs=${wanted}: Holdfast writes, so it must be read-write`,
    )
  url.searchParams.delete('target_session_attrs')
  url.searchParams.set('hosts', hosts)
  return url.href
}

const hostFrom = (text: string): Host => {
  const [, host = '', port = ''] = /^(.*?)(?::(\d+))?$/.exec(text) ?? []
  return { host: host.replace(/^\[|\]$/g, ''), port: port === '' ? usualPort : Number(port) }
}

/**
 * Servers of which one at a time takes writes. Which that is, is asked again whenever it is lost. Each promotion begins a new timeline: of two
 * that both take writes the later is the primary, and one that came back from before is never written to again.
 */
export class Servers {
  readonly #url: string
  readonly #hosts: readonly Host[]
  #known: Promise<Host> | null = null
  #newest = 0
  #primary: Host | null = null
  readonly #open = new Map<pg.Client, Host>()
  #watch: NodeJS.Timeout | undefined

  readonly #patience: number

  /** @param patience milliseconds each of them may take to say whether it writes */
  constructor(url: string, hosts: readonly Host[], patience = answersWithin) {
    this.#url = url
    this.#hosts = hosts
    this.#patience = patience
  }

  /** @throws NoPrimary when none takes writes now */
  async primary(): Promise<Host> {
    const asked = (this.#known ??= this.#find())
    try {
      return await asked
    } catch (fault) {
      if (this.#known === asked) this.#known = null
      throw fault
    }
  }

  /** A connection was lost or refused: whoever asks next asks all of them. */
  forget(): void {
    this.#known = null
  }

  /**
   * Keeps an eye on an open connection. A machine that lost its power or its cable says nothing, and the system waits for it a quarter of an
   * hour: the connection is cut as soon as another server is found to be the primary.
   */
  watch(client: pg.Client, host: Host): void {
    if (this.#primary !== null && this.#primary !== host) return cut(client)
    this.#open.set(client, host)
    this.#watch ??= setInterval(() => void this.#find().catch(() => undefined), looksEvery).unref()
    client.once('end', () => {
      this.#open.delete(client)
      if (this.#open.size > 0) return
      clearInterval(this.#watch)
      this.#watch = undefined
    })
  }

  #cutAllBut(primary: Host): void {
    for (const [client, host] of this.#open) if (host !== primary) cut(client)
  }

  async #find(): Promise<Host> {
    const answers = await Promise.all(this.#hosts.map((host) => timelineOf(this.#url, host, this.#patience)))
    const timelines = answers.map((answer) => (answer instanceof Refused ? 0 : (answer ?? 0)))
    const newest = Math.max(1, ...timelines)
    const found = this.#hosts[timelines.indexOf(newest)]
    if (found === undefined || newest < this.#newest)
      throw new NoPrimary(answers.find((answer) => answer instanceof Refused))
    if (newest > this.#newest) {
      this.#newest = newest
      this.#known = Promise.resolve(found)
      this.#primary = found
      this.#cutAllBut(found)
    }
    return found
  }
}

/** As if the line were cut: whoever waits on it hears that it was lost, and the pool has it no more. */
function cut(client: pg.Client): void {
  // pg's types keep the socket to themselves, and its own `end` waits for an answer where nothing is asked.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection
  stream.destroy(
    Object.assign(new Error('connection terminated: another server takes writes now'), {
      code: 'ECONNRESET',
    }),
  )
}

/** The timeline a server writes; null for a standby, or one that does not answer; why, where a certificate was not taken. */
async function timelineOf(
  url: string,
  { host, port }: Host,
  milliseconds: number,
): Promise<number | Refused | null> {
  const client = new HeldClient({ ...at(url, host, port), connectionTimeoutMillis: milliseconds })
  client.on('error', () => undefined)
  // One that falls silent after it let us in would be waited for as long as TCP does, and everybody with it.
  const late = setTimeout(() => cut(client), milliseconds)
  try {
    await client.connect()
    const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
    if (rows[0]?.standby !== false) return null
    const wal = await client.query<{ file: string }>('select pg_walfile_name(pg_current_wal_lsn()) as file')
    return Number.parseInt(wal.rows[0]?.file.slice(0, 8) ?? '', 16)
  } catch (fault) {
    return fault instanceof Refused ? fault : null
  } finally {
    await client.end().catch(() => undefined)
    clearTimeout(late)
  }
}

function at(url: string, host: string, port: number): pg.ClientConfig {
  const one = new URL(url)
  one.searchParams.delete('hosts')
  one.searchParams.set('host', host)
  one.port = String(port)
  return { connectionString: one.href, application_name: 'holdfast who writes' }
}

// One memory of who writes for the whole process: what one connection learns, all know.
const byHosts = new Map<string, Servers>()

/** The servers an address names; null where it names one. */
export function serversOf(url: string): Servers | null {
  const hosts = new URL(url).searchParams.get('hosts')
  if (hosts === null) return null
  const known = byHosts.get(hosts) ?? new Servers(url, hosts.split(',').map(hostFrom))
  byHosts.set(hosts, known)
  return known
}

/** A pg client that connects to whichever of the servers takes writes at the time. */
function clientOf(servers: Servers): typeof pg.Client {
  return class extends HeldClient {
    constructor(config?: string | pg.ClientConfig) {
      const given = typeof config === 'string' ? { connectionString: config } : config
      super({
        ...given,
        connectionTimeoutMillis: answersWithin,
        keepAlive: true,
        keepAliveInitialDelayMillis: 5_000,
      })
      this.on('error', () => servers.forget())
    }

    protected override async connectHeld(): Promise<pg.Client> {
      const primary = await servers.primary()
      Object.assign(this, primary)
      try {
        const connected = await super.connectHeld()
        servers.watch(this, primary)
        return connected
      } catch (fault) {
        servers.forget()
        throw fault
      }
    }
  }
}

/** A pool of connections to the one server of an address, or to whichever of several takes writes. */
export function openPool(url: string, config: pg.PoolConfig): pg.Pool {
  const servers = serversOf(url)
  const Client = servers === null ? HeldClient : clientOf(servers)
  const pool = new pg.Pool({ connectionString: url, ...config, Client })
  countPool(pool)
  // A connection lost while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => servers?.forget())
  // The same for one lost while it is lent out: whoever uses it hears of it by their own statement failing.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/**
 * One connection, of its own, to the server that takes writes.
 *
 * @throws Error when none is to be had after five seconds
 */
export async function openClient(url: string, name: string): Promise<pg.Client> {
  const servers = serversOf(url)
  const Client = servers === null ? HeldClient : clientOf(servers)
  // Opened seldom, and by commands that then change things: who writes is asked afresh.
  servers?.forget()
  return whilePatient(servers, async () => {
    const client = new Client({ connectionString: url, application_name: name })
    await client.connect()
    return client
  })
}

/** Tries again, where there are several servers, for as long as they may take to choose a new primary. */
export async function whilePatient<T>(servers: Servers | null, open: () => Promise<T>): Promise<T> {
  const until = performance.now() + (servers === null ? 0 : patience)
  for (;;)
    try {
      return await open()
    } catch (fault) {
      if (performance.now() > until) throw fault
      await pause(between)
    }
}
