import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages } from './pages.ts'

let db: Db
let app: App
let worker: Actor
let leo: string
let cookie: string

before(async () => {
  db = await freshDb()
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, worker)
  app = buildApp({
    book: bookOn(db),
    council: 'Exampleshire Council',
    demonstration: true,
    secure: false,
    navigation: [],
    clockNames: new Map(),
    masthead: async () => nothing,
  })
  await app.register(pages)
  cookie = `holdfast=${await openSession(db, worker.id)}`
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string, as = cookie) => app.inject({ url, headers: { cookie: as } })
async function post(url: string, fields: Record<string, string>, as = cookie) {
  const { csrf } = await db.selectFrom('session').select('csrf').executeTakeFirstOrThrow()
  const payload = new URLSearchParams({ _csrf: csrf, ...fields }).toString()
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie: as, 'content-type': 'application/x-www-form-urlencoded' },
  })
}
const looks = async () => (await db.selectFrom('readEvent').selectAll().execute()).length

describe('recording a visit in the browser', () => {
  it('asks with nothing chosen beforehand about seen and alone, and writes down the look', async () => {
    const before = await looks()
    const page = await get(`/children/${leo}/visits/record`)
    assert.equal(page.statusCode, 200)
    assert.match(page.body, /Leo, 6/)
    assert.doesNotMatch(page.body, /name="seen_[^>]*checked/)
    assert.doesNotMatch(page.body, /name="seenAlone_[^>]*checked/)
    assert.equal(await looks(), before + 1)
  })

  it('shows the form again with everything that is wrong, and loses nothing typed', async () => {
    const page = await post(`/children/${leo}/visits/record`, {
      child: leo,
      visitedOn: '2026-11-20',
      observations: 'Damp <wall>',
    })
    assert.equal(page.statusCode, 422)
    assert.match(page.body, /There is a problem/)
    assert.match(page.body, new RegExp(`href="#seen_${leo}">Select whether you saw the child`))
    assert.match(page.body, /Damp &#60;wall&#62;/)
  })

  it('keeps a draft as typed, and offers it again', async () => {
    const kept = await post(`/children/${leo}/visits/draft`, {
      visitedOn: 'soon',
      observations: 'Half a sent',
    })
    assert.equal(kept.statusCode, 204)
    assert.match((await get(`/children/${leo}/visits/record`)).body, /Half a sent/)
  })

  it('records it, forgets the draft and shows what was recorded', async () => {
    const saved = await post(`/children/${leo}/visits/record`, {
      child: leo,
      visitedOn: '2026-11-20',
      place: 'home',
      purpose: 'See the bedroom',
      observations: 'A new bed has come.',
      [`seen_${leo}`]: 'yes',
      [`seenAlone_${leo}`]: 'yes',
    })
    assert.equal(saved.statusCode, 303)
    const page = await get(String(saved.headers.location))
    assert.match(page.body, /A new bed has come\./)
    assert.match(page.body, /Words to follow/)
    assert.doesNotMatch(page.body, /Something new was worrying/)
    await db.updateTable('visit').set({ worried: true }).where('childId', '=', leo).execute()
    const worried = await get(String(saved.headers.location))
    assert.match(
      worried.body,
      new RegExp(`Something new was worrying.*/children/${leo}/worries/write-worry`, 's'),
    )
    assert.doesNotMatch((await get(`/children/${leo}/visits/record`)).body, /Half a sent/)
  })

  it('is no draft again when the browser’s last save comes after it', async () => {
    const key = crypto.randomUUID()
    const typed = { child: leo, visitedOn: '2026-11-21', place: 'home', purpose: 'Sleep', observations: 'The old words.', [`seen_${leo}`]: 'yes', [`seenAlone_${leo}`]: 'yes', _key: key } // prettier-ignore
    assert.equal((await post(`/children/${leo}/visits/record`, typed)).statusCode, 303)
    assert.equal((await post(`/children/${leo}/visits/draft`, typed)).statusCode, 204)
    assert.match(
      (await get(`/children/${leo}/visits/record`)).body,
      /name="visitedOn" type="text" value="22\/11\/2026"/,
    )
  })

  it('is refused to a worker of another team, to nobody at all, and without our token', async () => {
    const other = await addStaff(db, 'Tom Weir', 'SW', 'Northside')
    const theirs = `holdfast=${await openSession(db, other.id)}`
    assert.equal((await get(`/children/${leo}/visits/record`, theirs)).statusCode, 403)
    assert.equal((await get(`/children/${leo}/visits/record`, '')).headers.location, '/sign-in')
    assert.equal((await post(`/children/${leo}/visits/record`, { _csrf: 'no' })).statusCode, 403)
  })
})
