import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { shippedCalendar } from '../../platform/dates/calendar.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { driftingFrom, driftOf, driftSaid } from './drift.ts'

let db: Db
let leo: string
before(async () => {
  db = await freshDb()
  leo = await addPerson(db, { givenName: 'Leo' })
  await allocateTo(db, leo, await addStaff(db, 'Amira Khalil', 'SW'))
})
after(() => db.destroy())

const today = day('2026-11-23')
const found = async () => (await driftOf(db, leo, today)).map(({ rule }) => rule)

describe('help that has stopped moving', () => {
  let outcomeId: string
  it('is nothing for a plan that moves', async () => {
    const outcome = { childId: leo, state: 'open', what: 'Dry bed', setOn: day('2026-10-26') } as const
    const made = await db.insertInto('planOutcome').values(outcome).returning('id').executeTakeFirstOrThrow()
    outcomeId = made.id
    assert.deepEqual(await found(), [])
  })

  it('is an outcome unchanged for 29 days, and not for 28', async () => {
    await db.updateTable('planOutcome').set({ setOn: day('2026-10-25') }).where('id', '=', outcomeId).execute() // prettier-ignore
    assert.deepEqual(await found(), ['plan-unchanged'])
    await db.updateTable('planOutcome').set({ movedOn: day('2026-10-26') }).where('id', '=', outcomeId).execute() // prettier-ignore
    assert.deepEqual(await found(), [])
  })

  it('is an action over the day after its day, and one whose day was moved twice, the gravest first', async () => {
    const action = { childId: leo, state: 'open', what: 'Mend the boiler', askedOn: day('2026-10-01'), dueOn: today, firstDueOn: today, extended: 1, outcomeId, direction: false } as const // prettier-ignore
    const { id } = await db.insertInto('action').values(action).returning('id').executeTakeFirstOrThrow()
    assert.deepEqual(await found(), [])
    await db.updateTable('action').set({ dueOn: day('2026-11-20'), extended: 2 }).where('id', '=', id).execute() // prettier-ignore
    assert.deepEqual(await found(), ['moved-twice', 'action-over'])
    const [moved] = await driftOf(db, leo, today)
    assert.equal(driftSaid(moved!, { on: today, calendar: shippedCalendar }), 'The day of “Mend the boiler” has been moved 2 times') // prettier-ignore
  })

  it('is a review that is late, and a worker lost in the twelve months before', async () => {
    await db.insertInto('clockReading').values({ childId: leo, clock: 'cin-review', recordId: leo, sinceOn: day('2026-08-03'), dueOn: day('2026-11-02'), known: true }).execute() // prettier-ignore
    const left = { childId: leo, state: 'ended', role: 'lead social worker', planned: false, fromOn: day('2026-01-05'), toOn: day('2026-08-21') } as const // prettier-ignore
    await db.insertInto('allocation').values({ ...left, workerId: (await addStaff(db, 'Once Here', 'SW')).id, teamId: null }).execute() // prettier-ignore
    assert.deepEqual(await found(), ['review-missed', 'moved-twice', 'worker-lost', 'action-over'])
  })

  it('adds up for whoever is told: 2, 2, 1 and 1 are six, and three of one rule weigh, not four', async () => {
    const score = async (from: number) =>
      (await driftingFromRows(from)).map(({ childId, score: sum }) => [childId === leo, sum])
    assert.deepEqual(await score(6), [[true, 6]])
    assert.deepEqual(await score(7), [])
    const late = { childId: leo, state: 'open', what: 'Ask Nan', askedOn: day('2026-10-01'), dueOn: day('2026-11-02'), firstDueOn: day('2026-11-02'), extended: 0, outcomeId, direction: false } as const // prettier-ignore
    await db.insertInto('action').values([late, late, late]).execute()
    assert.deepEqual(await score(8), [[true, 8]])
  })
})

const driftingFromRows = async (score: number) =>
  (await driftingFrom(score, today).execute(db)).rows as { childId: string; score: number }[]
