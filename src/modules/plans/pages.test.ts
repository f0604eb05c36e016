import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { counting } from '../../platform/testing/statements.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'

let db: Db
let book: Book
let app: App
let worker: SignedIn
let manager: SignedIn
let stranger: SignedIn
let leo: string
let tyler: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  const [amira, asha] = [await addStaff(db, 'Amira Khalil', 'SW'), await addStaff(db, 'Asha Patel', 'TM')]
  leo = await child('Leo', amira)
  tyler = await child('Tyler', amira)
  await db.insertInto('relationship').values({ childId: leo, relativeId: tyler, kind: 'sibling', household: true, state: 'recorded', parentalResponsibility: 'no', contactRestricted: false, risk: 'none known' }).execute() // prettier-ignore
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  worker = await signIn(book, amira)
  manager = await signIn(book, asha)
  stranger = await signIn(book, await addStaff(db, 'Tom Weir', 'SW', 'Harbour'))
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function child(givenName: string, amira: Actor): Promise<string> {
  const id = await addPerson(db, { givenName, familyName: 'Barker' })
  await allocateTo(db, id, amira)
  return id
}

const get = (url: string, { cookie }: SignedIn) => app.inject({ url, headers: { cookie } })
async function post(url: string, { cookie, csrf }: SignedIn, fields: Record<string, string> = {}) {
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams({ _csrf: csrf, ...fields }).toString()
  const { statusCode, body, headers: sent } = await app.inject({ method: 'POST', url, payload, headers })
  return { statusCode, body, location: sent.location }
}
const plan = () => `/children/${leo}/plan`
const idIn = (body: string, kind: string): string => new RegExp(`id="${kind}-([0-9a-f-]{36})"`).exec(body)?.[1] ?? assert.fail(kind) // prettier-ignore
const askedOn = (body: string): number =>
  new Set([...body.matchAll(/<(?:input|textarea|select)[^>]* name="([a-z][^"]*)"/gi)].map(([, name]) => name).filter((name) => name !== 'q')).size // prettier-ignore

let draft: string

describe('the Plan page', () => {
  it('says so when there is none, and where a plan begins', async () => {
    const { body, statusCode } = await get(plan(), worker)
    assert.equal(statusCode, 200)
    assert.match(body, /aria-current="(?:page|true)"[^>]*>\s*Plan/)
    assert.match(wordsOf(body), /No plan is in force. A plan begins from what the assessment found. Begin a plan/)
  })

  it('is not a stranger’s to open or to write', async () => {
    for (const url of [plan(), `${plan()}/start`]) assert.equal((await get(url, stranger)).statusCode, 403, url)
    assert.equal((await post(`${plan()}/start`, stranger, { kind: 'child in need' })).statusCode, 403)
  })

  it('takes what was typed, says everything wrong at once, and loses nothing', async () => {
    assert.equal((await post(`${plan()}/start`, worker)).statusCode, 422)
    draft = (await post(`${plan()}/start`, worker, { kind: 'child in need' })).location ?? ''
    assert.match(draft, new RegExp(`^${plan()}/[0-9a-f-]{36}$`))
    const wrong = await post(`${draft}/outcomes/add`, worker, { what: '', measure: 'Seen on three visits', byOn: '31/2/2027' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /value="Seen on three visits"/)
    assert.match(wordsOf(wrong.body), /There is a problem Enter what must be different for the child Enter the day it should be different by/)
  })

  it('keeps a draft of the long forms, and asks no more than twelve things on any', async () => {
    for (const form of ['describe-plan', 'arrange', 'outcomes/add']) {
      const { body, statusCode } = await get(`${draft}/${form}`, worker)
      assert.equal(statusCode, 200, form)
      assert.ok(askedOn(body) <= 12 && askedOn(body) >= 4, `${form} asks ${askedOn(body)}`)
    }
    assert.equal((await post(`${draft}/describe-plan/draft`, worker, { worries: 'Leo’s bed is w' })).statusCode, 204)
    assert.match((await get(`${draft}/describe-plan`, worker)).body, /Leo’s bed is w/)
    assert.doesNotMatch((await get(`${draft}/describe-plan`, manager)).body, /Leo’s bed is w/)
    await post(`${draft}/describe-plan`, worker, { worries: 'Leo’s bed is wet', ifNot: '' })
    assert.doesNotMatch((await get(`${draft}/describe-plan`, worker)).body, /Your draft is here/)
  })
}) // prettier-ignore

describe('from a draft to a plan in force', () => {
  it('marks what stands in the way, and a text that is a brother’s', async () => {
    await db.insertInto('planOutcome').values({ childId: tyler, state: 'open', what: 'Tyler sleeps in a dry bed', setOn: book.today() }).execute()
    assert.equal((await post(`${draft}/outcomes/add`, worker, { what: 'Leo sleeps in a dry bed' })).location, `${plan()}/draft`)
    const { body } = await get(draft, worker)
    const id = idIn(body, 'outcome')
    await post(`${plan()}/outcomes/${id}/actions/add`, worker, { what: 'Get the boiler mended', doneBy: 'Everyone' })
    const words = wordsOf((await get(draft, worker)).body)
    assert.match(words, /Say how we will know: “Leo sleeps in a dry bed”/)
    assert.match(words, /100 % the same as in Tyler’s plan/)
    assert.match(words, /Name one person who will do it: “Get the boiler mended”/)
    assert.match(words, /5 things stand in the way of authorising it/)
  })

  it('cannot be authorised while they stand, and every reason is said; the form may be sent again', async () => {
    await post(`${draft}/send`, worker)
    assert.match(wordsOf((await get('/plans-to-authorise', manager)).body), /1 plan.*Leo Barker Child in need plan, version 1, from Amira Khalil/)
    assert.equal((await get('/plans-to-authorise', worker)).statusCode, 403)
    assert.equal((await post(`${draft}/authorise`, worker)).statusCode, 403)
    const refused = await post(`${draft}/authorise`, manager)
    assert.equal(refused.statusCode, 422)
    assert.equal(refused.body.match(/href="#(?:outcome|action)-/g)?.length, 4)
    await post(`${draft}/send-back-plan`, manager, { returnedWhy: 'Who mends it, and by when?' })
    assert.match(wordsOf((await get(draft, worker)).body), /Sent back: Who mends it, and by when\?/)
  })

  it('is authorised once, shown with its drift and its versions, in no more than twelve statements', async () => {
    const { body } = await get(draft, worker)
    const [outcome, action] = [idIn(body, 'outcome'), idIn(body, 'action')]
    await post(`${plan()}/outcomes/${outcome}/reword-outcome`, worker, { what: 'Leo sleeps in a dry bed', measure: 'Seen', byOn: '18/12/2026' })
    await post(`${plan()}/actions/${action}/reword`, worker, { what: 'Get the boiler mended', doneBy: 'Kelly Barker, mum', dueOn: '4/12/2026' })
    await post(`${draft}/describe-plan`, worker, { worries: 'Leo’s bed is wet', ifNot: 'Legal gateway' })
    await post(`${draft}/send`, worker)
    assert.equal((await post(`${draft}/authorise`, manager)).statusCode, 303)
    assert.equal((await post(`${draft}/authorise`, manager)).statusCode, 409)
    await get(plan(), worker)
    const { result, statements } = await counting(async () => get(plan(), worker))
    assert.ok(statements.length <= 12, `${statements.length} statements`)
    assert.match(wordsOf(result.body), /Nothing in the record says it has stopped.*Child in need plan Version 1, authorised Sun 22 Nov by Asha Patel.*Kelly Barker, mum; Amira Khalil sees that it is done/)
    assert.equal((await get(`${draft}/compare`, worker)).statusCode, 200)
    assert.equal((await get(`${plan()}/nothing/compare`, worker)).statusCode, 404)
  })

  it('says on the plan’s own line what an outcome waits for, and for how many days', async () => {
    const outcomeId = idIn((await get(plan(), worker)).body, 'outcome')
    const waiting = { childId: leo, outcomeId, state: 'referred', service: 'parenting', provider: 'Harbour clinic' } as const
    const asked = [day('2026-10-24'), day('2026-10-25'), day('2026-11-21')]
    const ids = []
    for (const referredOn of asked) ids.push((await db.insertInto('serviceReferral').values({ ...waiting, referredOn }).returning('id').executeTakeFirstOrThrow()).id)
    await db.insertInto('serviceReferral').values({ ...waiting, state: 'started', provider: 'Begun already', referredOn: day('2026-09-01') }).execute()
    const { body } = await get(plan(), worker)
    const words = wordsOf(body)
    assert.match(words, /Leo sleeps in a dry bed.*Waiting 29 days for Harbour clinic, parenting.*Waiting 28 days for Harbour clinic.*Waiting 1 day for Harbour clinic/)
    assert.doesNotMatch(words, /Begun already/)
    assert.deepEqual(ids.map((id) => body.includes(`href="/children/${leo}/services/${id}"`)), [true, true, true])
  })

  it('is ended by a manager, and not while something is asked', async () => {
    assert.equal((await get(`${draft}/end`, worker)).statusCode, 403)
    const refused = await post(`${draft}/end`, manager, { endedWhy: 'Leo is well' })
    assert.equal(refused.statusCode, 422)
    assert.match(wordsOf(refused.body), /Not done yet: “Get the boiler mended”/)
    assert.match(refused.body, />Leo is well<\/textarea>/)
  })
}) // prettier-ignore
