import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildApp, type App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { jobsStanding } from '../../platform/jobs/standing.ts'
import { addPerson, addStaff, addTeam, bookOn } from '../../platform/testing/office.ts'
import { signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { pages } from './pages.ts'

let db: Db
let on: App
let off: App
let analyst: Actor
let administrator: Actor
let worker: Actor
let child: string

async function appThat(sendsToDfe: boolean): Promise<App> {
  const app = buildApp({
    book: bookOn(db),
    council: 'Exampleshire Council',
    demonstration: true,
    secure: false,
    navigation: [],
    masthead: () => Promise.resolve(html``),
    clockNames: new Map(),
    sendsToDfe,
  })
  await app.register(async (inner) => pages(inner as App))
  await app.ready()
  return app
}

before(async () => {
  db = await freshDb()
  const team = await addTeam(db, 'Performance')
  analyst = await addStaff(db, 'Olu Sandhu', 'PERF', team)
  administrator = await addStaff(db, 'Carmen Vance', 'ADM', team)
  worker = await addStaff(db, 'Alan Tuft', 'SW', team)
  child = await addPerson(db, { laChildId: 'HAS-HYPHEN', givenName: 'Ava', familyName: 'Lin' })
  await db
    .insertInto('cinEpisode')
    .values({ childId: child, state: 'open', referredOn: day('2026-01-02') })
    .execute()
  on = await appThat(true)
  off = await appThat(false)
})
after(async () => {
  await on.close()
  await off.close()
  await db.destroy()
})

async function seen(app: App, who: Actor, url: string) {
  const { cookie } = await signIn(bookOn(db), who)
  const { statusCode, body } = await app.inject({ url, headers: { cookie } })
  return { statusCode, words: wordsOf(body) }
}

describe('the log of the DfE’s daily collection', () => {
  it('is the analyst’s and the administrator’s, each at their own place', async () => {
    assert.equal((await seen(on, analyst, '/returns/dfe')).statusCode, 200)
    assert.equal((await seen(on, administrator, '/administration/dfe')).statusCode, 200)
    assert.equal((await seen(on, analyst, '/administration/dfe')).statusCode, 403)
    for (const url of ['/returns/dfe', '/returns/dfe/children'])
      for (const who of [administrator, worker]) assert.equal((await seen(on, who, url)).statusCode, 403, url)
  })

  it('says that it is off, and offers nothing then', async () => {
    const { words } = await seen(off, analyst, '/returns/dfe')
    assert.match(words, /This is switched off/)
    assert.doesNotMatch(words, /Search and send now/)
    assert.match((await seen(on, analyst, '/returns/dfe')).words, /Search and send now/)
  })

  it('has a search asked for on the page, once however often it is pressed', async () => {
    const { cookie, csrf } = await signIn(bookOn(db), administrator)
    const press = (app: App) =>
      app.inject({
        method: 'POST',
        url: '/administration/dfe',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ _csrf: csrf }).toString(),
      })
    const waiting = async () =>
      (await jobsStanding(db)).find(({ name }) => name === 'search-for-dfe-changes')?.waiting
    assert.equal((await press(off)).statusCode, 303)
    assert.equal(await waiting(), undefined)
    assert.equal((await press(on)).statusCode, 303)
    assert.equal((await press(on)).statusCode, 303)
    assert.equal(await waiting(), 1)
  })

  it('names a child to the analyst alone, who is written down as having looked', async () => {
    const { words } = await seen(on, analyst, '/returns/dfe/children')
    assert.match(words, /Ava Lin HAS-HYPHEN The authority’s child id must be 1 to 20 letters and figures/)
    const looked = await db
      .selectFrom('readEvent')
      .select('childIds')
      .where('actorId', '=', analyst.id)
      .execute()
    assert.deepEqual(looked, [{ childIds: [child] }])
    assert.doesNotMatch((await seen(on, administrator, '/administration/dfe')).words, /Ava|HAS-HYPHEN/)
  })
})
