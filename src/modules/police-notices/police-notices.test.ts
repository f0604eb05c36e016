import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { NotAllowed } from '../../platform/access/policy.ts'
import { addHours, day, instant, instantAt, type Instant } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { Book } from '../../platform/record/book.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { runJobs } from '../../platform/testing/jobs.ts'
import { addPerson, addStaff, addTeam, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { duties } from './duties.ts'
import { takeIn } from './intake/take-in.ts'
import { dueAgain, jobs } from './jobs.ts'
import { noticeOf, notices, peopleOf } from './queries.ts'
import { ageBands, delays, queueByDay, standingNow } from './queue.ts'
import { approve, close, screen, sendBack } from './screen.ts'
import { proposeByNumber, settlePeople } from './settle.ts'

let db: Db
let book: Book
let screener: Actor
let manager: Actor
let otherManager: Actor
let outOfHours: Actor
let worker: Actor

async function atTheDoor(name: string, role: Actor['role']): Promise<Actor> {
  await addTeam(db, 'Front door', 'Front door')
  return { ...(await addStaff(db, name, role, 'Front door')), service: 'Front door' }
}

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  screener = await atTheDoor('Nadia Cole', 'SCR')
  manager = await atTheDoor('Ruth Adeyemi', 'TM')
  otherManager = await addStaff(db, 'Asha Patel', 'TM')
  outOfHours = await addStaff(db, 'Gwen Frost', 'EDT')
  worker = await addStaff(db, 'Amira Khalil', 'SW')
})
after(() => db.destroy())

let count = 0
type Given = Record<string, unknown>
const child = (givenName: string, more: Given = {}) => ({ role: 'child', givenName, familyName: 'Larch', bornOn: '2018-06-01', presence: 'heard', ...more }) // prettier-ignore
const notice = (people: readonly Given[], more: Given = {}) => ({
  policeRef: `DA/${++count}`,
  incidentAt: '2026-11-20T22:00:00+00:00',
  grade: 'standard',
  policeScreened: true,
  narrative: 'Shouting and a broken door',
  people,
  ...more,
})
const give = (given: readonly Given[], now: Instant = book.now(), repeatKey: string | null = null) =>
  takeIn(db, {
    giver: { senderId: null, staffId: screener.id, agency: 'Mercia' },
    body: Buffer.from(JSON.stringify({ notices: given })),
    repeatKey,
    now,
  })
const idOf = async (ref: unknown) =>
  (await db.selectFrom('policeNotice').select('id').where('policeRef', '=', String(ref)).executeTakeFirstOrThrow()).id // prettier-ignore
/** Takes one in and says its id. */
async function one(people: readonly Given[], more: Given = {}, now?: Instant): Promise<string> {
  const given = notice(people, more)
  await give([given], now)
  return idOf(given.policeRef)
}
const acting = (actor: Actor, noticeId: string) => ({ actor, noticeId, formKey: null, version: null })

/** Everybody is said to be the first who was proposed, or what `who` says of their name. */
async function settle(noticeId: string, who: Readonly<Record<string, string>> = {}, actor = screener): Promise<Outcome> {
  const people = await peopleOf(db, actor, noticeId)
  const posted = people.map(({ id, givenName, proposals }) => [`who_${id}`, who[givenName ?? ''] ?? proposals[0]?.id ?? 'out']) // prettier-ignore
  return settlePeople(book, acting(actor, noticeId), Object.fromEntries(posted))
} // prettier-ignore
const rules = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.findings.map(({ rule }) => rule) : []
const stateOf = async (id: string) => (await noticeOf(db, id))?.state
const contactsOf = (childId: string) =>
  db.selectFrom('contact').selectAll().where('childId', '=', childId).execute()
const nfa = { outcome: 'no further action', rationale: 'An argument, nobody hurt, seen by school today', schoolNotToldWhy: 'Holidays' } // prettier-ignore

describe('taking police notices in', () => {
  it('takes what can be read, tells of what cannot by its place, and repeats nothing of it', async () => {
    const answer = await give([
      notice([child('Ada')]),
      { policeRef: 'DA/bad', incidentAt: 'yesterday', people: [child('Secret')] },
      notice([{ role: 'neighbour' }]),
    ])
    assert.deepEqual([answer.received, answer.people], [1, 1])
    assert.deepEqual(answer.notRead.map(({ notice: place, field }) => [place, field]), [[2, 'incidentAt'], [3, 'people.0.role']]) // prettier-ignore
    assert.doesNotMatch(JSON.stringify(answer.notRead), /Secret|Larch|yesterday|neighbour/)
  })

  it('reads CSV, a row for each person, as it reads JSON', async () => {
    const csv =
      'police_ref,incident_at,grade,police_screened,role,given_name,family_name,born_on,presence,person_postcode\nC/1,20/11/2026 23:10,High,yes,victim,"Karen, J",O’Dell,12/03/85,,EX1 2AB\nC/1,20/11/2026 23:10,High,yes,child,Zoë,O’Dell,01/02/2019,present,\n'
    const giver = { senderId: null, staffId: screener.id, agency: 'Mercia' }
    const answer = await takeIn(db, { giver, body: Buffer.from(csv), repeatKey: null, now: book.now() })
    assert.deepEqual([answer.received, answer.people, answer.notRead], [1, 2, []])
    const id = await idOf('C/1')
    assert.equal((await noticeOf(db, id))?.incidentAt, '2026-11-20T23:10:00+00:00')
    assert.deepEqual((await peopleOf(db, screener, id)).map(({ givenName, bornOn }) => [givenName, bornOn]), [['Zoë', '2019-02-01'], ['Karen, J', '1985-03-12']]) // prettier-ignore
  })

  it('takes the same file once, and the same notice once, and gives the same answer', async () => {
    const given = [notice([child('Eve')])]
    const [first, second] = await Promise.all([give(given), give(given)])
    assert.deepEqual(first, second)
    const again = await give([...given, notice([child('Fay')])])
    assert.deepEqual([again.received, again.heldAlready], [1, 1])
  })

  it('is screened by nobody but the police as the police, and only with a grade', async () => {
    const given = notice([child('Gus')], { policeScreened: false, grade: null })
    await give([given])
    const id = await idOf(given.policeRef)
    assert.equal((await noticeOf(db, id))?.dueAt, '2026-11-23T13:00:00+00:00', 'as the gravest')
    await give([{ ...given, policeScreened: true }])
    assert.equal(await stateOf(id), 'received')
    const answer = await give([{ ...given, policeScreened: true, grade: 'medium' }])
    const after = await noticeOf(db, id)
    assert.deepEqual([answer.policeScreened, after?.state, after?.grade, after?.cameUnscreened], [1, 'police screened', 'medium', true]) // prettier-ignore
    assert.equal(after?.dueAt.slice(0, 10), '2026-11-23')
  })

  it('is timed by its risk: 4 working hours, 1 and 3 working days', async () => {
    const at = instantAt(day('2026-11-20'), '15:00')
    const due = async (grade: string) => (await noticeOf(db, await one([child('Hal')], { grade }, at)))?.dueAt
    assert.deepEqual(
      [await due('high'), await due('medium'), await due('standard')],
      ['2026-11-23T11:00:00+00:00', '2026-11-23T23:59:00+00:00', '2026-11-25T23:59:00+00:00'],
    )
  })
})

describe('whom a notice names', () => {
  it('is proposed and joined to nobody: mistyped, moved, a twin, one figure off', async () => {
    const person = (givenName: string, familyName: string, bornOn: string) =>
      addPerson(db, { givenName, familyName, bornOn: day(bornOn) })
    const [rhian, tom, kit, kim] = [
      await person('Rhiannon', 'Blackwood', '2016-02-09'),
      await person('Tomasz', 'Wisniewski', '2012-07-30'),
      await person('Kit', 'Osei', '2019-09-09'),
      await person('Kim', 'Osei', '2019-09-09'),
    ]
    const called = (givenName: string, familyName: string, bornOn?: string) => ({ role: 'child', givenName, familyName, bornOn }) // prettier-ignore
    const id = await one([
      called('Rhianon', 'Blakwood', '2016-02-09'),
      called('Tomasz', 'Wisniewski', '2012-07-31'),
      called('Kim', 'Osei', '2019-09-09'),
      called('Rianon', 'Blackwod'),
      called('Nobody', 'Whatsoever', '1999-01-01'),
    ])
    const people = await peopleOf(db, screener, id)
    assert.deepEqual(
      people.map(({ proposals, settled, personId }) => [proposals[0]?.id, settled, personId]),
      [[rhian, 'waiting', null], [tom, 'waiting', null], [kim, 'waiting', null], [rhian, 'waiting', null], [undefined, 'waiting', null]], // prettier-ignore
    )
    assert.deepEqual(
      people[2]?.proposals.map(({ id: proposed }) => proposed),
      [kim, kit],
    )
    assert.match(people[1]?.proposals[0]?.why.join() ?? '', /one figure off/)
    assert.equal((await contactsOf(kim)).length, 0)
  })

  it('is not a restricted child to anybody but their own', async () => {
    const hidden = await addPerson(db, { givenName: 'Wren', familyName: 'Hidden', bornOn: day('2015-05-05'), restrictedLevel: 2 }) // prettier-ignore
    const id = await one([{ role: 'child', givenName: 'Wren', familyName: 'Hidden', bornOn: '2015-05-05' }])
    const [wren] = await peopleOf(db, screener, id)
    assert.deepEqual(wren?.proposals, [])
    const posted = { [`who_${wren?.id}`]: hidden }
    assert.equal((await settlePeople(book, acting(screener, id), posted)).kind, 'refused')
  })

  it('may be found by a person whom the computer did not propose', async () => {
    const found = await addPerson(db, { givenName: 'Other', familyName: 'Name', laChildId: '90417' })
    const id = await one([child('Zed', { familyName: 'Unlike', bornOn: '2001-01-01' })])
    const [zed] = await peopleOf(db, screener, id)
    const posted = { named: zed?.id ?? '', number: '90417' }
    await assert.rejects(proposeByNumber(book, acting(worker, id), posted), NotAllowed)
    assert.equal(
      (await proposeByNumber(book, acting(screener, id), { ...posted, number: '1' })).kind,
      'refused',
    )
    await proposeByNumber(book, acting(screener, id), posted)
    const [after] = await peopleOf(db, screener, id)
    assert.deepEqual([after?.proposals[0]?.id, after?.settled], [found, 'waiting'])
  })

  it('must be settled by a person before it is screened', async () => {
    const id = await one([child('Ivo')])
    assert.deepEqual(rules(await screen(book, acting(screener, id), nfa)), ['PN-1'])
    await settle(id, { Ivo: 'out' })
    assert.equal((await screen(book, acting(screener, id), nfa)).kind, 'done')
    assert.equal(await stateOf(id), 'closed')
  })
})

describe('screening', () => {
  it('makes it a contact of each child, on their record with how long it took', async () => {
    const known = await addPerson(db, { givenName: 'Joy', familyName: 'Larch', bornOn: day('2018-06-01') })
    const id = await one([child('Joy'), child('Kai', { bornOn: '2021-01-01' })], { grade: 'high', incidentAt: '2026-11-17T10:00' }, addHours(book.now(), -100)) // prettier-ignore
    await settle(id, { Joy: known, Kai: 'new' })
    const done = await screen(book, acting(screener, id), { outcome: 'referral', rationale: 'High risk' })
    assert.equal(done.kind, 'done')
    assert.equal(await stateOf(id), 'actioned')
    const [contact] = await contactsOf(known)
    assert.deepEqual([contact?.channel, contact?.source, contact?.state], ['police feed', '6', 'received'])
    assert.match(contact?.narrative ?? '', /Shouting and a broken door/)
    const together = await db.selectFrom('contact').select('childId').where('togetherId', '=', contact?.togetherId ?? '').execute() // prettier-ignore
    assert.equal(together.length, 2)
    const readings = await db.selectFrom('clockReading').select(['clock', 'dueAt', 'metAt']).where('childId', '=', known).orderBy('clock').execute() // prettier-ignore
    assert.deepEqual(
      readings.map(({ clock, metAt }) => [clock, metAt]),
      [['da-notification-police-lag', '2026-11-18T08:00:00+00:00'], ['da-notification-screen-high', '2026-11-22T12:00:00+00:00']], // prettier-ignore
    )
  })

  it('cannot end in nothing at high risk, in pregnancy or after strangulation', async () => {
    for (const more of [
      { grade: 'high' },
      { pregnancy: true },
      { strangulation: 'yes' },
      { grade: null, policeScreened: false },
    ]) {
      // prettier-ignore
      const id = await one([child('Lou', { bornOn: `2018-06-${10 + count % 20}` })], more) // prettier-ignore
      await settle(id)
      const said = rules(await screen(book, acting(screener, id), { ...nfa, withoutPolice: 'yes' }))
      assert.deepEqual(said, [more.grade === null ? 'PN-8' : 'PN-2'])
    }
  })

  it('makes the third in twelve months a referral', async () => {
    const named = [child('Max', { familyName: 'Third' })]
    for (const incidentAt of ['2025-11-19T10:00', '2026-01-05T10:00', '2026-06-05T10:00'])
      await one(named, { incidentAt })
    const id = await one(named)
    await settle(id, { Max: 'new' })
    assert.deepEqual(rules(await screen(book, acting(screener, id), nfa)), ['PN-3'])
    assert.deepEqual(rules(await screen(book, acting(screener, id), { ...nfa, outcome: 'early help' })), [
      'PN-3',
    ])
    assert.equal((await screen(book, acting(screener, id), { ...nfa, outcome: 'referral' })).kind, 'done')
  })

  it('says so where the police had not screened it', async () => {
    const id = await one([child('Ned')], { policeScreened: false })
    await settle(id, { Ned: 'out' })
    assert.deepEqual(rules(await screen(book, acting(screener, id), nfa)), ['PN-4'])
    assert.equal((await screen(book, acting(screener, id), { ...nfa, withoutPolice: 'yes' })).kind, 'done')
  })

  it('goes to the worker of a child we help, and asks them to read it today', async () => {
    const held = await addPerson(db, { givenName: 'Oda', familyName: 'Larch', bornOn: day('2017-06-01') })
    await db
      .insertInto('cinEpisode')
      .values({ childId: held, state: 'open', referredOn: day('2026-09-01') })
      .execute()
    await allocateTo(db, held, worker)
    const id = await one([child('Oda', { bornOn: '2017-06-01' })])
    await settle(id, { Oda: held })
    assert.deepEqual(rules(await screen(book, acting(screener, id), nfa)), ['PN-6'])
    await screen(book, acting(screener, id), { ...nfa, outcome: 'link to open work' })
    const actions = await db.selectFrom('action').select('ownerId').where('childId', '=', held).execute()
    assert.ok(actions.some(({ ownerId }) => ownerId === worker.id))
  })

  it('is of children of the household the police did not name, where the screener says so', async () => {
    const [mother, named, unnamed] = [
      await addPerson(db, {
        kind: 'adult',
        givenName: 'Pia',
        familyName: 'Rowan',
        bornOn: day('1990-01-01'),
      }),
      await addPerson(db, { givenName: 'Quin', familyName: 'Rowan', bornOn: day('2018-01-01') }),
      await addPerson(db, { givenName: 'Rae', familyName: 'Rowan', bornOn: day('2022-01-01') }),
    ]
    for (const childId of [named, unnamed])
      await db.insertInto('relationship').values({ childId, relativeId: mother, kind: 'mother', parentalResponsibility: 'yes' }).execute() // prettier-ignore
    const id = await one([
      { role: 'victim', givenName: 'Pia', familyName: 'Rowan', bornOn: '1990-01-01' },
      { role: 'child', givenName: 'Quin', familyName: 'Rowan', bornOn: '2018-01-01' },
    ])
    await settle(id)
    await screen(book, acting(screener, id), {
      outcome: 'referral',
      rationale: 'Both were there',
      also: unnamed,
    })
    assert.deepEqual([(await contactsOf(named)).length, (await contactsOf(unnamed)).length], [1, 1])
  })
})

describe('who may do what to a notice', () => {
  it('lets screeners screen, and nobody of another team', async () => {
    const id = await one([child('Sid')])
    for (const actor of [worker, otherManager, outOfHours]) {
      await assert.rejects(settle(id, {}, actor), NotAllowed)
      await assert.rejects(screen(book, acting(actor, id), nfa), NotAllowed)
      await assert.rejects(close(book, acting(actor, id), {}), NotAllowed)
    }
    assert.equal(await stateOf(id), 'police screened')
  })

  it('has the hub’s manager agree that a medium risk ends there, and not who screened it', async () => {
    const id = await one([child('Tia')], { grade: 'medium' })
    await settle(id, { Tia: 'out' }, manager)
    await screen(book, acting(manager, id), nfa)
    assert.equal(await stateOf(id), 'hub screened')
    for (const actor of [screener, otherManager])
      await assert.rejects(approve(book, acting(actor, id)), NotAllowed)
    assert.deepEqual(rules(await approve(book, acting(manager, id))), ['PN-9'])
    const second = await atTheDoor('Mary Finch', 'TM')
    assert.equal((await approve(book, acting(second, id))).kind, 'done')
    assert.equal(await stateOf(id), 'closed')
  })

  it('goes back to the queue, with its own day, where the manager does not agree', async () => {
    const id = await one([child('Una')], { grade: 'medium' })
    await settle(id, { Una: 'out' })
    await screen(book, acting(screener, id), nfa)
    assert.equal((await sendBack(book, acting(manager, id), { why: '' })).kind, 'refused')
    await sendBack(book, acting(manager, id), { why: 'Ask the school first' })
    assert.equal(await stateOf(id), 'police screened')
    assert.equal((await noticeOf(db, id))?.screenedAt, null)
  })

  it('is closed one at a time, once the school is told or there is a reason why not', async () => {
    const id = await one([child('Val')])
    await settle(id, { Val: 'new' })
    await screen(book, acting(screener, id), { outcome: 'referral', rationale: 'Two in a month' })
    assert.equal(await stateOf(id), 'actioned')
    assert.deepEqual(rules(await close(book, acting(screener, id), {})), ['PN-10'])
    await close(book, acting(screener, id), { schoolToldAt: '2026-11-22T08:30' })
    assert.equal(await stateOf(id), 'closed')
    await assert.rejects(close(book, acting(screener, id), { schoolNotToldWhy: 'x' }), StateMoved)
  })

  it('leaves a trail that nobody can change', async () => {
    await assert.rejects(db.updateTable('noticeEvent').set({ type: 'x' }).execute())
    await assert.rejects(db.deleteFrom('noticeEvent').execute())
  })
})

describe('the queue', () => {
  it('is oldest first, in bands, with every step of the delay', async () => {
    const fresh = await freshDb()
    const now = book.now()
    const send = (hoursAgo: number, more: Given) =>
      takeIn(fresh, { giver: { senderId: null, staffId: null, agency: 'Wessex' }, body: Buffer.from(JSON.stringify([notice([child('Wil')], { incidentAt: addHours(now, -hoursAgo - 30), ...more })])), repeatKey: null, now: addHours(now, -hoursAgo) }) // prettier-ignore
    await send(2, { grade: 'high' })
    await send(400, { grade: 'standard' })
    await send(60, { grade: null, policeScreened: false })
    assert.deepEqual(await standingNow(fresh, now), { waiting: 3, oldestAt: addHours(now, -400), late: 2, lastReceivedAt: addHours(now, -2), toApprove: 0, toClose: 0 }) // prettier-ignore
    const { rows, all } = await notices(fresh, { which: 'waiting', band: null, grade: null, from: 0 }, now)
    assert.deepEqual([all, rows.map(({ grade }) => grade)], [3, ['standard', null, 'high']])
    const banded = (await ageBands(fresh, now)).filter(
      (band) => band.high + band.standard + band.ungraded > 0,
    )
    assert.deepEqual(
      banded.map(({ band }) => band),
      ['day', 'three', 'weeks'],
    )
    const weeks = await notices(fresh, { which: 'waiting', band: 'weeks', grade: 'standard', from: 0 }, now)
    assert.equal(weeks.all, 1)
    assert.deepEqual(await delays(fresh, now, 91), [{ agency: 'Wessex', sent: 3, toReach: 30, toScreen: null, waiting: 3, cameUnscreened: 1, late: 3 }]) // prettier-ignore
    const days = await queueByDay(fresh, testDay, 20)
    assert.deepEqual(days.at(-1), { on: '2026-11-22', cameIn: 1, screened: 0, waiting: 3, oldest: 17 })
    assert.deepEqual(days.find(({ on }) => on === '2026-11-19'), { on: '2026-11-19', cameIn: 0, screened: 0, waiting: 1, oldest: 14 }) // prettier-ignore
    await fresh.destroy()
  })

  it('is timed again at night, where a local standard was changed', async () => {
    const id = await one([child('Xan')], {}, instant('2026-11-20T15:00:00+00:00'))
    assert.equal((await noticeOf(db, id))?.dueAt, '2026-11-25T23:59:00+00:00')
    await db.insertInto('localStandard').values({ clock: 'da-notification-screen-standard', length: 1, setBy: screener.id, why: 'A winter of drift' }).execute() // prettier-ignore
    await inTransaction(db, async (tx) => enqueue(tx, dueAgain, {}))
    await runJobs(book, jobs)
    assert.equal((await noticeOf(db, id))?.dueAt, '2026-11-23T23:59:00+00:00')
  })
})
