import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
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

  it('begins the day of those at the front door there, the hub’s manager too', async () => {
    const app = await server(true)
    await addTeam(db, 'Front door', 'Front door')
    for (const [name, role] of [
      ['Joel Appleby', 'SCR'],
      ['Nadia Cole', 'TM'],
    ] as const) {
      const { id } = await addStaff(db, name, role, 'Front door')
      const into = await post(app, '/sign-in', { who: id })
      const cookie = String(into.headers['set-cookie']).split(';')[0] ?? ''
      assert.equal(
        (await app.inject({ url: '/', headers: { cookie } })).headers.location,
        '/front-door',
        name,
      )
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
