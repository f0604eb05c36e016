import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../../platform/db/database.ts'
import { addStaff, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { planTextPages } from './plan-text.ts'

let db: Db
let app: App

before(async () => {
  db = await freshDb()
  app = await serverOf(bookOn(db), [async (inner) => planTextPages(inner)], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

describe('how alike two plans may be', () => {
  const url = '/administration/plan-text'
  it('is set by an administrator, from 50 to 100, with why; and by nobody else', async () => {
    const { cookie, csrf } = await signIn(bookOn(db), await addStaff(db, 'Ada Min', 'ADM', null))
    const post = async (alikeFrom: string, why: string) =>
      app.inject({
        method: 'POST',
        url,
        payload: new URLSearchParams({ _csrf: csrf, alikeFrom, why }).toString(),
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      })
    assert.match((await app.inject({ url, headers: { cookie } })).body, /value="80"/)
    for (const wrong of ['49', '101', 'most', '']) assert.equal((await post(wrong, 'Too many warnings')).statusCode, 422)
    assert.equal((await post('90', '')).statusCode, 422)
    assert.equal((await post('90', 'Too many warnings')).statusCode, 303)
    assert.match((await app.inject({ url, headers: { cookie } })).body, /value="90"/)
    const kept = await db.selectFrom('settingChange').select(['about', 'before', 'after', 'why']).execute()
    assert.deepEqual(kept, [{ about: 'plan-alike', before: { perCent: 80 }, after: { perCent: 90 }, why: 'Too many warnings' }])
    const manager = await signIn(bookOn(db), await addStaff(db, 'Asha Patel', 'TM'))
    assert.equal((await app.inject({ url, headers: { cookie: manager.cookie } })).statusCode, 403)
  })
}) // prettier-ignore
