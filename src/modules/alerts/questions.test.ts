import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql, type Insertable } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { day, instantAt } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { raiseAlerts } from './raise.ts'

let db: Db
let amira: Actor
let leo: string

before(async () => {
  db = await freshDb()
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  await addStaff(db, 'Asha Patel', 'TM')
})
after(() => db.destroy())
beforeEach(async () => {
  await sql`delete from alert`.execute(db)
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, amira)
})

const bookAt = (today: string): Book => ({
  ...bookOn(db, [], day(today)),
  now: () => instantAt(day(today), '12:00'),
})
const told = async (today: string, childId = leo): Promise<string[]> => {
  await inTransaction(db, (tx) => raiseAlerts(tx, bookAt(today)))
  const rows = await db
    .selectFrom('alert')
    .innerJoin('staff', 'staff.id', 'alert.toId')
    .select(['entry', 'name', 'clearedWhy'])
    .where('childId', '=', childId)
    .orderBy('alert.id')
    .execute()
  return rows.map(
    ({ entry, name, clearedWhy }) => `${entry} to ${name}${clearedWhy === null ? '' : `, ${clearedWhy}`}`,
  )
}
const adult = () => addPerson(db, { kind: 'adult', bornOn: null })

type Related = Insertable<Tables['relationship']>
const related = async (more: Partial<Related> & Pick<Related, 'relativeId'>, recordedOn: string) => {
  const { id } = await db
    .insertInto('relationship')
    .values({ childId: leo, kind: 'partner of parent', parentalResponsibility: 'no', household: true, state: 'recorded', recordedBy: amira.id, recordedAt: instantAt(day(recordedOn), '09:00'), ...more })
    .returning('id')
    .executeTakeFirstOrThrow() // prettier-ignore
  return id
}

describe('an adult who joins a household', () => {
  it('is the worker’s to find out about, until somebody has spoken to them', async () => {
    await related({ relativeId: await adult(), kind: 'mother' }, '2026-06-01')
    const id = await related({ relativeId: await adult() }, '2026-11-20')
    assert.deepEqual(await told('2026-11-20'), ['new-adult to Amira Khalil'])
    assert.deepEqual(await told('2026-11-23'), ['new-adult to Amira Khalil'], 'and not twice')
    await db
      .updateTable('relationship')
      .set({ spokenToOn: day('2026-11-23') })
      .where('id', '=', id)
      .execute()
    assert.deepEqual(await told('2026-11-24'), ['new-adult to Amira Khalil, put right'])
  })

  it('has not joined it where they are written down with the family as it is first met, or came with an import', async () => {
    await related({ relativeId: await adult(), kind: 'mother' }, '2026-11-20')
    await related({ relativeId: await adult(), kind: 'father' }, '2026-11-20')
    await related({ relativeId: await adult(), recordedBy: null }, '2026-11-21')
    await related({ relativeId: await adult(), household: false }, '2026-11-21')
    assert.deepEqual(await told('2026-11-23'), [])
  })
})

describe('an address at which an adult who is a risk lives', () => {
  const at = (childId: string, lines: string, recordedOn: string, confidential = false) =>
    db.insertInto('address').values({ childId, lines, postcode: 'EX1 2AB', kind: 'home', confidential, state: 'recorded', recordedAt: instantAt(day(recordedOn), '09:00') }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
  const risky = async (restrictedLevel = 0) => {
    const dean = await adult()
    const other = await addPerson(db, { restrictedLevel })
    await related({ childId: other, relativeId: dean, household: false, risk: 'established' }, '2026-02-02')
    return dean
  }

  it('is told to the manager of a child who comes to live there, however the street is written', async () => {
    await at(await risky(), '14 Mill Lane', '2026-02-02')
    const { id } = await at(leo, '14, Mill La.', '2026-11-20')
    assert.deepEqual(await told('2026-11-20'), ['address-of-risk-adult to Asha Patel'])
    await db
      .updateTable('address')
      .set({ toOn: day('2026-11-21') })
      .where('id', '=', id)
      .execute()
    assert.deepEqual(await told('2026-11-23'), ['address-of-risk-adult to Asha Patel, put right'])
  })

  it('and of a child who lived there before them; never next door, nor long ago', async () => {
    await at(leo, 'Rose Cottage, Mill Lane', '2026-02-02')
    await at(await risky(), '16 Mill Lane', '2026-11-20')
    await at(await risky(), 'Rose Cottage Mill Lane', '2026-10-02')
    assert.deepEqual(await told('2026-11-20'), [])
    await at(await risky(), 'Rose Cottage Mill Lane', '2026-11-19')
    assert.deepEqual(await told('2026-11-20'), ['address-of-risk-adult to Asha Patel'])
  })

  it('is told of nobody of the child’s own family, nor by a confidential address or a closed record', async () => {
    const own = await risky()
    await related({ relativeId: own, risk: 'established', household: false }, '2026-02-02')
    await at(own, '18 Mill Lane', '2026-11-20')
    await at(await risky(), '18 Mill Lane', '2026-11-20', true)
    await at(await risky(2), '18 Mill Lane', '2026-11-20')
    await at(leo, '18 Mill Lane', '2026-11-20')
    assert.deepEqual(await told('2026-11-20'), [])
  })
})

type Visited = Insertable<Tables['visit']>
const visited = (visitedOn: string, more: Partial<Visited>) =>
  db.insertInto('visit').values({ childId: leo, state: 'recorded', visitedOn: day(visitedOn), mode: 'face to face', outcome: 'completed', seen: true, ...more }).execute() // prettier-ignore

describe('a child who is not seen alone on two visits running', () => {
  const notAlone = { seenAlone: 'no', notAloneWhy: 'carer present' } as const

  it('is told to the manager, until they are', async () => {
    await visited('2026-10-30', notAlone)
    assert.deepEqual(await told('2026-10-30'), [], 'once')
    await visited('2026-11-13', notAlone)
    assert.deepEqual(await told('2026-11-13'), ['not-alone-twice to Asha Patel'])
    await visited('2026-11-20', { seenAlone: 'yes' })
    assert.deepEqual(await told('2026-11-20'), ['not-alone-twice to Asha Patel, put right'])
  })

  it('is not where the child is too young for it, or an attempt lies between', async () => {
    await visited('2026-10-30', notAlone)
    await visited('2026-11-06', { seenAlone: 'yes' })
    await visited('2026-11-13', notAlone)
    assert.deepEqual(await told('2026-11-13'), [])
    await visited('2026-11-16', { seenAlone: 'no', notAloneWhy: 'too young' })
    assert.deepEqual(await told('2026-11-16'), [])
  })
})

describe('a child in need whose visits fail, or about whom a worry becomes grave', () => {
  const inNeed = () => db.insertInto('cinPlan').values({ childId: leo, state: 'open', startedOn: day('2026-09-01') }).execute() // prettier-ignore
  const failed = { outcome: 'no access', seen: false } as const
  const entry = 'still-in-need to Asha Patel'

  it('is the manager’s to decide about after the second failed visit, and an answer alone is no decision', async () => {
    await inNeed()
    await visited('2026-11-09', failed)
    await visited('2026-11-10', { ...failed, outcome: 'cancelled by us' })
    assert.deepEqual(await told('2026-11-11'), [])
    await visited('2026-11-12', failed)
    assert.deepEqual(await told('2026-11-12'), [entry])
    await db
      .insertInto('cinReview')
      .values({ childId: leo, state: 'held', heldOn: day('2026-11-13') })
      .execute()
    assert.deepEqual(await told('2026-11-13'), [entry], 'a review that does not say')
    await db.insertInto('cinReview').values({ childId: leo, state: 'held', heldOn: day('2026-11-16'), rightPlan: 'yes' }).execute() // prettier-ignore
    assert.deepEqual(await told('2026-11-16'), [`${entry}, put right`])
  })

  it('and once a second visit is due while the first is not made', async () => {
    await inNeed()
    await db.insertInto('clockReading').values({ childId: leo, clock: 'cin-visit', recordId: leo, sinceOn: day('2026-09-01'), dueOn: day('2026-10-13'), known: true }).execute() // prettier-ignore
    assert.deepEqual(await told('2026-11-24'), [])
    assert.deepEqual(await told('2026-11-25'), [entry])
  })

  it('and on a worry of fifteen or more; not one of fourteen, nor for a child who has another plan', async () => {
    await inNeed()
    const worry = { childId: leo, what: 'Dean is back', source: 'Nan', sinceOn: day('2026-11-18'), state: 'open' } as const // prettier-ignore
    const { id } = await db.insertInto('worry').values({ ...worry, score: 14 }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
    assert.deepEqual(await told('2026-11-19'), [])
    await db.updateTable('worry').set({ score: 15 }).where('id', '=', id).execute()
    assert.deepEqual(await told('2026-11-20'), [entry])
    await db
      .insertInto('cpPlan')
      .values({ childId: leo, state: 'open', startedOn: day('2026-11-23') })
      .execute()
    assert.deepEqual(await told('2026-11-23'), [`${entry}, put right`])
  })
})
