import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { day } from '../../platform/dates/day.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { share } from './cohort.ts'
import { closeCampaign, leaveOut, lookAt, openCampaign } from './commands.ts'
import { countsOf } from './queries.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
let worker: Actor
let theirs: Actor
let other: Actor
let head: Actor
const children: string[] = []

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  theirs = await addStaff(db, 'Asha Patel', 'TM')
  other = await addStaff(db, 'Tom Weir', 'TM', 'Harbour')
  head = await addStaff(db, 'Sam Okoro', 'SM')
  for (const [i, days] of [400, 300, 290, 30].entries()) {
    const id = await addPerson(db, { givenName: `Child${i}`, familyName: 'Barker' })
    await allocateTo(db, id, worker)
    await db
      .insertInto('cinPlan')
      .values({ childId: id, state: 'open', startedOn: daysAgo(days) })
      .execute()
    children.push(id)
  }
  app = await serverOf(book, [pages], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const rules = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.findings.map(({ rule, at }) => `${rule} ${at ?? ''}`.trim()) : ['done']
const campaign = (actor: Actor, more = {}) =>
  openCampaign(book, { actor, formKey: null }, { title: 'Nine months', why: 'Is help ending?', kind: 'child in need', months: '9', byOn: '2026-12-18', reviewers: [theirs.id, other.id], ...more }) // prettier-ignore
const checks = () => db.selectFrom('campaignCheck').selectAll().orderBy('id').execute()
const checkOf = async (childId: string) => (await checks()).find((one) => one.childId === childId)?.id ?? ''
const look = async (actor: Actor, childId: string, posted: object) =>
  lookAt(book, { actor, childId, recordId: await checkOf(childId), formKey: null }, posted)
const well = { safeNow: 'yes', planEffective: 'yes', risksAddressed: 'yes', nextStep: 'go on', found: 'Seen, safe, moving' } // prettier-ignore
const close = (actor = head, formKey: string | null = null) =>
  closeCampaign(book, { actor, formKey }, id, { learned: 'Help needs an end in sight' })
let id: string

describe('a review campaign (every child in need looked at again)', () => {
  it('is a service manager’s to open, and no team manager’s', async () => {
    await assert.rejects(campaign(theirs), { name: 'NotAllowed' })
    assert.deepEqual(rules(await campaign(head, { byOn: '2026-11-01', reviewers: [worker.id], months: '60' })), [
      'RC-4 byOn',
      'answer reviewers',
      'RC-5 kind',
    ])
  })

  it('asks for everybody of the cohort, of somebody in another team', async () => {
    const outcome = await campaign(head)
    id = outcome.kind === 'done' ? outcome.recordId : ''
    const asked = await checks()
    assert.deepEqual(asked.map(({ childId, reviewerId }) => [childId, reviewerId]), children.slice(0, 3).map((childId) => [childId, other.id]))
  })

  it('shares the work in turn, and gives nobody their own child', () => {
    const of = (childId: string, workerId: string, teamId: string) => ({ childId, workerId, teamId })
    const two = [{ id: 'a', teamId: '1' }, { id: 'b', teamId: '2' }]
    assert.deepEqual(share([of('x', 'w', '3'), of('y', 'w', '3'), of('z', 'w', '3')], two), ['a', 'b', 'a'])
    assert.deepEqual(share([of('x', 'w', '1'), of('y', 'b', '1')], two), ['b', 'a'])
    assert.deepEqual(share([of('x', 'a', '1')], [{ id: 'a', teamId: '1' }]), [null])
  })

  it('makes an action of what is not well, and asks for it by name when it is left out', async () => {
    const [first = '', second = ''] = children
    assert.deepEqual(rules(await look(other, first, {})), ['answer safeNow', 'answer planEffective', 'answer risksAddressed', 'answer nextStep', 'answer found'])
    assert.deepEqual(rules(await look(other, first, { ...well, safeNow: 'not sure' })), ['RC-1 what'])
    assert.deepEqual(rules(await look(other, first, { ...well, safeNow: 'not sure', what: 'See Child0 alone' })), ['RC-2 dueOn'])
    assert.deepEqual(rules(await look(other, first, { ...well, safeNow: 'not sure', what: 'See Child0 alone', dueOn: '2026-11-27' })), ['done'])
    assert.deepEqual(rules(await look(theirs, second, well)), ['done'])
    const [asked] = await db.selectFrom('action').selectAll().execute()
    assert.deepEqual([asked?.what, asked?.ownerId, asked?.askedBy], ['See Child0 alone', worker.id, other.id])
    await assert.rejects(look(other, first, well), { name: 'StateMoved' })
    await assert.rejects(look(worker, children[2] ?? '', well), { name: 'NotAllowed' })
  })

  it('does not close until everybody is looked at, or left out with a reason', async () => {
    const third = children[2] ?? ''
    assert.deepEqual(rules(await close()), ['RC-7 learned'])
    await assert.rejects(close(theirs), { name: 'NotAllowed' })
    const out = async (actor: Actor, leftOutWhy: string) =>
      perform(book, leaveOut, { actor, childId: third, recordId: await checkOf(third), formKey: null }, { leftOutWhy })
    await assert.rejects(out(other, 'Moved'), { name: 'NotAllowed' })
    assert.deepEqual(rules(await out(head, '')), ['answer leftOutWhy'])
    const url = `/review-campaigns/${id}`
    const { cookie } = await signIn(book, head)
    assert.match(wordsOf((await app.inject({ url, headers: { cookie } })).body), /2 of 3 children looked at or left out.*Not looked at yet 1.*1 to go/)
    assert.deepEqual(rules(await out(head, 'Moved to Northshire on 10 November')), ['done'])
    // No event of a child says that it was closed: the form sent again is answered as it was the first time.
    const key = randomUUID()
    assert.deepEqual(rules(await close(head, key)), ['done'])
    assert.deepEqual(rules(await close(head, key)), ['done'])
    await assert.rejects(close(), { name: 'StateMoved' })
  })
}) // prettier-ignore

describe('what a campaign found', () => {
  it('counts the children behind each number, and no others', async () => {
    const counts = Object.fromEntries((await countsOf(db, head, { campaignId: id, today: testDay })).map(({ name, count }) => [name, count]))
    assert.deepEqual(counts, { all: 3, waiting: 0, mine: 0, 'not-safe': 1, 'not-working': 0, 'not-addressed': 0, change: 0, actions: 1, 'actions-done': 0, 'actions-answered': 0, 'actions-over': 0, 'left-out': 1 })
    const { cookie } = await signIn(book, head)
    for (const [show, count] of Object.entries(counts)) {
      const { body } = await app.inject({ url: `/review-campaigns/${id}?show=${show}`, headers: { cookie } })
      assert.equal(body.match(/\/plan"/g)?.length ?? 0, count, show)
    }
  })

  it('says of the actions that came of it how many are done, answered and past their day', async () => {
    const { cookie } = await signIn(book, head)
    const page = async (query = '') => wordsOf((await app.inject({ url: `/review-campaigns${query}`, headers: { cookie } })).body)
    const { dueOn } = await db.selectFrom('action').select('dueOn').executeTakeFirstOrThrow()
    assert.equal(dueOn, '2026-11-27')
    assert.match(await page(), /Of 1 action: .* that came of it, none is agreed as done\. (?!\.)/)
    assert.match(await page(`/${id}?show=actions`), /See Child0 alone All actions of .* By Fri 27 Nov Amira Khalil/)
    const shown = async (state: 'open' | 'answered' | 'verified', due: string): Promise<string> => {
      await db.updateTable('action').set({ state, dueOn: day(due) }).execute()
      const counts = Object.fromEntries((await countsOf(db, head, { campaignId: id, today: testDay })).map(({ name, count }) => [name, count]))
      return ['actions', 'actions-done', 'actions-answered', 'actions-over'].map((name) => counts[name]).join(' ')
    }
    assert.equal(await shown('open', '2026-11-21'), '1 0 0 1')
    assert.match(await page(`/${id}?show=actions-over`), /Was due/)
    assert.equal(await shown('open', '2026-11-22'), '1 0 0 0')
    assert.equal(await shown('answered', '2026-11-21'), '1 0 1 0')
    assert.equal(await shown('verified', '2026-11-21'), '1 1 0 0')
    assert.match(await page(), /that came of it, 1: .* is agreed as done/)
    assert.match(await page(`/${id}?show=actions-done`), /Agreed as done/)
  }) // prettier-ignore

  it('is not shown to whoever may not look', async () => {
    const { cookie } = await signIn(book, worker)
    assert.equal((await app.inject({ url: `/review-campaigns/${id}`, headers: { cookie } })).statusCode, 403)
  })
}) // prettier-ignore
