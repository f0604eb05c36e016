import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { nameOf, type Prepared } from './prepared.ts'

// Kysely's own driver hides its client; COPY and cursors need it, on the transaction's own connection.

let opened = 0

/** A connection taken from the pool, with the client it runs on. */
export class PooledConnection implements DatabaseConnection {
  readonly client: pg.PoolClient
  /** Set when the connection can no longer be trusted: it is closed instead of given back. */
  broken = false

  constructor(client: pg.PoolClient) {
    this.client = client
  }

  async executeQuery<R>({ sql, parameters, isPrepared }: Prepared): Promise<QueryResult<R>> {
    const values = [...parameters]
    const sent = isPrepared
      ? this.client.query({ name: nameOf(sql), text: sql, values })
      : this.client.query(sql, values)
    const { command, rowCount, rows } = await sent.catch((fault: unknown) => {
      this.broken ||= isLost(fault)
      throw fault
    })
    if (command === 'SELECT') return { rows }
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
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

/** Whether the connection itself failed: said by the server as it ends the session (class 57P), or by pg when the line is cut, which has no code. */
export const isLost = (fault: unknown): boolean =>
  fault instanceof Error && (!('code' in fault) || /^(57P|08)|^E[A-Z]+$/.test(String(fault.code)))

/** Kysely's driver over a pg pool. */
export class PoolDriver implements Driver {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PooledConnection> {
    return new PooledConnection(await this.#pool.connect())
  }

  async releaseConnection(connection: PooledConnection): Promise<void> {
    connection.client.release(connection.broken)
  }

  async beginTransaction(connection: PooledConnection, settings: TransactionSettings): Promise<void> {
    const isolation =
      settings.isolationLevel === undefined ? '' : ` isolation level ${settings.isolationLevel}`
    await connection.client.query(
      `begin${isolation}${settings.accessMode === undefined ? '' : ` ${settings.accessMode}`}`,
    )
  }

  async commitTransaction(connection: PooledConnection): Promise<void> {
    const { command } = await connection.client.query('commit')
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed earlier and the failure was swallowed.
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
  }

  async rollbackTransaction(connection: PooledConnection): Promise<void> {
    try {
      await connection.client.query('rollback')
    } catch (fault) {
      connection.broken = true
      throw fault
    }
  }

  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}
