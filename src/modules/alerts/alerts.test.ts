import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { findSession, openSession } from '../../platform/access/session.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Clock } from '../../platform/clocks/clock.ts'
import { day, instantAt, type Instant } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import type { ChapterDuties } from '../../platform/record/duties.ts'
import { addPerson, addStaff, addTeam, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { counting } from '../../platform/testing/statements.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { action } from '../actions/index.ts'
import { clocks as visitClocks } from '../visits/index.ts'
import { answerAlert } from './commands.ts'
import { countsOf, toldTo } from './queries.ts'
import { raiseAlerts } from './raise.ts'

let db: Db
let amira: Actor
let asha: Actor
let sam: Actor

before(async () => {
  db = await freshDb()
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  asha = await addStaff(db, 'Asha Patel', 'TM')
  sam = await addStaff(db, 'Sam Reid', 'SM', 'Family help heads')
  await addStaff(db, 'Dee Cole', 'DIR', null)
})
after(() => db.destroy())
beforeEach(async () => {
  await sql`delete from alert`.execute(db)
  await sql`delete from clock_reading`.execute(db)
})

const ladderClock = (id: string, ladder: Clock['ladder'], owner = 'social worker'): Clock => ({
  ...visitClocks[0],
  id,
  ladder,
  owner,
})
const clocks = [
  ladderClock('a-visit', 'A'),
  ladderClock('a-decision', 'B', 'team manager'),
  ladderClock('a-review', 'C', 'IRO'),
  ladderClock('unallocated', 'B', 'team manager'),
  ladderClock('an-action', 'C', 'named owner'),
  ladderClock('a-dispute', 'R', 'team manager'),
]
const duties: ChapterDuties = {
  kinds: [],
  duties: clocks.map((clock) => ({ clock, stoppedBy: 'visit', arises: () => [] })),
  read: () => [],
} as unknown as ChapterDuties

const bookAt = (today: string, time = '12:00'): Book => ({
  ...bookOn(db, [duties], day(today), [action]),
  now: () => instantAt(day(today), time),
})
const run = (today: string, time = '12:00'): Promise<number> =>
  inTransaction(db, (tx) => raiseAlerts(tx, bookAt(today, time)))

interface Owed {
  readonly clock?: string
  readonly sinceOn?: string
  readonly dueOn?: string | null
  readonly sinceAt?: Instant
  readonly dueAt?: Instant
  readonly recordId?: string
}

async function owe(
  childId: string,
  { clock = 'a-visit', sinceOn = '2026-11-02', dueOn = '2026-11-19', ...rest }: Owed = {},
): Promise<void> {
  await db
    .insertInto('clockReading')
    .values({
      childId,
      clock,
      recordId: childId,
      sinceOn: day(sinceOn),
      dueOn: dueOn === null ? null : day(dueOn),
      known: true,
      ...rest,
    })
    .execute()
}

async function aChild(worker: Actor | null = amira): Promise<string> {
  const id = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  if (worker !== null) await allocateTo(db, id, worker)
  return id
}

const unread = async (who: Actor): Promise<number | undefined> =>
  (await findSession(db, await openSession(db, who.id)))?.unread

/** Who has been told what: 'team manager to Asha Patel', in the order told. */
async function told(childId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('alert')
    .innerJoin('staff', 'staff.id', 'alert.toId')
    .select(['rung', 'name', 'alert.state', 'clearedWhy'])
    .where('childId', '=', childId)
    .orderBy('raisedOn')
    .orderBy('alert.id')
    .execute()
  return rows.map(
    ({ rung, name, state, clearedWhy }) =>
      `${rung} to ${name}${state === 'open' ? '' : `, ${clearedWhy ?? state}`}`,
  )
}

describe('a visit that is late, ladder A', () => {
  it('is told to the next rung on its day, once each', async () => {
    const leo = await aChild()
    await owe(leo, { dueOn: '2026-11-19' })
    await run('2026-11-13')
    assert.deepEqual(await told(leo), [], 'four working days before')
    await run('2026-11-16')
    assert.deepEqual(await told(leo), ['first warning to Amira Khalil'])
    await run('2026-11-18')
    await run('2026-11-19')
    assert.deepEqual(
      await told(leo),
      ['first warning to Amira Khalil, warned again', 'second warning to Amira Khalil'].sort(),
      'the last day',
    )
    await run('2026-11-20')
    assert.deepEqual((await told(leo)).slice(1), [
      'second warning to Amira Khalil, now late',
      'team manager to Asha Patel',
    ])
    await run('2026-11-23')
    assert.equal((await told(leo)).at(-1), 'service manager to Sam Reid')
    await run('2026-11-25')
    assert.equal((await told(leo)).length, 4)
    await run('2026-11-26')
    assert.equal((await told(leo)).at(-1), 'director to Dee Cole')
    assert.equal(await run('2026-11-26'), 0, 'and nobody twice')
    assert.equal((await told(leo)).length, 5)
  })

  it('clears itself when the child is seen, and says that it was late', async () => {
    const leo = await aChild()
    await owe(leo)
    await run('2026-11-20')
    await db
      .updateTable('clockReading')
      .set({ metOn: day('2026-11-20') })
      .where('childId', '=', leo)
      .execute()
    await run('2026-11-21')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel, done late'])
  })

  it('clears itself when the record is put right, and is told anew if it comes back', async () => {
    const leo = await aChild()
    await owe(leo)
    await run('2026-11-20')
    await db
      .updateTable('clockReading')
      .set({ metOn: day('2026-11-18') })
      .where('childId', '=', leo)
      .execute()
    await run('2026-11-20')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel, done in time'])
    await db.updateTable('clockReading').set({ metOn: null }).where('childId', '=', leo).execute()
    await run('2026-11-20')
    assert.deepEqual((await told(leo)).toSorted(), [
      'team manager to Asha Patel',
      'team manager to Asha Patel, done in time',
    ])
    await db.deleteFrom('clockReading').where('childId', '=', leo).execute()
    await run('2026-11-20')
    assert.ok((await told(leo)).includes('team manager to Asha Patel, put right'))
  })

  it('is the director’s at once where nobody has seen the child for twenty working days', async () => {
    const leo = await aChild()
    await owe(leo, { sinceOn: '2026-10-22', dueOn: '2026-11-18' })
    await run('2026-11-19')
    assert.deepEqual((await told(leo)).toSorted(), ['director to Dee Cole', 'team manager to Asha Patel'])
  })

  it('is told of nobody whose sources cannot say', async () => {
    const leo = await aChild()
    await owe(leo)
    await db.updateTable('clockReading').set({ known: false }).where('childId', '=', leo).execute()
    await run('2026-11-26')
    assert.deepEqual(await told(leo), [])
  })
})

describe('a limit in working hours, ladder B', () => {
  const at = (on: string, time: string): Instant => instantAt(day(on), time)
  it('warns at half and at four fifths of the time, then tells each within its hours', async () => {
    const leo = await aChild()
    await owe(leo, {
      clock: 'a-decision',
      sinceOn: '2026-11-24',
      dueOn: '2026-11-24',
      sinceAt: at('2026-11-24', '10:00'),
      dueAt: at('2026-11-24', '14:00'),
    })
    await run('2026-11-24', '11:45')
    assert.deepEqual(await told(leo), [])
    await run('2026-11-24', '12:00')
    assert.deepEqual(await told(leo), ['first warning to Asha Patel'])
    await run('2026-11-24', '13:15')
    assert.equal((await told(leo)).at(-1), 'second warning to Asha Patel')
    await run('2026-11-24', '14:00')
    assert.equal((await told(leo)).at(-1), 'team manager to Asha Patel')
    await run('2026-11-25', '09:45')
    assert.equal((await told(leo)).length, 3)
    await run('2026-11-25', '10:00')
    assert.deepEqual((await told(leo)).slice(3), ['service manager to Sam Reid'])
    await run('2026-11-25', '14:00')
    assert.equal((await told(leo)).at(-1), 'director to Dee Cole')
  })

  it('a child with nobody is told at once to the team that had them', async () => {
    const leo = await aChild(null)
    await db
      .insertInto('allocation')
      .values({
        childId: leo,
        workerId: amira.id,
        teamId: amira.teamId,
        role: 'lead social worker',
        state: 'ended',
        fromOn: day('2026-01-05'),
        toOn: day('2026-11-23'),
      })
      .execute()
    await owe(leo, { clock: 'unallocated', sinceOn: '2026-11-23', dueOn: null })
    await run('2026-11-23', '12:00')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel'])
    await run('2026-11-24', '13:00')
    assert.deepEqual((await told(leo)).slice(1).toSorted(), [
      'director to Dee Cole',
      'service manager to Sam Reid',
    ])
  })
})

describe('a meeting or an action, ladder C', () => {
  it('tells the reviewing officer too, and whoever an action is asked of', async () => {
    const leo = await aChild()
    const ira = await addStaff(db, 'Ira Jones', 'IRO', 'Reviewing')
    await db
      .insertInto('allocation')
      .values({
        childId: leo,
        workerId: ira.id,
        teamId: ira.teamId,
        role: 'reviewing officer',
        state: 'allocated',
        fromOn: day('2026-01-05'),
      })
      .execute()
    await owe(leo, { clock: 'a-review' })
    const { id } = await db
      .insertInto('action')
      .values({
        childId: leo,
        state: 'open',
        what: 'Ring the school',
        askedBy: asha.id,
        ownerId: amira.id,
        askedOn: day('2026-11-02'),
        dueOn: day('2026-11-30'),
        firstDueOn: day('2026-11-30'),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await owe(leo, { clock: 'an-action', recordId: id, dueOn: '2026-11-30' })
    await run('2026-11-23')
    assert.deepEqual((await told(leo)).toSorted(), [
      'chair to Ira Jones',
      'second warning to Amira Khalil',
      'team manager to Asha Patel',
    ])
  })
})

describe('warnings of ladder C, and how long there is in all', () => {
  const owed = async (sinceOn: string, dueOn: string) => {
    const leo = await aChild()
    await owe(leo, { clock: 'a-review', sinceOn, dueOn })
    return leo
  }
  it('of six weeks come ten and five working days before', async () => {
    // Six weeks from Monday 12 October; ten working days before the due day is Monday 9 November.
    const leo = await owed('2026-10-12', '2026-11-23')
    await run('2026-11-06')
    assert.deepEqual(await told(leo), [])
    await run('2026-11-09')
    assert.deepEqual(await told(leo), ['first warning to Asha Patel'])
    await run('2026-11-16')
    assert.equal((await told(leo)).at(-1), 'second warning to Asha Patel')
  })
  it('of four weeks come once, five working days before', async () => {
    const leo = await owed('2026-11-02', '2026-11-30')
    await run('2026-11-20')
    assert.deepEqual(await told(leo), [])
    await run('2026-11-23')
    assert.deepEqual(await told(leo), ['second warning to Asha Patel'])
  })
  it('of a week come when half of it is over, not as it begins', async () => {
    const leo = await owed('2026-11-16', '2026-11-20')
    await run('2026-11-17')
    assert.deepEqual(await told(leo), [])
    await run('2026-11-18')
    assert.deepEqual(await told(leo), ['second warning to Asha Patel'])
  })
})

describe('a disagreement, ladder R', () => {
  it('is the manager’s the day it is raised, the service manager’s after 5 working days, the director’s after 10, whatever its due day', async () => {
    const leo = await aChild()
    await owe(leo, { clock: 'a-dispute', sinceOn: '2026-11-02', dueOn: '2026-11-09' })
    await run('2026-11-02')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel'])
    await run('2026-11-06')
    assert.equal((await told(leo)).length, 1, 'four working days')
    await run('2026-11-09')
    assert.equal((await told(leo)).at(-1), 'service manager to Sam Reid')
    await run('2026-11-13')
    assert.equal((await told(leo)).length, 2)
    await run('2026-11-16')
    assert.equal((await told(leo)).at(-1), 'director to Dee Cole')
  })
})

describe('an answer', () => {
  const alertOf = async (childId: string): Promise<string> =>
    (
      await db
        .selectFrom('alert')
        .select('id')
        .where('childId', '=', childId)
        .where('rung', '=', 'team manager')
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow()
    ).id

  it('by an action with a day holds the alert until the action is done', async () => {
    const leo = await aChild()
    await owe(leo)
    await run('2026-11-20')
    const id = await alertOf(leo)
    const outcome = await answerAlert(
      bookAt('2026-11-20'),
      { actor: asha, formKey: crypto.randomUUID() },
      id,
      { next: 'action', what: 'Visit Leo at school', dueOn: '24/11/2026' },
    )
    assert.equal(outcome.kind, 'done')
    const made = await db
      .selectFrom('action')
      .selectAll()
      .where('childId', '=', leo)
      .executeTakeFirstOrThrow()
    assert.deepEqual(
      [made.what, made.ownerId, made.dueOn, made.askedBy, made.state],
      ['Visit Leo at school', amira.id, '2026-11-24', asha.id, 'open'],
    )
    assert.equal(
      (await db.selectFrom('event').select('type').where('recordId', '=', id).executeTakeFirstOrThrow()).type,
      'alert.answered',
    )
    await sql`delete from clock_reading where clock <> 'a-visit'`.execute(db)
    await owe(leo).catch(() => undefined)
    await db
      .updateTable('clockReading')
      .set({ metOn: day('2026-11-24') })
      .where('childId', '=', leo)
      .execute()
    await run('2026-11-24')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel, answered'])
    await db
      .updateTable('action')
      .set({ state: 'answered', answeredOn: day('2026-11-24'), answeredBy: amira.id })
      .where('id', '=', made.id)
      .execute()
    await run('2026-11-24')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel, done late'])
  })

  it('twice by one form is one answer, and by two forms is refused the second time', async () => {
    const leo = await aChild()
    await owe(leo)
    await run('2026-11-20')
    const id = await alertOf(leo)
    const formKey = crypto.randomUUID()
    const words = { next: 'words', answer: 'Seen at the hospital on Thursday, the note follows' }
    await answerAlert(bookAt('2026-11-20'), { actor: asha, formKey }, id, words)
    assert.equal((await answerAlert(bookAt('2026-11-20'), { actor: asha, formKey }, id, words)).kind, 'done')
    await assert.rejects(
      answerAlert(bookAt('2026-11-20'), { actor: asha, formKey: crypto.randomUUID() }, id, words),
      { name: 'StateMoved' },
    )
  })

  it('says all that is missing at once, and is nobody else’s to give', async () => {
    const leo = await aChild()
    await owe(leo)
    await run('2026-11-20')
    const id = await alertOf(leo)
    const half = await answerAlert(bookAt('2026-11-20'), { actor: asha, formKey: null }, id, {
      next: 'action',
    })
    assert.deepEqual(half.kind === 'refused' && half.findings.map(({ at }) => at), ['what', 'dueOn'])
    await assert.rejects(
      answerAlert(bookAt('2026-11-20'), { actor: sam, formKey: null }, id, { next: 'words', answer: 'x' }),
      { name: 'NotAllowed' },
    )
  })
})

describe('who is told', () => {
  it('is never somebody too near the child, nor somebody who has left', async () => {
    const leo = await aChild()
    await owe(leo)
    await run('2026-11-20')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel'])
    await db
      .insertInto('exclusion')
      .values({
        childId: leo,
        staffId: asha.id,
        state: 'in force',
        relation: 'neighbour',
        setOn: day('2026-11-20'),
        setBy: sam.id,
      })
      .execute()
    assert.deepEqual(
      await toldTo(db, asha, { part: 'answer', entry: null, page: 1, urgent: [], today: day('2026-11-20') }),
      [],
    )
    assert.equal(await unread(asha), 0)
    await run('2026-11-20')
    assert.deepEqual((await told(leo)).toSorted(), [
      'team manager to Asha Patel, moved on',
      'team manager to Sam Reid',
    ])
    assert.equal(await run('2026-11-20'), 0)
  })

  it('moves with the child to another worker, and stays there', async () => {
    const leo = await aChild()
    await owe(leo)
    await run('2026-11-16')
    const ben = await addStaff(db, 'Ben Ode', 'SW')
    await db
      .updateTable('allocation')
      .set({ state: 'ended', toOn: day('2026-11-16') })
      .where('childId', '=', leo)
      .execute()
    await allocateTo(db, leo, ben, day('2026-11-16'))
    await run('2026-11-16')
    assert.deepEqual((await told(leo)).toSorted(), [
      'first warning to Amira Khalil, moved on',
      'first warning to Ben Ode',
    ])
    assert.equal(await run('2026-11-16'), 0)
  })

  it('is nobody of a sealed record but those named on it, be they its worker', async () => {
    const id = await addPerson(db, { givenName: 'Sealed', familyName: 'Away', restrictedLevel: 3 })
    await allocateTo(db, id, amira)
    await owe(id)
    await run('2026-11-20')
    assert.deepEqual(await told(id), [])
    await db
      .insertInto('namedAccess')
      .values({
        childId: id,
        staffId: sam.id,
        state: 'in force',
        why: 'Answers for it',
        askedOn: day('2026-11-19'),
      })
      .execute()
    await run('2026-11-20')
    assert.ok(
      (await told(id)).every((line) => line.includes(sam.name)),
      (await told(id)).join(),
    )
  })

  it('sees no name of a child whose record is restricted', async () => {
    const id = await addPerson(db, { givenName: 'Hidden', familyName: 'Child', restrictedLevel: 2 })
    await allocateTo(db, id, amira)
    await owe(id)
    await run('2026-11-20')
    const [one] = await toldTo(db, asha, {
      part: 'answer',
      entry: null,
      page: 1,
      urgent: [],
      today: day('2026-11-20'),
    })
    assert.equal(one?.open, false)
    assert.deepEqual(await countsOf(db, asha, day('2026-11-20')), [
      { part: 'answer', entry: 'a-visit', count: 1 },
    ])
    assert.equal(await unread(asha), 1)
  })
})

describe('what no clock runs', () => {
  it('a child under 16 in a home that is not registered is the director’s, until they move', async () => {
    const leo = await aChild()
    const { id } = await db
      .insertInto('careEpisode')
      .values({ childId: leo, state: 'open', startedOn: day('2026-11-18'), placementType: 'Z12' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await run('2026-11-20')
    assert.deepEqual(await told(leo), ['director to Dee Cole'])
    await db
      .updateTable('careEpisode')
      .set({ state: 'ended', endedOn: day('2026-11-21') })
      .where('id', '=', id)
      .execute()
    await run('2026-11-21')
    assert.deepEqual(await told(leo), ['director to Dee Cole, put right'])
  })

  it('a worry that grew twice is the manager’s and one nobody looked at for six weeks the worker’s, until it is looked at', async () => {
    const leo = await aChild()
    const { id } = await db
      .insertInto('worry')
      .values({
        childId: leo,
        state: 'open',
        what: 'Hungry',
        source: 'School',
        sinceOn: day('2026-09-01'),
        reviewedOn: day('2026-10-08'),
        timesRisen: 2,
      } as never)
      .returning('id')
      .executeTakeFirstOrThrow()
    await run('2026-11-19')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel'], 'six weeks to the day')
    await run('2026-11-20')
    assert.deepEqual((await told(leo)).toSorted(), ['owner to Amira Khalil', 'team manager to Asha Patel'])
    assert.equal(await run('2026-11-23'), 0, 'and nobody twice')
    await db
      .updateTable('worry')
      .set({ reviewedOn: day('2026-11-23'), timesRisen: 0 })
      .where('id', '=', id)
      .execute()
    await run('2026-11-24')
    assert.deepEqual((await told(leo)).toSorted(), [
      'owner to Amira Khalil, put right',
      'team manager to Asha Patel, put right',
    ])
  })

  it('a plan of a child whose every visit says that nothing is wrong is the manager’s to look at', async () => {
    const leo = await aChild()
    const seen = (visitedOn: string, worried: boolean) =>
      db.insertInto('visit').values({ childId: leo, state: 'recorded', visitedOn: day(visitedOn), mode: 'face to face', outcome: 'completed', seen: true, worried } as never).execute() // prettier-ignore
    await db
      .insertInto('cpPlan')
      .values({ childId: leo, state: 'open', startedOn: day('2026-09-01') })
      .execute()
    await seen('2026-09-28', true)
    await seen('2026-10-12', false)
    await seen('2026-10-26', false)
    await run('2026-11-06')
    assert.deepEqual(await told(leo), [], 'two are not three')
    await seen('2026-11-09', false)
    await run('2026-11-10')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel'])
    await seen('2026-11-16', true)
    await run('2026-11-17')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel, put right'])
  })

  it('a broken agreement is the manager’s, until they have decided what follows', async () => {
    const leo = await aChild()
    const { id } = await db.insertInto('writtenAgreement').values({ childId: leo, state: 'breached', breachedOn: day('2026-11-19') }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
    await run('2026-11-20')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel'])
    await db.updateTable('writtenAgreement').set({ state: 'escalated' }).where('id', '=', id).execute()
    await run('2026-11-23')
    assert.deepEqual(await told(leo), ['team manager to Asha Patel, put right'])
  })

  it('an adult who is a risk and joins the household is told once, and an answer ends it', async () => {
    const leo = await aChild()
    const dean = await addPerson(db, { kind: 'adult', bornOn: null })
    const today = '2026-11-20'
    await db
      .insertInto('relationship')
      .values({
        childId: leo,
        relativeId: dean,
        kind: 'partner of parent',
        parentalResponsibility: 'no',
        household: true,
        risk: 'alleged',
        state: 'recorded',
        fromOn: day(today),
        recordedAt: instantAt(day(today), '09:00'),
      })
      .execute()
    await run(today)
    assert.deepEqual(await told(leo), ['team manager to Asha Patel'])
    const { id } = await db
      .selectFrom('alert')
      .select('id')
      .where('childId', '=', leo)
      .executeTakeFirstOrThrow()
    await answerAlert(bookAt(today), { actor: asha, formKey: null }, id, {
      next: 'words',
      answer: 'Known, and spoken to',
    })
    await run(today)
    await run(today)
    assert.deepEqual(await told(leo), ['team manager to Asha Patel, answered'])
  })
})

describe('many children', () => {
  it('are told in as many statements as one', async () => {
    const one = await aChild()
    await owe(one)
    const few = (await counting(() => run('2026-11-20'))).statements.length
    const teamId = await addTeam(db, 'Riverside')
    await sql`with made as (insert into person (kind, born_on) select 'child', '2020-03-03' from generate_series(1, 3500) returning id),
      given as (insert into allocation (child_id, worker_id, team_id, role, state, from_on)
        select id, ${amira.id}::uuid, ${teamId}::uuid, 'lead social worker', 'allocated', '2026-01-05' from made)
      insert into clock_reading (child_id, clock, record_id, since_on, due_on, known)
        select id, clock, id, '2026-11-02', '2026-11-05', true from made, unnest(array['a-visit', 'a-review', 'a-decision']) clock`.execute(
      db,
    )
    const began = performance.now()
    const { statements } = await counting(() => run('2026-11-21'))
    const took = performance.now() - began
    assert.equal(statements.length, few)
    const { count } = await db
      .selectFrom('alert')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
    assert.ok(Number(count) > 20_000, `${count} told`)
    const again = performance.now()
    assert.equal(await run('2026-11-21'), 0)
    console.log(
      `${count} told of 3,500 children in ${Math.round(took)} ms, and nobody again in ${Math.round(performance.now() - again)} ms`,
    )
    const { rows } = await sql<{
      'QUERY PLAN': string
    }>`explain select count(*) from (select 1 from alert where to_id = ${asha.id} and state = 'open' and read_at is null limit 100) unread`.execute(
      db,
    )
    assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /alert_unread/)
  })
})
