import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { idOf } from '../../platform/testing/outcomes.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { nothing } from '../../platform/web/html.ts'
import { authorisePlan, endPlan, onPlans, pagesOf, proposeOutcome, startPlan } from '../plans/index.ts'
import { decideLong, holdReview, walked } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { planOfNeed } from './plan-of-need.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let head: Actor

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  head = await addStaff(db, 'Sam Okoro', 'SM')
})
after(() => db.destroy())

const act = (actor: Actor, childId: string, recordId = '') => ({ actor, childId, recordId, formKey: null })
const rules = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.findings.map(({ rule, at }) => `${rule} ${at ?? ''}`.trim()) : ['done']
const child = async (): Promise<string> => {
  const id = await addPerson(db, { givenName: 'Mia', familyName: 'Larch' })
  await allocateTo(db, id, worker)
  return id
}
const readings = async (childId: string, clock: string) =>
  db.selectFrom('clockReading').select(['sinceOn', 'dueOn', 'metOn']).where('childId', '=', childId).where('clock', '=', clock).orderBy('sinceOn').execute() // prettier-ignore

/** A plan in force for a child, begun by the worker and authorised by the manager today. */
async function inForce(childId: string): Promise<{ planId: string; outcomeId: string }> {
  const planId = idOf(await startPlan(book, { ...act(worker, childId), recordId: null }, { kind: 'child in need' })) // prettier-ignore
  const posted = { what: 'Mia is at school every day', measure: 'Register', byOn: '2026-12-18' }
  const outcomeId = idOf(await proposeOutcome(book, act(worker, childId, planId), null, posted))
  await perform(book, onPlans.describePlan, act(worker, childId, planId), { ifNot: 'Strategy discussion' })
  await perform(book, onPlans.send, act(worker, childId, planId), {})
  idOf(await authorisePlan(book, act(manager, childId, planId), [planOfNeed]))
  return { planId, outcomeId }
}

describe('a child in need plan (Children Act 1989, s.17)', () => {
  it('begins the period of need the day it is authorised, and meets the assessment’s clock', async () => {
    const mia = await child()
    await db.insertInto('assessment').values({ childId: mia, state: 'authorised', startedOn: daysAgo(30), authorisedOn: day('2026-11-16'), supportNeeded: 'yes' }).execute()
    await inForce(mia)
    const period = await db.selectFrom('cinPlan').select(['state', 'startedOn']).where('childId', '=', mia).execute()
    assert.deepEqual(period, [{ state: 'open', startedOn: '2026-11-22' }])
    assert.deepEqual(await readings(mia, 'cin-plan'), [{ sinceOn: '2026-11-16', dueOn: '2026-11-30', metOn: '2026-11-22' }])
    assert.deepEqual(await readings(mia, 'cin-review'), [{ sinceOn: '2026-11-22', dueOn: '2027-01-03', metOn: null }])
  })

  it('takes up the period a return brought, and begins no second', async () => {
    const mia = await child()
    await db.insertInto('cinPlan').values({ childId: mia, state: 'open', startedOn: daysAgo(200) }).execute()
    await inForce(mia)
    assert.equal((await db.selectFrom('cinPlan').select('id').where('childId', '=', mia).execute()).length, 1)
  })
}) // prettier-ignore

describe('a review', () => {
  it('walks the plan line by line, moves what moved and stops the clock on the day it was held', async () => {
    const mia = await child()
    await db.insertInto('cinPlan').values({ childId: mia, state: 'open', startedOn: day('2026-10-12') }).execute()
    const { outcomeId } = await inForce(mia)
    const said = { heldOn: '20/11/2026', attended: 'Mia, her mum, school', decisions: 'Go on', rightPlan: 'yes', nextOn: '19/2/2027' }
    const outcome = await holdReview(book, act(worker, mia), [outcomeId], { ...said, [walked(outcomeId)]: 'some' })
    assert.deepEqual(rules(outcome), ['done'])
    const moved = await db.selectFrom('planOutcome').select(['progress', 'movedOn']).where('id', '=', outcomeId).executeTakeFirstOrThrow()
    assert.deepEqual(moved, { progress: 'some', movedOn: '2026-11-20' })
    assert.deepEqual((await readings(mia, 'cin-review'))[0], { sinceOn: '2026-10-12', dueOn: '2026-11-23', metOn: '2026-11-20' })
  })

  it('says everything that is missing at once, and is not the chair’s or a stranger’s to write', async () => {
    const mia = await child()
    const wrong = await holdReview(book, act(worker, mia), [], { heldOn: '1/12/2026', rightPlan: 'step up' })
    assert.deepEqual(rules(wrong), ['answer attended', 'answer decisions', 'CIN-2 heldOn', 'CIN-4 rightWhy'])
    const chair = await addStaff(db, 'Rosa Osei', 'CPC')
    await assert.rejects(holdReview(book, act(chair, mia), [], {}), { name: 'NotAllowed' })
  })
}) // prettier-ignore

describe('at nine months', () => {
  it('a service manager decides, says why and what will be different; no team manager does', async () => {
    const mia = await child()
    await db.insertInto('cinPlan').values({ childId: mia, state: 'open', startedOn: day('2026-01-12') }).execute()
    const decision = { decision: 'go on', reason: 'Mum’s new job', considered: 'Step down' }
    await assert.rejects(decideLong(book, act(manager, mia), decision), { name: 'NotAllowed' })
    assert.deepEqual(rules(await decideLong(book, act(head, mia), decision)), ['CIN-5 differently'])
    assert.deepEqual(rules(await decideLong(book, act(head, mia), { ...decision, differently: 'An end day: 1 March' })), ['done'])
    assert.deepEqual(await readings(mia, 'cin-duration-check'), [
      { sinceOn: '2026-01-12', dueOn: '2026-10-12', metOn: '2026-11-22' },
      { sinceOn: '2026-11-22', dueOn: '2027-02-22', metOn: null },
    ])
  })
  it('there must be a plan to decide about', async () =>
    assert.deepEqual(rules(await decideLong(book, act(head, await child()), { decision: 'step down', reason: 'Done', considered: '-' })), ['CIN-6']))
}) // prettier-ignore

describe('ending a plan', () => {
  const why = { endedWhy: 'Mia is at school every day' }
  it('is the team manager’s, and the period of need ends with it', async () => {
    const mia = await child()
    const { planId } = await inForce(mia)
    await db.updateTable('cinPlan').set({ startedOn: daysAgo(150) }).where('childId', '=', mia).execute()
    await assert.rejects(endPlan(book, act(worker, mia, planId), [planOfNeed], why), { name: 'NotAllowed' })
    assert.deepEqual(rules(await endPlan(book, act(manager, mia, planId), [planOfNeed], why)), ['done'])
    const period = await db.selectFrom('cinPlan').select(['state', 'endedOn']).where('childId', '=', mia).executeTakeFirstOrThrow()
    assert.deepEqual(period, { state: 'ended', endedOn: '2026-11-22' })
  })

  it('is the service manager’s where it is flagged, and says why', async () => {
    const mia = await child()
    await db.insertInto('cinEpisode').values({ childId: mia, state: 'closed', referredOn: daysAgo(900), closedOn: daysAgo(700) }).execute()
    const { planId } = await inForce(mia)
    const refused = await endPlan(book, act(manager, mia, planId), [planOfNeed], why)
    assert.match(refused.kind === 'refused' ? (refused.findings[0]?.message ?? '') : '', /^A service manager must end this plan: the child has been referred before; it has run for less than three months$/)
    assert.deepEqual(rules(await endPlan(book, act(head, mia, planId), [planOfNeed], why)), ['done'])
  })
}) // prettier-ignore

describe('the pages', () => {
  it('ask no more than twelve things, keep what was typed, and show the plan with what can be done', async () => {
    const mia = await child()
    await inForce(mia)
    const app = await serverOf(book, [pagesOf([planOfNeed]), pages], async () => nothing)
    const { cookie, csrf } = await signIn(book, worker)
    const url = `/children/${mia}/child-in-need/review`
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
    const { body } = await app.inject({ url, headers: { cookie } })
    const asked = new Set([...body.matchAll(/ name="([a-z][^"_.]*)(?:_[^"]*)?"/gi)].map(([, name]) => name))
    assert.ok(asked.size <= 12, [...asked].join(' '))
    const typed = new URLSearchParams({ _csrf: csrf, decisions: 'Half a thought' }).toString()
    assert.equal((await app.inject({ method: 'POST', url: `${url}/draft`, payload: typed, headers })).statusCode, 204)
    assert.match((await app.inject({ url, headers: { cookie } })).body, /Half a thought/)
    const plan = wordsOf((await app.inject({ url: `/children/${mia}/plan`, headers: { cookie } })).body)
    assert.match(plan, /Is this plan moving\?.*Record a review.*Mia is at school every day.*Not started.*Register/)
    assert.doesNotMatch(plan, /Decide about a long plan/)
    const heads = await signIn(book, head)
    assert.match((await app.inject({ url: `/children/${mia}/plan`, headers: { cookie: heads.cookie } })).body, /Decide about a long plan/)
    assert.equal((await app.inject({ url: `/children/${mia}/child-in-need/decide`, headers: { cookie } })).statusCode, 403)
    await app.close()
  })
}) // prettier-ignore
