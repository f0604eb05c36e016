import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { openSession } from '../platform/access/session.ts'
import { connect, type Db } from '../platform/db/database.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openServer, type Server } from '../platform/db/server.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../platform/testing/office.ts'
import type { App } from '../platform/web/app.ts'
import { duties } from './modules.ts'
import { buildServer } from './server.ts'
import { root } from './setting.ts'

// A server of its own: the one all tests share has no standbys to wait for, and does not wait for its disk either.
const folder = mkdtempSync(join(tmpdir(), 'holdfast-unconfirmed-'))
let server: Server
let db: Db
let app: App
let childId: string
let cookie: string
let csrf: string

before(async () => {
  server = await openServer({ folder })
  await server.ensureDatabase('holdfast')
  await migrate(server.ownerUrl('holdfast'), join(root, 'migrations'))
  db = connect(server.appUrl('holdfast'), { most: 4, idleMayEnd: true, service: server.serviceUrl('holdfast'), outsideIsService: true }) // prettier-ignore
  const worker = await addStaff(db, 'Amira Khalil', 'SW')
  childId = await addPerson(db)
  await allocateTo(db, childId, worker)
  app = await buildServer({ book: bookOn(db, duties), council: 'Exampleshire', demonstration: true, secure: false })
  cookie = `holdfast=${await openSession(db, worker.id)}`
  csrf = (await db.selectFrom('session').select('csrf').executeTakeFirstOrThrow()).csrf
}) // prettier-ignore
after(async () => {
  await app.close()
  await db.destroy()
  await server.release()
  rmSync(folder, { recursive: true, force: true })
})

const key = '0190b2c0-0000-7000-8000-000000000001'
const line = 'Leo said "it is fine" & went home'
const post = () =>
  app.inject({
    method: 'POST',
    url: `/children/${childId}/notes/record`,
    payload: new URLSearchParams({
      _csrf: csrf,
      _key: key,
      kind: 'call',
      whoWith: 'Ms Shah',
      line,
      happenedOn: '2026-11-22',
      significant: 'no',
    }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
const kept = async () => (await db.selectFrom('note').select('line').execute()).map((note) => note.line)

/** Sets which standbys must confirm, and waits until the server knows. */
const standbysAre = (names: string) =>
  server.asAdmin(async (client) => {
    await client.query(`alter system set synchronous_standby_names = ${client.escapeLiteral(names)}`)
    await client.query('select pg_reload_conf()')
    await until(
      client,
      `select current_setting('synchronous_standby_names') = ${client.escapeLiteral(names)} as yes`,
    )
  })

/** Ends the wait of a commit for its standbys, as an administrator, or somebody's time limit, does. */
const endTheWait = () =>
  server.asAdmin((client) =>
    until(
      client,
      "select coalesce(bool_or(pg_cancel_backend(pid)), false) as yes from pg_stat_activity where wait_event = 'SyncRep'",
    ),
  )

async function until(client: pg.Client, question: string): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ yes: boolean }>(question)
    if (rows[0]?.yes === true) return
    await pause(10)
  }
}

describe('a note that its standbys have not confirmed', () => {
  before(() => standbysAre('one_that_is_away'))

  it('is not said to be saved, and stays on the page to be sent again', async () => {
    const [answer] = await Promise.all([post(), endTheWait()])
    assert.equal(answer.statusCode, 503)
    assert.equal(answer.headers['retry-after'], '5')
    assert.match(answer.body, /We cannot yet tell whether this was saved/)
    assert.match(answer.body, new RegExp(`name="_key" value="${key}"`))
    assert.match(answer.body, /name="line" value="Leo said &#34;it is fine&#34; &#38; went home"/)
    assert.match(answer.body, /<form method="post" action="\/children\/[^"]+\/notes\/record">/)
    assert.deepEqual(await kept(), [line])
  })

  it('is not said to be saved the second time either, though this server holds it', async () => {
    const [answer] = await Promise.all([post(), endTheWait()])
    assert.equal(answer.statusCode, 503)
  })

  it('has a warning over every page in the meantime', async () => {
    const { body } = await app.inject({ url: '/sign-in' })
    assert.match(body, /The record is slow to confirm/)
  })

  it('is told as saved, and is there once, when it is sent again after they have', async () => {
    await standbysAre('')
    assert.equal((await post()).statusCode, 303)
    assert.deepEqual(await kept(), [line])
    assert.doesNotMatch((await app.inject({ url: '/sign-in' })).body, /slow to confirm/)
  })
})
