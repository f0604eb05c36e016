import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../../platform/access/policy.ts'
import { day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { addPerson, addStaff, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { nothing } from '../../../platform/web/html.ts'
import { pages } from '../pages.ts'
import { childrenNamed } from './children-named.ts'
import { steps } from './steps.ts'
import { mostAnHour } from './store.ts'

let db: Db
let book: Book
let app: App
let screener: SignedIn
let worker: SignedIn
let leo: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  app = await serverOf(book, [pages], async () => nothing)
  screener = await signIn(book, await staff('Nadia Cole', 'SCR'))
  worker = await signIn(book, await staff('Amira Khalil', 'SW'))
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker', bornOn: day('2020-03-03') })
})
after(async () => {
  await app.close()
  await db.destroy()
})

const staff = (name: string, role: Actor['role']) => addStaff(db, name, role)
const form = (fields: Readonly<Record<string, string | readonly string[]>>): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  ).toString()
const headers = { 'content-type': 'application/x-www-form-urlencoded' }
const tell = (fields: Readonly<Record<string, string | readonly string[]>>, from = '192.0.2.1') =>
  app.inject({ method: 'POST', url: '/tell-us', headers, payload: form(fields), remoteAddress: from })

const said = (children: string, more = {}) => ({
  immediateDanger: 'no',
  source: 'friend',
  children,
  narrative: 'He is <b>hungry</b> & cold',
  _send: 'yes',
  _key: crypto.randomUUID(),
  ...more,
})
const receiptIn = (body: string): string => /HF-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(body)?.[0] ?? ''
const secondIn = (body: string): string => /<strong>([A-Z2-9]{4}-[A-Z2-9]{4})<\/strong>/.exec(body)?.[1] ?? ''
const sentOf = (receipt: string) =>
  db.selectFrom('sentIn').selectAll().where('receipt', '=', receipt).executeTakeFirstOrThrow()
const as = (who: SignedIn, url: string) => app.inject({ url, headers: { cookie: who.cookie } })
const posts = (who: SignedIn, url: string, fields: Readonly<Record<string, string>>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { ...headers, cookie: who.cookie },
    payload: form({ ...fields, _csrf: who.csrf, _key: crypto.randomUUID() }),
  })

describe('the form for people outside', () => {
  it('opens without an account, one thing a page, and asks at most twelve in all', async () => {
    const start = await app.inject({ url: '/tell-us' })
    assert.equal(start.statusCode, 200)
    assert.ok(steps.every(({ asks }) => asks.length <= 3))
    let typed: Record<string, string | readonly string[]> = {}
    const answers: Readonly<Record<string, Record<string, string>>> = {
      danger: { immediateDanger: 'no' },
      you: { source: 'school' },
      children: { children: 'Sam Marsh 3 11 2019' },
      worry: { narrative: 'Bruised' },
    }
    for (const [i, { name }] of steps.entries()) {
      typed = { ...typed, ...answers[name] }
      const next = await tell({ ...typed, _at: name })
      assert.equal(next.statusCode, 200, name)
      const title = steps[i + 1]?.title ?? 'Check what you are sending'
      assert.match(next.body, new RegExp(`<h1[^>]*>${title}</h1>`), name)
    }
  })

  it('keeps what was typed, and says what is wrong where it is wrong', async () => {
    const page = await tell({ _at: 'worry', children: 'Sam Marsh', narrative: ' ' })
    assert.equal(page.statusCode, 422)
    assert.match(page.body, /href="#narrative">Enter what they are worried about/)
    assert.match(page.body, /name="children" value="Sam Marsh"/)
  })

  it('cannot be sent by leaving a page out', async () => {
    const page = await tell({ ...said('Sam Marsh'), narrative: '' })
    assert.equal(page.statusCode, 422)
  })

  it('answers alike whether the child is known or not, but for the receipt', async () => {
    const plain = (body: string) =>
      wordsOf(body).replace(receiptIn(body), 'RECEIPT').replace(secondIn(body), 'SECOND')
    const known = await tell(said('Leo Barker 3/3/2020'))
    const unknown = await tell(said('Zebedee Quill 1/1/2015'))
    assert.notEqual(receiptIn(known.body), receiptIn(unknown.body))
    assert.equal(plain(known.body), plain(unknown.body))
    assert.doesNotMatch(known.body, new RegExp(leo))
  })

  it('sent twice gives the first receipt again, and is kept once', async () => {
    const twice = said('Sam Marsh')
    const [first, second] = [await tell(twice), await tell(twice)]
    assert.equal(receiptIn(first.body), receiptIn(second.body))
  })

  it('makes nobody’s record until it is read', async () => {
    const { n } = await db
      .selectFrom('contact')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    assert.equal(Number(n), 0)
  })

  it('stops an address that sends too often, and says to ring', async () => {
    const from = '192.0.2.77'
    for (let i = 0; i < mostAnHour; i += 1)
      assert.equal((await tell(said('Sam Marsh'), from)).statusCode, 200)
    const stopped = await tell(said('Sam Marsh'), from)
    assert.equal(stopped.statusCode, 429)
    assert.match(wordsOf(stopped.body), /Ring us instead/)
    assert.equal((await tell(said('Sam Marsh'), '192.0.2.78')).statusCode, 200)
  })
})

describe('reading what was sent in', () => {
  it('is the screener’s, shows the words as they were typed, and takes them into the record they are matched to', async () => {
    const receipt = receiptIn(
      (await tell(said('Leo Barker 3/3/2020\nMia Barker', { where: '4 Mill Road' }))).body,
    )
    const { id } = await sentOf(receipt)
    const url = `/front-door/sent-in/${id}`
    assert.equal((await as(worker, url)).statusCode, 403)
    const page = await as(screener, url)
    assert.match(page.body, /He is &#60;b&#62;hungry|He is &lt;b&gt;hungry/)
    assert.match(page.body, new RegExp(`value="${leo}"`))
    const wrong = await posts(screener, url, { child_0: leo })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Select who “Mia Barker” is/)
    const done = await posts(screener, url, { child_0: leo, child_1: 'new' })
    assert.equal(done.statusCode, 303)
    const rows = await db
      .selectFrom('contact')
      .selectAll()
      .where('receipt', '=', receipt)
      .orderBy('id')
      .execute()
    assert.deepEqual(
      rows.map(({ channel, source, state }) => [channel, source, state]),
      [
        ['portal', '1B', 'received'],
        ['portal', '1B', 'received'],
      ],
    )
    assert.equal(rows[0]?.togetherId, rows[1]?.togetherId)
    assert.match(rows[0]?.narrative ?? '', /hungry[^]*4 Mill Road/)
    assert.equal((await sentOf(receipt)).state, 'taken in')
    assert.equal((await posts(screener, url, { child_0: leo, child_1: 'new' })).statusCode, 409)
  })

  it('is set aside with a reason, and kept', async () => {
    const receipt = receiptIn((await tell(said('x', { narrative: 'Buy now' }))).body)
    const { id } = await sentOf(receipt)
    assert.equal((await posts(screener, `/front-door/sent-in/${id}/set-aside`, {})).statusCode, 422)
    assert.equal(
      (await posts(screener, `/front-door/sent-in/${id}/set-aside`, { why: 'Advertising' })).statusCode,
      303,
    )
    assert.deepEqual(
      [(await sentOf(receipt)).state, (await sentOf(receipt)).settledWhy],
      ['set aside', 'Advertising'],
    )
  })
})

describe('a worker’s own form', () => {
  it('asks at most twelve questions, loses nothing, and goes on to find the children', async () => {
    const page = await as(screener, '/front-door/new')
    const asked = new Set([...page.body.matchAll(/ name="([a-zA-Z]+)"/g)].map(([, name]) => name))
    assert.equal([...asked].filter((name) => !['q', 'viewport', 'theme'].includes(name ?? '')).length, 12)
    const wrong = await posts(screener, '/front-door/new', { narrative: 'Cold house' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Cold house/)
    const told = {
      children: 'Leo Barker',
      channel: 'phone',
      source: '2A',
      narrative: 'Cold house',
      immediateDanger: 'no',
      consent: 'given',
    }
    const saved = await posts(screener, '/front-door/new', told)
    assert.match(saved.headers.location ?? '', /^\/front-door\/sent-in\//)
  })

  it('keeps what is typed and not sent for whoever types it, until it is sent', async () => {
    const typed = { children: 'Mia Frost', narrative: 'Rang at tea time, no' }
    const kept = await posts(screener, '/front-door/new/draft', typed)
    assert.equal(kept.statusCode, 204)
    const page = wordsOf((await as(screener, '/front-door/new')).body)
    assert.match(page, /Rang at tea time, no/)
    assert.match(page, /Your draft is here/)
    const colleague = await signIn(book, await staff('Joel Appleby', 'SCR'))
    assert.doesNotMatch((await as(colleague, '/front-door/new')).body, /Rang at tea time/)
    const told = { channel: 'phone', source: '2A', immediateDanger: 'no', consent: 'given', ...typed }
    const key = crypto.randomUUID()
    const send = (url: string) =>
      app.inject({
        method: 'POST',
        url,
        headers: { ...headers, cookie: screener.cookie },
        payload: form({ ...told, _csrf: screener.csrf, _key: key }),
      })
    assert.equal((await send('/front-door/new')).statusCode, 303)
    // The browser's last save of the draft may come after the form itself.
    assert.equal((await send('/front-door/new/draft')).statusCode, 204)
    assert.doesNotMatch((await as(screener, '/front-door/new')).body, /Rang at tea time/)
  })
})

describe('the children somebody named', () => {
  it('are one a line, with the birth date taken out of the name', () =>
    assert.deepEqual(
      childrenNamed('Leo Barker, 3/3/2020\n\n Mary Jane O’Neill dob 2015-01-02\nBaby').map(
        ({ givenName, familyName, bornOn }) => [givenName, familyName, bornOn],
      ),
      [
        ['Leo', 'Barker', '2020-03-03'],
        ['Mary Jane', 'O’Neill', '2015-01-02'],
        ['Baby', '', null],
      ],
    ))
})
