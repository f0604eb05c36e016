import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand, Outcome } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { idOf } from '../../platform/testing/outcomes.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { commands as onActions } from '../actions/index.ts'
import { onOutcomes, onPlans } from './commands.ts'
import { askFor, proposeAction, proposeOutcome, startPlan } from './drafting.ts'
import { duties } from './duties.ts'
import { endPlan } from './ending.ts'
import { authorisePlan } from './in-force.ts'
import { plansOf } from './queries.ts'
import { outcomesOf, versionsOf } from './versions.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let chair: Actor
let leo: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  chair = await addStaff(db, 'Rosa Osei', 'CPC')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, worker)
})
after(() => db.destroy())

const act = (actor: Actor, recordId: string | null = null): Act & { recordId: string } => ({
  actor,
  childId: leo,
  recordId: recordId ?? '',
  formKey: null,
})
const rules = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.findings.map(({ rule }) => rule) : ['done']
const does = (command: AnyCommand, actor: Actor, id: string, posted: object = {}) =>
  perform(book, command, act(actor, id), posted)
const begin = (actor = worker, kind = 'child in need') =>
  startPlan(book, { ...act(actor), recordId: null }, { kind })
const outcome = (planId: string, posted: object, replaces: string | null = null) =>
  proposeOutcome(book, act(worker, planId), replaces, posted)
const action = (outcomeId: string, posted: object) =>
  proposeAction(book, { ...act(worker), recordId: null }, outcomeId, posted)
const authorise = (planId: string, actor = manager) => authorisePlan(book, act(actor, planId), [])
const held = () => plansOf(db, leo, book.today())
const row = async (id: string) =>
  db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const bed = { what: 'Leo sleeps in a dry bed', measure: 'Seen on three visits', byOn: '2026-12-18' }
let first: string
let bedId: string
let actionId: string

describe('a draft (Working Together 2026, ch.3)', () => {
  it('is never blocked, whatever it lacks', async () => {
    first = idOf(await begin())
    bedId = idOf(await outcome(first, { what: 'Leo sleeps in a dry bed' }))
    actionId = idOf(await action(bedId, { what: 'Monitor' }))
    assert.equal((await does(onPlans.describePlan, worker, first, { worries: 'Leo’s bed is wet' })).kind, 'done')
    assert.equal((await does(onPlans.send, worker, first)).kind, 'done')
  })

  it('runs no clock: nobody has been asked yet', async () => {
    const { rows } = { rows: await db.selectFrom('clockReading').select('clock').where('childId', '=', leo).execute() }
    assert.deepEqual(rows, [])
  })

  it('begun twice is one draft', async () => assert.equal(idOf(await begin()), first))
}) // prettier-ignore

describe('authorising a plan', () => {
  it('needs a measure and a day for each outcome, one person and a day for each action, and what happens if nothing changes', async () => {
    assert.deepEqual(rules(await authorise(first)), ['PL-2', 'PL-3', 'PL-4', 'PL-5', 'PL-6'])
    assert.equal((await held()).plans[0]?.state, 'sent')
  })

  it('is not the writer’s, nor any worker’s', async () => {
    await assert.rejects(authorise(first, worker), { name: 'NotAllowed' })
    await assert.rejects(authorise(first, chair), { name: 'NotAllowed' })
    const own = idOf(await begin(manager, 'pathway'))
    await does(onPlans.send, manager, own)
    assert.ok(rules(await authorise(own)).includes('PL-11'))
  })

  it('is not for everybody to do', async () => {
    await does(onPlans.sendBackPlan, manager, first, { returnedWhy: 'Who, and by when?' })
    await db.updateTable('action').set({ doneBy: 'All professionals', dueOn: day('2026-12-04') }).where('id', '=', actionId).execute()
    await does(onPlans.send, worker, first)
    assert.deepEqual(rules(await authorise(first)), ['PL-2', 'PL-3', 'PL-4', 'PL-6'])
  })

  it('puts it in force: outcomes stand, actions are asked of somebody, and their clock runs', async () => {
    await does(onPlans.sendBackPlan, manager, first, { returnedWhy: 'Who?' })
    await assert.rejects(does(onPlans.sendBackPlan, worker, first, { returnedWhy: 'No' }), { name: 'NotAllowed' })
    await does(onOutcomes.rewordOutcome, worker, bedId, bed)
    await db.updateTable('action').set({ doneBy: 'Ms Ford, Mill Primary' }).where('id', '=', actionId).execute()
    await does(onPlans.describePlan, worker, first, { worries: 'Leo’s bed is wet', ifNot: 'Legal gateway meeting' })
    await does(onPlans.send, worker, first)
    assert.equal(idOf(await authorise(first)), first)
    const asked = await row(actionId)
    assert.deepEqual([asked.state, asked.askedBy, asked.askedOn, asked.firstDueOn, asked.ownerId], ['open', manager.id, '2026-11-22', '2026-12-04', worker.id])
    const readings = await db.selectFrom('clockReading').select(['clock', 'dueOn']).where('childId', '=', leo).execute()
    assert.deepEqual(readings, [{ clock: 'plan-action-due', dueOn: '2026-12-04' }])
  })

  it('is agreed by a chair, and by no manager', async () => {
    await assert.rejects(does(onPlans.verifyPlan, manager, first), { name: 'NotAllowed' })
    assert.equal((await does(onPlans.verifyPlan, chair, first)).kind, 'done')
  })
}) // prettier-ignore

describe('how it is going', () => {
  it('has moved forward when some of it is different, and not when nothing is', async () => {
    await does(onOutcomes.sayProgress, worker, bedId, { progress: 'no change', shown: 'Still wet on 20 November' })
    assert.equal((await held()).outcomes[0]?.movedOn, null)
    await does(onOutcomes.sayProgress, worker, bedId, { progress: 'some', shown: 'New mattress, seen today' })
    assert.equal((await held()).outcomes[0]?.movedOn, '2026-11-22')
  })

  it('lets whoever asks move a day once; then only a manager (a day moved twice is drift)', async () => {
    const on = (dueOn: string) => ({ dueOn, extendedWhy: 'Landlord away' })
    await does(onActions.extend, worker, actionId, on('2026-12-07'))
    assert.deepEqual(rules(await does(onActions.extend, worker, actionId, on('2026-12-09'))), ['A-8'])
    await assert.rejects(does(onActions.moveAgain, worker, actionId, on('2026-12-09')), { name: 'NotAllowed' })
    assert.equal((await does(onActions.moveAgain, manager, actionId, on('2026-12-09'))).kind, 'done')
    assert.equal((await row(actionId)).extended, 2)
  })

  it('asks for more at once, and it is the plan’s whoever asks', async () => {
    const giving = { actor: manager, formKey: null }
    const posted = { what: 'Ring the landlord', ownerId: worker.id, dueOn: '2026-11-27' }
    const id = idOf(await askFor(book, giving, { childId: leo, outcomeId: bedId }, posted))
    assert.deepEqual([(await row(id)).direction, (await row(id)).outcomeId], [false, bedId])
    await does(onActions.stop, manager, id, { stoppedWhy: 'The landlord rang us' })
  })
}) // prettier-ignore

describe('the next version', () => {
  let second: string
  it('is drafted beside the one in force, which says what it said until then', async () => {
    second = idOf(await begin())
    const all = await held()
    assert.deepEqual(all.plans.filter(({ kind }) => kind === 'child in need').map(({ number, state }) => [number, state]), [[2, 'draft'], [1, 'live']])
    await outcome(second, { ...bed, what: 'Leo sleeps alone in a dry bed' }, bedId)
    const now = await held()
    const [draft, live] = [now.plans.find(({ id }) => id === second), now.plans.find(({ id }) => id === first)]
    assert.ok(draft && live)
    assert.deepEqual(outcomesOf(now, draft).map(({ what }) => what), ['Leo sleeps alone in a dry bed'])
    assert.deepEqual(outcomesOf(now, live).map(({ what }) => what), ['Leo sleeps in a dry bed'])
  })

  it('takes its place, keeps what was asked, and both can be read', async () => {
    await does(onPlans.send, worker, second)
    assert.deepEqual(rules(await authorise(second)), ['done'])
    const now = await held()
    const [older, newer] = [now.plans.find(({ id }) => id === first), now.plans.find(({ id }) => id === second)]
    assert.ok(older && newer)
    assert.equal(older.state, 'replaced')
    assert.deepEqual(outcomesOf(now, older).map(({ what }) => what), ['Leo sleeps in a dry bed'])
    assert.deepEqual(outcomesOf(now, newer).map(({ what }) => what), ['Leo sleeps alone in a dry bed'])
    assert.deepEqual(versionsOf(now, newer).map(({ number }) => number), [2, 1])
    const [kept] = outcomesOf(now, newer)
    assert.equal((await row(actionId)).outcomeId, kept?.id)
  })

  it('does not end while something asked is not done', async () => {
    const end = (actor: Actor) => endPlan(book, act(actor, second), [], { endedWhy: 'Leo is well cared for' })
    await assert.rejects(end(worker), { name: 'NotAllowed' })
    assert.deepEqual(rules(await end(manager)), ['PL-12'])
    await does(onActions.answer, worker, actionId, { answer: 'Ms Ford checks each Monday', evidence: 'Her note' })
    assert.deepEqual(rules(await end(manager)), ['PL-12'])
    await does(onActions.verify, manager, actionId, { difference: 'He sleeps' })
    assert.deepEqual(rules(await end(manager)), ['done'])
    const now = await held()
    assert.deepEqual(now.plans.find(({ id }) => id === second)?.endedWhy, 'Leo is well cared for')
    assert.ok(now.outcomes.every(({ state }) => state !== 'open'))
  })
}) // prettier-ignore
