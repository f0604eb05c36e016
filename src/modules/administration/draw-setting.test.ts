import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../../platform/db/database.ts'
import { addStaff, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { drawSettingPages } from './draw-setting.ts'

let db: Db
let app: App

before(async () => {
  db = await freshDb()
  app = await serverOf(bookOn(db), [async (inner) => drawSettingPages(inner)], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

describe('how much is drawn each month to be looked at', () => {
  const url = '/administration/draws'

  it('is set by an administrator, within bounds, with why; and by nobody else', async () => {
    const { cookie, csrf } = await signIn(bookOn(db), await addStaff(db, 'Ada Min', 'ADM', null))
    const post = async (visitsOfEachWorker: string, entriesOfEachManager: string, why: string) => {
      const payload = new URLSearchParams({ _csrf: csrf, visitsOfEachWorker, entriesOfEachManager, why })
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
      return (await app.inject({ method: 'POST', url, payload: payload.toString(), headers })).statusCode
    }
    for (const [visits, entries] of [
      ['0', '4'],
      ['11', '4'],
      ['2', '0'],
      ['2', '21'],
      ['two', '4'],
    ] as const)
      // prettier-ignore
      assert.equal(await post(visits, entries, 'More to see'), 422, `${visits} and ${entries}`)
    assert.equal(await post('3', '6', ''), 422)
    assert.equal(await post('3', '6', 'More to see'), 303)
    const kept = await db.selectFrom('settingChange').select(['about', 'before', 'after', 'why']).execute()
    assert.deepEqual(kept, [
      {
        about: 'draws',
        before: { 'Visits of each worker': 2, 'Entries of each manager': 4 },
        after: { 'Visits of each worker': 3, 'Entries of each manager': 6 },
        why: 'More to see',
      },
    ])
    const manager = await signIn(bookOn(db), await addStaff(db, 'Asha Patel', 'TM'))
    assert.equal((await app.inject({ url, headers: { cookie: manager.cookie } })).statusCode, 403)
  })
})
