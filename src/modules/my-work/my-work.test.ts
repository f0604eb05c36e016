import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/record/new-id.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { counting } from '../../platform/testing/statements.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { familiesOf } from './families.ts'

let db: Db
let app: App
let manager: Actor
let worker: Actor
let leo: string
let tyler: string
const cookies = new Map<string, string>()

const long = 'Wilhelmina-Konstantinopolous-Featherstonehaugh-Abernathy-Llan'

before(async () => {
  db = await freshDb()
  manager = await addStaff(db, 'Asha Patel', 'TM')
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  tyler = await addPerson(db, { givenName: long, familyName: 'Barker', bornOn: null })
  for (const child of [leo, tyler]) await allocateTo(db, child, worker)
  await db
    .insertInto('relationship')
    .values({
      childId: leo,
      relativeId: tyler,
      kind: 'sibling',
      parentalResponsibility: 'no',
      household: true,
    })
    .execute()
  app = await buildServer({ book: bookOn(db), council: 'Exampleshire', demonstration: true, secure: false })
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function get(url: string, as: Actor = worker) {
  const cookie = cookies.get(as.id) ?? `holdfast=${await openSession(db, as.id)}`
  cookies.set(as.id, cookie)
  return app.inject({ url, headers: { cookie } })
}
const looks = async () => (await db.selectFrom('readEvent').selectAll().execute()).length
const duty = (childId: string, clock: string, dueOn: string, known = true) =>
  db
    .insertInto('clockReading')
    .values({ childId, clock, recordId: newId(), sinceOn: daysAgo(60), dueOn: dueOn as never, known })
    .execute()

describe('My work', () => {
  it('keeps the plan from somebody who holds a child and does not read plans', async () => {
    const adviser = await addStaff(db, 'Vi Stone', 'VS')
    const child = await addPerson(db, { givenName: 'Ada', familyName: 'Moss' })
    for (const one of [adviser, worker]) await allocateTo(db, child, one)
    const open = { state: 'open', what: 'Ada sleeps through', setOn: daysAgo(60) }
    const plan = await db
      .insertInto('planOutcome')
      .values({ childId: child, ...open } as never)
      .returning('id')
      .executeTakeFirstOrThrow()
    assert.match((await get('/my-work')).body, /Ada sleeps through/)
    const { body } = await get('/my-work', adviser)
    assert.match(body, /Ada Moss[^]*Not yours to read/)
    assert.doesNotMatch(body, /Ada sleeps through|of 1 moving/)
    await db.deleteFrom('allocation').where('childId', '=', child).execute()
    await db
      .updateTable('planOutcome')
      .set({ state: 'dropped' } as never)
      .where('id', '=', plan.id)
      .execute()
  })

  it('lists children with no duty, a long name and no birth date, and writes down one look', async () => {
    const before = await looks()
    const { statusCode, body } = await get('/my-work')
    assert.equal(statusCode, 200)
    assert.match(body, /Nothing is late or due today/)
    assert.match(body, /2 children in 1 family/)
    assert.match(body, /No visit recorded yet/)
    assert.ok(body.includes(long))
    assert.doesNotMatch(body, /undefined|NaN|\[object|null</)
    assert.equal(await looks(), before + 1)
  })

  it('puts what is late before what is due, with the day it was due and a way to do it', async () => {
    await duty(leo, 'cp-visit', '2026-11-18')
    await duty(leo, 'core-group', '2026-11-22')
    await duty(leo, 'rcpc', '2026-11-25')
    await duty(leo, 'referral-feedback', '2026-03-02')
    const { body } = await get('/my-work')
    const [visit, conference] = [body.indexOf('2 working days over'), body.indexOf('Due today')]
    assert.ok(visit > 0 && conference > visit)
    assert.match(body, /Was due Wed 18 Nov/)
    assert.ok(body.includes(`href="/children/${leo}/visits/record"`))
    assert.match(body, /2 things/)
    assert.match(body, /Wed 25<\/p>/)
  })

  it('says nothing of a duty that is not known', async () => {
    await duty(tyler, 'iha', '2026-01-05', false)
    const { body } = await get('/my-work')
    assert.match(body, /2 things/)
  })

  it('shows what was asked twice with the day it was first asked, and what was sent back', async () => {
    const ask = { childId: leo, what: 'Check Dean’s history', askedBy: manager.id, ownerId: worker.id, direction: true } as const
    const first = await db.insertInto('action').values({ ...ask, state: 'open', askedOn: daysAgo(40), dueOn: daysAgo(20), firstDueOn: daysAgo(20) }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('action').values({ ...ask, state: 'open', askedOn: daysAgo(9), dueOn: daysAgo(3), firstDueOn: daysAgo(3), timesAsked: 2, repeatsId: first.id }).execute()
    await db.insertInto('action').values({ ...ask, what: 'Meet Carl', state: 'open', askedOn: daysAgo(9), dueOn: testDay, firstDueOn: testDay, answeredOn: daysAgo(1), extendedWhy: 'What did he say?' }).execute()
    const { body } = await get('/my-work')
    assert.match(body, /Asked twice/)
    assert.match(body, /First asked Tue 13 Oct/)
    assert.match(body, /Returned/)
    assert.match(body, /Sent back: “What did he say\?”/)
    assert.match(body, /Direction from Asha Patel/)
  }) // prettier-ignore

  it('keeps visits whose words are to follow, drafts, and questions only this worker can answer', async () => {
    await db.insertInto('visit').values({ childId: leo, workerId: worker.id, state: 'facts only', visitedOn: daysAgo(1), mode: 'face to face', outcome: 'completed', seen: true, seenAlone: 'yes' }).execute()
    await db.insertInto('draft').values({ command: 'visit.recorded', childId: leo, authorId: worker.id, answers: '{}' }).execute()
    await db.insertInto('finding').values({ childId: leo, rule: 'X', message: 'Two homes are open at once', ownerId: worker.id }).execute()
    const { body } = await get('/my-work')
    assert.match(body, /Words to follow/)
    assert.match(body, /Visit to Leo Barker/)
    assert.match(body, /Two homes are open at once/)
    assert.match(body, /Last five|Last attempt: alone/)
  }) // prettier-ignore

  it('keeps what others say is done, for whoever asked to agree, apart from what waits for others', async () => {
    await db.insertInto('action').values({ childId: leo, what: 'Ring the school', askedBy: worker.id, ownerId: manager.id, direction: false, state: 'answered', askedOn: daysAgo(9), dueOn: testDay, firstDueOn: testDay, answeredOn: daysAgo(1) }).execute()
    const words = (await get('/my-work')).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    assert.match(words, /Answered, for you to agree 1 Ring the school Leo Barker\. Answered by Asha Patel Sat 21 Nov Waiting for others/)
  }) // prettier-ignore

  it('is narrowed by codes of the address, and passes over any other', async () => {
    await db
      .insertInto('cinPlan')
      .values({ childId: leo, state: 'open', startedOn: daysAgo(30) })
      .execute()
    const { body } = await get('/my-work?plan=need')
    assert.match(body, /Showing 1 of 2 children/)
    assert.equal((await get('/my-work?plan=nonsense&order=%3Cb%3E')).statusCode, 200)
  })

  it('is open to the worker’s manager, and to nobody else', async () => {
    const { statusCode, body } = await get(`/my-work?worker=${worker.id}`, manager)
    assert.equal(statusCode, 200)
    assert.match(body, /Amira Khalil’s work/)
    const other = await addStaff(db, 'Tom Weir', 'SW')
    assert.equal((await get(`/my-work?worker=${worker.id}`, other)).statusCode, 403)
    const far = await addStaff(db, 'Far Manager', 'TM', 'Harbour')
    assert.equal((await get(`/my-work?worker=${worker.id}`, far)).statusCode, 403)
  })

  it('says who the manager is to a worker with no children', async () => {
    const fresh = await addStaff(db, 'New Starter', 'SW')
    const { body } = await get('/my-work', fresh)
    assert.match(body, /You have no children allocated\. Your manager is Asha Patel\./)
  })

  it('keeps restricted records to their own worker', async () => {
    await db.updateTable('person').set({ restrictedLevel: 2 }).where('id', '=', tyler).execute()
    assert.ok((await get('/my-work')).body.includes(long))
    assert.ok(!(await get(`/my-work?worker=${worker.id}`, manager)).body.includes(long))
    await db.updateTable('person').set({ restrictedLevel: 0 }).where('id', '=', tyler).execute()
  })
})

describe('+ Record', () => {
  it('offers a visit, a note of each kind and a direction for each of my children', async () => {
    const { statusCode, body } = await get('/record')
    assert.equal(statusCode, 200)
    for (const page of ['visits/record', 'notes/record?kind=call', 'notes/record?kind=event', 'actions/give'])
      assert.ok(body.includes(`href="/children/${leo}/${page}"`), page)
  })
})

describe('what a page asks of the database', () => {
  it('is twelve statements at most, however many children', async () => {
    for (let i = 0; i < 12; i += 1) await allocateTo(db, await addPerson(db, { givenName: `N${i}` }), worker)
    for (const [url, as] of [['/my-work', worker], ['/record', worker], [`/oversight/teams/${manager.teamId}`, manager], [`/oversight/teams/${manager.teamId}/children?rule=children`, manager], [`/children/${leo}/actions`, worker], [`/children/${leo}/workers`, manager]] as const) {
      await get(url, as)
      const { statements: asked } = await counting(() => get(url, as))
      assert.ok(asked.length > 2)
      assert.ok(asked.length <= 12, `${url} asks ${asked.length}: ${asked.map((text) => text.trim().slice(0, 60)).join(' | ')}`)
    }
  })
}) // prettier-ignore

describe('how many families', () => {
  it('counts brothers and sisters, and theirs, once', () => {
    const family = (id: string, ...siblings: string[]) => ({ id, siblings })
    assert.equal(familiesOf([family('a', 'b'), family('b', 'a', 'c'), family('c', 'b'), family('d')]), 2)
    assert.equal(familiesOf([]), 0)
  })
})
