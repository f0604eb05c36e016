import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../../platform/access/policy.ts'
import { openSession } from '../../../platform/access/session.ts'
import { day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import type { Book } from '../../../platform/record/book.ts'
import { runJobs } from '../../../platform/testing/jobs.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../../platform/testing/office.ts'
import { counting } from '../../../platform/testing/statements.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import { buildApp, type App } from '../../../platform/web/app.ts'
import { nothing } from '../../../platform/web/html.ts'
import { careEpisode, claReview } from '../../looked-after/index.ts'
import { pages as childPages } from '../../child/index.ts'
import { personRecord } from '../../people/index.ts'
import { pages as qualityPages } from '../../quality/index.ts'
import { cinEpisode } from '../../referrals/index.ts'
import { returnChecks } from './checks.ts'
import { jobs } from './jobs.ts'
import { checkReturns } from './nightly.ts'

const night = testDay

let db: Db
let book: Book
let app: App
let amira: Actor
let leo: string

before(async () => {
  db = await freshDb()
  book = {
    ...bookOn(db, [], testDay, [personRecord, careEpisode, claReview, cinEpisode]),
    childChecks: returnChecks,
  }
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  // Turned 6 in March.
  leo = await addPerson(db, {
    givenName: 'Leo',
    familyName: 'Barker',
    bornOn: day('2020-03-03'),
    laChildId: 'L1',
  })
  await allocateTo(db, leo, amira)
  app = buildApp({
    book,
    council: 'Exampleshire Council',
    demonstration: true,
    secure: false,
    navigation: [],
    clockNames: new Map(),
    masthead: async () => nothing,
  })
  await app.register(qualityPages)
  await app.register(childPages)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const cookieOf = async (): Promise<string> => `holdfast=${await openSession(db, amira.id)}`
const get = async (url: string) => app.inject({ url, headers: { cookie: await cookieOf() } })
async function post(url: string, fields: Record<string, string>) {
  const cookie = await cookieOf()
  const { csrf } = await db
    .selectFrom('session')
    .select('csrf')
    .orderBy('startedAt', 'desc')
    .executeTakeFirstOrThrow()
  const answer = await app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams({ _csrf: csrf, reason: 'Read the minutes', ...fields }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(answer.statusCode, 303, answer.body)
}
const openRules = async (childId: string): Promise<string[]> =>
  (
    await db
      .selectFrom('finding')
      .select('rule')
      .where('childId', '=', childId)
      .where('state', '=', 'open')
      .orderBy('rule')
      .execute()
  ).map(({ rule }) => rule)
const findingOf = (rule: string) =>
  db
    .selectFrom('finding')
    .selectAll()
    .where('rule', '=', rule)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

/** A child in care since May, with a review in June. */
async function inCare(childId: string): Promise<string> {
  await db
    .insertInto('careEpisode')
    .values({
      childId,
      state: 'open',
      startedOn: day('2026-05-04'),
      startedWhy: 'S',
      legalStatus: 'C2',
      primaryNeed: 'N1',
      placementType: 'U6',
    })
    .execute()
  const { id } = await db
    .insertInto('claReview')
    .values({ childId, state: 'held', heldOn: day('2026-06-01'), takingPart: 'PN1' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

describe('a rule of SSDA903, as a child’s record is saved', () => {
  let form: string
  before(async () => {
    form = `/children/${leo}/records/cla-review/${await inCare(leo)}/correct`
  })

  it('is a finding of the child’s worker where the saving breaks it, and stops nothing', async () => {
    await post(form, { heldOn: '2026-06-01', takingPart: 'PN0' })
    const { recordKind, field, ownerId, message } = await findingOf('ssda903.440')
    assert.deepEqual([recordKind, field, ownerId], ['claReview', 'takingPart', amira.id])
    assert.equal(
      message,
      'SSDA903 rule 440: PN0 says the child was under 4 at the review, and they were 4 or over.',
    )
  })

  it('stands beside its field on the form and on the record’s page, and on the list with an owner', async () => {
    const said = /SSDA903 rule 440: PN0 says the child was under 4/
    const page = await get(form)
    assert.match(page.body, said)
    const [, hint = ''] = /id="takingPart-hint"[^>]*>([\s\S]*?)<\/div>/.exec(page.body) ?? []
    assert.match(hint, said)
    assert.match((await get(form.replace('/correct', ''))).body, said)
    assert.match((await get('/data-quality?owner=any')).body, said)
  })

  it('clears itself when it is put right, and its prompt is gone', async () => {
    await post(form, { heldOn: '2026-06-01', takingPart: 'PN1' })
    assert.equal((await findingOf('ssda903.440')).state, 'cleared')
    assert.doesNotMatch((await get(form)).body, /SSDA903 rule 440/)
  })

  it('is not asked where nothing that it reads was touched', async () => {
    const asked = returnChecks.map(({ askedBy }) => askedBy(new Set([claReview])))
    assert.equal(asked[0]?.size, 0)
    assert.ok(asked[1]?.has('ssda903.440'))
    assert.equal(asked[1]?.has('ssda903.501'), false)
  })
})

describe('a rule of the census, as a child’s record is saved', () => {
  it('is raised and cleared at the field of the record', async () => {
    const { id } = await db
      .insertInto('cinEpisode')
      .values({
        childId: leo,
        state: 'closed',
        referredOn: day('2026-04-07'),
        closedOn: day('2026-10-01'),
        closureReason: 'RC1',
        source: '1A',
        primaryNeed: 'N1',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const form = `/children/${leo}/records/cin-episode/${id}/correct?field=closureReason`
    await post(form, { closureReason: 'RC8' })
    const raised = await findingOf('cin.8825Q')
    assert.deepEqual([raised.recordId, raised.field, raised.ownerId], [id, 'closureReason', amira.id])
    assert.match((await get(form)).body, /CIN census rule 8825Q: The episode is closed after assessment/)
    await post(form, { closureReason: 'RC1' })
    assert.equal((await findingOf('cin.8825Q')).state, 'cleared')
  })
})

describe('the night', () => {
  const runNight = async (): Promise<void> => {
    await inTransaction(db, (tx) => enqueue(tx, checkReturns, { on: night, after: null }))
    await runJobs(book, jobs)
  }

  it('finds what came in bulk, asks what needs the whole return, and counts what is open', async () => {
    const twins = await Promise.all(
      ['L2', 'L3'].map((laChildId) =>
        addPerson(db, { laChildId, givenName: laChildId, bornOn: day('2019-01-02') }),
      ),
    )
    for (const childId of twins) {
      await allocateTo(db, childId, amira)
      await inCare(childId)
      await db.updateTable('person').set({ upn: 'A123456789012' }).where('id', '=', childId).execute()
      assert.deepEqual(await openRules(childId), [])
    }
    await runNight()
    for (const childId of twins) assert.ok((await openRules(childId)).includes('ssda903.444'))
    const [counted] = await db
      .selectFrom('findingCount')
      .selectAll()
      .where('rule', '=', 'ssda903.444')
      .execute()
    assert.deepEqual(counted, { countedOn: night, rule: 'ssda903.444', open: 2, children: 2 })
    assert.match((await get('/data-quality?rule=ssda903.444')).body, /, asked each night/)
    assert.doesNotMatch((await get('/data-quality?rule=ssda903.1014')).body, /asked each night/)
    assert.match(
      (await get(`/data-quality/findings/${(await findingOf('ssda903.444')).id}`)).body,
      /seen tomorrow/,
    )
    await db
      .updateTable('person')
      .set({ upn: null })
      .where('id', '=', twins[0] ?? '')
      .execute()
    await runNight()
    for (const childId of twins) assert.equal((await openRules(childId)).includes('ssda903.444'), false)
  })

  it('tells what is about the return and no child once, however often it runs', async () => {
    await runNight()
    const open = await db
      .selectFrom('finding')
      .select(['rule', 'childId', 'ownerId'])
      .where('childId', 'is', null)
      .where('state', '=', 'open')
      .orderBy('rule')
      .execute()
    assert.deepEqual(
      open.map(({ rule }) => rule),
      ['cin.2886Q', 'cin.2887Q', 'cin.2888Q', 'cin.8995Q', 'cin.9000Q'],
    )
  })

  it('is drawn on data quality, with a table', async () => {
    const { body } = await get('/data-quality')
    assert.match(body, /open on 22 November 2026\. The whole authority, counted each night/)
    assert.match(body, /Open findings each night/)
  })
})

describe('a save', () => {
  it('asks the database no more for the rules of the returns than one statement', async () => {
    const { id } = await db
      .selectFrom('claReview')
      .select('id')
      .where('childId', '=', leo)
      .executeTakeFirstOrThrow()
    const form = `/children/${leo}/records/cla-review/${id}/correct?field=takingPart`
    const save = async (code: string) =>
      (await counting(() => post(form, { takingPart: code }))).statements.length
    const withRules = await save('PN2')
    Object.assign(book, { childChecks: [] })
    const without = await save('PN3')
    Object.assign(book, { childChecks: returnChecks })
    assert.ok(withRules - without <= 1, `${withRules} and ${without}`)
  })
})
