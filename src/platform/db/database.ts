import {
  CamelCasePlugin,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Transaction,
} from 'kysely'
import type pg from 'pg'
import { PoolDriver, PooledConnection } from './driver.ts'
import { asRead } from './reading.ts'
import { openPool, serversOf } from './servers.ts'
import type { Tables } from './tables.ts'

/** The database, as the application's code sees it: typed, one connection a statement. */
export type Db = Kysely<Tables>

/** The database inside one transaction, on one connection. Made by `inTransaction` alone. */
export type Tx = Transaction<Tables>

/** How a pool is opened. Durations are milliseconds. */
interface Opening {
  /** Most connections held at once. */
  readonly most?: number
  /** Lets the process end while connections lie idle: for tests and one-off commands. */
  readonly idleMayEnd?: boolean
  /** Shown in pg_stat_activity. */
  readonly name?: string
  /** The same database in the role that sees every child: with it, each connection is whoever's asks (`asking.ts`). */
  readonly service?: string
  /** What asks outside any request, job or command sees every child in place of none restricted: for tests alone. */
  readonly outsideIsService?: boolean
}

/**
 * Opens a pool. Columns come back as: date `Day`, timestamptz `Instant` in London's time, bigint a number, numeric text,
 * json parsed with its keys untouched. A session's own time zone is London's, so that `at::date` is the day it was there.
 *
 * @example const db = connect('postgres://holdfast_app:…@127.0.0.1:5432/holdfast')
 */
export function connect(url: string, opening: Opening = {}): Db {
  const { service, outsideIsService } = opening
  const own = poolOf(url, opening)
  const pools = {
    own,
    service: service === undefined ? undefined : poolOf(service, opening),
    outsideIsService,
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new PoolDriver(pools, serversOf(url)),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

const poolOf = (url: string, { most = 10, idleMayEnd = false, name = 'holdfast' }: Opening): pg.Pool =>
  openPool(url, {
    max: most,
    allowExitOnIdle: idleMayEnd,
    // Signing in again, and planning every statement again, costs more than a connection that waits.
    idleTimeoutMillis: 300_000,
    application_name: name,
    options: `-c TimeZone=Europe/London${optionsOf(url)}`,
    types: asRead,
  })

// pg lets the options of a URL replace ours, so they are put together here.
function optionsOf(url: string): string {
  const own = new URL(url).searchParams.get('options')
  return own === null ? '' : ` ${own}`
}

/**
 * Runs `work` in one transaction: all of it is kept or, when it throws, none. Where one is open already (a job's), it is a
 * part of that.
 */
export const inTransaction = <T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  isTx(db) ? work(db) : db.transaction().execute(work)

const isTx = (db: Db | Tx): db is Tx => db.isTransaction

/**
 * Lends the connection itself, for what Kysely does not speak: COPY and server cursors. Of a `Tx` it is the transaction's
 * own; of a `Db` any free one, given back when `work` ends.
 */
export function withClient<T>(db: Db | Tx, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  return db.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof PooledConnection))
      throw new TypeError('this database was not opened by connect()')
    return work(connection.client)
  })
}
