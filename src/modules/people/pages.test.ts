import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { personRecord, relationship } from './record.ts'
import { pages } from './pages.ts'

let db: Db
let app: App
let worker: Actor
let leo: string
let theirs: string

before(async () => {
  db = await freshDb()
  const book = bookOn(db, [], testDay, [personRecord, relationship])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  const other = await addStaff(db, 'Tom Weir', 'SW', 'Hillside')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker', bornOn: day('2020-03-03') })
  theirs = await addPerson(db, { givenName: 'Zara', familyName: 'Khan', bornOn: day('2022-01-05') })
  await allocateTo(db, leo, worker)
  await allocateTo(db, theirs, other)
  app = await serverOf(book, [pages], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function post(url: string, fields: Record<string, string>) {
  const { cookie, csrf } = await signIn(app.book, worker)
  const payload = new URLSearchParams({ _csrf: csrf, ...fields }).toString()
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
}

describe('adding a child', () => {
  it('first shows who they may be, and adds them only when somebody says they are none of these', async () => {
    const typed = { givenName: 'Leo', familyName: 'Barker', bornOn: '3/3/2020' }
    const asked = await post('/people/add', typed)
    assert.match(wordsOf(asked.body), /Is it one of these\?/)
    assert.match(asked.body, new RegExp(`href="/children/${leo}/overview"`))
    assert.match(asked.body, /name="_new" value="yes"/)
    const added = await post('/people/add', { ...typed, _new: 'yes' })
    assert.match(String(added.headers.location), /^\/children\/[0-9a-f-]{36}\/overview$/)
  })

  it('says only that a record exists of a child who is not theirs to open', async () => {
    const asked = await post('/people/add', { givenName: 'Zara', familyName: 'Khan', bornOn: '5/1/2022' })
    assert.match(wordsOf(asked.body), /A record exists that is not yours to open/)
    assert.doesNotMatch(asked.body, new RegExp(theirs))
  })

  it('keeps what was typed and says what is missing', async () => {
    const asked = await post('/people/add', { phone: '07700 900 100' })
    assert.equal(asked.statusCode, 422)
    assert.match(wordsOf(asked.body), /Enter a first or last name/)
    assert.match(asked.body, /value="07700 900 100"/)
  })
})

describe('the family', () => {
  it('takes in somebody new, and asks again where an answer is missing', async () => {
    const asked = await post(`/children/${leo}/people/add`, { givenName: 'Dean' })
    assert.equal(asked.statusCode, 422)
    assert.match(wordsOf(asked.body), /Select who they are to the child/)
    const added = await post(`/children/${leo}/people/add`, {
      givenName: 'Dean',
      kind: 'partner of parent',
      parentalResponsibility: 'no',
      household: 'yes',
      risk: 'none known',
      contactRestricted: 'no',
    })
    assert.equal(added.headers.location, `/children/${leo}/family`)
  })

  it('moves in at an address on a day, and out on another', async () => {
    const asked = await post(`/children/${leo}/people/add-address`, { kind: 'home', confidential: 'no' })
    assert.equal(asked.statusCode, 422)
    assert.match(wordsOf(asked.body), /Enter the address/)
    await post(`/children/${leo}/people/add-address`, { lines: '9 Tanners Row', postcode: 'ZZ4 7QD', kind: 'home', confidential: 'no', fromOn: '1 3 2026' }) // prettier-ignore
    const home = await db.selectFrom('address').selectAll().where('lines', '=', '9 Tanners Row').executeTakeFirstOrThrow() // prettier-ignore
    assert.deepEqual([home.childId, home.fromOn, home.toOn], [leo, '2026-03-01', null])
    await post(`/children/${leo}/people/${home.id}/end-address`, { toOn: '2 11 2026' })
    const left = await db.selectFrom('address').select('toOn').where('id', '=', home.id).executeTakeFirst()
    assert.equal(left?.toOn, '2026-11-02')
  })

  it('of a child of another team is not theirs to change', async () => {
    assert.equal((await post(`/children/${theirs}/people/add`, { givenName: 'Dean' })).statusCode, 403)
  })
})
