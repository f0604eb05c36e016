import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { counting } from '../../platform/testing/statements.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { readAsked } from './asked.ts'
import { pages } from './pages.ts'
import { find, findQuery } from './queries.ts'

let db: Db
let app: App
let amira: Actor
let tom: Actor
let leo: string
let hidden: string

const named = (givenName: string, familyName: string, more = {}) =>
  addPerson(db, { givenName, familyName, ...more })

before(async () => {
  db = await freshDb()
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  tom = await addStaff(db, 'Tom Weir', 'SW', 'Hillside')
  leo = await named('Leo', 'Barker', { laChildId: '10442' })
  await named('Freya', 'Barker-Khan', { bornOn: day('2011-02-01') })
  await named('Stephen', 'Smythe', { bornOn: day('2012-05-09') })
  const kelly = await named('Kelly', 'Barker', { kind: 'adult', bornOn: day('1994-01-09') })
  hidden = await named('Hidden', 'Barker', { restrictedLevel: 2, laChildId: '10999' })
  await allocateTo(db, leo, amira)
  await allocateTo(db, hidden, tom)
  await db
    .updateTable('person')
    .set({ nhsNumber: '9434765919', upn: 'A823432112345' })
    .where('id', '=', leo)
    .execute()
  await db
    .insertInto('formerName')
    .values({ childId: leo, givenName: 'Leo', familyName: 'Okafor', kind: 'birth' })
    .execute()
  await db
    .insertInto('address')
    .values([
      {
        childId: leo,
        lines: '4 Mill Road, Ashby',
        postcode: 'ZZ1 4AB',
        kind: 'home',
        fromOn: day('2020-01-01'),
      },
      {
        childId: leo,
        lines: '9 Secret Lane, Ashby',
        postcode: 'ZZ9 9XX',
        kind: 'placement',
        confidential: true,
      },
    ])
    .execute()
  const relative = { relativeId: kelly, kind: 'mother', parentalResponsibility: 'yes' } as const
  await db
    .insertInto('relationship')
    .values({ childId: leo, ...relative })
    .execute()
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
})
after(async () => {
  await app.close()
  await db.destroy()
})

const names = async (typed: string, actor = amira): Promise<string[]> => {
  const asked = readAsked(typed, testDay)
  assert.ok(asked, typed)
  return (await find(db, actor, asked)).map(({ givenName, familyName }) => `${givenName} ${familyName}`)
}

describe('finding a child', () => {
  it('by name in any order, the likeliest first, children before adults', async () => {
    assert.deepEqual(await names('barker leo'), ['Leo Barker'])
    assert.deepEqual(await names('Barker'), ['Leo Barker', 'Kelly Barker', 'Freya Barker-Khan'])
  })

  it('by a name misspelt, and by one that only sounds the same', async () => {
    assert.equal((await names('Baker'))[0], 'Leo Barker')
    assert.equal((await names('leo barkr'))[0], 'Leo Barker')
    assert.deepEqual(await names('Steven Smith'), ['Stephen Smythe'])
  })

  it('by name and year of birth, and by birth date however it is typed', async () => {
    assert.deepEqual(await names('barker 2011'), ['Freya Barker-Khan'])
    assert.deepEqual(await names('9 may 2012'), ['Stephen Smythe'])
    assert.deepEqual(await names('Wrongly Heard 9/5/12'), ['Stephen Smythe'])
  })

  it('by our number, the NHS’s, the school’s, another name, an address and a postcode', async () => {
    for (const typed of [
      '10442',
      '943 476 5919',
      'a823432112345',
      'leo okafor',
      '4 mill road',
      'mill road',
      'zz14ab',
    ])
      assert.deepEqual(await names(typed), ['Leo Barker'], typed)
  })

  it('never by an address that must be kept from the family', async () => {
    for (const typed of ['9 secret lane', 'zz9 9xx']) assert.deepEqual(await names(typed), [], typed)
  })

  it('not where the record is restricted, but for its own worker: not by name, number or birth date', async () => {
    for (const typed of ['hidden barker', '10999', '3/3/2020'])
      assert.equal((await names(typed)).includes('Hidden Barker'), false, typed)
    assert.deepEqual(await names('10999', tom), ['Hidden Barker'])
  })

  it('leads to the record that stayed where two were merged', async () => {
    const twin = await named('Leonardo', 'Barkinson', { laChildId: '20001' })
    await db.updateTable('person').set({ state: 'merged', mergedInto: leo }).where('id', '=', twin).execute()
    assert.deepEqual(await names('20001'), ['Leo Barker'])
    assert.deepEqual(await names('Leonardo Barkinson'), ['Leo Barker'])
  })

  it('reads no table from end to end', async () => {
    for (const typed of ['Leo Barker 2020', 'barker', '3/3/2020 leo', '10442', '4 mill road', 'zz1 4ab']) {
      const asked = readAsked(typed, testDay)
      assert.ok(asked)
      const plan = await db.transaction().execute(async (tx) => {
        await sql`set local enable_seqscan = off`.execute(tx)
        return sql<{ 'QUERY PLAN': string }>`explain ${findQuery(amira, asked)}`.execute(tx)
      })
      const lines = plan.rows.map((row) => Object.values(row)[0] ?? '')
      assert.deepEqual(
        lines.filter((line) => /Seq Scan on (person|address|former_name|allocation|cin_episode)/.test(line)),
        [],
        typed,
      )
    }
  })
})

describe('the search page', () => {
  const cookieOf = async (actor: Actor): Promise<string> => `holdfast=${await openSession(db, actor.id)}`
  async function search(q: string, actor = amira) {
    const cookie = await cookieOf(actor)
    const { csrf } = await db
      .selectFrom('session')
      .select('csrf')
      .orderBy('startedAt', 'desc')
      .executeTakeFirstOrThrow()
    const posted = await app.inject({
      method: 'POST',
      url: '/search',
      payload: new URLSearchParams({ _csrf: csrf, q }).toString(),
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    })
    if (posted.statusCode !== 303) return { at: '', page: posted, cookie }
    const at = String(posted.headers.location)
    return { at, page: await app.inject({ url: at, headers: { cookie } }), cookie }
  }

  it('says whether the child is known and who works with them, and writes down who was shown', async () => {
    const { at, page } = await search('leo barker')
    assert.match(at, /^\/search\/[0-9a-f-]{36}$/)
    assert.match(page.body, /Open, no plan yet/)
    assert.match(page.body, /Amira Khalil, Riverside/)
    assert.match(page.body, /Found by name/)
    assert.match(page.body, new RegExp(`href="/children/${leo}/overview"`))
    const seen = await db.selectFrom('readEvent').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
    assert.deepEqual([seen.actorId, seen.childIds, seen.route], [amira.id, [leo], '/search/:searchId'])
  })

  it('says that a record exists, and whom to ask, of a child who is not theirs to open: nothing that says who', async () => {
    const { page } = await search('leo barker', tom)
    assert.match(page.body, /A record exists/)
    assert.match(page.body, /ask the Riverside team/)
    assert.doesNotMatch(page.body, new RegExp(`/children/${leo}`))
    const answer = /<ul[\s\S]*<\/ul>/.exec(page.body)?.[0] ?? ''
    assert.doesNotMatch(answer, /Leo|Barker|10442|Amira/)
  })

  it('says nothing of an adult whose family is not theirs to open', async () => {
    const { page } = await search('4 mill road', tom)
    assert.doesNotMatch(page.body, /Kelly|Mother of/)
  })

  it('shows an adult with the children whose family they are in', async () => {
    const { page } = await search('kelly barker')
    assert.match(page.body, /Mother of <a[^>]*>Leo Barker/)
  })

  it('says what to try when there is no one, and nothing of what it must not tell', async () => {
    const { page } = await search('Hidden <b>')
    assert.match(page.body, /No one called ‘Hidden &#60;b&#62;’/)
    assert.match(page.body, /add a child/)
    const nobody = await search('Nosuch Person')
    const restricted = await search('10999')
    const told = (text: string) => text.replace(/‘[^’]*’|value="[^"]*"|nonce-?[^ "]*/g, '')
    const body = (text: string) => told(/<main[\s\S]*<\/main>/.exec(text)?.[0] ?? '')
    assert.equal(body(restricted.page.body), body(nobody.page.body))
  })

  it('asks for more when too little is typed, and keeps it', async () => {
    const { page } = await search('b')
    assert.equal(page.statusCode, 422)
    assert.match(page.body, /href="#q">Enter a name of two letters or more/)
    assert.match(page.body, /value="b"/)
  })

  it('is the asker’s alone', async () => {
    const { at } = await search('leo barker')
    const other = await app.inject({ url: at, headers: { cookie: await cookieOf(tom) } })
    assert.equal(other.statusCode, 404)
    const nonsense = await app.inject({ url: '/search/leo', headers: { cookie: await cookieOf(tom) } })
    assert.equal(nonsense.statusCode, 404)
  })

  it('is refused to a role that may not search', async () => {
    const admin = await addStaff(db, 'Ada Min', 'ADM')
    const page = await app.inject({ url: '/search', headers: { cookie: await cookieOf(admin) } })
    assert.equal(page.statusCode, 403)
  })

  it('says there are more when there are more than anyone reads, in few statements', async () => {
    for (let i = 0; i < 30; i += 1) await named('Many', 'Fold', { bornOn: day('2015-01-01') })
    const { at, cookie } = await search('many fold', await addStaff(db, 'Mehreen Duffy', 'SCR'))
    const { result, statements } = await counting(() => app.inject({ url: at, headers: { cookie } }))
    assert.match(result.body, /The 25 likeliest are shown/)
    assert.equal(result.body.match(/Many Fold/g)?.length, 25)
    assert.ok(statements.length <= 6, statements.join('\n'))
  })

  it('says what is known of a child with no name and no birth date', async () => {
    await addPerson(db, { laChildId: 'X77', bornOn: null })
    const { page } = await search('X77', await addStaff(db, 'Noor Aziz', 'SCR'))
    assert.match(page.body, /Child X77, age not known/)
    assert.match(page.body, /Not open to us/)
  })
})
