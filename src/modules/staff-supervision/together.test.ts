import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../app/server.ts'
import { duties, records } from '../../app/modules.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'

let db: Db
let app: App
let people: Record<'amira' | 'tom' | 'nia' | 'asha' | 'sam' | 'sal', Actor>
let seats: Record<keyof typeof people, SignedIn>
let [leo, moss] = ['', '']

before(async () => {
  db = await freshDb()
  const book = bookOn(db, duties, undefined, records)
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  people = {
    amira: await addStaff(db, 'Amira Khalil', 'SW'),
    tom: await addStaff(db, 'Tom Weir', 'SW'),
    nia: await addStaff(db, 'Nia Holt', 'SW'),
    asha: await addStaff(db, 'Asha Patel', 'TM'),
    sam: await addStaff(db, 'Sam Okoro', 'SM', 'Heads'),
    sal: await addStaff(db, 'Sal Reed', 'TM', 'Harbour'),
  }
  const signed = await Promise.all(
    Object.entries(people).map(async ([name, actor]) => [name, await signIn(book, actor)] as const),
  )
  seats = Object.fromEntries(signed) as typeof seats
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  moss = await addPerson(db, { givenName: 'Ola', familyName: 'Moss' })
  await allocateTo(db, leo, people.amira)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = async (url: string, who: keyof typeof people) =>
  app.inject({ url, headers: { cookie: seats[who].cookie } })
const words = async (url: string, who: keyof typeof people) => wordsOf((await get(url, who)).body)
const post = async (url: string, who: keyof typeof people, said: Record<string, string | string[]>) => {
  const payload = new URLSearchParams({ _csrf: seats[who].csrf })
  for (const [name, value] of Object.entries(said))
    for (const one of [value].flat()) payload.append(name, one)
  const headers = { cookie: seats[who].cookie, 'content-type': 'application/x-www-form-urlencoded' }
  return app.inject({ method: 'POST', url, headers, payload: payload.toString() })
}
const pageOf = (who: keyof typeof people) => `/supervision/${people[who].id}`
const record = '/supervision/groups/record'

describe('a session with several members of staff (processes §29)', () => {
  const said = {
    heldOn: '16/11/2026',
    topic: 'Doors that stay shut',
    learned: 'To ask whom the relief was for',
  }

  it('needs two who were there, all of them managed by whoever writes, and says all that is wrong at once', async () => {
    assert.match(
      await words(record, 'asha'),
      /does not stand in for personal supervision.*Who was there\? Amira Khalil Nia Holt Tom Weir What was it about/,
    )
    const none = await post(record, 'asha', { heldOn: '', workers: [], topic: '', learned: 'Kept' })
    assert.equal(none.statusCode, 422)
    assert.match(
      wordsOf(none.body),
      /Enter the day you met Enter what it was about Select at least two who were there/,
    )
    assert.match(none.body, /Kept/)
    const wrong = await post(record, 'asha', { ...said, heldOn: '23/11/2026', workers: [people.sal.id] })
    assert.match(wordsOf(wrong.body), /must be today or in the past Select from the list Select at least two/)
    assert.equal(
      (await post(record, 'amira', { ...said, workers: [people.tom.id, people.nia.id] })).statusCode,
      403,
    )
  })

  it('is recorded once, stands in each one’s list, and leaves the next of each due as it was', async () => {
    const saved = await post(record, 'asha', { ...said, workers: [people.amira.id, people.tom.id] })
    assert.equal(saved.statusCode, 303)
    const at = saved.headers.location ?? ''
    for (const who of ['amira', 'tom'] as const) {
      assert.match(
        await words(pageOf(who), who),
        /Next due Not known.*Mon 16 Nov, group session led by Asha Patel, 2 there\. It does not stand in/,
      )
      assert.match(await words(at, who), /Who was there 2 Amira Khalil Tom Weir What was learned To ask whom/)
    }
    assert.doesNotMatch(await words(pageOf('nia'), 'nia'), /group session/)
    assert.equal((await get(at, 'sam')).statusCode, 200)
    for (const who of ['nia', 'sal'] as const) assert.equal((await get(at, who)).statusCode, 404, who)
    assert.match(await words('/supervision', 'asha'), /Amira Khalil.*None recorded yet Not known/)
  })

  it('names the children talked about, of those its members work with, and shows each reader their own', async () => {
    const { id } = await db.selectFrom('supervisionGroup').select('id').executeTakeFirstOrThrow()
    const at = `/supervision/groups/${id}/children`
    assert.match(await words(at, 'asha'), /Which children did you talk about\? \(optional\) Leo Barker/)
    assert.equal((await post(at, 'asha', { children: [moss] })).statusCode, 422)
    assert.equal((await post(at, 'asha', { children: [leo] })).statusCode, 303)
    assert.match(await words(`/supervision/groups/${id}`, 'asha'), /Children talked about.*Leo Barker/)
    for (const who of ['amira', 'sam'] as const)
      assert.notEqual((await post(at, who, { children: [] })).statusCode, 303, who)
    assert.equal((await db.selectFrom('supervisionGroupChild').selectAll().execute()).length, 1)
  })
})

describe('the day agreed for the next meeting', () => {
  const meeting = () => `${pageOf('amira')}/meeting`
  const version = async () => {
    const row = await db
      .selectFrom('supervisionBooking')
      .select('version')
      .where('state', '=', 'booked')
      .executeTakeFirst()
    return row === undefined ? {} : { _version: String(row.version) }
  }

  it('is agreed and moved by the manager alone, with why, and the worker is told on their page', async () => {
    assert.match(
      wordsOf((await post(meeting(), 'asha', { meetsOn: '1/11/2026' })).body),
      /must be today or later/,
    )
    assert.equal((await post(meeting(), 'asha', { meetsOn: '24/11/2026' })).statusCode, 303)
    assert.match(await words(pageOf('amira'), 'amira'), /You meet Tue 24 Nov/)
    const moved = { meetsOn: '26/11/2026', movedWhy: 'The conference is on Tuesday' }
    assert.notEqual(
      (await post(meeting(), 'asha', moved)).statusCode,
      303,
      'a form made before it was agreed',
    )
    assert.match(
      wordsOf((await post(meeting(), 'asha', { meetsOn: '26/11/2026', ...(await version()) })).body),
      /Enter why the day is moved/,
    )
    assert.equal((await post(meeting(), 'asha', { ...moved, ...(await version()) })).statusCode, 303)
    assert.match(
      await words(pageOf('amira'), 'amira'),
      /You meet Thu 26 Nov.*Moved 1 time, last because: The conference is on Tuesday/,
    )
    assert.equal((await post(meeting(), 'amira', moved)).statusCode, 403)
    for (const who of ['sam', 'sal'] as const)
      assert.equal((await post(meeting(), who, moved)).statusCode, 404, who)
  })

  it('that went by is said not to have taken place, with why, is counted, and is not moved out of sight', async () => {
    await db
      .updateTable('supervisionBooking')
      .set({ meetsOn: daysAgo(3) })
      .execute()
    assert.match(
      await words('/supervision', 'asha'),
      /You were to meet Thu 19 Nov, and nothing says that you did/,
    )
    assert.match(
      await words(meeting(), 'asha'),
      /It did not take place.*You agreed to meet Thu 19 Nov.*Why did it not take place\?/,
    )
    const only = await post(meeting(), 'asha', { meetsOn: '30/11/2026', ...(await version()) })
    assert.match(wordsOf(only.body), /Select why it did not take place/)
    const said = {
      reason: 'something urgent',
      said: 'A child came into care',
      meetsOn: '30/11/2026',
      ...(await version()),
    }
    assert.equal((await post(meeting(), 'asha', said)).statusCode, 303)
    assert.match(await words('/supervision', 'asha'), /You meet Mon 30 Nov.*1 did not take place/)
    assert.match(
      await words(pageOf('amira'), 'amira'),
      /Did not take place 1 Thu 19 Nov: Something urgent came first\. A child came into care/,
    )
    const told = await db
      .selectFrom('supervisionEvent')
      .select('type')
      .where('staffId', '=', people.amira.id)
      .orderBy('id')
      .execute()
    assert.deepEqual(
      told.map(({ type }) => type),
      [
        'supervision.booked',
        'supervision.booking-moved',
        'supervision.did-not-take-place',
        'supervision.booked',
      ],
    )
  })

  it('is kept by a session, in which the next is agreed', async () => {
    const session = { heldOn: '22/11/2026', reflectiveTopic: 'Doors', nextOn: '' }
    assert.equal((await post(`${pageOf('amira')}/record`, 'asha', session)).statusCode, 303)
    assert.match(
      await words(pageOf('amira'), 'amira'),
      /You meet Mon 30 Nov/,
      'held more than a week before: another session',
    )
    await db
      .updateTable('supervisionBooking')
      .set({ meetsOn: daysAgo(1) })
      .where('state', '=', 'booked')
      .execute()
    assert.equal(
      (await post(`${pageOf('amira')}/record`, 'asha', { ...session, nextOn: '14/12/2026' })).statusCode,
      303,
    )
    assert.match(await words(pageOf('amira'), 'amira'), /You meet Mon 14 Dec/)
    const all = await db.selectFrom('supervisionBooking').select('state').orderBy('id').execute()
    assert.deepEqual(
      all.map(({ state }) => state),
      ['did not take place', 'held', 'booked'],
    )
  })
})
