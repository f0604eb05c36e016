import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, addTeam, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { unaccepted } from './queries.ts'
import { stepDown, stepUp } from './record.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let lead: Actor
let otherLead: Actor
let door: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  lead = await addStaff(db, 'Priya Nair', 'EHL', 'Early help')
  otherLead = await addStaff(db, 'Sam Doyle', 'EHL', 'Early help')
  await addTeam(db, 'Front door', 'Front door')
  door = { ...(await addStaff(db, 'Ruth Adeyemi', 'TM', 'Front door')), service: 'Front door' }
  childId = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  await allocateTo(db, childId, worker)
  await db
    .insertInto('cinEpisode')
    .values({ childId, state: 'open', referredOn: day('2026-03-02') })
    .execute()
})
after(() => db.destroy())

const act = (actor: Actor, recordId: string | null, of = childId): Act => ({
  actor,
  childId: of,
  recordId,
  formKey: null,
})
const does = (command: AnyCommand, actor: Actor, id: string | null, posted: object = {}, of = childId) =>
  perform(book, command, act(actor, id, of), posted)

const proposal = () => ({
  reason: 'Home is warm and Ada is at school',
  risks: 'Money runs out before the month does',
  managedBy: 'Priya Nair, with the debt adviser',
  familyView: 'Ready',
  childView: 'I like Priya',
  receiverId: lead.id,
})
const request = {
  reason: 'She is not safe',
  risks: 'Hit twice',
  familyView: 'They want help',
  childView: 'Scared',
}
const stateOf = async (table: 'stepDown' | 'stepUp' | 'cinEpisode', id: string) =>
  (await db.selectFrom(table).select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const episode = async () =>
  (await db.selectFrom('cinEpisode').select(['state']).where('childId', '=', childId).execute()).map(
    ({ state }) => state,
  )

describe('stepping down', () => {
  it('keeps our work open until the person named accepts, and then hands over', async () => {
    assert.deepEqual(refusals(await does(commands.proposeStepDown, worker, null, { reason: 'Ready' })), [
      'answer risks',
      'answer managedBy',
      'answer familyView',
      'answer childView',
      'answer receiverId',
    ])
    const id = idOf(await does(commands.proposeStepDown, worker, null, proposal()))
    assert.ok(await unaccepted(db, childId))
    await assert.rejects(does(commands.agreeStepDown, worker, id), { name: 'NotAllowed' })
    assert.equal((await does(commands.agreeStepDown, manager, id)).kind, 'done')
    assert.ok(await unaccepted(db, childId))
    await assert.rejects(does(commands.acceptStepDown, manager, id, { meetingOn: '2026-11-20' }), {
      name: 'NotAllowed',
    })
    assert.deepEqual(
      refusals(await does(commands.acceptStepDown, otherLead, id, { meetingOn: '2026-11-20' })),
      ['EH-3'],
    )
    assert.deepEqual(refusals(await does(commands.acceptStepDown, lead, id, { meetingOn: '2026-11-23' })), [
      'EH-4 meetingOn',
    ])
    assert.deepEqual(refusals(await does(commands.acceptStepDown, lead, id)), ['EH-4 meetingOn'])
    assert.deepEqual(await episode(), ['open'])
    assert.equal((await does(commands.acceptStepDown, lead, id, { meetingOn: '2026-11-20' })).kind, 'done')
    assert.ok(!(await unaccepted(db, childId)))
    const help = await db
      .selectFrom('earlyHelpEpisode')
      .select(['state', 'cameFrom', 'leadId'])
      .where('childId', '=', childId)
      .execute()
    assert.deepEqual(help, [{ state: 'waiting', cameFrom: 'step-down', leadId: lead.id }])
    // Accepting lets our work end; it ends by its own closure, with its own guard.
    assert.deepEqual(await episode(), ['open'])
    await assert.rejects(does(commands.closeStepDown, lead, id), StateMoved)
    await assert.rejects(does(commands.checkStepDown, worker, id, {}), { name: 'NotAllowed' })
    const check = { checkedOn: '2026-11-22', found: 'sustained', foundWords: 'School and Ada say so' }
    assert.deepEqual(
      refusals(await does(commands.checkStepDown, lead, id, { ...check, checkedOn: '2026-11-23' })),
      ['EH-5 checkedOn'],
    )
    assert.equal((await does(commands.checkStepDown, lead, id, check)).kind, 'done')
    assert.equal((await does(commands.closeStepDown, manager, id)).kind, 'done')
    assert.equal(await stateOf('stepDown', id), 'closed')
  })

  it('is agreed by somebody else than who proposed it', async () => {
    const id = idOf(await does(commands.proposeStepDown, manager, null, proposal()))
    assert.deepEqual(refusals(await does(commands.agreeStepDown, manager, id)), ['EH-1'])
    await does(commands.withdrawStepDown, worker, id, { withdrawnWhy: 'A new worry' })
    assert.ok(!(await unaccepted(db, childId)))
  })

  it('sent back is proposed again, and social care goes on', async () => {
    const id = idOf(await does(commands.proposeStepDown, worker, null, proposal()))
    await does(commands.agreeStepDown, manager, id)
    assert.equal(
      (await does(commands.sendBackStepDown, lead, id, { sentBackWhy: 'Who manages the debt?' })).kind,
      'done',
    )
    assert.equal(await stateOf('stepDown', id), 'proposed')
    assert.ok(await unaccepted(db, childId))
    assert.equal((await does(commands.changeStepDown, worker, id, proposal())).kind, 'done')
    assert.equal((await does(commands.agreeStepDown, manager, id)).kind, 'done')
    await does(commands.withdrawStepDown, worker, id, { withdrawnWhy: 'Not now' })
  })
})

describe('stepping up', () => {
  it('is decided by the front door’s manager alone, and opens a referral from the day it was asked for', async () => {
    const of = await addPerson(db, { givenName: 'Ben', familyName: 'Fell', bornOn: day('2016-01-01') })
    await assert.rejects(does(commands.requestStepUp, worker, null, request, of), { name: 'NotAllowed' })
    const id = idOf(await does(commands.requestStepUp, lead, null, request, of))
    for (const other of [manager, lead, worker])
      await assert.rejects(does(commands.acceptStepUp, other, id, { thresholdReason: 'Level 4' }, of), {
        name: 'NotAllowed',
      })
    assert.deepEqual(refusals(await does(commands.acceptStepUp, door, id, {}, of)), [
      'answer thresholdReason',
    ])
    assert.equal(
      (await does(commands.acceptStepUp, door, id, { thresholdReason: 'Level 4: hit' }, of)).kind,
      'done',
    )
    const opened = await db
      .selectFrom('cinEpisode')
      .select(['state', 'referredOn'])
      .where('childId', '=', of)
      .execute()
    assert.deepEqual(opened, [{ state: 'open', referredOn: testDay }])
  })

  it('declined says why, and may be disputed and decided again', async () => {
    const id = idOf(await does(commands.requestStepUp, lead, null, request))
    assert.deepEqual(refusals(await does(commands.declineStepUp, door, id)), ['answer thresholdReason'])
    await does(commands.declineStepUp, door, id, { thresholdReason: 'Level 3: early help can do it' })
    assert.deepEqual(refusals(await does(commands.disputeStepUp, otherLead, id)), ['answer disputedWhy'])
    await assert.rejects(does(commands.disputeStepUp, door, id, { disputedWhy: 'x' }), { name: 'NotAllowed' })
    await does(commands.disputeStepUp, otherLead, id, { disputedWhy: 'He has been hit again' })
    assert.equal((await does(commands.acceptStepUp, door, id, { thresholdReason: 'Level 4' })).kind, 'done')
    assert.equal(await stateOf('stepUp', id), 'accepted')
  })
})

describe('early help', () => {
  it('starts when the family agrees, with somebody who leads it', async () => {
    const id = idOf(await does(commands.askForHelp, lead, null, { why: 'Tired parents' }))
    const start = {
      lead: 'Ms Ford, Mill Primary',
      consent: 'no',
      needs: 'Sleep',
      familyGoals: 'A whole night',
    }
    assert.deepEqual(refusals(await does(commands.startHelp, lead, id, start)), ['EH-7 consent'])
    assert.equal((await does(commands.startHelp, lead, id, { ...start, consent: 'yes' })).kind, 'done')
    assert.equal((await does(commands.endHelp, lead, id, { closedWhy: 'needs met' })).kind, 'done')
  })
  it('asks at most twelve questions on a page', () => {
    for (const { title, asks } of Object.values(commands)) assert.ok(asks.length <= 12, title)
  })
})

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)

describe('the clocks of both crossings', () => {
  it('a step up is decided in one working day; disputed, again in five, as any disagreement is', () => {
    const declined = { state: 'declined', requestedOn: '2026-03-06', decidedOn: '2026-03-09' }
    assert.deepEqual(read([[stepUp, declined]], 'step-up-decision'), [
      '2026-03-06 due 2026-03-09 met 2026-03-09',
    ])
    const disputed = { ...declined, state: 'disputed', disputedOn: '2026-03-12' }
    assert.deepEqual(read([[stepUp, disputed]], 'step-up-decision'), [
      '2026-03-06 due 2026-03-09 met 2026-03-09',
    ])
    assert.deepEqual(read([[stepUp, disputed]], 'step-up-dispute'), ['2026-03-12 due 2026-03-19 open'])
    const again = { ...disputed, state: 'accepted', decidedOn: '2026-03-17' }
    assert.deepEqual(read([[stepUp, again]], 'step-up-dispute'), ['2026-03-12 due 2026-03-19 met 2026-03-17'])
  })
  it('a step down is accepted in ten working days, or withdrawn', () => {
    const agreed = { state: 'handover', agreedOn: '2026-03-06' }
    assert.deepEqual(read([[stepDown, agreed]], 'step-down-handover'), ['2026-03-06 due 2026-03-20 open'])
    const withdrawn = { ...agreed, state: 'withdrawn', withdrawnOn: '2026-03-10' }
    assert.deepEqual(read([[stepDown, withdrawn]], 'step-down-handover'), [
      '2026-03-06 due 2026-03-20 ended 2026-03-10',
    ])
  })
  it('and is checked 12 weeks after it was accepted', () => {
    const accepted = { state: 'accepted', agreedOn: '2026-03-06', acceptedOn: '2026-03-13' }
    assert.deepEqual(read([[stepDown, accepted]], 'step-down-check'), ['2026-03-13 due 2026-06-05 open'])
    const checked = { ...accepted, state: 'checked', checkedOn: '2026-06-05' }
    assert.deepEqual(read([[stepDown, checked]], 'step-down-check'), [
      '2026-03-13 due 2026-06-05 met 2026-06-05',
    ])
  })
})
