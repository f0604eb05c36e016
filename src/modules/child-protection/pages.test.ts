import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { html } from '../../platform/web/html.ts'
import type { App } from '../../platform/web/app.ts'
import { duties } from './duties.ts'
import { attendedAt } from './holding.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
let leo: string
let id: string
let asked: readonly string[]
let [worker, chair]: [SignedIn, SignedIn] = [
  { cookie: '', csrf: '' },
  { cookie: '', csrf: '' },
]

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  const amira: Actor = await addStaff(db, 'Amira Khalil', 'SW')
  const rosa: Actor = await addStaff(db, 'Rosa Osei', 'CPC', 'Conference and review')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Łukasz' })
  await allocateTo(db, leo, amira)
  app = await serverOf(book, [pages], async () => html`<h1>Leo</h1>`)
  const meetingId = '01900000-0000-7000-8000-000000000001'
  const row = {
    childId: leo,
    state: 'booked' as const,
    kind: 'initial' as const,
    bookedFor: testDay,
    meetingId,
    chairId: rosa.id,
  }
  id = (await db.insertInto('conference').values(row).returning('id').executeTakeFirstOrThrow()).id
  const agencies = ['social care', 'school', 'police'] as const
  const rows = agencies.map((agency) => ({
    childId: leo,
    state: 'invited' as const,
    meetingId,
    conferenceId: id,
    agency,
    invitedOn: testDay,
  }))
  asked = (await db.insertInto('meetingInvitation').values(rows).returning('id').execute()).map(
    (one) => one.id,
  )
  ;[worker, chair] = [await signIn(book, amira), await signIn(book, rosa)]
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string, who: SignedIn) => app.inject({ url, headers: { cookie: who.cookie } })
const post = (url: string, who: SignedIn, form: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: who.csrf, ...form }).toString(),
  })
const home = () => `/children/${leo}/conferences`

describe('the list conferences are booked and held from', () => {
  const rowsOf = async (url: string, who = chair) => wordsOf((await get(url, who)).body)
  it('has each that is owed, asked for, booked or to be finished, the earliest due first, and says what it lacks', async () => {
    const child = async (familyName: string) => addPerson(db, { givenName: 'Kit', familyName })
    const due = (childId: string, clock: string, dueOn: string, recordId = childId) =>
      db.insertInto('clockReading').values({ childId, clock, recordId, sinceOn: day('2026-11-02'), dueOn: day(dueOn), known: true }).execute() // prettier-ignore
    const meet = async (childId: string, more: object) =>
      (await db.insertInto('conference').values({ childId, kind: 'review', ...more } as never).returning('id').executeTakeFirstOrThrow()).id // prettier-ignore
    await due(await child('Nobodyasked'), 'rcpc', '2026-11-20')
    const [agree, book, late, sent] = [await child('Toagree'), await child('Tobook'), await child('Toolate'), await child('Unsent')] // prettier-ignore
    await meet(agree, { state: 'requested', requestedOn: day('2026-11-03') })
    await meet(book, { state: 'approved' })
    await due(book, 'icpc', '2026-11-24')
    await meet(late, { state: 'booked', bookedFor: day('2026-12-09') })
    await due(late, 'rcpc-first', '2026-12-07')
    const held = await meet(sent, { state: 'held', heldOn: day('2026-11-19'), decision: 'continue' })
    await due(sent, 'cp-decisions-issue', '2026-11-25', held)
    const words = await rowsOf('/conferences')
    const places = ['Toagree', 'Nobodyasked', 'Tobook', 'Unsent', 'Toolate'].map((name) =>
      words.indexOf(name),
    )
    assert.ok(places.every((at) => at > 0) && String(places) === String(places.toSorted((a, b) => a - b)), places.join()) // prettier-ignore
    assert.match(words, /Nobodyasked Review conference To be asked for .* Nobody has asked for it/)
    assert.match(words, /Tobook .* No day is booked/)
    assert.match(words, /Unsent .* Held Thu 19 Nov .* Decisions not sent Record not drafted/)
    assert.match(
      words,
      /Toolate .* Booked after the day it is due No chair No agency is asked Report not gone through/,
    )
    const booked = await rowsOf('/conferences?stage=hold&mine=yes')
    assert.match(booked, /Leo Łukasz .* Booked for Sun 22 Nov/)
    assert.doesNotMatch(booked, /Toolate|Tobook/)
  })

  it('is of one’s own children to a worker, and one line for brothers and sisters', async () => {
    assert.doesNotMatch(await rowsOf('/conferences', worker), /Toolate/)
    const [ann, bea] = [await addPerson(db, { givenName: 'Ann', familyName: 'Twins' }), await addPerson(db, { givenName: 'Bea', familyName: 'Twins' })] // prettier-ignore
    for (const childId of [ann, bea])
      await db.insertInto('conference').values({ childId, state: 'approved', kind: 'initial', meetingId: '01900000-0000-7000-8000-000000000009' }).execute() // prettier-ignore
    assert.match(
      await rowsOf('/conferences?stage=book'),
      /(Ann|Bea) Twins, (Ann|Bea) Twins Initial conference/,
    )
  })
})

describe('the pages of conferences', () => {
  it('offer what can be done next to whoever may do it', async () => {
    assert.match(wordsOf((await get(`${home()}/${id}`, chair)).body), /Record that it was held/)
    assert.doesNotMatch(wordsOf((await get(`${home()}/${id}`, worker)).body), /Record that it was held/)
    assert.equal((await get(`${home()}/${id}/hold`, worker)).statusCode, 403)
  })

  it('ask no more than twelve things at once', async () => {
    for (const end of ['hold', 'book', 'invite']) {
      const page = (await get(`${home()}/${id}/${end}`, chair)).body
      const questions = page.match(/govuk-fieldset__legend|<label class="govuk-label" /g) ?? []
      assert.ok(questions.length > 0 && questions.length <= 12, `${end}: ${questions.length}`)
    }
  })

  it('say all that is missing at once, each at its field, and keep what was typed', async () => {
    const answer = await post(`${home()}/${id}/hold`, chair, {
      heldOn: '22/11/2026',
      riskSummary: 'Nan is worried',
    })
    assert.equal(answer.statusCode, 422)
    for (const at of ['childAttended', 'parentsAttended', ...asked.map(attendedAt)])
      assert.ok(answer.body.includes(`href="#${at}"`), at)
    assert.ok(answer.body.includes('Nan is worried'))
  })

  it('keep a draft for whoever types it', async () => {
    await post(`${home()}/${id}/hold/draft`, chair, { riskSummary: 'Half a thought' })
    assert.ok((await get(`${home()}/${id}/hold`, chair)).body.includes('Half a thought'))
  })

  it('hold it, and print the record as PDF and Word, usual and large, as a draft until it is signed', async () => {
    const said = Object.fromEntries(asked.map((one) => [attendedAt(one), 'in person']))
    const answer = await post(`${home()}/${id}/hold`, chair, {
      heldOn: '22/11/2026',
      childAttended: 'yes',
      parentsAttended: 'all',
      ...said,
    })
    assert.equal(answer.statusCode, 303)
    const [usual, large] = [
      await get(`${home()}/${id}/record.pdf`, worker),
      await get(`${home()}/${id}/record.pdf?print=large`, worker),
    ]
    assert.deepEqual(
      [usual.rawPayload.subarray(0, 5).toString(), large.rawPayload.subarray(0, 5).toString()],
      ['%PDF-', '%PDF-'],
    )
    const word = await get(`${home()}/${id}/record.docx`, worker)
    assert.equal(word.rawPayload.subarray(0, 2).toString(), 'PK')
    assert.equal(word.headers['content-disposition'], 'attachment; filename="conference-record.docx"')
  })

  it('open from each agency’s number to the meetings it counts; not for a worker', async () => {
    const page = (await get('/partners', chair)).body
    const [, href = ''] =
      /href="(\/partners\/police[^"]*what=came[^"]*)"/.exec(
        page.replaceAll('&#38;', '&').replaceAll('&amp;', '&'),
      ) ?? []
    assert.match(wordsOf((await get(href, chair)).body), /Leo Łukasz 22 November 2026 In person/)
    assert.match(
      wordsOf((await get('/partners/conferences?which=quorate', chair)).body),
      /Leo Łukasz 22 November 2026 Enough agencies No/,
    )
    assert.equal((await get('/partners', worker)).statusCode, 403)
  })

  it('stand month by month, twelve beside one another, each opening the meetings of its month', async () => {
    const page = (await get('/partners?to=22/11/2026', chair)).body
      .replaceAll('&#38;', '&')
      .replaceAll('&amp;', '&')
    assert.match(wordsOf(page), /Agency Dec 25 Jan 26 Feb 26 .* Oct 26 Nov 26/)
    const [, href = ''] =
      /href="([^"]*)">1 of 1<span class="govuk-visually-hidden"> , Police, Nov 26</.exec(page) ?? []
    assert.match(href, /from=2026-11-01&to=2026-11-22/)
    assert.match(
      wordsOf((await get(href, chair)).body),
      /held from 1 November 2026 to 22 November 2026.*Leo Łukasz 22 November 2026 In person/,
    )
    // A year later that month has gone, and nothing is invented in its place.
    assert.doesNotMatch((await get('/partners?to=22/11/2027', chair)).body, /month by month/)
  })
})
