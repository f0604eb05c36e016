import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { countStatement } from './counted.ts'
import { whoAsks } from './asking.ts'
import { hearUnconfirmed, OutcomeUnknown, patienceFor, wasUnconfirmed, within } from './outcome.ts'
import { nameOf, type Prepared } from './prepared.ts'
import { whilePatient, type Servers } from './servers.ts'

// Kysely's own driver hides its client; COPY and cursors need it, on the transaction's own connection.

let opened = 0

/** A connection taken from the pool, with the client it runs on. */
export class PooledConnection implements DatabaseConnection {
  readonly client: pg.PoolClient
  /** Set when the connection can no longer be trusted: it is closed instead of given back. */
  broken = false
  /** When its transaction was begun, as `performance.now` says it. */
  begunAt = 0

  constructor(client: pg.PoolClient) {
    this.client = client
    // What an earlier use of the connection left unsaid is not said of this one.
    wasUnconfirmed(client)
  }

  async executeQuery<R>({ sql, parameters, isPrepared }: Prepared): Promise<QueryResult<R>> {
    const values = [...parameters]
    countStatement()
    const sent = isPrepared
      ? this.client.query({ name: nameOf(sql), text: sql, values })
      : this.client.query(sql, values)
    const { command, rowCount, rows } = await sent.catch((fault: unknown) => {
      this.broken ||= isLost(fault)
      throw fault
    })
    this.requireConfirmed()
    if (command === 'SELECT') return { rows }
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }

  /** @throws OutcomeUnknown when the server has said that what it just committed stands on it alone */
  requireConfirmed(): void {
    if (wasUnconfirmed(this.client)) throw new OutcomeUnknown('the standbys did not confirm')
  }

  /** A cursor of the server's: for use inside a transaction only. */
  async *streamQuery<R>(
    { sql, parameters }: CompiledQuery,
    chunkSize: number,
  ): AsyncIterableIterator<QueryResult<R>> {
    const name = `reading_${++opened}`
    await this.client.query(`declare ${name} no scroll cursor for ${sql}`, [...parameters])
    try {
      for (;;) {
        const { rows } = await this.client.query(`fetch ${chunkSize} from ${name}`)
        if (rows.length === 0) return
        yield { rows }
      }
    } finally {
      await this.client.query(`close ${name}`).catch(() => undefined)
    }
  }
}

/**
 * Whether the connection itself failed: said by the server as it ends the session (class 57P, or any fault that ends it), or by pg when the
 * line is cut, which has no code. One to a server that has become a standby (25006) is as good as lost.
 */
export const isLost = (fault: unknown): boolean =>
  fault instanceof Error &&
  (!('code' in fault) || /^(57P|08|25006)|^E[A-Z]+$/.test(String(fault.code)) || endsSession(fault))

const endsSession = (fault: Error): boolean =>
  'severity' in fault && (fault.severity === 'FATAL' || fault.severity === 'PANIC')

/** The pools a driver draws from. */
interface Pools {
  /** Connections of the role the database was opened in. */
  readonly own: pg.Pool
  /** Connections of the role that sees every child, where this database knows the two apart. */
  readonly service?: pg.Pool | undefined
  /** What asks outside any request, job or command sees every child: for tests alone. */
  readonly outsideIsService?: boolean | undefined
}

/** Kysely's driver over pg pools: each connection it lends carries whoever asks at that moment, and nobody else. */
export class PoolDriver implements Driver {
  readonly #pools: Pools
  readonly #servers: Servers | null
  readonly #carried = new WeakMap<pg.PoolClient, string>()

  constructor(pools: Pools, servers: Servers | null = null) {
    this.#pools = pools
    this.#servers = servers
    pools.own.on('connect', hearUnconfirmed)
    pools.service?.on('connect', hearUnconfirmed)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PooledConnection> {
    const { own, service, outsideIsService = false } = this.#pools
    const asking = whoAsks()
    const bare = service === undefined
    if (!bare && (asking === undefined ? outsideIsService : asking.as === 'service'))
      return new PooledConnection(await whilePatient(this.#servers, () => service.connect()))
    const client = await whilePatient(this.#servers, () => own.connect())
    if (!bare) await this.#carry(client, asking?.as === 'person' ? asking.seal : null)
    return new PooledConnection(client)
  }

  // Said outside any transaction, so that no rollback brings back whoever was carried before.
  async #carry(client: pg.PoolClient, seal: string | null): Promise<void> {
    const wanted = seal ?? ''
    if ((this.#carried.get(client) ?? '') === wanted) return
    this.#carried.delete(client)
    try {
      await client.query({
        name: 'asker',
        text: "select set_config('holdfast.asker', $1, false)",
        values: [wanted],
      })
      this.#carried.set(client, wanted)
    } catch (fault) {
      client.release(true)
      throw fault
    }
  }

  async releaseConnection(connection: PooledConnection): Promise<void> {
    if (connection.broken) this.#servers?.forget()
    connection.client.release(connection.broken)
  }

  async beginTransaction(connection: PooledConnection, settings: TransactionSettings): Promise<void> {
    connection.begunAt = performance.now()
    const isolation =
      settings.isolationLevel === undefined ? '' : ` isolation level ${settings.isolationLevel}`
    await connection.client.query(
      `begin${isolation}${settings.accessMode === undefined ? '' : ` ${settings.accessMode}`}`,
    )
  }

  /** @throws OutcomeUnknown when the server is lost, does not answer in time, or kept it alone */
  async commitTransaction(connection: PooledConnection): Promise<void> {
    const command = await committed(connection).catch((fault: unknown) => {
      connection.broken ||= fault instanceof OutcomeUnknown || isLost(fault)
      throw isLost(fault)
        ? new OutcomeUnknown('the server was lost as it committed', { cause: fault })
        : fault
    })
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed earlier and the failure was swallowed.
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
    connection.requireConfirmed()
  }

  async rollbackTransaction(connection: PooledConnection): Promise<void> {
    // There is nobody left to ask; the first failure is the one to tell.
    if (connection.broken) return
    try {
      await connection.client.query('rollback')
    } catch (fault) {
      connection.broken = true
      throw fault
    }
  }

  async destroy(): Promise<void> {
    await Promise.all([this.#pools.own.end(), this.#pools.service?.end()])
  }
}

async function committed({ client, begunAt }: PooledConnection): Promise<string> {
  const { command } = await within(patienceFor(begunAt), client.query('commit'))
  return command
}
