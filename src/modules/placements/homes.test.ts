import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { addDays, day, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, type Act } from '../../platform/record/perform.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { runJobs } from '../../platform/testing/jobs.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { recordHome } from './homes.ts'
import { pages } from './pages.ts'
import { stayOf } from './queries.ts'
import { tellHomes } from './tell-homes.ts'

let db: Db
let book: Book
let app: App
let worker: Actor
let director: Actor

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  director = await addStaff(db, 'Ruth Adeyemi', 'DIR', null)
  app = await serverOf(book, [pages], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

interface Lives {
  readonly kind?: 'K2' | 'K3' | 'Z1' | 'U6'
  readonly urn?: string | null
  readonly postcode?: string | null
  readonly days?: number
  readonly bornOn?: Day
}

/** A child who lives in a placement since so many days. */
async function living({ kind = 'K2', urn = null, postcode = 'ZZ1 1AA', days = 30, bornOn }: Lives = {}) {
  const childId = await addPerson(db, {
    givenName: 'Ada',
    familyName: 'Larch',
    bornOn: bornOn ?? day('2012-01-01'),
  })
  await allocateTo(db, childId, worker)
  const stay = {
    startedOn: daysAgo(days),
    startedWhy: 'S',
    placementType: kind,
    urn,
    placementPostcode: postcode,
  } as const
  await db
    .insertInto('careEpisode')
    .values({ childId, state: 'open', ...stay })
    .execute()
  return childId
}

const by = (actor: Actor, childId: string): Act => ({ actor, childId, recordId: null, formKey: null })
const looked = { standing: 'not registered', checkedOn: daysAgo(2), source: 'The register' }
const looks = (childId: string, said: object = {}, actor = worker) =>
  recordHome(book, by(actor, childId), { ...looked, ...said })
const reviewed = {
  reviewedOn: daysAgo(1),
  safe: 'yes',
  safeWhy: 'Seen there today, alone',
  whyStill: 'Nobody else would take her',
  beingDone: 'A search with three councils',
  nextOn: addDays(testDay, 5),
}
const due = async (childId: string) => {
  const rows = await db
    .selectFrom('clockReading')
    .select(['sinceOn', 'dueOn', 'metOn', 'endedOn'])
    .where('childId', '=', childId)
    .where('clock', '=', 'unregistered-review')
    .orderBy('sinceOn')
    .execute()
  return rows.map(({ sinceOn, metOn, endedOn }) => [sinceOn, metOn ?? endedOn])
}

describe('whether a home is registered (Care Standards Act 2000 s.11)', () => {
  it('is told by the kind of placement where nothing is held, and the page says so', async () => {
    const childId = await living({ kind: 'Z1' })
    assert.equal((await stayOf(db, childId, testDay))?.unregistered, true)
    const { cookie } = await signIn(book, worker)
    const page = await app.inject({ url: `/children/${childId}/home`, headers: { cookie } })
    assert.match(wordsOf(page.body), /Nothing is held of its registration: told by the kind of placement/)
  })

  it('is never refused, and that it is not known is an answer', async () => {
    const childId = await living()
    assert.equal(
      (await looks(childId, { name: 'Elm House', urn: 'sc099001', standing: 'not known' })).kind,
      'done',
    )
    const stay = await stayOf(db, childId, testDay)
    assert.deepEqual([stay?.home, stay?.standing, stay?.unregistered], ['Elm House', 'not known', false])
    const { cookie } = await signIn(book, worker)
    const page = await app.inject({ url: `/children/${childId}/home`, headers: { cookie } })
    assert.match(wordsOf(page.body), /Whether it is registered is not known: told by the kind of placement/)
  })

  it('asks for no home that is held: the number of the return finds it', async () => {
    const first = await living({ urn: 'SC099002' })
    const ask = async (childId: string) => {
      const { cookie } = await signIn(book, worker)
      return (await app.inject({ url: `/children/${childId}/home/record`, headers: { cookie } })).body
    }
    const asked = await ask(first)
    assert.match(asked, /name="name"/)
    assert.doesNotMatch(asked, /name="urn"/)
    await looks(first, { name: 'Ash House', standing: 'registered', registeredWith: 'Ofsted' })
    const second = await living({ urn: 'sc099002' })
    assert.doesNotMatch(await ask(second), /name="name"/)
    assert.match(wordsOf(await ask(second)), /About Ash House, with Ofsted’s number SC099002/)
  })

  it('says at once what is missing, and what cannot be so', async () => {
    const childId = await living()
    const tomorrow = addDays(testDay, 1)
    assert.deepEqual(refusals(await looks(childId, { standing: '', checkedOn: '' })), [
      'answer standing',
      'answer checkedOn',
    ])
    assert.deepEqual(
      refusals(await looks(childId, { checkedOn: tomorrow, fromOn: daysAgo(3), toOn: daysAgo(4) })),
      ['answer name', 'UH-3 checkedOn', 'UH-4 toOn'],
    )
  })

  it('is told of every child of ours who lives there, whoever looked, and each once', async () => {
    const [one, other] = [await living({ urn: 'SC099003' }), await living({ urn: 'SC099003' })]
    await looks(one, { name: 'Oak House' })
    assert.deepEqual(await due(other), [])
    await runJobs(book, [tellHomes])
    assert.deepEqual(await due(other), [[daysAgo(30), null]])
    await looks(other, { standing: 'registered', fromOn: daysAgo(1), checkedOn: testDay })
    await runJobs(book, [tellHomes])
    assert.deepEqual(await due(one), [[daysAgo(30), daysAgo(1)]])
    const held = await db.selectFrom('homeCheck').select('id').where('childId', 'in', [one, other]).execute()
    assert.equal(held.length, 4)
  })

  it('of a home without a number is told by its name and where it is', async () => {
    const there = { kind: 'Z1', postcode: 'ZZ9 9ZZ' } as const
    const [one, other] = [await living(there), await living({ ...there, urn: 'XXXXXXX' })]
    await looks(one, { name: 'The caravan' })
    await looks(other, { name: 'the Caravan' })
    const [first, second] = [await stayOf(db, one, testDay), await stayOf(db, other, testDay)]
    assert.equal(first?.homeId, second?.homeId)
  })

  it('says nothing of where the child lives next', async () => {
    const childId = await living()
    await looks(childId, { name: 'Fir House', urn: 'SC099004' })
    await db
      .insertInto('careEpisode')
      .values({
        childId,
        state: 'open',
        startedOn: testDay,
        startedWhy: 'P',
        placementType: 'U6',
        placementPostcode: 'ZZ1 2BB',
      })
      .execute()
    const stay = await stayOf(db, childId, testDay)
    assert.deepEqual([stay?.placedOn, stay?.standing, stay?.unregistered], [testDay, null, false])
  })
})

describe('the director’s review', () => {
  it('starts the week again, and nobody else’s does', async () => {
    const childId = await living({ kind: 'Z1' })
    const write = perform(book, commands.reviewHome, by(worker, childId), reviewed)
    await assert.rejects(write, { name: 'NotAllowed' })
    idOf(await perform(book, commands.reviewHome, by(director, childId), reviewed))
    assert.deepEqual(await due(childId), [
      [daysAgo(30), daysAgo(1)],
      [daysAgo(1), null],
    ])
  })

  it('says whether the child is safe, why they are still there and what is done, by when', async () => {
    const childId = await living({ kind: 'Z1' })
    const outcome = await perform(book, commands.reviewHome, by(director, childId), {
      reviewedOn: addDays(testDay, 1),
      nextOn: testDay,
    })
    assert.deepEqual(refusals(outcome), [
      'answer safe',
      'answer safeWhy',
      'answer whyStill',
      'answer beingDone',
      'UH-1 reviewedOn',
      'UH-2 nextOn',
    ])
  })

  it('is listed with the days in place, and each number opens its children', async () => {
    const childId = await living({ kind: 'Z1', days: 400 })
    await perform(book, commands.reviewHome, by(director, childId), { ...reviewed, safe: 'no' })
    const { cookie } = await signIn(book, director)
    const all = wordsOf((await app.inject({ url: '/homes', headers: { cookie } })).body)
    assert.match(all, /Ada Larch [^A]*Told by the kind of placement 400 days/)
    const unsafe = await app.inject({ url: '/homes?show=unsafe', headers: { cookie } })
    assert.match(unsafe.body, new RegExp(`/children/${childId}/home`))
    assert.doesNotMatch(wordsOf(unsafe.body), / 30 days/)
  })

  it('a home has a page with the children who live there and each answer about it', async () => {
    const childId = await living({ urn: 'SC099005' })
    await looks(childId, { name: 'Yew House' })
    const stay = await stayOf(db, childId, testDay)
    const { cookie } = await signIn(book, director)
    const page = await app.inject({ url: `/homes/${stay?.homeId}`, headers: { cookie } })
    assert.match(
      wordsOf(page.body),
      /Yew House .*Not registered .*Ada Larch .*Checked .* by Amira Khalil: The register/,
    )
    assert.equal((await app.inject({ url: '/homes/yew', headers: { cookie } })).statusCode, 404)
  })
})
