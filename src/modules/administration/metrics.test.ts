import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Db } from '../../platform/db/database.ts'
import { addStaff, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages } from './pages.ts'

let db: Db
let app: App
before(async () => {
  db = await freshDb()
  app = await serverOf(bookOn(db), [pages], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

describe('/metrics', () => {
  it('counts answers by the pattern of the route, and says nothing of anybody', async () => {
    const { cookie } = await signIn(bookOn(db), await addStaff(db, 'Amira Khalil', 'SW'))
    const id = '01a20416-2864-7a94-8227-7d2e619e2d40'
    await app.inject({ url: `/administration/users/${id}`, headers: { cookie } })
    await app.inject({ method: 'POST', url: `/administration/problems/${id}/deal-with`, headers: { cookie } })
    await app.inject({ url: `/children/${id}/nowhere`, headers: { cookie } })
    const { statusCode, body } = await app.inject('/metrics')
    assert.equal(statusCode, 200)
    assert.match(
      body,
      /_count\{method="POST",route="\/administration\/problems\/:id\/deal-with",status="403"\} 1\n/,
    )
    assert.match(body, /_count\{method="GET",route="none",status="404"\} 1\n/)
    for (const name of ['statements_total', 'connections_open', 'unsealed_rows', 'sign_in_failures_total'])
      assert.match(body, new RegExp(`^holdfast_${name} \\d+$`, 'm'))
    assert.doesNotMatch(body, /01a20416|Amira|Khalil/)
    // Every line is a comment or a name, labels and a number, as the format has it.
    for (const line of body.trim().split('\n'))
      assert.match(line, /^(# TYPE \w+ \w+|\w+(\{[^}]*(\{[^}]*\})?[^}]*\})? [-+.\deE]+)$/)
  })

  it('is nobody’s but who brings the token, or asks from the machine itself', async () => {
    const kept = buildApp({ ...app.setting, metricsToken: 'a-long-secret' })
    await kept.register(async (inner) => pages(inner as App))
    const ask = async (given: object) => (await kept.inject({ url: '/metrics', ...given })).statusCode
    assert.equal(await ask({}), 404)
    assert.equal(await ask({ headers: { authorization: 'Bearer another' } }), 404)
    assert.equal(await ask({ headers: { authorization: 'Bearer a-long-secret' } }), 200)
    await kept.close()
    assert.equal((await app.inject({ url: '/metrics', remoteAddress: '10.0.0.7' })).statusCode, 404)
  })
})
