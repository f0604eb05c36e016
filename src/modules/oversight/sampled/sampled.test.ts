import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../../app/server.ts'
import { duties, records } from '../../../app/modules.ts'
import type { Actor } from '../../../platform/access/policy.ts'
import { day, instantAt, type Day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import type { Book } from '../../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../../platform/testing/office.ts'
import { runJobs } from '../../../platform/testing/jobs.ts'
import { signIn, wordsOf, type SignedIn } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { drawEntries, drawOversight } from './draw.ts'

let db: Db
let book: Book
let app: App
let people: Record<'amira' | 'asha' | 'sal' | 'sam' | 'dee', Actor>
let seats: Record<keyof typeof people, SignedIn>
let leo: string
let hidden: string

const talked = async (childId: string, by: Actor, on: string, more: object = {}): Promise<string> =>
  (
    await db
      .insertInto('oversightDiscussion')
      .values({ childId, state: 'recorded', heldOn: day(on), heldBy: by.id, trigger: 'supervision', known: 'Seen on Friday', challenge: 'Who feeds him?', safeNow: 'yes', asked: 'Ask Nan', askedByOn: day('2026-11-06'), ...more })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id // prettier-ignore

before(async () => {
  db = await freshDb()
  book = bookOn(db, duties, undefined, records)
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  people = {
    amira: await addStaff(db, 'Amira Khalil', 'SW'),
    asha: await addStaff(db, 'Asha Patel', 'TM'),
    sal: await addStaff(db, 'Sal Reed', 'TM', 'Harbour'),
    sam: await addStaff(db, 'Sam Okoro', 'SM', 'Heads'),
    dee: await addStaff(db, 'Dee Cole', 'DIR', null),
  }
  await addStaff(db, 'Wanda Ives', 'SW', 'Harbour')
  const signed = await Promise.all(Object.entries(people).map(async ([name, actor]) => [name, await signIn(book, actor)] as const)) // prettier-ignore
  seats = Object.fromEntries(signed) as typeof seats
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, people.amira)
  hidden = await addPerson(db, { givenName: 'Hal', familyName: 'Hidden', restrictedLevel: 2 })
  const sealed = await addPerson(db, { givenName: 'Sel', familyName: 'Sealed', restrictedLevel: 3 })
  for (const on of ['01', '05', '12', '19', '26', '31']) await talked(leo, people.asha, `2026-10-${on}`)
  await talked(leo, people.sam, '2026-10-14')
  // None of these is drawn: another month, and a record that is sealed.
  await talked(leo, people.asha, '2026-09-30')
  await talked(leo, people.asha, '2026-11-01')
  await talked(sealed, people.asha, '2026-10-16')
  await talked(hidden, people.asha, '2026-10-15')
})
after(async () => {
  await app.close()
  await db.destroy()
})

const draw = (month: Day, today: Day) =>
  inTransaction(db, async (tx) => drawEntries(tx, { month, today, now: instantAt(today, '01:25') }))
const drawn = () =>
  db.selectFrom('oversightDrawn').innerJoin('oversightDraw', 'oversightDraw.id', 'drawId').innerJoin('staff', 'staff.id', 'managerId').innerJoin('oversightDiscussion as entry', 'entry.id', 'discussionId').select(['entry.id', 'entry.heldOn', 'entry.childId', 'staff.name', 'ofMany']).orderBy('staff.name').orderBy('entry.id').execute() // prettier-ignore
const get = async (url: string, who: keyof typeof people) =>
  app.inject({ url, headers: { cookie: seats[who].cookie } })
const post = async (id: string, who: keyof typeof people, said: Record<string, string>) =>
  app.inject({ method: 'POST', url: `/oversight/entries/${id}`, headers: { cookie: seats[who].cookie, 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ _csrf: seats[who].csrf, ...said }).toString() }) // prettier-ignore

describe('entries of managers drawn for their own manager (processes §29, oversight of overseers)', () => {
  it('are four of each manager, of last month, and a draw of none is written down too', async () => {
    await inTransaction(db, async (tx) => enqueue(tx, drawOversight, { on: '2026-11-01' }))
    await runJobs(book, [drawOversight])
    const found = await drawn()
    assert.deepEqual(found.map(({ name, ofMany }) => [name, ofMany]), [['Asha Patel', 6], ['Asha Patel', 6], ['Asha Patel', 6], ['Asha Patel', 6], ['Asha Patel', 6], ['Sam Okoro', 1]])
    assert.ok(found.every(({ heldOn, childId }) => heldOn?.startsWith('2026-10') === true && [leo, hidden].includes(childId)))
    const none = await db.selectFrom('oversightDraw').innerJoin('staff', 'staff.id', 'managerId').select(['name', 'ofMany']).where('ofMany', '=', 0).execute()
    assert.deepEqual(none, [{ name: 'Sal Reed', ofMany: 0 }])
  }) // prettier-ignore

  it('stay as they were written down, and are the same from the same entries, whoever draws', async () => {
    const before = await drawn()
    await talked(leo, people.asha, '2026-10-20')
    assert.equal(await draw(day('2026-10-01'), day('2026-11-02')), 0)
    assert.deepEqual(await drawn(), before)
    await db.deleteFrom('oversightDiscussion').where('heldOn', '=', day('2026-10-20')).execute()
    await db.deleteFrom('oversightDraw').execute()
    assert.equal(await draw(day('2026-10-01'), day('2026-11-01')), 6)
    assert.deepEqual(await drawn(), before)
  })

  it('about a child whose record is restricted are drawn apart, for those who are named', async () => {
    const seen = async () => wordsOf((await get('/oversight/entries', 'sam')).body)
    assert.doesNotMatch(await seen(), /Hidden/)
    const before = await seen()
    const { id } = await db
      .insertInto('namedAccess')
      .values({
        childId: hidden,
        staffId: people.sam.id,
        state: 'in force',
        why: 'Their manager',
        askedOn: day('2026-10-30'),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    assert.match(await seen(), /To look at 5 entries.*Hal Hidden/)
    await db.deleteFrom('namedAccess').where('id', '=', id).execute()
    assert.equal(await seen(), before)
  })

  it('are as many as the local standard says', async () => {
    const before = await drawn()
    await db.updateTable('drawSetting').set({ entriesOfEachManager: 1 }).execute()
    await db.deleteFrom('oversightDraw').execute()
    assert.equal(await draw(day('2026-10-01'), day('2026-11-01')), 3, 'one of each, and one drawn apart')
    assert.match(
      wordsOf((await get('/oversight/entries', 'sam')).body),
      /draws 1 oversight entry of each manager/,
    )
    await db.updateTable('drawSetting').set({ entriesOfEachManager: 4 }).execute()
    await db.deleteFrom('oversightDraw').execute()
    await draw(day('2026-10-01'), day('2026-11-01'))
    assert.deepEqual(await drawn(), before)
  })

  it('are each manager’s own manager’s to look at, and nobody else’s', async () => {
    const sam = wordsOf((await get('/oversight/entries', 'sam')).body)
    assert.match(sam, /To look at 4 entries.*Leo Barker.*Asha Patel To look at/)
    assert.match(sam, /Asha Patel Riverside October 2026 4: drawn of Asha Patel, October 2026 of 6 0 0 Not looked at/)
    assert.match(sam, /Sal Reed Harbour October 2026 0 of 0 0 0 No entry that month/)
    assert.match(sam, /Yours that were drawn 1 entry/)
    assert.match(wordsOf((await get('/oversight/entries', 'dee')).body), /To look at 1 entry.*Sam Okoro To look at/)
    assert.equal((await get('/oversight/entries', 'amira')).statusCode, 403)
    const mine = (await drawn()).find(({ name }) => name === 'Asha Patel')
    assert.doesNotMatch((await get('/oversight/entries', 'asha')).body, /To look at/)
    const all = { analysis: 'yes', direction: 'yes', followUp: 'yes' }
    assert.equal((await post(mine?.id ?? '', 'asha', all)).statusCode, 403)
    assert.equal((await post(mine?.id ?? '', 'dee', all)).statusCode, 404)
    const ofSam = (await drawn()).find(({ name }) => name === 'Sam Okoro')
    assert.equal((await get(`/oversight/entries/${ofSam?.id}`, 'sam')).statusCode, 200)
    assert.equal((await post(ofSam?.id ?? '', 'sam', all)).statusCode, 404, 'nobody looks at their own')
    assert.equal((await get(`/oversight/entries/${mine?.id}`, 'sal')).statusCode, 404)
  }) // prettier-ignore

  it('are told of as looked at where they are shown, and nowhere else', async () => {
    const told = async (url: string) => {
      const before = await db.selectFrom('readEvent').select('id').execute()
      await get(url, 'asha')
      const all = await db.selectFrom('readEvent').select(['id', 'childIds']).execute()
      return all.filter(({ id }) => !before.some((one) => one.id === id)).flatMap(({ childIds }) => childIds)
    }
    assert.deepEqual(await told('/oversight/entries'), [leo])
    assert.deepEqual(await told('/oversight/entries?month=2026-10'), [])
  })

  it('are each said to have analysis, a direction and a follow-up, and what lacks one is asked for', async () => {
    const [one, two] = (await drawn()).filter(({ name }) => name === 'Asha Patel')
    const nothing = await post(one?.id ?? '', 'sam', {})
    assert.equal(nothing.statusCode, 422)
    assert.match(wordsOf(nothing.body), /Select whether it has analysis Select whether it has a direction Select whether it has a follow-up/)
    const lacking = { analysis: 'partly', direction: 'yes', followUp: 'no' }
    assert.match(wordsOf((await post(one?.id ?? '', 'sam', lacking)).body), /It lacks something: enter what you asked of the manager/)
    assert.equal((await post(one?.id ?? '', 'sam', { ...lacking, asked: 'Say what Nan answered' })).statusCode, 303)
    assert.notEqual((await post(one?.id ?? '', 'sam', { ...lacking, asked: 'A second look' })).statusCode, 303)
    assert.equal((await post(two?.id ?? '', 'sam', { analysis: 'yes', direction: 'yes', followUp: 'yes' })).statusCode, 303)
    assert.match(wordsOf((await get('/oversight/entries', 'asha')).body), /Analysis: Partly Direction: Yes Follow-up: No Asked: Say what Nan answered Sam Okoro/)
    const told = await db.selectFrom('supervisionEvent').select(['type', 'staffId', 'actorId']).execute()
    assert.deepEqual(told, [one, two].map(() => ({ type: 'oversight-entry.looked-at', staffId: people.asha.id, actorId: people.sam.id })))
  }) // prettier-ignore

  it('are counted on Oversight: who has been sampled this month and who has not', async () => {
    const words = wordsOf((await get('/oversight', 'sam')).body)
    assert.match(words, /Entries of your managers, October 2026.*0 of 2 looked at in full.*Asha Patel.*of 6 2 1 2 left.*Sal Reed.*No entry that month/)
    assert.match(wordsOf((await get('/oversight', 'dee')).body), /0 of 1 looked at in full.*Sam Okoro/)
    assert.match(wordsOf((await get(`/oversight/entries?manager=${people.asha.id}&month=2026-10`, 'sam')).body), /Drawn 4 entries/)
    for (const query of ['?month=2026-13', '?manager=x'])
      assert.equal((await get(`/oversight/entries${query}`, 'sam')).statusCode, 200, query)
  }) // prettier-ignore
})
