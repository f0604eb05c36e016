import type pg from 'pg'
import { startEmbedded, type Passwords } from './embedded.ts'
import { oneUrl, openClient } from './servers.ts'

/** The PostgreSQL everything runs on, ours or the one DATABASE_URL names. */
export interface Server {
  /** The database used when none is named. */
  readonly usual: string
  /** For migrating: the role that owns the tables. */
  readonly ownerUrl: (database: string) => string
  /** For answering people: a role that owns nothing and sees what whoever asks may. */
  readonly appUrl: (database: string) => string
  /** For jobs, commands and the few doors in the pages: a role that owns nothing, cannot pass row security, and sees every child. */
  readonly serviceUrl: (database: string) => string
  /** Makes the database if it is not there; says whether it was made now. */
  readonly ensureDatabase: (database: string) => Promise<boolean>
  /** Lends a connection that may make and drop databases. */
  readonly asAdmin: <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>
  /** Starts our own server again whenever it dies; gives what ends the watch. Another's server is its own keeper's. */
  readonly keepUp: () => () => void
  /** Gives the server up. Ours is stopped by the last process to do so. */
  readonly release: () => Promise<void>
}

/** Which server to use. Without a `url`, our own in `folder`. */
interface Choice {
  readonly folder: string
  readonly url?: string | undefined
  /** The same server, signed in as `holdfast_app` itself, for answering people: one that cannot take on another role. */
  readonly appUrl?: string | undefined
  readonly throwaway?: boolean
}

/**
 * Opens the server: our own is started, or joined where it runs already.
 *
 * @throws Error in one sentence when there is none to be had
 */
export async function openServer({ folder, url, appUrl, throwaway = false }: Choice): Promise<Server> {
  if (url !== undefined && url !== '')
    return givenServer(oneUrl(url), appUrl === undefined ? null : oneUrl(appUrl))
  const { port, passwords, keepUp, release } = await startEmbedded(folder, { throwaway })
  const as = (role: string, password: string) => (database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  const admin = as('postgres', passwords.admin)
  await asAdmin(admin('postgres'), (client) => ensureRoles(client, passwords))
  return {
    usual: 'holdfast',
    ownerUrl: as('holdfast_owner', passwords.owner),
    appUrl: as('holdfast_app', passwords.app),
    serviceUrl: as('holdfast_service', passwords.service),
    ensureDatabase: (database) => asAdmin(admin('postgres'), (client) => ensureDatabase(client, database)),
    asAdmin: (work) => asAdmin(admin('postgres'), work),
    keepUp,
    release,
  }
}

// The roles are taken on inside the connection, so that a server needs only the one credential. Whoever slipped a statement in could then
// take on another: hence the address of its own for answering people.
async function givenServer(url: string, ofPeople: string | null): Promise<Server> {
  const at = (role: string) => (database: string) => {
    const full = new URL(named(url, database))
    full.searchParams.set('options', `-c role=${role}`)
    return full.href
  }
  await asAdmin(url, (client) => ensureRoles(client, null))
  return {
    usual: decodeURIComponent(new URL(url).pathname.slice(1)) || 'holdfast',
    ownerUrl: at('holdfast_owner'),
    appUrl: ofPeople === null ? at('holdfast_app') : (database) => named(ofPeople, database),
    serviceUrl: at('holdfast_service'),
    ensureDatabase: async (database) => {
      const made = await asAdmin(url, (client) => ensureDatabase(client, database))
      await asAdmin(named(url, database), letOwnerIn)
      return made
    },
    asAdmin: (work) => asAdmin(url, work),
    keepUp: () => () => undefined,
    release: async () => undefined,
  }
}

function named(url: string, database: string): string {
  const full = new URL(url)
  full.pathname = `/${database}`
  return full.href
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openClient(url, 'holdfast setup')
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

// The third has what the second has, and sees every child beside.
const roles = ['holdfast_owner', 'holdfast_app', 'holdfast_service'] as const
type Role = (typeof roles)[number]

const passwordOf: Readonly<Record<Role, keyof Passwords>> = {
  holdfast_owner: 'owner',
  holdfast_app: 'app',
  holdfast_service: 'service',
}

async function ensureRoles(client: pg.Client, passwords: Passwords | null): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [roles],
  )
  if (rows.length === roles.length) return
  await client.query("select pg_advisory_lock(hashtext('holdfast roles'))")
  for (const role of roles) await ensureRole(client, role, passwords)
  await client.query('grant holdfast_app to holdfast_service')
}

async function ensureRole(client: pg.Client, role: Role, passwords: Passwords | null): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  if (rowCount !== 0) return
  const secret =
    passwords === null ? '' : ` login password ${client.escapeLiteral(passwords[passwordOf[role]])}`
  await client.query(`create role ${role} nosuperuser nobypassrls nocreaterole${secret}`)
  if (passwords === null) await client.query(`grant ${role} to current_user`)
}

async function ensureDatabase(client: pg.Client, database: string): Promise<boolean> {
  await client.query("select pg_advisory_lock(hashtext('holdfast databases'))")
  const name = client.escapeIdentifier(database)
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
  if (rowCount === 0) {
    await client.query(`create database ${name} owner holdfast_owner`)
    await client.query(`revoke connect, temporary on database ${name} from public`)
  }
  await client.query(`grant connect on database ${name} to holdfast_app, holdfast_service`)
  // Rows in bulk pass through a temporary table, past which people's questions never come.
  await client.query(`grant temporary on database ${name} to holdfast_service`)
  return rowCount === 0
}

// A database someone else made for us belongs to them: our owner needs leave to put tables in it.
async function letOwnerIn(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    "select has_schema_privilege('holdfast_owner', 'public', 'create') and has_database_privilege('holdfast_owner', current_database(), 'create') as may",
  )
  if (rows[0]?.may === true) return
  await client.query('grant create, usage on schema public to holdfast_owner')
  await client.query(
    `grant create, connect on database ${client.escapeIdentifier(client.database ?? '')} to holdfast_owner`,
  )
}
