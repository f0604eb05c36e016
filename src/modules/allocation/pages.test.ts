import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { signIn } from '../../platform/testing/pages.ts'
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
    assert.match(form.body, /Amira Khalil: carries 1 of 22, would carry 1</)
    assert.doesNotMatch(form.body, /Far Worker/)
    assert.match(form.body, /value="22\/11\/2026"/)
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

describe('giving a child a worker', () => {
  let full: Actor
  let senior: Actor
  let mia: string
  const as = async (who: Actor) => {
    const { cookie: mine, csrf: token } = await signIn(bookOn(db), who)
    return (fields: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url: `/children/${mia}/workers/allocate`,
        payload: new URLSearchParams({ _csrf: token, role: 'lead social worker', fromOn: '2026-11-22', ...fields }).toString(),
        headers: { cookie: mine, 'content-type': 'application/x-www-form-urlencoded' },
      })
  }
  before(async () => {
    full = await addStaff(db, 'Tom Weir', 'SW')
    senior = await addStaff(db, 'Ruth Oyelaran', 'SM')
    await sql`update staff set weighted_limit = 2 where id = ${full.id}`.execute(db)
    for (let i = 0; i < 2; i += 1) await allocateTo(db, await addPerson(db), full)
    mia = await addPerson(db, { givenName: 'Mia', familyName: 'Barker' })
    // A team is hers by whoever had her last: Beth Lowe, who worked with her until March.
    const beth = await addStaff(db, 'Beth Lowe', 'SW')
    const time = { childId: mia, workerId: beth.id, teamId: beth.teamId, role: 'lead social worker' as const }
    await db.insertInto('allocation').values({ ...time, state: 'ended', fromOn: daysAgo(400), toOn: daysAgo(250) }).execute()
    await db.insertInto('relationship').values({ childId: mia, relativeId: leo, kind: 'sibling', parentalResponsibility: 'no' }).execute()
  })

  it('puts forward whoever works with a brother or sister, then whoever knew the child, then whoever has room', async () => {
    const { body } = await get(`/children/${mia}/workers/allocate`)
    const words = body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    assert.match(words, /Who would suit Amira Khalil \. Works with 1 brother or sister now/)
    assert.match(words, /Beth Lowe \. Worked with this child before, until Tue 17 Mar/)
    // A brother or sister of a child they hold weighs a fifth less.
    assert.match(words, /Amira Khalil: carries 1 of 22, would carry 1\.8/)
    assert.match(words, /Tom Weir: carries 2 of 2, would carry 3, over/)
    assert.ok(words.indexOf('Amira Khalil: carries') < words.indexOf('Tom Weir: carries'), 'those over their limit come last')
  })

  it('goes over a worker’s limit for no team manager', async () => {
    const wrong = await (await as(manager))({ workerId: full.id, overLimitWhy: 'x', reliefPlan: 'y', reliefByOn: '2026-12-20' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Tom Weir would carry 3 of 2\. Choose somebody else, or ask the service manager/)
    assert.doesNotMatch((await get(`/children/${mia}/workers/allocate`)).body, /What will bring down what they carry/)
  })

  it('goes over it for a service manager who says why, and what brings it down by when', async () => {
    const give = await as(senior)
    const wrong = await give({ workerId: full.id })
    assert.equal(wrong.statusCode, 422)
    for (const said of [/Enter why it must be this worker/, /Enter what will bring down what they carry/, /Enter the day they will be within their limit again/])
      assert.match(wrong.body, said)
    const relief = { overLimitWhy: 'He speaks Polish', reliefPlan: 'Two children close by Christmas', reliefByOn: '2026-12-20' }
    assert.equal((await give({ workerId: full.id, ...relief })).statusCode, 303)
    const row = await db.selectFrom('allocation').selectAll().where('childId', '=', mia).where('state', '=', 'allocated').executeTakeFirstOrThrow()
    assert.deepEqual([row.overLimitBy, row.reliefPlan, row.reliefByOn], [senior.id, relief.reliefPlan, '2026-12-20'])
    const { body } = await get(`/children/${mia}/workers`)
    assert.match(body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '), /Given over the limit Allowed by Ruth Oyelaran\. He speaks Polish Relief by Sun 20 Dec: Two children close by Christmas/)
  })

  it('keeps nothing of a relief plan that was not needed', async () => {
    const child = mia
    mia = await addPerson(db, { givenName: 'Noa' })
    await allocateTo(db, mia, worker, daysAgo(5))
    const given = await (await as(senior))({ workerId: worker.id, role: 'second social worker', reliefPlan: 'None needed' })
    assert.equal(given.statusCode, 303)
    const row = await db.selectFrom('allocation').selectAll().where('childId', '=', mia).where('role', '=', 'second social worker').executeTakeFirstOrThrow()
    assert.deepEqual([row.reliefPlan, row.overLimitBy], [null, null])
    mia = child
  })

  it('lists the children of whoever leaves, to the managers who allocate them', async () => {
    await db.updateTable('staff').set({ leavesOn: daysAgo(-24) }).where('id', '=', full.id).execute()
    const { statusCode, body } = await get('/allocation/leavers')
    assert.equal(statusCode, 200)
    const words = body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    assert.match(words, /Tom Weir, Riverside 3 children/)
    assert.match(words, /Leaves Wed 16 Dec/)
    assert.match(body, new RegExp(`/children/${mia}/handover`))
    const other = await addStaff(db, 'Jon Far', 'TM', 'Harbour')
    assert.match((await get('/allocation/leavers', `holdfast=${await openSession(db, other.id)}`)).body, /No worker of yours/)
    assert.equal((await get('/allocation/leavers', `holdfast=${await openSession(db, worker.id)}`)).statusCode, 403)
  })

  it('hands over a pack: what the last worker left, what is owed and what was asked', async () => {
    const { statusCode, body } = await get(`/children/${leo}/handover`)
    assert.equal(statusCode, 200)
    const words = body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    assert.match(words, /What the last worker left He likes to draw while he talks/)
    assert.match(words, /What is owed/)
    assert.match(words, /What was asked Nobody is waiting/)
    assert.equal((await db.selectFrom('readEvent').selectAll().where('route', '=', '/children/:childId/handover').execute()).length, 1)
  })
}) // prettier-ignore
