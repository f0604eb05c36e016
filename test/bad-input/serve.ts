/*
 * The product's own web server on a database of its own, in a process of its own: its memory and its patience are measured, and it
 * can be seen to have lived through everything. Says where it listens and who has signed in; answers 'measure'.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from 'kysely'
import { bookOf } from '../../src/app/book.ts'
import { buildServer } from '../../src/app/server.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { instant } from '../../src/platform/dates/day.ts'
import { addPerson, addStaff, allocateTo } from '../../src/platform/testing/office.ts'
import { signIn } from '../../src/platform/testing/pages.ts'
import { freshDb } from '../../src/platform/testing/world.ts'
import { vaultIn } from '../../src/platform/vault/vault.ts'

/** What the server says of itself when it is asked. */
export interface Measured {
  /** Rows of every table that holds what was read in. */
  readonly rows: Readonly<Record<string, number>>
  /** MiB, the most it ever had. */
  readonly most: number
  /** Milliseconds, the longest it ever left others waiting since it was last asked. */
  readonly longest: number
}

export interface Serving {
  readonly port: number
  /** A child, and a worker of theirs. */
  readonly childId: string
  readonly worker: Serving['people'][number]
  readonly people: readonly { readonly cookie: string; readonly csrf: string }[]
}

const people = 6
/** How far an import has come is told on another connection, and reading a page may renew a session. */
const notRecord = new Set(['import_progress', 'session', 'read_event'])

const db = await freshDb()
// Only once the database stands: it too has its place by this name.
process.env['HOLDFAST_DATA'] = process.env['HOLDFAST_UPLOADS']
const vault = vaultIn(process.env['HOLDFAST_KEPT'] ?? '')
const book = { ...bookOf(db, () => instant('2026-11-22T10:00:00+00:00')), vault }
const app = await buildServer({ book, council: 'Exampleshire Council', demonstration: false, secure: false })
await app.listen({ host: '127.0.0.1', port: 0 })
const signedIn = []
for (let at = 0; at < people; at += 1) {
  const { id, name } = await db
    .insertInto('staff')
    .values({ name: `Analyst ${at}`, role: 'PERF' })
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow()
  signedIn.push(await signIn(book, { id, name, role: 'PERF', teamId: null, service: null }))
}
const childId = await addPerson(db)
const amira = await addStaff(db, 'Amira Khalil', 'SW')
await allocateTo(db, childId, amira)
const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()

process.on('message', (asked) => {
  if (asked === 'measure') void measure(db).then((measured) => process.send?.(measured))
  if (asked === 'stop') void stop()
})
process.on('disconnect', () => void stop())
const address = app.server.address()
const serving: Serving = {
  port: typeof address === 'object' ? (address?.port ?? 0) : 0,
  people: signedIn,
  childId,
  worker: await signIn(book, amira),
}
process.send?.(serving)

async function measure(on: Db): Promise<Measured> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(on)
  const rows: Record<string, number> = {}
  for (const { name } of tables.filter((table) => !notRecord.has(table.name))) {
    const counted = await sql<{ count: string }>`select count(*) from ${sql.table(name)}`.execute(on)
    rows[name] = Number(counted.rows[0]?.count)
  }
  const longest = Math.round(delay.max / 1e6)
  delay.reset()
  return { rows, most: Math.round(process.resourceUsage().maxRSS / 1024), longest }
}

async function stop(): Promise<void> {
  app.server.closeAllConnections()
  await app.close()
  await db.destroy()
  process.exit(0)
}
