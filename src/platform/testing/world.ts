import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { connect, type Db } from '../db/database.ts'
import { fingerprint, migrate, migrationsIn } from '../db/migrate.ts'
import { identityOf } from '../db/process.ts'
import { openServer, type Server } from '../db/server.ts'
import { inMemory } from './in-memory.ts'

const root = join(import.meta.dirname, '../../..')
const migrations = join(root, 'migrations')

const onDisk = (): string => join(process.env['HOLDFAST_DATA'] ?? join(root, 'var'), 'test')
const folder = (): string => inMemory(onDisk())

/** The throwaway server of the tests, shared by every test that runs at the time; the last one out stops it. */
export const testServer = (): Promise<Server> => openServer({ folder: folder(), throwaway: true })

/** Gives back the memory the stopped server lies in, unless somebody uses it; on a disk it stays and makes the next run quicker. */
export function clearMemory(): void {
  const place = folder()
  const users = join(place, 'users')
  if (place === onDisk() || !existsSync(users) || readdirSync(users).length > 0) return
  rmSync(place, { recursive: true, force: true })
}

// Copied as files a database stands in a quarter of the time; but on a disk that is busy, that has waited ten seconds for a checkpoint.
const strategy = (): string => (folder() === onDisk() ? 'wal_log' : 'file_copy')

const owners = new WeakMap<Db, string>()
const urls = new WeakMap<Db, string>()
const appUrls = new WeakMap<Db, string>()
const standing = new Set<Db>()
let server: Promise<Server> | undefined
let template: Promise<string> | undefined
let made = 0

/**
 * A real PostgreSQL database of one's own, migrated and empty, connected as the application is: it owns nothing and cannot
 * pass row security. What a page asks is asked as whoever asks for the page; what the test asks, as the service. `destroy` drops it, and a test that forgets has it dropped when the file ends.
 *
 * @example const db = await freshDb(); after(() => db.destroy())
 */
export async function freshDb(): Promise<Db> {
  const name = `test_${process.pid}_${++made}`
  const on = await (server ??= openForThisProcess())
  const from = await (template ??= ensureTemplate(on))
  await on.asAdmin(async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template ${from} strategy ${strategy()} owner holdfast_owner`)
    await client.query(`grant connect on database ${name} to holdfast_app, holdfast_service`)
    await client.query(`grant temporary on database ${name} to holdfast_service, holdfast_owner`)
    await client.query(`revoke connect, temporary on database ${name} from public`)
  })
  const db = connect(on.appUrl(name), {
    most: 6,
    idleMayEnd: true,
    name,
    service: on.serviceUrl(name),
    outsideIsService: true,
  })
  owners.set(db, on.ownerUrl(name))
  urls.set(db, on.serviceUrl(name))
  appUrls.set(db, on.appUrl(name))
  return droppedWhenDestroyed(db, on, name)
}

/** The same database as its owner sees it, past every grant and row rule: for asserting, and for planting what no door lets in. */
export function ownerOf(db: Db): Db {
  const url = owners.get(db)
  if (url === undefined) throw new TypeError('this database was not made by freshDb()')
  return connect(url, { most: 1, idleMayEnd: true })
}

/** Where the database lies, in the service's role: for what keeps connections of its own. */
export const urlOf = (db: Db): string => known(urls, db)

/** Where the database lies, in the role that owns the tables. */
export const ownerUrlOf = (db: Db): string => known(owners, db)

/** Where the database lies, in the role that answers people. */
export const appUrlOf = (db: Db): string => known(appUrls, db)

function known(urls: WeakMap<Db, string>, db: Db): string {
  const url = urls.get(db)
  if (url === undefined) throw new TypeError('this database was not made by freshDb()')
  return url
}

function droppedWhenDestroyed(db: Db, on: Server, name: string): Db {
  const close = db.destroy.bind(db)
  standing.add(db)
  db.destroy = async () => {
    if (!standing.delete(db)) return
    await close()
    await on.asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
  }
  return db
}

async function openForThisProcess(): Promise<Server> {
  const opened = await testServer()
  process.once('beforeExit', () => void leave(opened))
  return opened
}

async function leave(opened: Server): Promise<void> {
  for (const db of standing) await db.destroy()
  await opened.release()
}

/** Makes the migrated database that the others are copied from, once for each state of the migrations. */
async function ensureTemplate(on: Server): Promise<string> {
  const name = `template_${fingerprint(migrationsIn(migrations))}`
  return on.asAdmin(async (client) => {
    await client.query("select pg_advisory_lock(hashtext('holdfast template'))")
    // A file run by itself is swept for too: what lies in memory would fill it.
    await drop(client, (database) => database.startsWith('test_') && isLeft(database))
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount !== 0) return name
    await client.query('drop database if exists template_unfinished with (force)')
    await on.ensureDatabase('template_unfinished')
    await migrate(on.ownerUrl('template_unfinished'), migrations)
    await client.query(`alter database template_unfinished rename to ${name}`)
    return name
  })
}

/** Drops what killed tests left behind, and templates of migrations as they no longer are. Run before a whole run of tests. */
export async function sweep(on: Server): Promise<void> {
  const current = `template_${fingerprint(migrationsIn(migrations))}`
  await on.asAdmin((client) => drop(client, (database) => database !== current && isLeft(database)))
}

async function drop(client: pg.Client, unwanted: (database: string) => boolean): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^(test|template)_'",
  )
  for (const { datname } of rows.filter((row) => unwanted(row.datname))) {
    // One in use by another run refuses to go, and goes at the next sweep.
    await client.query(`drop database if exists ${datname}`).catch(() => undefined)
  }
}

const isLeft = (name: string): boolean =>
  !name.startsWith('test_') || identityOf(Number(name.split('_')[1])) === null
