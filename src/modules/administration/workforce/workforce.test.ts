import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../../../platform/db/database.ts'
import { addStaff, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { nothing } from '../../../platform/web/html.ts'
import { measureSettingPages } from '../measure-setting.ts'
import { workforcePages } from './pages.ts'

let db: Db
let app: App
let who: Awaited<ReturnType<typeof signIn>>
let amira: string

before(async () => {
  db = await freshDb()
  const pages = [async (inner: App) => workforcePages(inner), async (inner: App) => measureSettingPages(inner)]
  app = await serverOf(bookOn(db), pages, async () => nothing)
  who = await signIn(bookOn(db), await addStaff(db, 'Ada Min', 'ADM', null))
  amira = (await addStaff(db, 'Amira Khalil', 'SW', null)).id
}) // prettier-ignore
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
const page = (): string => `/administration/users/${amira}/workforce`

describe('what the workforce census asks of a worker', () => {
  it('is kept, shown again as typed, and the change says which answers and not what they are', async () => {
    const typed = { externalId: 'SW999', startedOn: '1/9/2020', fullTime: '60', worksAs: '5', ethnicity: 'BCRB', stepUp: 'no' }
    assert.equal((await post(page(), typed)).statusCode, 303)
    const { body } = await get(page())
    for (const shown of ['SW999', '01/09/2020', 'value="60"']) assert.ok(body.includes(shown), shown)
    const kept = await db.selectFrom('settingChange').select(['kind', 'about', 'after']).executeTakeFirstOrThrow()
    assert.equal(kept.about, amira)
    assert.match(JSON.stringify(kept.after), /How do they describe their ethnic background/)
    assert.doesNotMatch(JSON.stringify(kept.after), /Caribbean|BCRB|60/)
  }) // prettier-ignore
  it('shows what is not written down as that, so that a save of the page as it came says nothing new', async () => {
    const { id } = await addStaff(db, 'Nobody Asked', 'SW', null)
    const { body } = await get(`/administration/users/${id}/workforce`)
    const first = [...body.matchAll(/<select[^>]*>\s*<option([^>]*)>([^<]*)</g)].map(([, sent = '', words = '']) => `${words}${sent}`)
    assert.deepEqual([...new Set(first)], ['Not written down value=""'])
    assert.equal(first.length, 7)
  }) // prettier-ignore
  it('has a share of full time from 1 to 100, and a number that is nobody else’s; what was typed stays', async () => {
    await addStaff(db, 'Omar Reid', 'SW', null).then(({ id }) => db.updateTable('staff').set({ externalId: 'SW100' }).where('id', '=', id).execute())
    for (const wrong of [{ fullTime: '0' }, { fullTime: '101' }, { fullTime: 'half' }, { externalId: 'SW100' }, { worksAs: '9' }]) {
      const { statusCode, body } = await post(page(), { qualifiedAt: 'Leeds', ...wrong })
      assert.equal(statusCode, 422)
      assert.match(body, /Leeds/)
    }
  }) // prettier-ignore
  it('says everything that is wrong at once, and an answer can be taken away again', async () => {
    const { body } = await post(page(), { fullTime: '0', contractWeeks: '999', startedOn: 'soon' })
    for (const said of ['Enter a whole number from 1 to 100', 'Enter a whole number of weeks, up to 260', 'Enter the day they started']) assert.ok(body.includes(said), said)
    assert.equal((await post(page(), { worksAs: '', ethnicity: '', fullTime: '' })).statusCode, 303)
    const held = await db.selectFrom('staffCensus').select(['worksAs', 'ethnicity', 'fullTime']).executeTakeFirstOrThrow()
    assert.deepEqual(held, { worksAs: null, ethnicity: null, fullTime: null })
  }) // prettier-ignore
  it('has days away, and the last of them when they are over', async () => {
    assert.equal((await post(`${page()}/away`, { absentFrom: '10/9/2026', absentTo: '9/9/2026', absentWhy: 'SIC' })).statusCode, 422)
    assert.equal((await post(`${page()}/away`, { absentFrom: '10/9/2026', absentWhy: 'SIC' })).statusCode, 303)
    assert.match((await get(page())).body, /Still away/)
    assert.equal((await post(`${page()}/away`, { absentFrom: '10/9/2026', absentTo: '20/9/2026', absentWhy: 'SIC' })).statusCode, 303)
    const held = await db.selectFrom('staffAbsence').select(['fromOn', 'toOn', 'why']).execute()
    assert.deepEqual(held, [{ fromOn: '2026-09-10', toOn: '2026-09-20', why: 'SIC' }])
  }) // prettier-ignore
  it('is for administrators alone, and of somebody there is', async () => {
    const manager = await signIn(bookOn(db), await addStaff(db, 'Asha Patel', 'TM'))
    assert.equal((await app.inject({ url: page(), headers: { cookie: manager.cookie } })).statusCode, 403)
    assert.equal((await get('/administration/users/nobody/workforce')).statusCode, 404)
  })
})

describe('how measures are worked out', () => {
  const url = '/administration/measures'
  it('has the children of the area and the count too small to leave, each within its range', async () => {
    for (const wrong of [{ population: '0' }, { smallNumber: '21' }, { smallNumber: '' }, { population: 'many' }])
      assert.equal((await post(url, { population: '65000', smallNumber: '5', why: 'New estimate', ...wrong })).statusCode, 422)
    assert.equal((await post(url, { population: '65000', smallNumber: '10', why: 'New estimate' })).statusCode, 303)
    assert.match((await get(url)).body, /value="65000"/)
    assert.deepEqual(await db.selectFrom('measureSetting').select(['population', 'smallNumber']).execute(), [{ population: 65_000, smallNumber: 10 }])
    assert.equal((await post(url, { population: '', smallNumber: '5', why: 'As published' })).statusCode, 303)
    assert.equal((await db.selectFrom('measureSetting').select('population').executeTakeFirstOrThrow()).population, null)
  }) // prettier-ignore
})

describe('human resources', () => {
  it('see everybody who works here, keep what the census asks of them, and keep no account', async () => {
    const hana = await signIn(bookOn(db), await addStaff(db, 'Hana Reed', 'HR', null))
    const as = (url: string) => app.inject({ url, headers: { cookie: hana.cookie } })
    const list = await as('/workforce')
    assert.equal(list.statusCode, 200)
    assert.ok(list.body.includes(`href="${page()}"`))
    const one = await as(page())
    assert.equal(one.statusCode, 200)
    assert.match(one.body, /href="\/workforce"/)
    assert.ok(!one.body.includes(`href="/administration/users"`))
    const kept = await app.inject({
      method: 'POST',
      url: page(),
      payload: { _csrf: hana.csrf, qualifiedAt: 'Leeds' },
      headers: { cookie: hana.cookie },
    })
    assert.equal(kept.statusCode, 303)
    const other = await signIn(bookOn(db), await addStaff(db, 'Tom Weir', 'TM', null))
    const refused = await app.inject({ url: '/workforce', headers: { cookie: other.cookie } })
    assert.equal(refused.statusCode, 403)
  })
})
