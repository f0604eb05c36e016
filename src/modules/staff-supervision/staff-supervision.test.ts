import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../app/server.ts'
import { duties, records } from '../../app/modules.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'

let db: Db
let app: App
let people: Record<'amira' | 'tom' | 'asha' | 'sam' | 'dee' | 'sal' | 'iris', Actor>
let seats: Record<keyof typeof people, SignedIn>
let [leo, ada, other]: string[] = []

before(async () => {
  db = await freshDb()
  const book = bookOn(db, duties, undefined, records)
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  people = {
    amira: await addStaff(db, 'Amira Khalil', 'SW'),
    tom: await addStaff(db, 'Tom Weir', 'SW'),
    asha: await addStaff(db, 'Asha Patel', 'TM'),
    sam: await addStaff(db, 'Sam Okoro', 'SM', 'Heads'),
    dee: await addStaff(db, 'Dee Cole', 'DIR', null),
    sal: await addStaff(db, 'Sal Reed', 'TM', 'Harbour'),
    iris: await addStaff(db, 'Iris Ode', 'IRO', null),
  }
  const signed = await Promise.all(Object.entries(people).map(async ([name, actor]) => [name, await signIn(book, actor)] as const))
  seats = Object.fromEntries(signed) as typeof seats
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  ada = await addPerson(db, { givenName: 'Ada', familyName: 'Frost' })
  other = await addPerson(db, { givenName: 'Ola', familyName: 'Moss' })
  await allocateTo(db, leo, people.amira)
  await allocateTo(db, ada, people.amira)
  await allocateTo(db, other, people.tom)
  await db.insertInto('action').values({ childId: leo, state: 'open', what: 'Ask Nan about Fridays', ownerId: people.amira.id, askedBy: people.asha.id, askedOn: daysAgo(20), dueOn: daysAgo(6), firstDueOn: daysAgo(6), direction: true, extended: 0, timesAsked: 1 }).execute()
}) // prettier-ignore
after(async () => {
  await app.close()
  await db.destroy()
})

const get = async (url: string, who: keyof typeof people) =>
  app.inject({ url, headers: { cookie: seats[who].cookie } })
const post = async (url: string, who: keyof typeof people, said: Record<string, string | string[]>) => {
  const payload = new URLSearchParams({ _csrf: seats[who].csrf })
  for (const [name, value] of Object.entries(said)) for (const one of [value].flat()) payload.append(name, one)
  const headers = { cookie: seats[who].cookie, 'content-type': 'application/x-www-form-urlencoded' }
  return app.inject({ method: 'POST', url, headers, payload: payload.toString() })
} // prettier-ignore
const formOf = (who: keyof typeof people) => `/supervision/${people[who].id}/record`
const said = {
  heldOn: '2/11/2026',
  reflectiveTopic: 'What it is to knock on a door that stays shut',
  wellbeing: 'Tired since August',
  caseload: 'Two children more than she can see',
}

describe('a manager’s session with a worker (processes §29)', () => {
  it('has beside its form what is past its day of the worker’s', async () => {
    const { statusCode, body } = await get(formOf('amira'), 'asha')
    assert.equal(statusCode, 200)
    assert.match(wordsOf(body), /Directions past their day 1 Ask Nan about Fridays about Leo Barker Leo Barker due Mon 16 Nov/)
    assert.match(wordsOf(body), /Which children did you talk about\?.*Ada Frost Leo Barker What did you reflect on/)
    assert.doesNotMatch(body, /Ola Moss/)
  }) // prettier-ignore

  it('is asked for all at once, and names only the worker’s own children', async () => {
    const none = await post(formOf('amira'), 'asha', { heldOn: '', wellbeing: 'Kept as typed' })
    assert.equal(none.statusCode, 422)
    assert.match(wordsOf(none.body), /Enter the day you met Enter what you reflected on/)
    assert.match(none.body, /Kept as typed/)
    const wrong = await post(formOf('amira'), 'asha', { ...said, heldOn: '23/11/2026', nextOn: '1/11/2026', children: [other ?? ''] })
    assert.match(wordsOf(wrong.body), /must be today or in the past The day you meet next must be after the day you met Select children from the list/)
    assert.deepEqual(await db.selectFrom('supervisionSession').select('id').execute(), [])
  }) // prettier-ignore

  it('is kept with what stood late that day, and leads to each child’s own entry', async () => {
    const saved = await post(formOf('amira'), 'asha', { ...said, children: [leo ?? '', ada ?? ''] })
    assert.equal(saved.statusCode, 303)
    const [held] = await db.selectFrom('supervisionSession').selectAll().execute()
    assert.deepEqual(
      [held?.workerId, held?.supervisorId, held?.heldOn, held?.overdueDirections, held?.childrenHeld],
      [people.amira.id, people.asha.id, '2026-11-02', 1, 2],
    )
    const entry = { state: 'recorded', heldOn: day('2026-11-02'), heldBy: people.asha.id } as const
    await db
      .insertInto('oversightDiscussion')
      .values({ ...entry, childId: ada ?? '' })
      .execute()
    const words = wordsOf((await get(saved.headers.location ?? '', 'asha')).body)
    assert.match(words, /Ada Frost On their record Leo Barker Nothing of that day on their record Record what was said about Leo Barker/)
    assert.match(words, /2 children held, \d+ dut\w+ late, 1 direction past its day/)
    assert.match(words, /History Put it right Written by Asha Patel/)
  }) // prettier-ignore

  it('is read by the worker, their manager and the manager’s manager, and by nobody who merely reads the child', async () => {
    const { id } = await db.selectFrom('supervisionSession').select('id').executeTakeFirstOrThrow()
    const status = async (who: keyof typeof people) => [
      (await get(`/supervision/sessions/${id}`, who)).statusCode,
      (await get(`/supervision/${people.amira.id}`, who)).statusCode,
    ]
    for (const who of ['amira', 'asha', 'sam'] as const) assert.deepEqual(await status(who), [200, 200], who)
    assert.doesNotMatch(
      (await get(`/supervision/sessions/${id}`, 'amira')).body,
      /record-discussion/,
      'nobody is led where they are refused',
    )
    for (const who of ['tom', 'sal', 'dee', 'iris'] as const)
      assert.deepEqual(await status(who), [404, 404], who)
    const events = await db.selectFrom('event').select('answers').execute()
    assert.doesNotMatch(JSON.stringify(events), /Tired since August/)
    for (const page of ['overview', 'chronology', 'discussions'])
      assert.doesNotMatch((await get(`/children/${leo}/${page}`, 'tom')).body, /Tired since|stays shut/)
  })

  it('is written by the manager alone: not of oneself, nor of another’s worker, nor over the manager’s head', async () => {
    assert.equal((await post(formOf('amira'), 'amira', said)).statusCode, 403)
    for (const who of ['sal', 'sam', 'dee'] as const)
      assert.equal((await post(formOf('amira'), who, said)).statusCode, 404, who)
    assert.equal((await post(formOf('asha'), 'asha', said)).statusCode, 404)
    assert.equal((await post(formOf('asha'), 'sam', said)).statusCode, 303)
    assert.equal((await post(formOf('sam'), 'dee', said)).statusCode, 303)
    assert.equal((await post(formOf('iris'), 'dee', said)).statusCode, 303)
  })

  it('is put right by whoever wrote it, and what stood before is kept', async () => {
    const { id } = await db
      .selectFrom('supervisionSession')
      .select('id')
      .where('workerId', '=', people.amira.id)
      .executeTakeFirstOrThrow()
    const at = `/supervision/sessions/${id}/correct`
    assert.equal((await get(at, 'sam')).statusCode, 404)
    assert.match((await get(at, 'asha')).body, /Tired since August/)
    const again = { ...said, wellbeing: 'Rested', children: [leo ?? ''], _version: '1' }
    assert.match(wordsOf((await post(at, 'asha', again)).body), /Enter why you are changing it/)
    assert.equal((await post(at, 'asha', { ...again, reason: 'She asked me to' })).statusCode, 303)
    assert.notEqual((await post(at, 'asha', { ...again, reason: 'An old form' })).statusCode, 303)
    const told = await db
      .selectFrom('supervisionEvent')
      .select(['type', 'before', 'reason'])
      .where('aboutId', '=', id)
      .orderBy('id')
      .execute()
    assert.deepEqual(
      told.map(({ type, reason }) => [type, reason]),
      [
        ['supervision.recorded', null],
        ['supervision.corrected', 'She asked me to'],
      ],
    )
    assert.match(JSON.stringify(told[1]?.before), /Tired since August/)
    await assert.rejects(db.updateTable('supervisionEvent').set({ type: 'x' }).execute())
    await assert.rejects(db.deleteFrom('supervisionEvent').execute())
  })
})

describe('the list of those one manages', () => {
  it('says of each when they last met and when the next is due, and nothing late of whom nothing is held', async () => {
    const words = wordsOf((await get('/supervision', 'asha')).body)
    assert.match(words, /Those you manage 2 people.*Tom Weir.*None recorded yet Not known.*Amira Khalil.*Mon 2 Nov/)
    assert.match(words, /Amira Khalil.*Due Mon 30 Nov|Amira Khalil.*6 working days left/)
    assert.doesNotMatch(words, /Sal Reed|Sam Okoro/)
    assert.match(wordsOf((await get('/supervision', 'sam')).body), /Those you manage 2 people.*Those your managers manage 2 people/)
    assert.match(wordsOf((await get('/supervision', 'dee')).body), /Those you manage 2 people.*Iris Ode.*Sam Okoro.*Those your managers manage 2 people/)
  }) // prettier-ignore

  it('is a worker’s own page for a worker', async () => {
    assert.equal((await get('/supervision', 'amira')).headers.location, `/supervision/${people.amira.id}`)
    assert.match(wordsOf((await get(`/supervision/${people.amira.id}`, 'amira')).body), /Your supervision.*Mon 2 Nov/)
    assert.equal(testDay, '2026-11-22')
  }) // prettier-ignore
})
