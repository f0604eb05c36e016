import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { addStaff, addTeam, bookOn } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages } from './pages.ts'

let db: Db
let worker: Actor
const apps: App[] = []

before(async () => {
  db = await freshDb()
  worker = await addStaff(db, 'Amira Khalil', 'SW')
})
after(async () => {
  for (const app of apps) await app.close()
  await db.destroy()
})

async function server(demonstration: boolean): Promise<App> {
  const app = buildApp({
    book: bookOn(db),
    council: 'Exampleshire',
    demonstration,
    secure: false,
    navigation: [],
    clockNames: new Map(),
    masthead: async () => nothing,
  })
  await app.register(pages)
  apps.push(app)
  return app
}

const post = (app: App, url: string, fields: Record<string, string>, cookie = '') =>
  app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })

describe('signing in to the demonstration', () => {
  it('offers those who may, each with their role and team', async () => {
    const page = await (await server(true)).inject('/sign-in')
    assert.match(page.body, /Amira Khalil/)
    assert.match(page.body, /Social worker, Riverside/)
  })

  it('begins the day where the role begins it, and ends when asked', async () => {
    const app = await server(true)
    const into = await post(app, '/sign-in', { who: worker.id })
    const cookie = String(into.headers['set-cookie']).split(';')[0] ?? ''
    assert.match(String(into.headers['set-cookie']), /HttpOnly; SameSite=Lax/)
    assert.equal((await app.inject({ url: '/', headers: { cookie } })).headers.location, '/my-work')
    const { csrf } = await db.selectFrom('session').select('csrf').executeTakeFirstOrThrow()
    assert.equal((await post(app, '/sign-out', { _csrf: csrf }, cookie)).headers.location, '/sign-in')
    assert.equal((await app.inject({ url: '/', headers: { cookie } })).headers.location, '/sign-in')
  })

  it('begins an inspector’s day where children are found', async () => {
    const app = await server(true)
    const { id } = await addStaff(db, 'Alan Frost', 'INSP')
    const into = await post(app, '/sign-in', { who: id })
    const cookie = String(into.headers['set-cookie']).split(';')[0] ?? ''
    assert.equal((await app.inject({ url: '/', headers: { cookie } })).headers.location, '/search')
  })

  it('begins the day of those at the front door there, the hub’s manager too; of whoever opens no record, with what they keep', async () => {
    const app = await server(true)
    await addTeam(db, 'Front door', 'Front door')
    for (const [name, role, begins] of [
      ['Joel Appleby', 'SCR', '/front-door'],
      ['Nadia Cole', 'TM', '/front-door'],
      ['Rob Zaman', 'DPO', '/who-looked'],
      ['Ada Winter', 'HR', '/workforce'],
    ] as const) {
      const { id } = await addStaff(db, name, role, 'Front door')
      const into = await post(app, '/sign-in', { who: id })
      const cookie = String(into.headers['set-cookie']).split(';')[0] ?? ''
      assert.equal((await app.inject({ url: '/', headers: { cookie } })).headers.location, begins, name)
    }
  })

  it('says to choose somebody when nobody, or somebody who does not exist, was chosen', async () => {
    const app = await server(true)
    for (const who of ['', 'me', '00000000-0000-4000-8000-000000000000']) {
      const page = await post(app, '/sign-in', { who })
      assert.equal(page.statusCode, 422)
      assert.match(page.body, /Choose who to sign in as/)
    }
  })

  it('is not to be had where the database is not a demonstration', async () => {
    const app = await server(false)
    assert.doesNotMatch((await app.inject('/sign-in')).body, /Amira/)
    const page = await post(app, '/sign-in', { who: worker.id })
    assert.equal(page.headers['set-cookie'], undefined)
  })

  it('is not to be had by somebody whose account is disabled, and ends at once for one who was signed in', async () => {
    const app = await server(true)
    const leaver = await addStaff(db, 'Tom Weir', 'SW')
    const into = await post(app, '/sign-in', { who: leaver.id })
    const cookie = String(into.headers['set-cookie']).split(';')[0] ?? ''
    await db
      .updateTable('staff')
      .set({ disabledAt: '2026-11-22T12:00:00+00:00' as never })
      .where('id', '=', leaver.id)
      .execute()
    assert.equal((await app.inject({ url: '/', headers: { cookie } })).headers.location, '/sign-in')
    assert.equal((await post(app, '/sign-in', { who: leaver.id })).statusCode, 422)
  })
})

describe('a session that runs out', () => {
  const ranOut = () => sql`update session set last_seen_at = now() - interval '16 minutes'`.execute(db)
  const signedIn = async (
    app: App,
    who: string,
    cookie = '',
  ): Promise<{ cookie: string; goesTo: unknown }> => {
    const into = await post(app, '/sign-in', { who }, cookie)
    const [first = ''] = [into.headers['set-cookie']].flat()
    return { cookie: first.split(';')[0] ?? '', goesTo: into.headers.location }
  }
  const tokenOf = async (staffId: string): Promise<string> =>
    (
      await db
        .selectFrom('session')
        .select('csrf')
        .where('staffId', '=', staffId)
        .orderBy('startedAt', 'desc')
        .executeTakeFirstOrThrow()
    ).csrf

  it('leads back to the page that was asked for, and a colleague at the same desk to their own', async () => {
    const app = await server(true)
    const colleague = await addStaff(db, 'Farah Nasser', 'SW')
    const { cookie } = await signedIn(app, worker.id)
    await ranOut()
    const asked = await app.inject({ url: '/account/sessions', headers: { cookie } })
    assert.equal(asked.headers.location, '/sign-in')
    assert.match((await app.inject({ url: '/sign-in', headers: { cookie } })).body, /You were signed out/)
    const way = String(asked.headers['set-cookie']).split(';')[0] ?? ''
    assert.equal((await signedIn(app, colleague.id, `${cookie}; ${way}`)).goesTo, '/')
    assert.equal((await signedIn(app, worker.id, `${cookie}; ${way}`)).goesTo, '/account/sessions')
    assert.equal((await signedIn(app, worker.id, way)).goesTo, '/account/sessions')
    assert.equal((await signedIn(app, worker.id, 'holdfast-way=%2F%2Felsewhere.example')).goesTo, '/')
  })

  it('loses nothing that was typed: whoever wrote it sends it again, and nobody else can', async () => {
    const app = await server(true)
    const colleague = await addStaff(db, 'Dina Haddad', 'SW')
    const { cookie } = await signedIn(app, worker.id)
    const typed = { _csrf: await tokenOf(worker.id), _key: 'a-key', session: 'words & more' }
    await ranOut()
    const held = await post(app, '/account/sessions/end', typed, cookie)
    assert.equal(held.statusCode, 401)
    assert.match(held.body, /not saved yet/)
    assert.match(held.body, /name="session" value="words &#38; more"/)
    const theirs = await signedIn(app, colleague.id, cookie)
    assert.equal((await post(app, '/account/sessions/end', typed, theirs.cookie)).statusCode, 403)
    const back = await signedIn(app, worker.id, cookie)
    assert.equal((await post(app, '/account/sessions/end', typed, back.cookie)).statusCode, 303)
  })
})
