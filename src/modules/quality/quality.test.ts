import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import type { Db } from '../../platform/db/database.ts'
import { day } from '../../platform/dates/day.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { counting } from '../../platform/testing/statements.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { careEpisode } from '../looked-after/index.ts'
import { personChecks, personRecord } from '../people/index.ts'
import { pages } from './pages.ts'

let db: Db
let app: App
let amira: Actor
let tom: Actor
let asha: Actor
let perf: Actor
let leo: string
let ola: string
let hidden: string

async function find(childId: string | null, more: Record<string, unknown> = {}): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into finding (child_id, record_kind, record_id, field, rule, message, given, file, line, owner_id, state)
    select * from jsonb_to_record(${JSON.stringify({ child_id: childId, rule: 'return.unknown-code', message: 'Nobody knows this code.', state: 'open', ...more })}::jsonb)
      as given (child_id uuid, record_kind text, record_id uuid, field text, rule text, message text, given text, file text, line integer, owner_id uuid, state text)
    returning id
  `.execute(db)
  return rows[0]?.id ?? 0
}

const stateOf = async (id: number) =>
  db
    .selectFrom('finding')
    .select(['state', 'explained', 'ownerId', 'explainedBy'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

before(async () => {
  db = await freshDb()
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  tom = await addStaff(db, 'Tom Weir', 'SW', 'Hillside')
  asha = await addStaff(db, 'Asha Patel', 'TM')
  perf = await addStaff(db, 'Pat Forman', 'PERF', null)
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker', laChildId: '10442' })
  ola = await addPerson(db, { givenName: 'Ola', familyName: 'Nowak' })
  hidden = await addPerson(db, { givenName: 'Hidden', familyName: 'Child', restrictedLevel: 2 })
  await allocateTo(db, leo, amira)
  await allocateTo(db, ola, tom)
  app = buildApp({
    book: bookOn(db, [], testDay, [personRecord, careEpisode], [personChecks]),
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

const cookies = new Map<string, string>()
async function cookieOf({ id }: Actor): Promise<string> {
  const held = cookies.get(id) ?? `holdfast=${await openSession(db, id)}`
  cookies.set(id, held)
  return held
}
const get = async (url: string, actor = perf) =>
  app.inject({ url, headers: { cookie: await cookieOf(actor) } })
async function post(url: string, fields: Record<string, string>, actor = perf) {
  const cookie = await cookieOf(actor)
  const { csrf } = await db
    .selectFrom('session')
    .select('csrf')
    .where('staffId', '=', actor.id)
    .executeTakeFirstOrThrow()
  return app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
}
const words = (page: { body: string }): string =>
  (/<main[\s\S]*<\/main>/.exec(page.body)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('data quality', () => {
  it('says what would be listed where nothing is wrong', async () => {
    const page = await get('/data-quality')
    assert.equal(page.statusCode, 200)
    assert.match(words(page), /Nothing that we hold is known to be wrong/)
    assert.match(words(page), /No two records are waiting/)
  })

  it('counts by kind and owner, and every number opens just those findings', async () => {
    await find(leo, { given: 'XX', file: 'episodes.csv', line: 12, owner_id: amira.id })
    await find(leo)
    await find(ola, { rule: 'return.unreadable-day' })
    await find(null, { rule: 'return.missing-file', message: 'The header did not come.' })
    await find(hidden)
    const page = await get('/data-quality')
    const text = words(page)
    assert.match(text, /To put right 4/)
    assert.match(text, /Nobody owns 3/)
    assert.match(text, /A code nobody knows 1 2/)
    assert.match(text, /Amira Khalil, Riverside 1/)
    assert.doesNotMatch(page.body, /Hidden/)
    for (const [, href, number] of page.body.matchAll(/href="(\/data-quality\?[^"]*)">(\d+)</g)) {
      const list = await get((href ?? '').replaceAll('&#38;', '&'))
      const shown = list.body.match(/\/data-quality\/findings\/\d+"/g)?.length ?? 0
      assert.equal(String(shown), number, href ?? '')
    }
  })

  it('shows a worker only their own children’s, and never those of no child', async () => {
    assert.match(words(await get('/data-quality', amira)), /To put right 2/)
    const list = words(await get('/data-quality?owner=any', amira))
    assert.match(list, /Leo Barker/)
    assert.doesNotMatch(list, /Ola|header/)
    assert.equal((await get('/data-quality', await addStaff(db, 'Ada Min', 'ADM'))).statusCode, 403)
  })

  it('writes down whose findings were shown, and asks little of the database', async () => {
    const { result, statements } = await counting(() => get('/data-quality?rule=return.unknown-code'))
    assert.equal(result.statusCode, 200)
    assert.ok(statements.length <= 12, statements.join('\n'))
    const seen = await db.selectFrom('readEvent').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
    assert.deepEqual([seen.actorId, seen.childIds], [perf.id, [leo]])
  })

  it('answers codes that are none with everything, and a finding that is none with nothing', async () => {
    assert.equal((await get('/data-quality?owner=tom&page=-3&state=odd')).statusCode, 200)
    for (const id of ['0', 'x', '99999999999999999999'])
      assert.equal((await get(`/data-quality/findings/${id}`)).statusCode, 404)
    const id = await find(hidden)
    assert.equal((await get(`/data-quality/findings/${id}`)).statusCode, 404)
  })

  it('turns pages', async () => {
    for (let i = 0; i < 30; i += 1) await find(ola, { rule: 'return.too-long' })
    const first = await get('/data-quality?rule=return.too-long')
    assert.match(words(first), /30 findings about 1 child/)
    assert.equal(first.body.match(/findings\/\d+"/g)?.length, 25)
    assert.match(first.body, /page=2/)
    const second = await get('/data-quality?rule=return.too-long&page=2')
    assert.equal(second.body.match(/findings\/\d+"/g)?.length, 5)
  })
})

describe('a finding', () => {
  it('is put right in the form of its record, and then is cleared', async () => {
    const { id: recordId } = await db
      .insertInto('careEpisode')
      .values({
        childId: leo,
        state: 'open',
        startedOn: testDay,
        given: JSON.stringify({ legalStatus: 'ZZ' }),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const at = { record_kind: 'careEpisode', record_id: recordId }
    const id = await find(leo, { ...at, field: 'legalStatus', given: 'ZZ' })
    const other = await find(leo, { ...at, field: 'placementType' })
    const page = await get(`/data-quality/findings/${id}`, amira)
    const [, href = ''] = /href="(\/children\/[^"]*\/correct\?[^"]*)"/.exec(page.body) ?? []
    const form = href.replaceAll('&#38;', '&')
    assert.equal(
      form,
      `/children/${leo}/records/care-episode/${recordId}/correct?field=legalStatus&finding=${id}`,
    )
    const shown = await get(form, amira)
    assert.match(shown.body, /The return said ‘ZZ’/)
    assert.doesNotMatch(shown.body, /name="placementType"/)
    const unsaid = await post(form, { legalStatus: 'C2' }, amira)
    assert.equal(unsaid.statusCode, 422)
    assert.match(unsaid.body, /href="#reason">Say why you are correcting this/)
    const done = await post(form, { legalStatus: 'C2', reason: 'Read the order' }, amira)
    assert.equal(done.headers.location, `/data-quality/findings/${id}`)
    assert.equal((await stateOf(id)).state, 'cleared')
    assert.equal((await stateOf(other)).state, 'open')
    assert.match(words(await get(`/data-quality/findings/${id}`, amira)), /It has been put right/)
  })

  it('is not cleared by a correction that changes nothing, nor corrected by whoever may not', async () => {
    const { id: recordId } = await db
      .insertInto('careEpisode')
      .values({ childId: leo, state: 'open', startedOn: testDay, legalStatus: 'C1' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const id = await find(leo, { record_kind: 'careEpisode', record_id: recordId, field: 'legalStatus' })
    const form = `/children/${leo}/records/care-episode/${recordId}/correct?field=legalStatus`
    await post(form, { legalStatus: 'C1', reason: 'Checked' }, amira)
    assert.equal((await stateOf(id)).state, 'open')
    assert.equal((await get(form, perf)).statusCode, 200)
    assert.equal((await get(form, tom)).statusCode, 403)
    assert.match(words(await get(`/data-quality/findings/${id}`)), /Put it right/)
  })

  it('of a record’s own check clears when the check holds', async () => {
    const form = `/children/${leo}/records/person/${leo}/correct?field=upn`
    const put = (upn: string) => post(form, { upn, reason: 'From the school' }, amira)
    await put('B823432112345')
    const raised = await db
      .selectFrom('finding')
      .select('id')
      .where('rule', '=', 'PE-2')
      .executeTakeFirstOrThrow()
    const page = words(await get(`/data-quality/findings/${raised.id}`, amira))
    assert.match(page, /Where it is written: DfE, Unique pupil numbers: modulus 23/)
    await put('')
    assert.equal((await stateOf(raised.id)).state, 'cleared')
  })

  it('is told as a fault of the answers where the record cannot hold them', async () => {
    const { id: recordId } = await db
      .insertInto('careEpisode')
      .values({ childId: leo, state: 'open', startedOn: testDay })
      .returning('id')
      .executeTakeFirstOrThrow()
    const form = `/children/${leo}/records/care-episode/${recordId}/correct?field=endedOn`
    const page = await post(form, { endedOn: '1/1/2020', reason: 'So' }, amira)
    assert.equal(page.statusCode, 422)
    assert.match(page.body, /href="#endedOn">These answers cannot all be right together/)
    assert.match(page.body, /value="1\/1\/2020"/)
  })

  it('never stands as a placement with adopters that ends before it begins', async () => {
    const kept = db
      .insertInto('adoption')
      .values({ childId: leo, state: 'placed', placedOn: testDay, placedEndedOn: day('2020-01-01') })
    await assert.rejects(kept.execute(), { code: '23514' })
  })

  it('has no form for a kind of record there is not, nor for another child’s', async () => {
    assert.equal((await get(`/children/${leo}/records/staff/${leo}/correct`, amira)).statusCode, 404)
    assert.equal((await get(`/children/${leo}/records/person/${ola}/correct`, amira)).statusCode, 404)
  })

  it('is given to somebody, or a whole list to each child’s own worker', async () => {
    const one = await find(ola, { rule: 'return.not-a-postcode' })
    await post(`/data-quality/findings/${one}/assign`, { owner: asha.id })
    assert.equal((await stateOf(one)).ownerId, asha.id)
    const many = [await find(leo, { rule: 'return.encoding' }), await find(ola, { rule: 'return.encoding' })]
    const fileless = await find(null, { rule: 'return.encoding' })
    await post('/data-quality/assign?rule=return.encoding&owner=none', { owner: 'lead' })
    assert.deepEqual(await Promise.all(many.map(async (id) => (await stateOf(id)).ownerId)), [
      amira.id,
      tom.id,
    ])
    assert.equal((await stateOf(fileless)).ownerId, null)
    assert.equal((await post('/data-quality/assign?rule=return.encoding', { owner: leo })).statusCode, 404)
  })

  it('is not given away by whoever may not write of that child', async () => {
    const id = await find(ola, { rule: 'return.stray-text' })
    await post('/data-quality/assign?rule=return.stray-text', { owner: amira.id }, amira)
    assert.equal((await stateOf(id)).ownerId, null)
    assert.equal(
      (await post(`/data-quality/findings/${id}/explain`, { explained: 'So' }, amira)).statusCode,
      404,
    )
  })

  it('is explained with a reason, kept in the child’s history, and asked about no more', async () => {
    const id = await find(leo, { rule: 'return.written-another-way' })
    const silent = await post(`/data-quality/findings/${id}/explain`, { explained: ' ' }, amira)
    assert.equal(silent.statusCode, 422)
    assert.match(silent.body, /href="#explained"/)
    await post(`/data-quality/findings/${id}/explain`, { explained: 'The school writes it so' }, amira)
    const { state, explained, explainedBy } = await stateOf(id)
    assert.deepEqual([state, explained, explainedBy], ['explained', 'The school writes it so', amira.id])
    const event = await db
      .selectFrom('event')
      .selectAll()
      .where('type', '=', 'finding.explained')
      .executeTakeFirstOrThrow()
    assert.deepEqual([event.childId, event.reason, event.actorId], [leo, 'The school writes it so', amira.id])
    assert.match(words(await get('/data-quality?state=explained', amira)), /An answer is written another way/)
  })

  it('of no child is explained too, by those who see the whole authority', async () => {
    const id = await find(null, { rule: 'return.unsure-year' })
    await post(`/data-quality/findings/${id}/explain`, { explained: 'It is of last year' })
    assert.equal((await stateOf(id)).state, 'explained')
  })
})

describe('two records that may be one person', () => {
  it('wait for a manager who did not propose it', async () => {
    const twin = await addPerson(db, { givenName: 'Leo', familyName: 'Barkerson' })
    await db
      .insertInto('merge')
      .values({ childId: leo, loserId: twin, state: 'proposed', why: 'Same school', proposedBy: amira.id })
      .execute()
    const manager = await get('/data-quality', asha)
    assert.match(
      manager.body,
      new RegExp(`href="/children/${leo}/merges/[^"]+">Leo Barkerson and Leo Barker`),
    )
    const analyst = await get('/data-quality')
    assert.match(words(analyst), /Leo Barkerson and Leo Barker .* A manager who did not propose it decides/)
    assert.doesNotMatch(analyst.body, /\/merges\//)
  })
})
