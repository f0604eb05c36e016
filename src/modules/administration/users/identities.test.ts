import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../../platform/access/policy.ts'
import { whoseSetUpCode } from '../../../platform/access/set-up-code.ts'
import type { Db } from '../../../platform/db/database.ts'
import { nothing } from '../../../platform/web/html.ts'
import type { App } from '../../../platform/web/app.ts'
import { addStaff, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import { pages } from '../pages.ts'

let db: Db
let app: App
let ada: Actor
let amira: Actor
let who: SignedIn
before(async () => {
  db = await freshDb()
  ada = await addStaff(db, 'Ada Lowe', 'ADM', null)
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  const identity = { issuer: 'https://directory.example', subject: 'd7f1', shownAs: 'KHALIL, Amira' }
  await db.insertInto('staffIdentity').values(identity).execute()
  app = await serverOf(bookOn(db), [pages], async () => nothing)
  who = await signIn(bookOn(db), ada)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string) => app.inject({ url, headers: { cookie: who.cookie } })
const post = (url: string, fields: Readonly<Record<string, string>>) =>
  app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams({ _csrf: who.csrf, ...fields }).toString(),
    headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })

// The first eight letters of SHA-256 of “d7f1”.
const account = '/administration/users/waiting/3ae3d8e7'

describe('a council account that is nobody’s yet', () => {
  it('is counted on the page of users, and listed by the number its owner was shown', async () => {
    assert.match(
      wordsOf((await get('/administration/users')).body),
      /One council account has come to the door/,
    )
    assert.match((await get('/administration/users/waiting')).body, new RegExp(account))
  })

  it('asks whose it is, and why, all at once', async () => {
    const { statusCode, body } = await post(account, {})
    assert.equal(statusCode, 422)
    assert.match(wordsOf(body), /Choose whose account it is.*Enter who asked for this and why/)
  })

  it('is never the administrator’s own to say', async () => {
    const { body } = await post(account, { staffId: ada.id, why: 'Mine' })
    assert.match(wordsOf(body), /You cannot link your own account/)
  })

  it('is somebody’s once said, with the reason kept, and waits no more', async () => {
    assert.equal(
      (await post(account, { staffId: amira.id, why: 'Rang me: read out the number' })).statusCode,
      303,
    )
    const held = await db.selectFrom('staffIdentity').select('staffId').executeTakeFirstOrThrow()
    assert.equal(held.staffId, amira.id)
    const kept = await db.selectFrom('settingChange').select(['why', 'changedBy']).executeTakeFirstOrThrow()
    assert.deepEqual(kept, { why: 'Rang me: read out the number', changedBy: ada.id })
    assert.match(wordsOf((await get('/administration/users/waiting')).body), /None has come/)
  })
})

describe('a set-up code', () => {
  it('is shown once to the administrator who makes it, and is the user’s', async () => {
    const { body } = await post(`/administration/users/${amira.id}/set-up-code`, {
      why: 'Lost her telephone',
    })
    const code = /[A-Z2-9]{5}(-[A-Z2-9]{5}){3}/.exec(body)?.[0] ?? ''
    assert.equal(await whoseSetUpCode(db, 'amira.khalil', code), amira.id)
    assert.doesNotMatch((await get(`/administration/users/${amira.id}`)).body, new RegExp(code))
  })

  it('is not made for oneself, nor without a reason', async () => {
    for (const [id, why] of [
      [ada.id, 'Mine'],
      [amira.id, ''],
    ] as const)
      assert.equal((await post(`/administration/users/${id}/set-up-code`, { why })).statusCode, 303)
  })
})
