import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../../app/server.ts'
import { day, instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../../platform/testing/office.ts'
import { signIn, wordsOf, type SignedIn } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { correctable } from '../../../platform/web/record-correct.ts'
import { visit } from '../record.ts'

let db: Db
let book: Book
let app: App
let worker: SignedIn
let manager: SignedIn
let stranger: SignedIn
let leo: string
let visitId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [], undefined, [visit])
  const amira = await addStaff(db, 'Amira Khalil', 'SW')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, amira)
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  worker = await signIn(book, amira)
  manager = await signIn(book, await addStaff(db, 'Asha Patel', 'TM'))
  stranger = await signIn(book, await addStaff(db, 'Tom Weir', 'SW', 'Harbour'))
  const outcome = await db.insertInto('planOutcome').values({ childId: leo, state: 'open', what: 'Leo sleeps in a dry bed', setOn: day('2026-10-01') }).returning('id').executeTakeFirstOrThrow()
  for (let n = 1; n <= 8; n += 1) await db.insertInto('action').values({ childId: leo, state: 'open', what: `Step ${n} of the plan`, outcomeId: outcome.id, ownerId: amira.id, askedOn: day('2026-10-01'), dueOn: day(`2026-12-0${n}`), firstDueOn: day(`2026-12-0${n}`), direction: false, extended: 0, timesAsked: 1 }).execute()
  await db.insertInto('action').values({ childId: leo, state: 'open', what: 'Ring the school', ownerId: amira.id, askedOn: day('2026-10-01'), dueOn: day('2026-12-01'), firstDueOn: day('2026-12-01'), direction: false, extended: 0, timesAsked: 1 }).execute()
  visitId = (await db.insertInto('visit').values({ childId: leo, state: 'recorded', workerId: amira.id, visitedOn: day('2026-11-20'), mode: 'face to face', outcome: 'completed', seen: true, seenAlone: 'yes', outcomeId: outcome.id, finishedAt: instant('2026-11-20T18:00:00+00:00') }).returning('id').executeTakeFirstOrThrow()).id
}) // prettier-ignore
after(async () => {
  await app.close()
  await db.destroy()
})

const at = (page = '') => `/children/${leo}/visits/${visitId}${page}`
const get = (url: string, { cookie }: SignedIn) => app.inject({ url, headers: { cookie } })
async function post(url: string, { cookie, csrf }: SignedIn, fields: Record<string, string> = {}) {
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams({ _csrf: csrf, ...fields }).toString()
  return app.inject({ method: 'POST', url, payload, headers })
}
const asked = async () =>
  [...(await get(at('/check-actions'), worker)).body.matchAll(/id="(found_[0-9a-f-]{36})"/g)].map(
    ([, id]) => id ?? '',
  )

describe('the plan, checked at a visit', () => {
  it('is offered once the visit is saved, and not asked on its form', async () => {
    assert.match(wordsOf((await get(at(), worker)).body), /Check 8 actions of the plan/)
    assert.doesNotMatch((await get(`/children/${leo}/visits/record`, worker)).body, /Step 1 of the plan/)
  })

  it('asks of six actions at once, those due first, and of none that is not the plan’s', async () => {
    const words = wordsOf((await get(at('/check-actions'), worker)).body)
    assert.match(words, /Step 1 of the plan.*Step 6 of the plan/)
    assert.doesNotMatch(words, /Step 7|Ring the school/)
    assert.equal((await asked()).length, 6)
  })

  it('says what is missing, and loses nothing typed', async () => {
    const [first = ''] = await asked()
    const nothing = await post(at('/check-actions'), worker)
    assert.equal(nothing.statusCode, 422)
    assert.match(nothing.body, new RegExp(`href="#${first}">Say of at least one action how it stands`))
    const half = await post(at('/check-actions'), worker, { [first.replace('found', 'foundWhat')]: 'Kelly <rang>' })
    assert.match(half.body, new RegExp(`href="#${first}">Select how it stands`))
    assert.match(half.body, /Kelly &#60;rang&#62;/)
  })

  it('is kept with the visit, leaves the action its owner’s to answer, and offers the others', async () => {
    const [first = '', second = ''] = await asked()
    const saved = await post(at('/check-actions'), worker, { [first]: 'done', [second]: 'in the way', [second.replace('found', 'foundWhat')]: 'No plumber will come' })
    assert.equal(saved.headers.location, at())
    assert.match(wordsOf((await get(at(), worker)).body), /Done Step 1 of the plan.*Something is in the way Step 2 of the plan No plumber will come.*Check 6 actions of the plan/)
    const held = await db.selectFrom('actionCheck').select(['found', 'foundWhat', 'checkedOn']).orderBy('found').execute()
    assert.deepEqual(held, [{ found: 'done', foundWhat: null, checkedOn: '2026-11-20' }, { found: 'in the way', foundWhat: 'No plumber will come', checkedOn: '2026-11-20' }])
    assert.equal((await db.selectFrom('action').select('id').where('state', '=', 'open').execute()).length, 9)
    assert.match(wordsOf((await get(at('/check-actions'), worker)).body), /Step 3 of the plan.*Step 8 of the plan/)
  })

  it('takes what somebody is to do now, with its owner and its day', async () => {
    const wrong = await post(at('/new-action'), worker, { what: 'Ask housing about the damp' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /value="Ask housing about the damp"/)
    const saved = await post(at('/new-action'), worker, { what: 'Ask housing about the damp', dueOn: '1/12/2026', ownerId: '' })
    assert.equal(saved.headers.location, at())
    assert.match(wordsOf((await get(at(), manager)).body), /What is to be done after it By .*1 Dec.* Ask housing about the damp Amira Khalil/)
  })

  it('is not another team’s, and of no visit that is not the child’s', async () => {
    for (const page of ['/check-actions', '/new-action']) {
      assert.equal((await get(at(page), stranger)).statusCode, 403)
      assert.equal((await post(at(page), stranger, { what: 'x', dueOn: '1/12/2026' })).statusCode, 403)
      const other = `/children/${leo}/visits/nothing${page}`
      assert.equal((await get(other, worker)).statusCode, 404)
      assert.equal((await post(other, worker, { what: 'Ask housing', dueOn: '1/12/2026' })).statusCode, 404)
    }
  })
}) // prettier-ignore

describe('a visit of the sample', () => {
  const check = () => at('/check-visit')
  const good = { purposeRating: 'good', checkSays: 'Leo’s own words are there.' }

  it('is a manager’s to check, and not the worker’s or another team’s', async () => {
    assert.match((await get(at(), manager)).body, new RegExp(`href="${check()}"`))
    assert.doesNotMatch((await get(at(), worker)).body, /check-visit/)
    for (const who of [worker, stranger]) assert.equal((await post(check(), who, good)).statusCode, 403)
  })

  it('shows what was recorded above the questions, and asks what must be different where it was not good', async () => {
    assert.match(wordsOf((await get(check(), manager)).body), /What for Leo sleeps in a dry bed.*How clear was its purpose/)
    const { statusCode, body } = await post(check(), manager, { purposeRating: 'inadequate' })
    assert.equal(statusCode, 422)
    assert.match(body, /href="#checkSays">Enter what must be different next time/)
  })

  it('is never one’s own', async () => {
    const { id } = await db.selectFrom('staff').select('id').where('name', '=', 'Asha Patel').executeTakeFirstOrThrow()
    const own = await db.insertInto('visit').values({ childId: leo, state: 'recorded', workerId: id, visitedOn: day('2026-11-19'), mode: 'face to face', outcome: 'completed', seen: true }).returning('id').executeTakeFirstOrThrow()
    const { body, statusCode } = await post(`/children/${leo}/visits/${own.id}/check-visit`, manager, good)
    assert.equal(statusCode, 422)
    assert.match(body, /somebody else must check it/)
    assert.doesNotMatch((await get(`/children/${leo}/visits/${own.id}`, manager)).body, /check-visit/)
  })

  it('tells whoever visited what was made of it, and is checked once', async () => {
    assert.equal((await post(check(), manager, good)).headers.location, at())
    assert.match(wordsOf((await get(at(), worker)).body), /Checked by Asha Patel How clear its purpose was Good Said to whoever visited Leo’s own words are there\./)
    assert.doesNotMatch((await get(at(), manager)).body, /check-visit/)
    assert.equal((await post(check(), manager, good)).statusCode, 409)
    assert.deepEqual(correctable(visit).filter((name) => /purposeRating|checkSays|sampled/.test(name)), [])
  })
}) // prettier-ignore

describe('the purpose of a visit', () => {
  it('in a word or two is kept, and asked about: a fact is never refused', async () => {
    const visited = { child: leo, visitedOn: '2026-11-21', place: 'home', observations: 'All well.', [`seen_${leo}`]: 'yes', [`seenAlone_${leo}`]: 'yes' }
    const toldOf = async (purpose: string) => {
      const saved = await post(`/children/${leo}/visits/record`, worker, { ...visited, purpose })
      assert.equal(saved.statusCode, 303)
      const { body } = await get(String(saved.headers.location), worker)
      const [, mend] = /href="([^"]*\/correct\?field=purpose)"/.exec(body) ?? []
      if (mend !== undefined) assert.match((await get(mend, worker)).body, /name="purpose"/)
      assert.equal(mend === undefined, purpose.length >= 20)
      return wordsOf(body)
    }
    assert.match(await toldOf('Nineteen letters xx'), /What was the visit for\? “Nineteen letters xx” says little/)
    assert.doesNotMatch(await toldOf('Twenty letters of it'), /says little/)
  })
}) // prettier-ignore
