import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { loadOfWorker } from './queries.ts'

let db: Db
let app: App
let manager: Actor
let worker: Actor
let leo: string
let cookie: string
let csrf: string

before(async () => {
  db = await freshDb()
  manager = await addStaff(db, 'Asha Patel', 'TM')
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  await addStaff(db, 'Far Worker', 'SW', 'Harbour')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, worker, daysAgo(50))
  app = await buildServer({ book: bookOn(db), council: 'Exampleshire', demonstration: true, secure: false })
  cookie = `holdfast=${await openSession(db, manager.id)}`
  csrf = (await db.selectFrom('session').select('csrf').executeTakeFirstOrThrow()).csrf
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string, as = cookie) => app.inject({ url, headers: { cookie: as } })
const post = (url: string, fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
const at = () => `/children/${leo}/workers`

describe('who works with a child', () => {
  it('says who, and offers the team’s workers with what each carries', async () => {
    const { statusCode, body } = await get(at())
    assert.equal(statusCode, 200)
    assert.match(body, /Amira Khalil/)
    const form = await get(`${at()}/allocate`)
    assert.match(form.body, /Amira Khalil: carries 1 of 22/)
    assert.doesNotMatch(form.body, /Far Worker/)
    assert.match(form.body, /value="2026-11-22"/)
  })

  it('ends with a note of what the next worker must know, and then says there is nobody', async () => {
    const { id } = await db.selectFrom('allocation').select('id').where('childId', '=', leo).executeTakeFirstOrThrow()
    const wrong = await post(`${at()}/${id}/end`, { toOn: '2026-11-19', endReason: 'sickness' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /what the next worker must know/)
    const ended = await post(`${at()}/${id}/end`, { toOn: '2026-11-19', endReason: 'sickness', handoverNote: 'He likes to draw while he talks' })
    assert.equal(ended.headers.location, at())
    const { body } = await get(at())
    assert.match(body, /Nobody works with Leo/)
    assert.match(body, /3 days with nobody/)
    assert.match(body, /He likes to draw while he talks/)
  })

  it('is given a worker by the team that had the child last', async () => {
    const wrong = await post(`${at()}/allocate`, { role: 'lead social worker', fromOn: '2026-11-22' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Select the worker/)
    const given = await post(`${at()}/allocate`, { role: 'lead social worker', workerId: worker.id, fromOn: '2026-11-22' })
    assert.equal(given.statusCode, 303)
    const row = await db.selectFrom('allocation').selectAll().where('childId', '=', leo).where('state', '=', 'allocated').executeTakeFirstOrThrow()
    assert.deepEqual([row.workerId, row.teamId], [worker.id, worker.teamId])
  })

  it('is not a worker’s to settle', async () => {
    const mine = `holdfast=${await openSession(db, worker.id)}`
    assert.equal((await get(`${at()}/allocate`, mine)).statusCode, 403)
    assert.doesNotMatch((await get(at(), mine)).body, /Give the child another worker/)
  })
}) // prettier-ignore

describe('a weighted load as the record has it', () => {
  it('weighs a plan, the court, a placement out of area, and a brother or sister of the same worker', async () => {
    const carer = await addStaff(db, 'Dina Haddad', 'SW')
    const [one, two, three] = [await addPerson(db), await addPerson(db), await addPerson(db)]
    for (const child of [one, two, three]) await allocateTo(db, child, carer)
    assert.equal((await loadOfWorker(db, carer.id))?.load, 3)
    await db.insertInto('cpPlan').values({ childId: one, state: 'open', startedOn: daysAgo(30) }).execute()
    await db.insertInto('preProceedings').values({ childId: two, state: 'open', startedOn: daysAgo(30) }).execute()
    await db.insertInto('careSummary').values({ childId: three, state: 'from a return', careStartedOn: daysAgo(30), placementLocation: 'Out' }).execute()
    await db.insertInto('relationship').values({ childId: three, relativeId: one, kind: 'sibling', parentalResponsibility: 'no' }).execute()
    assert.deepEqual(await loadOfWorker(db, carer.id).then((load) => [load?.children, load?.load, load?.limit]), [3, 4.6, 22])
  })
}) // prettier-ignore
