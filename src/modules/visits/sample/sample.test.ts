import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../../app/server.ts'
import type { Actor } from '../../../platform/access/policy.ts'
import { day, instantAt, type Day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import type { Book } from '../../../platform/record/book.ts'
import { newId } from '../../../platform/record/new-id.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../../platform/testing/office.ts'
import { runJobs } from '../../../platform/testing/jobs.ts'
import { signIn, wordsOf, type SignedIn } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { visit } from '../record.ts'
import { drawVisits } from './draw.ts'
import { drawSample } from './jobs.ts'

let db: Db
let book: Book
let app: App
let amira: Actor
let asha: Actor
let [worker, manager, service, stranger]: SignedIn[] = []
let [leo, ada, hidden]: string[] = []

const visited = async (childId: string, workerId: string, on: string, more: object = {}): Promise<string> => {
  const facts = { childId, state: 'recorded', workerId, visitedOn: day(on), mode: 'face to face', outcome: 'completed', seen: true, seenAlone: 'yes', purpose: 'To hear how school is going', finishedAt: instantAt(day(on), '18:00') } as const
  return (await db.insertInto('visit').values({ ...facts, ...more }).returning('id').executeTakeFirstOrThrow()).id
} // prettier-ignore

before(async () => {
  db = await freshDb()
  book = bookOn(db, [], undefined, [visit])
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  const tom = await addStaff(db, 'Tom Weir', 'SW')
  asha = await addStaff(db, 'Asha Patel', 'TM')
  const wanda = await addStaff(db, 'Wanda Ives', 'SW', 'Harbour')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  ada = await addPerson(db, { givenName: 'Ada', familyName: 'Frost' })
  hidden = await addPerson(db, { givenName: 'Hal', familyName: 'Hidden', restrictedLevel: 2 })
  const other = await addPerson(db, { givenName: 'Ola', familyName: 'Moss' })
  const sealed = await addPerson(db, { givenName: 'Sel', familyName: 'Sealed', restrictedLevel: 3 })
  for (const [child, of] of [[leo, amira], [ada, tom], [hidden, amira], [sealed, amira], [other, wanda]] as const) await allocateTo(db, child, of)
  for (const on of ['2026-10-01', '2026-10-09', '2026-10-20', '2026-10-31']) await visited(leo, amira.id, on)
  const togetherId = newId()
  for (const child of [leo, ada]) await visited(child, tom.id, '2026-10-12', { togetherId })
  await visited(other, wanda.id, '2026-10-12')
  // None of these is drawn: another month, not seen, not written up, of a sealed record, made by a manager, checked already.
  for (const on of ['2026-09-30', '2026-11-01']) await visited(leo, amira.id, on)
  await visited(ada, tom.id, '2026-10-13', { seen: false, outcome: 'no access' })
  await visited(ada, tom.id, '2026-10-14', { state: 'facts only', finishedAt: null })
  await visited(sealed, amira.id, '2026-10-15')
  await visited(ada, asha.id, '2026-10-16')
  await visited(ada, tom.id, '2026-10-17', { state: 'checked', purposeRating: 'good', sampledOn: day('2026-10-19'), sampledBy: asha.id })
  await visited(hidden, amira.id, '2026-10-15')
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  worker = await signIn(book, amira)
  manager = await signIn(book, asha)
  service = await signIn(book, await addStaff(db, 'Sam Okoro', 'SM'))
  stranger = await signIn(book, await addStaff(db, 'Sal Reed', 'TM', 'Harbour'))
}) // prettier-ignore
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string, who: SignedIn | undefined) =>
  app.inject({ url, headers: { cookie: who?.cookie ?? '' } })
const draw = (month: Day, today: Day) =>
  inTransaction(db, async (tx) => drawVisits(tx, { month, today, now: instantAt(today, '01:15') }))
const drawn = () =>
  db.selectFrom('visitDrawn').innerJoin('visit', 'visit.id', 'visitId').innerJoin('staff', 'staff.id', 'visit.workerId').innerJoin('visitDraw', 'visitDraw.id', 'drawId').select(['visit.id', 'visit.childId', 'visitedOn', 'staff.name', 'month', 'ofMany']).orderBy('staff.name').orderBy('visit.id').execute() // prettier-ignore

describe('visits drawn for a manager to check', () => {
  it('are two of each worker, of last month, brothers and sisters seen together being one', async () => {
    await inTransaction(db, async (tx) => enqueue(tx, drawSample, { on: '2026-11-01' }))
    await runJobs(book, [drawSample])
    const found = await drawn()
    assert.deepEqual(found.map(({ name }) => name), ['Amira Khalil', 'Amira Khalil', 'Amira Khalil', 'Tom Weir', 'Wanda Ives'])
    assert.ok(found.every(({ month, visitedOn }) => month === '2026-10-01' && visitedOn >= '2026-10-01' && visitedOn <= '2026-10-31'))
    assert.deepEqual(found.map(({ ofMany }) => ofMany), [5, 5, 5, 5, 1])
    assert.equal(found.filter(({ childId }) => childId === hidden).length, 1, 'by a lot of their own')
  }) // prettier-ignore

  it('stay as they were written down, though a visit is recorded late', async () => {
    const before = await drawn()
    for (let n = 0; n < 20; n += 1) await visited(leo ?? '', amira.id, '2026-10-22')
    assert.equal(await draw(day('2026-10-01'), day('2026-11-02')), 0)
    assert.deepEqual(await drawn(), before)
  })

  it('are the same from the same visits, whoever draws', async () => {
    const before = await drawn()
    await db.deleteFrom('visit').where('visitedOn', '=', day('2026-10-22')).execute()
    await db.deleteFrom('visitDraw').execute()
    assert.equal(await draw(day('2026-10-01'), day('2026-11-01')), 5)
    assert.deepEqual(await drawn(), before)
  })

  it('are the team manager’s, and nobody’s who may not check', async () => {
    const words = wordsOf((await get('/visits-to-check', manager)).body)
    assert.match(words, /3 visits left of those drawn for your team/)
    assert.match(words, /October 2026.*Riverside.*3: drawn for Riverside, October 2026 of 5.*0.*3/)
    assert.doesNotMatch(words, /Ola Moss|Hal Hidden|Harbour/)
    assert.match(wordsOf((await get('/visits-to-check', stranger)).body), /1 visit left.*Ola Moss/)
    assert.match(wordsOf((await get('/visits-to-check', service)).body), /4 visits left of those drawn for these teams/)
    assert.equal((await get('/visits-to-check', worker)).statusCode, 403)
  }) // prettier-ignore

  it('to a child whose record is restricted are listed to those named for the child, and leave no trace for others', async () => {
    const seen = async () => wordsOf((await get('/visits-to-check', manager)).body)
    const before = await seen()
    assert.doesNotMatch(before, /Hidden/)
    const named = { childId: hidden ?? '', staffId: asha.id, state: 'in force', why: 'Their manager', askedOn: day('2026-10-30') } as const
    const { id } = await db.insertInto('namedAccess').values(named).returning('id').executeTakeFirstOrThrow()
    assert.match(await seen(), /4 visits left.*Hal Hidden/)
    await db.deleteFrom('namedAccess').where('id', '=', id).execute()
    assert.equal(await seen(), before)
  }) // prettier-ignore

  it('are as many as the local standard says', async () => {
    await db.updateTable('drawSetting').set({ visitsOfEachWorker: 1 }).execute()
    await db.deleteFrom('visitDraw').execute()
    assert.equal(await draw(day('2026-10-01'), day('2026-11-01')), 4, 'one of each, and one drawn apart')
    assert.match(wordsOf((await get('/visits-to-check', manager)).body), /draws 1 visit of each worker/)
    await db.updateTable('drawSetting').set({ visitsOfEachWorker: 2 }).execute()
    await db.deleteFrom('visitDraw').execute()
    await draw(day('2026-10-01'), day('2026-11-01'))
  })

  it('are counted in oversight, of each team and of all, and fall when one is checked', async () => {
    const count = async (who: SignedIn | undefined) =>
      Number(/>(\d+)<span class="govuk-visually-hidden">: (?:Drawn, not checked yet|Visits drawn and not checked yet)/.exec((await (app.inject({ url: (await get('/oversight', who)).headers.location ?? '/oversight', headers: { cookie: who?.cookie ?? '' } }))).body)?.[1] ?? 0)
    assert.deepEqual([await count(manager), await count(service)], [3, 4])
    assert.match((await get('/oversight/children?rule=drawn-left', service)).body, /href="\/visits-to-check"/)
    const one = (await drawn()).find(({ name }) => name === 'Amira Khalil')
    const headers = { cookie: manager?.cookie ?? '', 'content-type': 'application/x-www-form-urlencoded' }
    const payload = new URLSearchParams({ _csrf: manager?.csrf ?? '', purposeRating: 'good', checkSays: 'Clear' }).toString()
    const saved = await app.inject({ method: 'POST', url: `/children/${one?.childId}/visits/${one?.id}/check-visit`, payload, headers })
    assert.equal(saved.statusCode, 303)
    assert.deepEqual([await count(manager), await count(service)], [2, 3])
    assert.match(wordsOf((await get('/visits-to-check?month=2026-10', manager)).body), /Good Asha Patel/)
    assert.match(wordsOf((await get('/visits-to-check', manager)).body), /2 visits left/)
  }) // prettier-ignore

  it('narrow to nothing by an address that cannot be read', async () => {
    for (const query of ['?month=2026-13', '?team=x', '?page=-4', '?month=2020-01'])
      assert.equal((await get(`/visits-to-check${query}`, manager)).statusCode, 200, query)
  })
})
