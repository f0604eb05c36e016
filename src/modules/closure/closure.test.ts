import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { addWeeks, day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand, Outcome } from '../../platform/record/record.ts'
import {
  addPerson,
  addStaff,
  addTeam,
  allocateTo,
  bookOn,
  daysAgo,
  testDay,
} from '../../platform/testing/office.ts'
import { refusals } from '../../platform/testing/outcomes.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { planOfNeed } from '../child-in-need/index.ts'
import { endPlan, startPlan } from '../plans/index.ts'
import { beginClosure, commands, countersignClosure, decideClosure } from './commands.ts'
import { endsByChecklist } from './ends-plan.ts'
import { pastOf } from './done-with.ts'
import { endingsOf } from './queries.ts'
import type { Transfer } from './transfer-record.ts'
import { duties, flagsOf, type Ending } from './rules.ts'
import { acceptedByAnother, acceptedOnADay, historyByToday, ofKind, toAnother } from './transfer-rules.ts'
import { acceptOut, acceptOutAsks, transferCommands } from './transfers.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let otherManager: Actor
let head: Actor
let newWorker: Actor

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  head = await addStaff(db, 'Grace Obi', 'SM')
  await addTeam(db, 'Hillside')
  otherManager = await addStaff(db, 'Tom Reed', 'TM', 'Hillside')
  newWorker = await addStaff(db, 'Lena Roy', 'SW', 'Hillside')
})
after(() => db.destroy())

const act = (actor: Actor, childId: string, recordId: string | null): Act => ({ actor, childId, recordId, formKey: null }) // prettier-ignore
const does = (command: AnyCommand, actor: Actor, childId: string, id: string | null, posted: object = {}) =>
  perform(book, command, act(actor, childId, id), posted)
const idOf = (outcome: Outcome) => {
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  return outcome.kind === 'done' ? outcome.recordId : ''
}

/** A child seen four days ago, referred most of a year ago, with a worker. */
async function helped(referredOn = daysAgo(300)): Promise<string> {
  const childId = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  await allocateTo(db, childId, worker)
  await db
    .insertInto('cinEpisode')
    .values({ childId, state: 'open', referredOn, primaryNeed: 'N5' })
    .execute()
  await db
    .insertInto('visit')
    .values({ childId, state: 'recorded', visitedOn: daysAgo(4), mode: 'face to face', outcome: 'completed', seen: true, seenAlone: 'yes', childWords: 'I like it now' })
    .execute() // prettier-ignore
  return childId
}

const story = { reason: 'RC7', whyWeCame: 'Shouting at home', whatWasDone: 'Nine visits', whatChanged: 'It is quiet', outcomesMet: 'met', childView: 'I like it now', childToldOn: daysAgo(4) } // prettier-ignore
const next = { networkAgreed: 'yes', partnersToldOn: daysAgo(2), whoSees: 'Ms Ford, every week', howBack: 'Ring the front door', ifWorse: 'Ms Ford rings us', handoverNote: 'She likes to draw' } // prettier-ignore
const decision = { outsideChecked: 'Rang school and health', decisionWhy: 'It has been quiet for a year' }

async function proposed(childId: string, more: object = {}): Promise<string> {
  const id = idOf(await beginClosure(book, act(worker, childId, null)))
  await does(commands.writeClosure, worker, childId, id, { ...story, ...more })
  idOf(await does(commands.proposeClosure, worker, childId, id, { ...next, ...more }))
  return id
}
const decides = (actor: Actor, childId: string, id: string) =>
  decideClosure(book, act(actor, childId, id), decision)
const only = async (table: 'cinEpisode' | 'allocation' | 'action' | 'closure' | 'transfer', childId: string) =>
  (await db.selectFrom(table).selectAll().where('childId', '=', childId).orderBy('id').execute()) as Record<string, unknown>[] // prettier-ignore

const done: Ending = { died: false, worriesOpen: 0, enquiriesOpen: 0, actionsOpen: 0, carriedBy: null, seenWorkingDaysAgo: 10, unsigned: 0, interviewsOpen: 0, missingNow: false, childToldOn: daysAgo(1), partnersToldOn: daysAgo(1), networkAgreed: true, summaryWhole: true, protectionPlan: false, inCare: false, stepDownWaits: false, transferWaits: false, episodeOpen: true, unread: 0, disagreements: 0 } // prettier-ignore
const undone = (more: Partial<Ending>) => duties.filter((duty) => !duty.holds({ ...done, ...more })).map(({ id }) => id) // prettier-ignore

describe('what must be done before our work ends', () => {
  it('is each a rule of its own', () => {
    assert.deepEqual(undone({}), [])
    assert.deepEqual(undone({ worriesOpen: 1 }), ['CL-1'])
    assert.deepEqual(undone({ enquiriesOpen: 1 }), ['CL-2'])
    assert.deepEqual(undone({ actionsOpen: 1 }), ['CL-3'])
    assert.deepEqual(undone({ actionsOpen: 1, carriedBy: 'Ms Ford, Mill Primary' }), [])
    assert.deepEqual(undone({ seenWorkingDaysAgo: 11 }), ['CL-4'])
    assert.deepEqual(undone({ seenWorkingDaysAgo: null }), ['CL-4'])
    assert.deepEqual(undone({ unsigned: 1 }), ['CL-5'])
    assert.deepEqual(undone({ interviewsOpen: 1 }), ['CL-6'])
    assert.deepEqual(undone({ missingNow: true }), ['CL-7'])
    assert.deepEqual(undone({ childToldOn: null }), ['CL-8'])
    assert.deepEqual(undone({ partnersToldOn: null }), ['CL-9'])
    assert.deepEqual(undone({ networkAgreed: false }), ['CL-10'])
    assert.deepEqual(undone({ summaryWhole: false }), ['CL-11'])
    assert.deepEqual(undone({ protectionPlan: true }), ['CL-12'])
    assert.deepEqual(undone({ inCare: true }), ['CL-13'])
    assert.deepEqual(undone({ stepDownWaits: true }), ['CL-14'])
    assert.deepEqual(undone({ transferWaits: true }), ['CL-15'])
    assert.deepEqual(undone({ episodeOpen: false }), ['CL-16'])
    assert.deepEqual(undone({ unread: 1 }), ['CL-17'])
    assert.deepEqual(undone({ disagreements: 1 }), ['CL-18'])
  })
  it('of a child who died asks neither to see nor to tell them', () =>
    assert.deepEqual(undone({ died: true, seenWorkingDaysAgo: null, childToldOn: null }), []))
  it('and a service manager agrees too for a child who came back, for harm or neglect, a second plan, or within three months', () => {
    const past = { closedBefore: false, harmOrNeglect: false, secondPlan: false, referredOn: day('2026-08-22') } // prettier-ignore
    assert.deepEqual(flagsOf(past, testDay), [])
    assert.equal(flagsOf({ ...past, referredOn: day('2026-08-23') }, testDay).length, 1)
    assert.equal(flagsOf({ ...past, closedBefore: true, harmOrNeglect: true, secondPlan: true }, testDay).length, 3) // prettier-ignore
  })
})

describe('an ending', () => {
  it('is begun from the record, once, by the child’s own worker', async () => {
    const childId = await helped()
    await assert.rejects(beginClosure(book, act(otherManager, childId, null)), { name: 'NotAllowed' })
    const id = idOf(await beginClosure(book, act(worker, childId, null)))
    assert.equal(idOf(await beginClosure(book, act(worker, childId, null))), id)
    const [begun] = await only('closure', childId)
    assert.equal(begun?.['whyWeCame'], 'Referred 26 January 2026: family dysfunction.')
    assert.equal(begun?.['whatWasDone'], 'Seen once between 18 November 2026 and 18 November 2026, 1 of them alone.') // prettier-ignore
    assert.equal(begun?.['childView'], 'I like it now')
    assert.deepEqual(refusals(await does(commands.proposeClosure, worker, childId, id, next)), ['CL-22'])
    assert.deepEqual(
      refusals(
        await does(commands.writeClosure, worker, childId, id, { ...story, childToldOn: '2026-11-23' }),
      ),
      ['CL-23 childToldOn'],
    )
  })

  it('is decided by another, and ends the episode and everybody’s time with the child', async () => {
    const childId = await helped()
    const id = await proposed(childId)
    await assert.rejects(decides(worker, childId, id), { name: 'NotAllowed' })
    await assert.rejects(decides(otherManager, childId, id), { name: 'NotAllowed' })
    assert.deepEqual(refusals(await decideClosure(book, act(manager, childId, id), {})), [
      'answer outsideChecked',
      'answer decisionWhy',
    ])
    idOf(await decides(manager, childId, id))
    const [episode] = await only('cinEpisode', childId)
    assert.deepEqual([episode?.['state'], episode?.['closedOn'], episode?.['closureReason']], ['closed', testDay, 'RC7']) // prettier-ignore
    const [held] = await only('allocation', childId)
    assert.deepEqual([held?.['state'], held?.['endReason'], held?.['handoverNote']], ['ended', 'closed', 'She likes to draw']) // prettier-ignore
    const [check] = await only('action', childId)
    assert.deepEqual([check?.['ownerId'], check?.['dueOn']], [manager.id, addWeeks(testDay, 12)])
    const [ended] = await endingsOf(db, childId)
    assert.deepEqual([ended?.closedBy, ended?.closureId, ended?.backOn], ['Asha Patel', id, null])
  })

  it('is checked twelve weeks on by the manager asked to', async () => {
    const childId = await helped()
    const id = await proposed(childId)
    idOf(await decides(manager, childId, id))
    await assert.rejects(does(commands.checkClosure, worker, childId, id, {}), { name: 'NotAllowed' })
    const found = { checkedOn: testDay, found: 'sustained', foundWords: 'Ms Ford says so' }
    idOf(await does(commands.checkClosure, manager, childId, id, found))
    assert.equal((await only('action', childId))[0]?.['state'], 'answered')
  })

  it('proposed by a manager is decided by somebody else', async () => {
    const childId = await helped()
    const id = idOf(await beginClosure(book, act(manager, childId, null)))
    await does(commands.writeClosure, manager, childId, id, story)
    await does(commands.proposeClosure, manager, childId, id, next)
    assert.deepEqual(refusals(await decides(manager, childId, id)), ['CL-20'])
    idOf(await decides(head, childId, id))
  })

  it('waits while something is unfinished, and everything stays open', async () => {
    const childId = await helped()
    await db.insertInto('worry').values({ childId, state: 'open', what: 'Shouting', source: 'School', sinceOn: daysAgo(9) }).execute() // prettier-ignore
    await db.insertInto('action').values({ childId, state: 'open', what: 'Fix the heating', ownerId: worker.id, askedOn: daysAgo(9), firstDueOn: daysAgo(2), askedBy: manager.id, dueOn: daysAgo(2), direction: false, extended: 0, timesAsked: 1 }).execute() // prettier-ignore
    await db
      .insertInto('section47')
      .values({ childId, state: 'open', startedOn: daysAgo(9) })
      .execute()
    await db
      .insertInto('stepDown')
      .values({ childId, state: 'handover', proposedOn: daysAgo(9) })
      .execute()
    const id = await proposed(childId)
    assert.deepEqual(refusals(await decides(manager, childId, id)), ['CL-1', 'CL-2', 'CL-3', 'CL-14'])
    assert.equal((await only('cinEpisode', childId))[0]?.['state'], 'open')
    assert.deepEqual(refusals(await does(commands.returnClosure, manager, childId, id)), [
      'answer returnedWhy',
    ])
    idOf(await does(commands.returnClosure, manager, childId, id, { returnedWhy: 'Settle the worry' }))
    for (const table of ['worry', 'section47', 'stepDown'] as const)
      await db.deleteFrom(table).where('childId', '=', childId).execute()
    const carried = { ...next, carriedBy: 'Ms Ford, Mill Primary' }
    idOf(await does(commands.proposeClosure, worker, childId, id, carried))
    idOf(await decides(manager, childId, id))
    const [heating] = await only('action', childId)
    assert.deepEqual(
      [heating?.['state'], heating?.['doneBy'], heating?.['stoppedWhy']],
      ['stopped', 'Ms Ford, Mill Primary', 'Our work with the child ended: carried on by Ms Ford, Mill Primary'], // prettier-ignore
    )
  })

  it('waits while what others told us of the child is unread, or they disagree', async () => {
    const childId = await helped()
    const id = await proposed(childId)
    const told = (state: 'received' | 'linked' | 'disputed' | 'decided') => ({ childId, state, receivedOn: daysAgo(2), openWork: state === 'linked' }) // prettier-ignore
    const held = async () => refusals(await decides(manager, childId, id))
    const contact = async (state: Parameters<typeof told>[0], expected: readonly string[]) => {
      const { id: contactId } = await db.insertInto('contact').values(told(state)).returning('id').executeTakeFirstOrThrow() // prettier-ignore
      assert.deepEqual(await held(), expected, state)
      await db.deleteFrom('contact').where('id', '=', contactId).execute()
    }
    await contact('received', ['CL-17'])
    await contact('linked', ['CL-17'])
    await contact('disputed', ['CL-18'])
    const { id: intakeId } = await db.insertInto('noticeIntake').values({ repeatKey: 'one', digest: Buffer.from('1'), receivedAt: '2026-11-20T10:00:00Z' as never }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
    const at = '2026-11-20T10:00:00Z' as never
    const { id: noticeId } = await db.insertInto('policeNotice').values({ intakeId, agency: 'Police', policeRef: 'A1', state: 'received', incidentAt: at, receivedAt: at, dueAt: at, cameUnscreened: true }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
    await db.insertInto('noticePerson').values({ noticeId, part: 'child', personId: childId, settled: 'matched' }).execute() // prettier-ignore
    assert.deepEqual(await held(), ['CL-17'])
    await db.updateTable('policeNotice').set({ screenedAt: at }).where('id', '=', noticeId).execute()
    const { id: conferenceId } = await db.insertInto('conference').values({ childId, state: 'held', heldOn: daysAgo(30), kind: 'review' }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
    await db.insertInto('meetingInvitation').values({ childId, conferenceId, meetingId: conferenceId, state: 'attended', agency: 'school', invitedOn: daysAgo(40), dissent: 'They are not safe' }).execute() // prettier-ignore
    assert.deepEqual(await held(), ['CL-18'])
    await db.updateTable('meetingInvitation').set({ dissentSettledOn: daysAgo(3) }).where('conferenceId', '=', conferenceId).execute() // prettier-ignore
    idOf(await decides(manager, childId, id))
  })

  it('of a child who came back goes on until the service manager agrees', async () => {
    const childId = await helped(daysAgo(40))
    await db.insertInto('cinEpisode').values({ childId, state: 'closed', referredOn: daysAgo(400), closedOn: daysAgo(100), closureReason: 'RC8' }).execute() // prettier-ignore
    const id = await proposed(childId)
    idOf(await decides(manager, childId, id))
    const [waits] = await only('closure', childId)
    assert.equal(waits?.['state'], 'for countersign')
    assert.deepEqual(waits?.['flags'], ['The child was referred before, and our work ended', 'It ends within three months of the referral']) // prettier-ignore
    assert.deepEqual((await only('cinEpisode', childId)).map((one) => one['state']), ['open', 'closed']) // prettier-ignore
    const agree = { countersignWhy: 'Seen to hold by three agencies' }
    await assert.rejects(countersignClosure(book, act(manager, childId, id), agree), { name: 'NotAllowed' })
    idOf(await countersignClosure(book, act(head, childId, id), agree))
    assert.equal((await only('closure', childId))[0]?.['state'], 'closed')
    const [again] = await endingsOf(db, childId)
    assert.equal(again?.closedBy, 'Asha Patel')
  })

  it('goes on until the service manager agrees where an assessment, a conference, a plan or the police told of abuse or neglect', async () => {
    for (const told of ['assessment', 'conference', 'plan', 'police'] as const) {
      const childId = await helped()
      assert.deepEqual(flagsOf(await pastOf(db, childId), testDay), [])
      if (told === 'assessment') await db.insertInto('assessment').values({ childId, state: 'authorised', factors: ['3A'] as never }).execute() // prettier-ignore
      if (told === 'conference') await db.insertInto('conference').values({ childId, state: 'held', kind: 'review', factors: ['domestic abuse'] }).execute() // prettier-ignore
      if (told === 'plan') await db.insertInto('cpPlan').values({ childId, state: 'ended', latestCategory: 'MUL' }).execute() // prettier-ignore
      if (told === 'police') await db.insertInto('noticeOfChild').values({ childId, state: 'screened' }).execute() // prettier-ignore
      assert.deepEqual(flagsOf(await pastOf(db, childId), testDay), ['Domestic abuse or neglect has been found'], told) // prettier-ignore
    }
  })

  it('decided by the service manager is countersigned by another', async () => {
    const childId = await helped(daysAgo(40))
    const id = await proposed(childId)
    idOf(await decides(head, childId, id))
    const refused = await countersignClosure(book, act(head, childId, id), { countersignWhy: 'Yes' })
    assert.deepEqual(refusals(refused), ['CL-21'])
    await assert.rejects(does(commands.withdrawClosure, otherManager, childId, id, { withdrawnWhy: 'No' }), { name: 'NotAllowed' }) // prettier-ignore
    idOf(await does(commands.withdrawClosure, worker, childId, id, { withdrawnWhy: 'A new worry' }))
  })
})

const out = { authority: 'Otherton', personThere: 'Ms Owen, 01632 960000', reason: 'They moved', mustKnow: 'She draws', carriedBy: 'Ms Owen' } // prettier-ignore

describe('a transfer', () => {
  it('to another authority ends nothing until they accepted, on a day', async () => {
    const childId = await helped()
    const id = idOf(await does(transferCommands.transferOut, worker, childId, null, out))
    assert.equal((await only('cinEpisode', childId))[0]?.['state'], 'open')
    const yes = { acceptedOn: testDay, acceptedHow: 'Letter of Ms Owen' }
    await assert.rejects(acceptOut(book, act(worker, childId, id), yes), { name: 'NotAllowed' })
    assert.deepEqual(refusals(await acceptOut(book, act(manager, childId, id), {})), [
      'answer acceptedOn',
      'answer acceptedHow',
      'TR-2 acceptedOn',
    ])
    assert.deepEqual(
      refusals(await acceptOut(book, act(manager, childId, id), { ...yes, acceptedOn: '2026-11-23' })),
      ['TR-2 acceptedOn'],
    )
    idOf(await acceptOut(book, act(manager, childId, id), yes))
    const [episode] = await only('cinEpisode', childId)
    assert.deepEqual([episode?.['state'], episode?.['closureReason']], ['closed', 'RC5'])
    assert.equal((await only('allocation', childId))[0]?.['handoverNote'], 'She draws')
  })
  it('of a child with a protection plan waits for what only we can finish', async () => {
    const childId = await helped()
    await db.insertInto('cpPlan').values({ childId, state: 'open', startedOn: daysAgo(50) }).execute() // prettier-ignore
    const id = idOf(await does(transferCommands.transferOut, worker, childId, null, out))
    const yes = { acceptedOn: testDay, acceptedHow: 'Letter of Ms Owen' }
    assert.deepEqual(refusals(await acceptOut(book, act(manager, childId, id), yes)), ['CL-12'])
  })
  it('between teams is accepted by the manager named; both workers are named until they visited together', async () => {
    const childId = await helped()
    const ask = { receiverId: otherManager.id, reason: 'They moved', mustKnow: 'She draws' }
    const id = idOf(await does(transferCommands.transferToTeam, worker, childId, null, ask))
    const whom = { newWorkerId: newWorker.id }
    assert.deepEqual(refusals(await does(transferCommands.acceptToTeam, manager, childId, id, whom)), [
      'TR-3',
    ])
    await assert.rejects(does(transferCommands.acceptToTeam, worker, childId, id, whom), { name: 'NotAllowed' }) // prettier-ignore
    idOf(await does(transferCommands.acceptToTeam, otherManager, childId, id, whom))
    const both = (await only('allocation', childId)).map((one) => [one['role'], one['state'], one['workerId']]) // prettier-ignore
    assert.deepEqual(both, [
      ['lead social worker', 'allocated', worker.id],
      ['second social worker', 'allocated', newWorker.id],
    ])
    const early = { jointVisitOn: '2026-11-23', childToldOn: testDay }
    assert.deepEqual(refusals(await does(transferCommands.visitTogether, worker, childId, id, early)), [
      'TR-5 jointVisitOn',
    ])
    idOf(await does(transferCommands.visitTogether, worker, childId, id, { ...early, jointVisitOn: testDay }))
    const now = (await only('allocation', childId)).map((one) => [one['role'], one['state']])
    assert.deepEqual(now, [
      ['lead social worker', 'ended'],
      ['second social worker', 'ended'],
      ['lead social worker', 'allocated'],
    ])
  })
  it('here waits for the history', async () => {
    const childId = await helped()
    const ask = { authority: 'Otherton', personThere: 'Ms Owen', arrivedOn: testDay }
    const id = idOf(await does(transferCommands.transferIn, worker, childId, null, ask))
    assert.deepEqual(refusals(await does(transferCommands.receiveHistory, worker, childId, id)), [
      'answer historyOn',
      'answer historyWords',
    ])
    idOf(await does(transferCommands.receiveHistory, worker, childId, id, { historyOn: testDay, historyWords: 'Two plans' })) // prettier-ignore
  })
  it('asks at most twelve questions on a page', () => {
    for (const { title, asks } of Object.values({ ...commands, ...transferCommands }))
      assert.ok(asks.length <= 12, title)
    assert.ok(acceptOutAsks.length <= 12)
  })
})

describe('a child in need plan', () => {
  it('ends by the same checklist, unless protection or care has taken its place', async () => {
    const childId = await helped()
    const planId = idOf(await startPlan(book, act(worker, childId, null), { kind: 'child in need' }))
    await db
      .updateTable('plan')
      .set({ state: 'live', authorisedOn: daysAgo(90) })
      .where('id', '=', planId)
      .execute()
    const ends = () => endPlan(book, { actor: head, childId, recordId: planId, formKey: null }, [endsByChecklist(planOfNeed)], { endedWhy: 'It is quiet' }) // prettier-ignore
    const { id } = await db.insertInto('worry').values({ childId, state: 'open', what: 'Shouting', source: 'School', sinceOn: daysAgo(9) }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
    await db
      .updateTable('visit')
      .set({ visitedOn: daysAgo(40) })
      .where('childId', '=', childId)
      .execute()
    assert.deepEqual(refusals(await ends()), ['CL-1 endedWhy', 'CL-4 endedWhy'])
    await db
      .updateTable('visit')
      .set({ visitedOn: daysAgo(4) })
      .where('childId', '=', childId)
      .execute()
    assert.deepEqual(refusals(await ends()), ['CL-1 endedWhy'])
    await db
      .insertInto('cpPlan')
      .values({ childId, state: 'open', startedOn: daysAgo(1) })
      .execute()
    idOf(await ends())
    assert.equal((await db.selectFrom('worry').select('state').where('id', '=', id).execute())[0]?.state, 'open') // prettier-ignore
  })
})

const proposal = { proposedBy: 'one', kind: 'out', receiverId: 'two', proposedOn: day('2026-11-02') } as unknown as Transfer // prettier-ignore

describe('each rule of a transfer', () => {
  it('holds apart from the others', () => {
    assert.equal(acceptedByAnother.holds({ before: proposal, actorId: 'one' }), false)
    assert.equal(acceptedByAnother.holds({ before: proposal, actorId: 'two' }), true)
    const accepted = (on: string | null) => acceptedOnADay.holds({ before: proposal, answers: { acceptedOn: on === null ? null : day(on) }, today: testDay }) // prettier-ignore
    assert.deepEqual([null, '2026-11-01', '2026-11-02', '2026-11-23'].map(accepted), [false, false, true, false]) // prettier-ignore
    assert.equal(toAnother.holds({ answers: { receiverId: 'one' }, actorId: 'one' }), false)
    assert.equal(ofKind('team').holds({ before: proposal }), false)
    assert.equal(ofKind('out').holds({ before: proposal }), true)
    const came = (on: string) => historyByToday.holds({ answers: { historyOn: day(on) }, today: testDay })
    assert.deepEqual(['2026-11-22', '2026-11-23'].map(came), [true, false])
  })
})

describe('a child who comes back', () => {
  it('stands on the chronology with who ended it, why, and the ending itself', async () => {
    const childId = await helped()
    const id = await proposed(childId)
    idOf(await decides(manager, childId, id))
    await db
      .updateTable('cinEpisode')
      .set({ closedOn: daysAgo(60) })
      .where('childId', '=', childId)
      .execute()
    await db
      .updateTable('closure')
      .set({ closedOn: daysAgo(60) })
      .where('childId', '=', childId)
      .execute()
    await db
      .insertInto('cinEpisode')
      .values({ childId, state: 'open', referredOn: daysAgo(10) })
      .execute()
    const [ended] = await endingsOf(db, childId)
    assert.deepEqual([ended?.closureId, ended?.closedBy, ended?.backOn], [id, 'Asha Patel', daysAgo(10)])
  })
})
