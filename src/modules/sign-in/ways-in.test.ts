import assert from 'node:assert/strict'
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { TOTP, Secret } from 'otpauth'
import { digestPassword } from '../../platform/access/password.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { instantAt, momentOf } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { runJobs } from '../../platform/testing/jobs.ts'
import { addStaff, bookOn, testDay } from '../../platform/testing/office.ts'
import { wordsOf } from '../../platform/testing/pages.ts'
import { freshDb, ownerOf } from '../../platform/testing/world.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { html, nothing } from '../../platform/web/html.ts'
import { lockedCodeKey, lockOpenCodeKeys, openedCodeKey } from './code-lock.ts'
import { closeUnused, jobs } from './jobs.ts'
import { findSession, openSession, sessionsOf } from '../../platform/access/session.ts'
import { newSetUpCode } from '../../platform/access/set-up-code.ts'
import { pages } from './pages.ts'

const codesKey = createSecretKey(randomBytes(32))
let db: Db
let app: App
let priya: Actor
before(async () => {
  db = await freshDb()
  priya = await addStaff(db, 'Priya Nair', 'ADM', null)
  app = buildApp({
    book: { ...bookOn(db), codesKey },
    council: 'Exampleshire',
    demonstration: false,
    secure: true,
    navigation: [],
    clockNames: new Map(),
    masthead: async () => nothing,
  })
  await app.register(pages)
  app.get(
    '/export',
    { config: { audience: 'signed in', shows: 'nobody', stepUp: true } },
    (_request, reply) => reply.page({ title: 'An export', body: html`<p>rows</p>` }),
  )
})
after(async () => {
  await app.close()
  await db.destroy()
})

type Fields = Readonly<Record<string, string>>

const post = (url: string, fields: Fields, headers: Fields = {}) =>
  app.inject({
    method: 'POST',
    url,
    remoteAddress: headers['from'] ?? '127.0.0.1',
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

/** What an authenticator with this key shows, so many half minutes from the test's noon. */
const shows = (key: string, later = 0): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({
    timestamp: momentOf(instantAt(testDay, '12:00')) + later * 30_000,
  })

const cookieIn = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0] ?? ''

const password = 'three green bicycles'
let key = ''

describe('setting up an emergency account', () => {
  it('is refused without the code an administrator gave', async () => {
    const answer = await post('/sign-in/set-up', {
      who: 'priya.nair',
      setUpCode: 'AAAAA-AAAAA-AAAAA-AAAAA',
      password,
    })
    assert.equal(answer.statusCode, 422)
    assert.match(wordsOf(answer.body), /Enter the set-up code your administrator gave you for this account/)
  })

  it('shows none of a password, lets it be pasted or filled in, and asks no question of the past', async () => {
    for (const [url, is] of [
      ['/sign-in/set-up', 'new-password'],
      ['/sign-in', 'current-password'],
    ] as const) {
      const { body } = await app.inject(url)
      const [field = ''] = /<input[^>]*name="password"[^>]*>/.exec(body) ?? []
      assert.match(field, /type="password"/)
      assert.match(field, new RegExp(`autocomplete="${is}"`))
      assert.doesNotMatch(body, /onpaste|maiden|favourite|first school|memorable/i)
    }
  })

  it('asks for a password that is long, and not one’s own name', async () => {
    const setUpCode = await newSetUpCode(db, priya.id)
    for (const [tried, says] of [
      ['short', /at least 12 letters/],
      ['aaaaaaaaaaaaaa', /more different letters/],
      ['priya has a cat', /without your name/],
    ] as const) {
      const answer = await post(
        '/sign-in/set-up',
        { who: 'priya.nair', setUpCode, password: tried },
        { from: '10.0.0.1' },
      )
      assert.equal(answer.statusCode, 422)
      assert.match(wordsOf(answer.body), says)
      await sql`delete from rate_count`.execute(db)
    }
  })

  it('shows the key once, and opens the account when its first code is typed back', async () => {
    const setUpCode = await newSetUpCode(db, priya.id)
    const answer = await post('/sign-in/set-up', { who: 'priya.nair', setUpCode, password })
    key = /secret=([A-Z2-7]+)/.exec(answer.body)?.[1] ?? ''
    const wrong = await post('/sign-in/set-up/finish', { who: 'priya.nair', setUpCode, code: '000000' })
    assert.match(wordsOf(wrong.body), /Enter the six digits your authenticator shows now/)
    const done = await post('/sign-in/set-up/finish', { who: 'priya.nair', setUpCode, code: shows(key, -1) })
    assert.equal(done.headers.location, '/')
    assert.match(
      String(done.headers['set-cookie']),
      /^__Host-holdfast=.+; Path=\/; HttpOnly; SameSite=Lax; Secure/,
    )
    const again = await post('/sign-in/set-up/finish', { who: 'priya.nair', setUpCode, code: shows(key) })
    assert.equal(again.statusCode, 422, 'a set-up code is good once')
    await sql`delete from rate_count`.execute(db)
  })

  it('keeps the password as a digest that costs 19 MiB to try', async () => {
    const { passwordHash } = await db
      .selectFrom('staffPassword')
      .select('passwordHash')
      .executeTakeFirstOrThrow()
    assert.match(passwordHash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('the key of somebody’s one-time codes', () => {
  const held = async (): Promise<string> =>
    (await sql<{ codeKey: string }>`select code_key from staff_password`.execute(db)).rows[0]?.codeKey ?? ''

  it('lies locked in the table, and opens for its owner’s account with our key and no other', async () => {
    const locked = await held()
    assert.ok(!locked.includes(key) && locked.startsWith('gcm1:'))
    assert.equal(openedCodeKey(locked, priya.id, codesKey), key)
    assert.equal(openedCodeKey(locked, randomUUID(), codesKey), null)
    assert.equal(openedCodeKey(locked, priya.id, createSecretKey(randomBytes(32))), null)
    assert.equal(openedCodeKey(locked, priya.id, undefined), null)
    const changed = Buffer.from(locked.slice(5), 'base64')
    changed[20] = (changed[20] ?? 0) ^ 1
    assert.equal(openedCodeKey(`gcm1:${changed.toString('base64')}`, priya.id, codesKey), null)
    assert.notEqual(lockedCodeKey(key, priya.id, codesKey), locked)
  })

  it('that an earlier version left open still opens the account, and is locked at the next start', async () => {
    await sql`update staff_password set code_key = ${key}`.execute(db)
    assert.equal(openedCodeKey(await held(), priya.id, codesKey), key)
    assert.equal(await lockOpenCodeKeys(db, codesKey), 1)
    assert.equal(openedCodeKey(await held(), priya.id, codesKey), key)
    assert.ok(!(await held()).includes(key))
    assert.equal(await lockOpenCodeKeys(db, codesKey), 0)
  })
})

const signIn = (fields: Fields, headers: Fields = {}) =>
  post('/sign-in', { who: 'priya.nair', password, code: shows(key), ...fields }, headers)

describe('signing in with an emergency account', () => {
  it('says the same whichever of name, password and code is wrong', async () => {
    const answers = await Promise.all([
      signIn({ who: 'nobody' }),
      signIn({ password: 'four green bicycles' }),
      signIn({ code: '000000' }),
    ])
    const words = answers.map(({ body }) => wordsOf(body).replace(/value="[^"]*"/, ''))
    assert.match(words[0]!, /together they are not right/)
    assert.deepEqual(new Set(words).size, 1)
  })

  it('lets its owner in, and takes each code once', async () => {
    await sql`delete from rate_count`.execute(db)
    assert.equal((await signIn({})).headers.location, '/')
    assert.equal((await signIn({})).statusCode, 422)
  })

  it('is tried at most five times a minute for one account, and lets others in meanwhile', async () => {
    await sql`delete from rate_count`.execute(db)
    const tries = []
    for (let n = 0; n < 6; n += 1) tries.push(await signIn({ password: 'a guess of twelve' }))
    assert.match(wordsOf(tries[4]!.body), /not right/)
    assert.match(wordsOf(tries[5]!.body), /Wait a minute/)
    assert.match(wordsOf((await signIn({ who: 'somebody.else' }, { from: '10.0.0.9' })).body), /not right/)
  })

  it('is let in with a password of years ago: none is out of date by the calendar', async () => {
    await sql`delete from rate_count`.execute(db)
    await sql`update staff_password set last_step = 0, confirmed_at = now() - interval '9 years'`.execute(db)
    assert.equal((await signIn({})).headers.location, '/')
    await sql`delete from sign_in where id = (select max(id) from sign_in)`.execute(ownerOf(db))
  })

  it('is refused after 30 days without use, and after the account’s last day', async () => {
    await sql`delete from rate_count`.execute(db)
    await sql`update staff set last_signed_in_at = now() - interval '31 days'`.execute(db)
    assert.match(wordsOf((await signIn({ code: shows(key, 1) })).body), /was not used for 30 days/)
    await sql`update staff set last_signed_in_at = now(), leaves_on = current_date - 1`.execute(db)
    await sql`update staff_password set last_step = 0`.execute(db)
    assert.match(
      wordsOf((await signIn({ code: shows(key, 1) })).body),
      /Ask your administrator to open your account/,
    )
    await sql`update staff set leaves_on = null`.execute(db)
  })

  it('writes every attempt down', async () => {
    const { rows } = await sql<{ letIn: boolean; times: number }>`
      select let_in, count(*) as times from sign_in where how = 'password' group by let_in order by let_in`.execute(
      db,
    )
    assert.deepEqual(rows, [
      { letIn: false, times: 12 },
      { letIn: true, times: 2 },
    ])
    const last = await sql`select staff_id as who, how, let_in, at > now() - interval '1 minute' as just_now
      from sign_in where staff_id is not null order by id desc limit 1`.execute(db)
    assert.deepEqual(last.rows, [{ who: priya.id, how: 'password', letIn: false, justNow: true }])
  })
})

const newestSession = () =>
  db.selectFrom('session').select('csrf').orderBy('startedAt', 'desc').executeTakeFirstOrThrow()

async function signedIn(): Promise<string> {
  await sql`delete from rate_count`.execute(db)
  await sql`update staff_password set last_step = 0`.execute(db)
  return cookieIn(await signIn({}))
}

describe('a session', () => {
  it('asks somebody who came in a while ago to show again that it is them, before an export', async () => {
    const cookie = await signedIn()
    assert.equal((await app.inject({ url: '/export', headers: { cookie } })).statusCode, 200)
    await sql`update session set shown_at = now() - interval '16 minutes'`.execute(db)
    const asked = await app.inject({ url: '/export', headers: { cookie } })
    assert.equal(asked.headers.location, '/sign-in/again?to=%2Fexport')
    const page = await app.inject({ url: '/sign-in/again?to=%2Fexport', headers: { cookie } })
    const way = cookieIn(page)
    const { csrf } = await newestSession()
    const both = { cookie: `${cookie}; ${way}` }
    const wrong = await post('/sign-in/again', { _csrf: csrf, password: 'no', code: shows(key, 1) }, both)
    assert.match(wordsOf(wrong.body), /Enter your password and code/)
    const shown = await post('/sign-in/again', { _csrf: csrf, password, code: shows(key, 1) }, both)
    assert.equal(shown.headers.location, '/export')
    const renewed = cookieIn(shown)
    assert.notEqual(renewed, cookie)
    assert.equal((await app.inject({ url: '/export', headers: { cookie: renewed } })).statusCode, 200)
    assert.equal((await app.inject({ url: '/export', headers: { cookie } })).headers.location, '/sign-in')
  })

  it('ends everywhere when a password is chosen anew, and a password is good to its last space only', async () => {
    const before = await signedIn()
    const setUpCode = await newSetUpCode(db, priya.id)
    const chosen = await post('/sign-in/set-up', { who: 'priya.nair', setUpCode, password: `${password} ` })
    key = /secret=([A-Z2-7]+)/.exec(chosen.body)?.[1] ?? ''
    await post('/sign-in/set-up/finish', { who: 'priya.nair', setUpCode, code: shows(key) })
    assert.equal(
      (await app.inject({ url: '/export', headers: { cookie: before } })).headers.location,
      '/sign-in',
    )
    await sql`delete from rate_count`.execute(db)
    assert.equal((await signIn({ code: shows(key, 1) })).statusCode, 422)
    assert.equal((await signIn({ password: `${password} `, code: shows(key, 1) })).headers.location, '/')
    // Back to the one the other tests know.
    const again = await newSetUpCode(db, priya.id)
    const back = await post('/sign-in/set-up', { who: 'priya.nair', setUpCode: again, password })
    key = /secret=([A-Z2-7]+)/.exec(back.body)?.[1] ?? ''
    await post('/sign-in/set-up/finish', { who: 'priya.nair', setUpCode: again, code: shows(key) })
  })

  it('has its password changed by whoever has the old one and a code, and every other of theirs ends', async () => {
    const [elsewhere, here] = [await signedIn(), await signedIn()]
    const headers = { cookie: here }
    const page = await app.inject({ url: '/account/password', headers })
    const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(page.body) ?? []
    const another = 'nine slow yellow trams'
    const change = async (fields: Fields) => {
      await sql`delete from rate_count`.execute(db)
      return post('/account/password', { _csrf: csrf, password, code: shows(key, 1), newPassword: another, ...fields }, headers) // prettier-ignore
    }
    for (const [fields, says] of [
      [{ password: 'five green bicycles' }, /password you have now and your code/],
      [{ code: '000000' }, /password you have now and your code/],
      [{ newPassword: 'unbelievable' }, /few others choose/],
      [{ newPassword: password }, /another password than the one you have now/],
    ] as const) {
      const refused = await change(fields)
      assert.equal(refused.statusCode, 422)
      assert.match(wordsOf(refused.body), says)
      assert.ok(!refused.body.includes(another))
    }
    await sql`update staff_password set last_step = 0`.execute(db)
    const done = await change({})
    assert.equal(done.headers.location, '/')
    for (const cookie of [elsewhere, here])
      assert.equal((await app.inject({ url: '/export', headers: { cookie } })).headers.location, '/sign-in')
    assert.equal((await app.inject({ url: '/export', headers: { cookie: cookieIn(done) } })).statusCode, 200)
    await sql`delete from rate_count`.execute(db)
    await sql`update staff_password set last_step = 0`.execute(db)
    assert.equal((await signIn({})).statusCode, 422)
    assert.equal((await signIn({ password: another })).headers.location, '/')
    // Back to the one the other tests know.
    await sql`update staff_password set password_hash = ${await digestPassword(password)}`.execute(db)
  })

  it('goes nowhere but to a page of ours', async () => {
    for (const [to, goes] of [
      ['/export', '/export'],
      ['//evil.example', '/'],
      ['https://evil.example', '/'],
      ['/\\evil.example', '/'],
    ] as const) {
      const cookie = await signedIn()
      const page = await app.inject({
        url: `/sign-in/again?to=${encodeURIComponent(to)}`,
        headers: { cookie },
      })
      const { csrf } = await newestSession()
      const shown = { _csrf: csrf, password, code: shows(key, 1) }
      const went = await post('/sign-in/again', shown, { cookie: `${cookie}; ${cookieIn(page)}` })
      assert.equal(went.headers.location, goes)
    }
  })

  it('is shown to its owner with their others, and each of those is ended by itself', async () => {
    await sql`delete from session where staff_id = ${priya.id}`.execute(db)
    const [elsewhere, here] = [
      await openSession(db, priya.id, 'password'),
      await openSession(db, priya.id, 'password'),
    ]
    const olu = await addStaff(db, 'Olu Bankole', 'SW')
    const stranger = await openSession(db, olu.id, 'password')
    const headers = { cookie: `__Host-holdfast=${here}` }
    const page = await app.inject({ url: '/account/sessions', headers })
    assert.match(wordsOf(page.body), /Signed in on .*, with an emergency account: here .*End this one/)
    const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(page.body) ?? []
    const references = [...page.body.matchAll(/name="session" value="([^"]+)"/g)].map(
      ([, found]) => found ?? '',
    )
    assert.equal(references.length, 1)
    const end = (session: string) => post('/account/sessions/end', { _csrf: csrf, session }, headers)
    // Of somebody else: found by the same sum, and none of hers.
    const theirs = await sessionsOf(db, olu.id, stranger)
    await end(theirs[0]?.reference ?? '')
    assert.ok((await findSession(db, stranger)) !== null)
    await end(references[0] ?? '')
    assert.equal(await findSession(db, elsewhere), null)
    assert.ok((await findSession(db, here)) !== null)
  })

  it('of another that is ended asks its owner first to show that it is them, where they came in a while ago', async () => {
    const here = await openSession(db, priya.id, 'password')
    const { rows } = await sql<{
      csrf: string
    }>`select csrf from session where staff_id = ${priya.id} order by started_at desc limit 1`.execute(db)
    await sql`update session set shown_at = now() - interval '16 minutes' where staff_id = ${priya.id}`.execute(
      db,
    )
    const went = await post(
      '/account/sessions/end',
      { _csrf: rows[0]?.csrf ?? '', session: 'x' },
      { cookie: `__Host-holdfast=${here}` },
    )
    assert.match(String(went.headers.location), /^\/sign-in\/again/)
  })

  it('ends on every device when asked to', async () => {
    const cookie = await signedIn()
    const { csrf } = await newestSession()
    const out = await post('/sign-out/everywhere', { _csrf: csrf }, { cookie })
    assert.equal(out.headers['clear-site-data'], '"cache", "storage"')
    const { rows } = await sql`select 1 from session where staff_id = ${priya.id}`.execute(db)
    assert.deepEqual(rows, [])
  })
})

describe('a form', () => {
  it('of another site is refused, whoever the browser says is signed in', async () => {
    for (const headers of [
      { origin: 'https://evil.example', host: 'holdfast.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      assert.equal((await signIn({}, headers as unknown as Fields)).statusCode, 403)
  })

  it('of our own page is taken', async () => {
    await sql`delete from rate_count`.execute(db)
    const own = {
      origin: 'http://holdfast.example',
      host: 'holdfast.example',
      'sec-fetch-site': 'same-origin',
    }
    assert.equal((await signIn({ code: '000000' }, own)).statusCode, 422)
  })

  it('comes with what keeps a page from being framed, guessed at or fetched without TLS', async () => {
    const { headers } = await app.inject('/sign-in')
    assert.equal(headers['strict-transport-security'], 'max-age=63072000; includeSubDomains')
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/)
  })
})

describe('an account that nobody has used for 30 days', () => {
  it('is closed in the night; one never used yet waits for its first day', async () => {
    const [idle, newly] = [await addStaff(db, 'Idle Ivy', 'SW'), await addStaff(db, 'Newly Ned', 'SW')]
    await sql`update staff set last_signed_in_at = now() - interval '31 days' where id = ${idle.id}`.execute(
      db,
    )
    await inTransaction(db, (tx) => enqueue(tx, closeUnused, {}))
    await runJobs(bookOn(db), jobs)
    const { rows } = await sql<{
      name: string
    }>`select name from staff where disabled_at is not null`.execute(db)
    assert.deepEqual(rows, [{ name: 'Idle Ivy' }])
    assert.equal(newly.name, 'Newly Ned')
  })
})
