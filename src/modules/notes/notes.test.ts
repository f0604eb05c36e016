import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { duties } from '../../app/modules.ts'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'

let db: Db
let app: App
let worker: Actor
let leo: string
let cookie: string
let csrf: string

before(async () => {
  db = await freshDb()
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, worker)
  await db.insertInto('cinPlan').values({ childId: leo, state: 'open', startedOn: daysAgo(60) }).execute()
  app = await buildServer({ book: bookOn(db, duties), council: 'Exampleshire', demonstration: true, secure: false })
  cookie = `holdfast=${await openSession(db, worker.id)}`
  csrf = (await db.selectFrom('session').select('csrf').executeTakeFirstOrThrow()).csrf
}) // prettier-ignore
after(async () => {
  await app.close()
  await db.destroy()
})

const url = () => `/children/${leo}/notes/record`
const get = (address: string) => app.inject({ url: address, headers: { cookie } })
const post = (fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: url(),
    payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
const call = {
  kind: 'call',
  whoWith: 'Ms Shah, school',
  line: 'Leo was hungry again',
  happenedOn: '2026-11-22',
}

describe('a note', () => {
  it('of a call asks for two things: who, and a line', async () => {
    const { statusCode, body } = await get(`${url()}?kind=call`)
    assert.equal(statusCode, 200)
    assert.match(body, /value="call" checked/)
    assert.match(body, /value="2026-11-22"/)
    assert.match(body, /value="no" checked/)
    assert.equal((await post({ ...call, significant: 'no' })).statusCode, 303)
    const row = await db.selectFrom('note').selectAll().executeTakeFirstOrThrow()
    assert.deepEqual([row.kind, row.whoWith, row.line, row.significant], ['call', 'Ms Shah, school', 'Leo was hungry again', false])
  }) // prettier-ignore

  it('that is significant says what it meant for the child', async () => {
    const wrong = await post({ ...call, significant: 'yes' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Enter what it meant for the child/)
    assert.match(wrong.body, /Leo was hungry again/)
    assert.equal((await post({ ...call, significant: 'yes', impact: 'He could not learn' })).statusCode, 303)
  })

  it('is of something that has happened, and everything wrong is said at once', async () => {
    const { statusCode, body } = await post({ happenedOn: '2026-11-23', significant: 'no' })
    assert.equal(statusCode, 422)
    assert.match(body, /Select what it was/)
    assert.match(body, /Enter what was said or happened/)
    assert.match((await post({ ...call, significant: 'no', happenedOn: '2026-11-23' })).body, /must be today or in the past/)
  }) // prettier-ignore

  it('never stops a visit clock, whoever was spoken to', async () => {
    const open = () =>
      db.selectFrom('clockReading').select(['clock', 'dueOn']).where('childId', '=', leo).where('metOn', 'is', null).orderBy('clock').orderBy('dueOn').execute()
    await post({ ...call, significant: 'no' })
    const before = await open()
    assert.ok(before.some(({ clock }) => clock === 'cin-visit'))
    await post({ ...call, significant: 'no', kind: 'meeting', whoWith: 'Leo', line: 'Saw Leo at school' })
    assert.deepEqual(await open(), before)
  }) // prettier-ignore

  it('is the answers it asks for and no other, whatever a form sends beside them', async () => {
    const before = await db.selectFrom('note').select('id').execute()
    const strange = { state: 'withdrawn', childId: worker.id, version: '9', id: worker.id, 'constructor[prototype][significant]': 'yes', constructor: 'x', toString: 'x' }
    const form = new URLSearchParams({ _csrf: csrf, ...call, significant: 'no', ...strange })
    form.append('__proto__', 'x')
    form.append('__proto__[significant]', 'yes')
    const answer = await app.inject({ method: 'POST', url: url(), payload: form.toString(), headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' } })
    assert.equal(answer.statusCode, 303)
    const held = await db.selectFrom('note').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
    assert.deepEqual([held.state, held.childId, held.version, held.significant], ['recorded', leo, 1, false])
    assert.equal((await db.selectFrom('note').select('id').execute()).length, before.length + 1)
    assert.equal(({} as { significant?: string }).significant, undefined)
  }) // prettier-ignore
})
