import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { counting } from '../../platform/testing/statements.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { html } from '../../platform/web/html.ts'
import type { App } from '../../platform/web/app.ts'
import { action } from '../actions/index.ts'
import { pages } from './index.ts'

let db: Db
let book: Book
let app: App
let asha: Actor
let amira: Actor
let as: SignedIn
let alertId: string
let hiddenId: string

const tell = async (
  childId: string,
  toId: string,
  rung = 'team manager',
  of: { readonly entry?: string; readonly recordId?: string } = {},
): Promise<string> =>
  (
    await db
      .insertInto('alert')
      .values({
        entry: 'cp-visit',
        childId,
        recordId: childId,
        sinceOn: day('2026-11-05'),
        dueOn: day('2026-11-19'),
        rung: rung as 'team manager',
        toId,
        raisedOn: day('2026-11-20'),
        ...of,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

before(async () => {
  db = await freshDb()
  book = bookOn(db, [], undefined, [action])
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  asha = await addStaff(db, 'Asha Patel', 'TM')
  const leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, amira)
  const hidden = await addPerson(db, { givenName: 'Secret', familyName: 'Name', restrictedLevel: 2 })
  await allocateTo(db, hidden, amira)
  alertId = await tell(leo, asha.id)
  hiddenId = await tell(hidden, asha.id)
  app = await serverOf(book, [pages], () => Promise.resolve(html``))
  as = await signIn(book, asha)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = async (url: string, who = as) => app.inject({ url, headers: { cookie: who.cookie } })
const post = async (url: string, form: Readonly<Record<string, string>>, who = as) =>
  app.inject({
    method: 'POST',
    url,
    headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: who.csrf, ...form }).toString(),
  })

describe('the inbox', () => {
  it('lists what one was told, the name only of a child whose record is open to them', async () => {
    const { result, statements } = await counting(() => get('/inbox'))
    const words = wordsOf(result.body)
    assert.match(words, /Leo Barker/)
    assert.match(words, /A child whose record is not open to you/)
    assert.doesNotMatch(result.body, /Secret/)
    assert.match(words, /Told to you as team manager on Fri 20 Nov/)
    assert.ok(statements.length <= 8, statements.join('\n'))
  })

  it('writes down whose names were read, and no other', async () => {
    const looked = await db.selectFrom('readEvent').select('childIds').where('route', '=', '/inbox').execute()
    assert.equal(looked.at(-1)?.childIds.length, 1)
  })

  it('says which of a child’s worries or actions it is about, to whoever may open the record', async () => {
    const child = await addPerson(db, { givenName: 'Tyler', familyName: 'Barker' })
    await allocateTo(db, child, amira)
    const shut = await addPerson(db, { givenName: 'Shut', familyName: 'Away', restrictedLevel: 2 })
    const told = async (childId: string, what: string) => {
      const worry = { childId, state: 'open', what, source: 'School', sinceOn: day('2026-09-01') }
      const { id } = await db
        .insertInto('worry')
        .values(worry as never)
        .returning('id')
        .executeTakeFirstOrThrow()
      return tell(childId, asha.id, 'owner', { entry: 'risk-unreviewed', recordId: id })
    }
    const [hungry, , closed] = [
      await told(child, 'Hungry at school'),
      await told(child, 'Out after dark'),
      await told(shut, 'Not to be read'),
    ]
    const { body } = await get('/inbox')
    assert.match(wordsOf(body), /: “Hungry at school”\./)
    assert.match(wordsOf(body), /: “Out after dark”\./)
    assert.doesNotMatch(body, /Not to be read/)
    assert.match(wordsOf((await get(`/inbox/${hungry}`)).body), /Which one “Hungry at school”/)
    assert.doesNotMatch((await get(`/inbox/${closed}`)).body, /Not to be read|Which one/)
    await db.deleteFrom('alert').where('entry', '=', 'risk-unreviewed').execute()
  })

  it('passes over an address that is none of ours', async () => {
    for (const query of [
      '?part=constructor',
      '?page=-1',
      '?page=x',
      "?duty=';drop",
      '?part=cleared&page=999999',
    ])
      assert.equal((await get(`/inbox${query}`)).statusCode, 200, query)
  })

  it('opens one telling, and asks what happens now', async () => {
    const words = wordsOf((await get(`/inbox/${alertId}`)).body)
    assert.match(words, /What happens now\?/)
    assert.match(words, /Something will be done, by a day/)
    const none = wordsOf((await get(`/inbox/${hiddenId}`)).body)
    assert.doesNotMatch(none, /Secret|Something will be done/)
    assert.match(none, /Why is nothing more needed\?/)
  })

  it('has nothing of a sealed record for somebody not named on it, not even a duty without a name, nor counts it', async () => {
    const sealed = await addPerson(db, { givenName: 'Sealed', familyName: 'Away', restrictedLevel: 3 })
    const before = await get('/inbox')
    const id = await tell(sealed, asha.id)
    const now = await get('/inbox')
    assert.equal(wordsOf(now.body), wordsOf(before.body))
    assert.equal((await get(`/inbox/${id}`)).statusCode, 404)
    await db
      .insertInto('namedAccess')
      .values({
        childId: sealed,
        staffId: asha.id,
        state: 'in force',
        why: 'A test',
        askedOn: day('2026-11-20'),
      })
      .execute()
    assert.match(wordsOf((await get('/inbox')).body), /Sealed Away/)
    await db.deleteFrom('alert').where('id', '=', id).execute()
  })

  it('is nobody else’s', async () => {
    const other = await signIn(book, await addStaff(db, 'Ola Bright', 'TM', 'Lakeside'))
    assert.equal((await get(`/inbox/${alertId}`, other)).statusCode, 404)
    assert.equal((await post(`/inbox/${alertId}`, { next: 'words', answer: 'no' }, other)).statusCode, 404)
    const admin = await signIn(book, await addStaff(db, 'Ada Min', 'ADM', null))
    assert.equal((await get('/inbox', admin)).statusCode, 403)
    assert.doesNotMatch((await get('/account/messages', admin)).body, /href="\/inbox"/)
    assert.equal((await get('/inbox/not-an-id')).statusCode, 404)
  })

  it('says what is missing at its field, keeps what was typed, and then stores it', async () => {
    const half = await post(`/inbox/${alertId}`, { next: 'action', what: 'Visit Leo at <school>' })
    assert.equal(half.statusCode, 422)
    assert.match(half.body, /href="#dueOn"/)
    assert.match(half.body, /Visit Leo at &#60;school&#62;/)
    const none = await post(`/inbox/${alertId}`, {})
    assert.match(wordsOf(none.body), /Select what happens now/)
    const past = await post(`/inbox/${alertId}`, { next: 'action', what: 'Visit Leo', dueOn: '1/11/2026' })
    assert.match(wordsOf(past.body), /must be today or later/)
    const done = await post(`/inbox/${alertId}`, { next: 'action', what: 'Visit Leo', dueOn: '24/11/2026' })
    assert.equal(done.statusCode, 303)
    assert.match(
      wordsOf((await get('/inbox?part=promised')).body),
      /You asked for: Visit Leo, by Tue 24 Nov, Amira Khalil/,
    )
    assert.equal((await post(`/inbox/${alertId}`, { next: 'words', answer: 'again' })).statusCode, 409)
  })

  it('is answered in words about a child whose record is not open', async () => {
    assert.equal(
      (await post(`/inbox/${hiddenId}`, { next: 'action', what: 'x', dueOn: '24/11/2026' })).statusCode,
      404,
    )
    assert.equal(
      (await post(`/inbox/${hiddenId}`, { next: 'words', answer: 'The head of service has it' })).statusCode,
      303,
    )
  })

  it('is read all at once', async () => {
    await tell((await db.selectFrom('person').select('id').executeTakeFirstOrThrow()).id, asha.id, 'director')
    const page = (await get('/inbox')).body
    assert.match(page, /action="\/inbox\/read"/)
    assert.match(wordsOf(page), /Inbox 1 unread/)
    assert.equal((await post('/inbox/read', {})).statusCode, 303)
    assert.equal((await db.selectFrom('alert').select('id').where('readAt', 'is', null).execute()).length, 0)
  })
})

describe('the morning’s message', () => {
  it('is one’s own to turn on and off, with one address', async () => {
    for (const email of ['x', 'a@b', 'a@b.uk, c@d.uk', 'a@b.uk\nBcc: c@d.uk', '<a@b.uk>'])
      assert.equal((await post('/account/messages', { email, dailyDigest: 'yes' })).statusCode, 422, email)
    assert.equal((await post('/account/messages', { email: '', dailyDigest: 'yes' })).statusCode, 422)
    assert.equal(
      (await post('/account/messages', { email: 'asha@example.gov.uk', dailyDigest: 'no' })).statusCode,
      303,
    )
    const held = await db
      .selectFrom('staff')
      .select(['email', 'dailyDigest'])
      .where('id', '=', asha.id)
      .executeTakeFirst()
    assert.deepEqual(held, { email: 'asha@example.gov.uk', dailyDigest: false })
    assert.match((await get('/account/messages')).body, /asha@example\.gov\.uk/)
  })
})
