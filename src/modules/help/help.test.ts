import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { grantsOf } from '../../platform/access/policy.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import type { Db } from '../../platform/db/database.ts'
import { addStaff, bookOn } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages } from './pages.ts'

let db: Db
let app: App
let amira: Actor
let cookie: string

before(async () => {
  db = await freshDb()
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  app = buildApp({
    book: bookOn(db),
    council: 'Exampleshire Council',
    demonstration: true,
    secure: false,
    navigation: [],
    clockNames: new Map(),
    masthead: async () => nothing,
  })
  await app.register(pages)
  cookie = `holdfast=${await openSession(db, amira.id)}`
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string, headers: Record<string, string> = { cookie }) => app.inject({ url, headers })
async function post(url: string, fields: Record<string, string>) {
  const { csrf } = await db.selectFrom('session').select('csrf').executeTakeFirstOrThrow()
  return app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
}

describe('help', () => {
  it('and the accessibility statement are there before anyone signs in', async () => {
    for (const url of ['/help', '/help/accessibility'])
      assert.equal((await get(url, {})).statusCode, 200, url)
  })

  it('claims no audit that was not made', async () => {
    const { body } = await get('/help/accessibility')
    assert.match(body, /Nobody outside the team that made it has audited it/)
  })
})

describe('reporting a problem', () => {
  it('asks about the page one came from, if it is ours', async () => {
    const ours = await get('/help/report-a-problem', {
      cookie,
      referer: 'http://localhost:3000/my-work?q=1',
      host: 'localhost:3000',
    })
    assert.match(ours.body, /<code>\/my-work<\/code>/)
    const theirs = await get('/help/report-a-problem', { cookie, referer: 'http://elsewhere/my-work' })
    assert.doesNotMatch(theirs.body, /<code>/)
  })

  it('is refused empty, and kept with who said it', async () => {
    const empty = await post('/help/report-a-problem', { words: '  ', page: '/my-work' })
    assert.equal(empty.statusCode, 422)
    assert.match(empty.body, /href="#words">Enter what went wrong/)
    const sent = await post('/help/report-a-problem', { words: 'The list <jumps>', page: '/my-work' })
    assert.match(sent.body, /Your report is number \d+/)
    const kept = await db.selectFrom('problemReport').select(['staffId', 'page', 'words']).execute()
    assert.deepEqual(kept, [{ staffId: amira.id, page: '/my-work', words: 'The list <jumps>' }])
  })
})

describe('one’s account', () => {
  it('says who one is and all that the role lets one do, and leads out', async () => {
    const { body } = await get('/account')
    assert.match(body, /Amira Khalil/)
    assert.match(
      body,
      /Record visits <span class="hf-quiet">\(your team’s children and those allocated to you\)/,
    )
    assert.equal(
      body.match(/<li>[^<]+(<span class="hf-quiet">|<\/li>)/g)?.length,
      Object.keys(grantsOf('SW')).length,
    )
    assert.match(body, /action="\/sign-out"/)
  })

  it('is named in the header of every page, and signs out there', async () => {
    for (const url of ['/help', '/account', '/no-such-page']) {
      const { body } = await get(url)
      const [header = ''] = /<header.*?<\/header>/s.exec(body) ?? []
      assert.match(header, /<a [^>]*href="\/account"[^>]*>Amira Khalil/, url)
    }
    assert.match((await get('/account')).body, /<form[^>]*action="\/sign-out".*?<button/s)
  })

  it('is there for a role with no pages of its own, and asks a stranger to sign in', async () => {
    for (const role of ['ADMK'] as const) {
      const other = await addStaff(db, `A ${role}`, role, null)
      const { body } = await get('/account', { cookie: `holdfast=${await openSession(db, other.id)}` })
      assert.match(body, /the pages for your role have not been made/)
      assert.match(body, /You can open no child’s record/)
    }
    const member = await addStaff(db, 'Mem Ber', 'MEM', null)
    const page = await get('/account', { cookie: `holdfast=${await openSession(db, member.id)}` })
    assert.match(page.body, /See counts and trends of all children together, without small numbers/)
    assert.equal((await get('/account', {})).headers.location, '/sign-in')
  })
})
