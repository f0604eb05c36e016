import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
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
})
