import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'

let db: Db
let app: App
let manager: Actor
let worker: Actor
let leo: string

before(async () => {
  db = await freshDb()
  manager = await addStaff(db, 'Asha Patel', 'TM')
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker', bornOn: null })
  await allocateTo(db, leo, worker)
  app = await buildServer({ book: bookOn(db), council: 'Exampleshire', demonstration: true, secure: false })
})
after(async () => {
  await app.close()
  await db.destroy()
})

const sessions = new Map<string, { cookie: string; csrf: string }>()
async function as(actor: Actor) {
  const held = sessions.get(actor.id)
  if (held !== undefined) return held
  const cookie = `holdfast=${await openSession(db, actor.id)}`
  const { csrf } = await db
    .selectFrom('session')
    .select('csrf')
    .where('staffId', '=', actor.id)
    .executeTakeFirstOrThrow()
  sessions.set(actor.id, { cookie, csrf })
  return { cookie, csrf }
}
const get = async (url: string, actor: Actor) =>
  app.inject({ url, headers: { cookie: (await as(actor)).cookie } })
async function post(url: string, actor: Actor, fields: Record<string, string>) {
  const { cookie, csrf } = await as(actor)
  const payload = new URLSearchParams({ _csrf: csrf, ...fields }).toString()
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
}
const list = (actor: Actor) => get(`/children/${leo}/actions`, actor)
const latest = () => db.selectFrom('action').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()

describe('a direction, from the first ask to its effect', () => {
  it('stands empty, and says so', async () => {
    const { statusCode, body } = await list(manager)
    assert.equal(statusCode, 200)
    assert.match(body, /Nobody is waiting for anything/)
  })

  it('is given on one page, and everything wrong with it is said at once', async () => {
    const url = `/children/${leo}/actions/give`
    assert.match((await get(url, manager)).body, /Leave it as it is for the child’s own lead worker/)
    const wrong = await post(url, manager, { what: 'Monitor', dueOn: '2026-11-01' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /There is a problem/)
    assert.match(wrong.body, /value="Monitor"/)
    const given = await post(url, manager, { what: 'Speak to Dean’s last council', dueOn: '2026-11-27', ownerId: '' })
    assert.equal(given.headers.location, `/children/${leo}/actions`)
    const { body } = await list(worker)
    assert.match(body, /Direction from Asha Patel to Amira Khalil/)
    assert.match(body, /not taken on yet/)
  })

  it('is taken on in one press, answered with evidence, and agreed by whoever asked', async () => {
    const { id } = await latest()
    assert.equal((await post(`/children/${leo}/actions/${id}/accept`, worker, {})).statusCode, 303)
    assert.match((await list(worker)).body, /taken on Sun 22 Nov/)
    const empty = await post(`/children/${leo}/actions/${id}/answer`, worker, {})
    assert.equal(empty.statusCode, 422)
    const answered = await post(`/children/${leo}/actions/${id}/answer`, worker, { answer: 'Rang them', evidence: 'Note of today' })
    assert.equal(answered.statusCode, 303)
    assert.doesNotMatch((await list(worker)).body, /Agree it was done/)
    assert.match((await list(manager)).body, /Agree it was done/)
    const form = wordsOf((await get(`/children/${leo}/actions/${id}/verify`, manager)).body)
    assert.match(form, /What was done\? Rang them How can it be seen\? Note of today/)
    await post(`/children/${leo}/actions/${id}/verify`, manager, { difference: 'We know he is safe' })
    const { body } = await list(worker)
    assert.match(body, /What it changed: We know he is safe/)
  })

  it('sent back, given more time and stopped, says why each time', async () => {
    await post(`/children/${leo}/actions/give`, manager, { what: 'Measure the bedroom', dueOn: '2026-11-27' })
    const { id } = await latest()
    await post(`/children/${leo}/actions/${id}/answer`, worker, { answer: 'Done', evidence: 'Photo' })
    await post(`/children/${leo}/actions/${id}/send-back`, manager, { dueOn: '2026-11-30', extendedWhy: 'Which room?' })
    assert.match((await list(worker)).body, /Sent back: Which room\?/)
    await post(`/children/${leo}/actions/${id}/extend`, manager, { dueOn: '2026-12-04', extendedWhy: 'Landlord away' })
    assert.match((await list(worker)).body, /first due Fri 27 Nov, now Fri 4 Dec/)
    await post(`/children/${leo}/actions/${id}/stop`, manager, { stoppedWhy: 'They moved' })
    assert.match((await list(worker)).body, /Why: They moved/)
  })

  it('asked again says how often and since when; the third needs the service manager', async () => {
    for (let i = 0; i < 3; i += 1)
      await post(`/children/${leo}/actions/give`, manager, { what: 'Meet Leo’s grandad', dueOn: '2026-11-27' })
    const { body } = await list(worker)
    assert.match(body, /Asked 2 times, first on Sun 22 Nov/)
    assert.match(body, /Asked 3 times, first on Sun 22 Nov/)
    assert.equal(body.match(/Needs the service manager’s decision/g)?.length, 1)
  })

  it('asked a third time is decided by the service manager, and everybody sees what was decided', async () => {
    const { id } = await db
      .selectFrom('action')
      .select('id')
      .where('timesAsked', '=', 3)
      .executeTakeFirstOrThrow()
    const senior = await addStaff(db, 'Ruth Oyelaran', 'SM')
    const at = `/children/${leo}/actions/${id}/decide`
    assert.ok((await list(senior)).body.includes(at))
    assert.ok(!(await list(manager)).body.includes(at))
    assert.equal((await get(at, manager)).statusCode, 403)
    const form = (await get(at, senior)).body
    assert.match(form, /What have you decided/)
    assert.match(form, /<option value="[^"]+"[^>]*>Amira Khalil/)
    const posted = { decision: 'Asha goes with Amira on Monday.', ownerId: worker.id, dueOn: '2026-11-30' }
    assert.equal((await post(at, senior, posted)).statusCode, 303)
    const { body } = await list(worker)
    assert.match(body, /Decided<\/strong> by Ruth Oyelaran, Sun 22 Nov: Asha goes with Amira on Monday\./)
    assert.doesNotMatch(body, /Needs the service manager’s decision/)
  })

  it('is refused to somebody who is not theirs to ask, and nothing is shown', async () => {
    const other = await addStaff(db, 'Tom Weir', 'SW', 'Harbour')
    assert.equal((await list(other)).statusCode, 403)
    assert.equal((await get(`/children/${leo}/actions/give`, other)).statusCode, 403)
  })
}) // prettier-ignore
