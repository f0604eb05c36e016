import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { addMinutes, day, momentOf, type Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, addTeam, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages as frontDoorPages } from '../front-door/index.ts'
import { pages } from './pages.ts'
import { addSender, signatureOf } from './senders.ts'

let db: Db
let book: Book
let app: App
let admin: Actor
let desk: { id: string; key: string }
const who: Record<string, SignedIn> = {}

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  app = await serverOf(book, [pages, frontDoorPages], async () => nothing)
  await addTeam(db, 'Front door', 'Front door')
  admin = await addStaff(db, 'Ada Min', 'ADM', null)
  who['ADM'] = await signIn(book, admin)
  for (const role of ['SCR', 'EDT', 'SW', 'BS', 'SM'] as const)
    who[role] = await signIn(book, await addStaff(db, `Staff ${role}`, role))
  who['TM'] = await signIn(book, await addStaff(db, 'Ruth Adeyemi', 'TM', 'Front door'))
  who['other TM'] = await signIn(book, await addStaff(db, 'Asha Patel', 'TM'))
  desk = await addSender(db, admin, { name: 'Harm desk', agency: 'Mercia', at: book.now() })
})
after(async () => {
  await app.close()
  await db.destroy()
})

const bodyOf = (ref: string, more = {}): string =>
  JSON.stringify({ notices: [{ policeRef: ref, incidentAt: '2026-11-20T22:00', grade: 'medium', policeScreened: true, narrative: 'A quarrel', people: [{ role: 'child', givenName: 'Leo', familyName: 'Barker', bornOn: '2020-03-03' }], ...more }] }) // prettier-ignore

interface Sending {
  readonly at?: Instant
  readonly key?: string
  readonly repeatKey?: string
  readonly signed?: string
  readonly from?: string
}
const seconds = (at: Instant): string => String(momentOf(at) / 1000)
function send(body: string, { at = book.now(), key = desk.key, repeatKey = crypto.randomUUID(), signed = body, from = '192.0.2.9' }: Sending = {}) {
  const timestamp = seconds(at)
  const signature = signatureOf(Buffer.from(key, 'base64url'), timestamp, Buffer.from(signed))
  const headers = { 'content-type': 'application/json', 'holdfast-sender': desk.id, 'holdfast-timestamp': timestamp, 'holdfast-signature': signature, 'idempotency-key': repeatKey }
  return app.inject({ method: 'POST', url: '/api/police-notices', headers, payload: body, remoteAddress: from })
} // prettier-ignore
const heldUnder = (ref: string) =>
  db.selectFrom('policeNotice').selectAll().where('policeRef', '=', ref).execute()
const get = (role: string, url: string) => app.inject({ url, headers: { cookie: who[role]?.cookie ?? '' } })
const post = (role: string, url: string, fields: Readonly<Record<string, string>>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: who[role]?.cookie ?? '' },
    payload: new URLSearchParams({ ...fields, _csrf: who[role]?.csrf ?? '', _key: crypto.randomUUID() }).toString(), // prettier-ignore
  })

describe('what a police desk sends by itself', () => {
  it('is taken once however often it is sent, with the same answer, and no word of whom we know', async () => {
    await addPerson(db, { givenName: 'Leo', familyName: 'Barker', bornOn: day('2020-03-03') })
    const repeatKey = crypto.randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => send(bodyOf('A/1'), { repeatKey })))
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200],
    )
    assert.equal(new Set(answers.map(({ body }) => body)).size, 1)
    assert.equal((await heldUnder('A/1')).length, 1)
    assert.doesNotMatch(answers[0]?.body ?? '', /Leo|Barker|match|known/)
  })

  it('is refused where the key was used for something else, or none was sent', async () => {
    const repeatKey = crypto.randomUUID()
    await send(bodyOf('A/2'), { repeatKey })
    assert.equal((await send(bodyOf('A/3'), { repeatKey })).statusCode, 409)
    assert.equal((await send(bodyOf('A/3'), { repeatKey: 'short' })).statusCode, 400)
    assert.equal((await heldUnder('A/3')).length, 0)
  })

  it('is refused where it was altered, signed by another, or is older or newer than five minutes', async () => {
    const body = bodyOf('A/4')
    const other = Buffer.alloc(32, 7).toString('base64url')
    const late = [addMinutes(book.now(), -6), addMinutes(book.now(), 6)]
    const refused = await Promise.all([
      send(body, { signed: bodyOf('A/5') }),
      send(body, { key: other }),
      ...late.map((at) => send(body, { at })),
    ])
    assert.deepEqual(
      refused.map(({ statusCode }) => statusCode),
      [401, 401, 401, 401],
    )
    assert.equal(new Set(refused.map(({ body: said }) => said)).size, 1)
    assert.equal((await heldUnder('A/4')).length, 0)
    assert.equal((await send(body, { at: addMinutes(book.now(), -4) })).statusCode, 200)
  })

  it('is told what cannot be read', async () => {
    const answer = await send(bodyOf('A/6', { grade: 'very' }))
    assert.deepEqual(answer.json().notRead, [{ notice: 1, policeRef: 'A/6', field: 'grade', says: 'must be standard, medium or high' }]) // prettier-ignore
    const broken = await send('{"notices":')
    assert.equal(broken.statusCode, 422)
  })

  it('is heard no more once its key was taken away', async () => {
    const gone = await addSender(db, admin, { name: 'Old desk', agency: 'Mercia', at: book.now() })
    const mine = desk
    desk = gone
    assert.equal((await send(bodyOf('A/7'))).statusCode, 200)
    await post('ADM', `/administration/police-desks/${gone.id}/end`, {})
    assert.equal((await send(bodyOf('A/8'))).statusCode, 401)
    desk = mine
  })

  it('is stopped when it comes too often, by its address and before it is read', async () => {
    const codes: number[] = []
    for (let i = 0; i < 62; i += 1) codes.push((await send('{}', { from: '198.51.100.7', key: Buffer.alloc(32).toString('base64url') })).statusCode) // prettier-ignore
    assert.ok(codes.includes(429))
    assert.equal(codes[0], 401)
  })
})

describe('the pages of police notices', () => {
  it('open for screeners, the hub’s manager and out of hours alone', async () => {
    const [held] = await heldUnder('A/1')
    for (const url of ['/front-door/police-notices', `/front-door/police-notices/${held?.id}`]) {
      for (const role of ['SCR', 'TM', 'EDT'])
        assert.equal((await get(role, url)).statusCode, 200, `${role} ${url}`)
      for (const role of ['SW', 'BS', 'SM', 'other TM', 'ADM']) assert.equal((await get(role, url)).statusCode, 403, `${role} ${url}`) // prettier-ignore
    }
    assert.equal((await post('EDT', `/front-door/police-notices/${held?.id}/screen`, {})).statusCode, 403)
    assert.equal((await post('SCR', `/front-door/police-notices/${held?.id}/approve`, {})).statusCode, 403)
  })

  it('say how many wait, and since when, on every page of the front door', async () => {
    for (const url of ['/front-door', '/front-door/list', '/front-door/checks', '/front-door/sent-in', '/front-door/police-notices'])
      assert.match(wordsOf((await get('SCR', url)).body), /\d+ police notices not screened, the oldest under an hour/, url)
    assert.match(wordsOf((await get('SM', '/front-door')).body), /police notices not screened/)
    assert.equal((await get('SM', '/front-door/police-notices/over-time')).statusCode, 200)
  }) // prettier-ignore

  it('lead from who each is to what it needs, and keep what was typed', async () => {
    const [held] = await heldUnder('A/1')
    const at = `/front-door/police-notices/${held?.id}`
    const page = (await get('SCR', at)).body
    const [field = ''] = /who_[0-9a-f-]{36}/.exec(page) ?? []
    assert.match(wordsOf(page), /same date of birth; same name/)
    assert.doesNotMatch(page, / checked/)
    assert.equal((await post('SCR', at, {})).statusCode, 422)
    assert.equal((await post('SCR', at, { [field]: 'new' })).headers.location, `${at}/screen`)
    const wrong = await post('SCR', `${at}/screen`, { rationale: 'Kept <b>words</b>' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Kept &(lt|#60);b/)
    const done = await post('SCR', `${at}/screen`, { outcome: 'referral', rationale: 'Two in a month' })
    assert.equal(done.headers.location, at)
    const contacts = await db.selectFrom('contact').select('channel').execute()
    assert.deepEqual(contacts, [{ channel: 'police feed' }])
    assert.equal(
      (await post('SCR', `${at}/screen`, { outcome: 'referral', rationale: 'Twice' })).statusCode,
      409,
    )
  })

  it('show an administrator a key once', async () => {
    const page = await post('ADM', '/administration/police-desks', { name: 'New desk', agency: 'Wessex' })
    const [, key = ''] = /<code>([\w-]{43})<\/code>/.exec(page.body) ?? []
    assert.equal(key.length, 43)
    assert.doesNotMatch((await get('ADM', '/administration/police-desks')).body, new RegExp(key))
    assert.equal((await get('SCR', '/administration/police-desks')).statusCode, 403)
  })
})
