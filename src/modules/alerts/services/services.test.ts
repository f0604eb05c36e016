import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { shippedCalendar } from '../../../platform/dates/calendar.ts'
import { day, instantAt } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { findSession, openSession } from '../../../platform/access/session.ts'
import type { Actor } from '../../../platform/access/policy.ts'
import { addPerson, addStaff, addTeam, allocateTo, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import { html } from '../../../platform/web/html.ts'
import { pages } from '../pages.ts'
import { raiseAlerts } from '../raise.ts'
import { ofQueue } from './standing.ts'

let db: Db
let sam: Actor
let dee: Actor
let amira: Actor
before(async () => {
  db = await freshDb()
  const heads = await addTeam(db, 'Front door heads')
  await db.updateTable('team').set({ service: 'Front door' }).where('id', '=', heads).execute()
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  sam = await addStaff(db, 'Sam Reid', 'SM', 'Front door heads')
  dee = await addStaff(db, 'Dee Cole', 'DIR', null)
})
after(() => db.destroy())

const at = (on: string) => ({ ...bookOn(db, [], day(on)), now: () => instantAt(day(on), '12:00') })
const run = (on: string) => inTransaction(db, (tx) => raiseAlerts(tx, at(on)))
const told = async (entry: string): Promise<string[]> => {
  const rows = await db.selectFrom('serviceAlert').innerJoin('staff', 'staff.id', 'toId').select(['name', 'rung', 'serviceAlert.state', 'clearedWhy', 'says', 'sinceOn'])
    .where('entry', '=', entry).orderBy('sinceOn').orderBy('rung').execute()
  return rows.map(({ name, rung, state, clearedWhy, says, sinceOn }) => `${sinceOn} ${rung}, ${name}: ${says}${state === 'open' ? '' : `, ${clearedWhy ?? state}`}`)
} // prettier-ignore

describe('the queue of police notices', () => {
  const queue = (waiting: number, oldest: string | null, today: string) =>
    ofQueue({ waiting, oldestAt: oldest === null ? null : instantAt(day(oldest), '09:00') }, day(today), shippedCalendar).map(({ rungs, says }) => [rungs.join(' and '), says]) // prettier-ignore

  it('is told from three working days on, to the director from five, and at once of more than 25', () => {
    assert.deepEqual(queue(0, null, '2026-11-23'), [])
    assert.deepEqual(queue(2, '2026-11-19', '2026-11-23'), [], 'Thursday to Monday is two')
    assert.deepEqual(queue(2, '2026-11-18', '2026-11-23'), [
      ['service manager', '2 police notices not screened; the oldest came 5 days ago'],
    ])
    assert.deepEqual(queue(1, '2026-11-16', '2026-11-23')[0]?.[0], 'service manager and director')
    assert.deepEqual(queue(25, '2026-11-23', '2026-11-23'), [])
    assert.deepEqual(queue(26, '2026-11-23', '2026-11-23')[0]?.[0], 'service manager and director')
  })
})

describe('what managers are told of loads and the week', () => {
  it('is told once each, however often it is asked', async () => {
    await sql`update staff set weighted_limit = 1 where id = ${amira.id}`.execute(db)
    for (const name of ['Leo', 'Mia']) await allocateTo(db, await addPerson(db, { givenName: name }), amira)
    await run('2026-11-18')
    await run('2026-11-18')
    await run('2026-11-19')
    assert.deepEqual(await told('caseload-review'), [
      '2026-11-18 service manager, Dee Cole: Weighted load 2 of 1, 2 children',
    ])
    assert.deepEqual(await told('team-load'), [
      '2026-11-16 director, Dee Cole: Weighted load 2 of 1; 1 worker over their limit',
    ])
    assert.deepEqual(await told('weekly-actions-check'), [
      '2026-11-16 owner, Dee Cole: Directions: 0 due this week, 0 over, 0 asked again. 0 children drifting at ten points or more',
    ])
  })

  it('is told to the director again, of a worker, once five working days have gone by with nothing written', async () => {
    await run('2026-11-25')
    assert.equal((await told('caseload-review')).length, 1)
    await run('2026-11-26')
    assert.deepEqual((await told('caseload-review')).map((line) => line.split(':')[0]), ['2026-11-18 service manager, Dee Cole', '2026-11-26 director, Dee Cole']) // prettier-ignore
  })

  it('begins again each week for a team, and ends by itself once the load is within the limit', async () => {
    assert.deepEqual((await told('team-load')).map((line) => line.replace(/:.*,/, ',')), ['2026-11-16 director, Dee Cole, fell away', '2026-11-23 director, Dee Cole: Weighted load 2 of 1; 1 worker over their limit']) // prettier-ignore
    await sql`update staff set weighted_limit = 20 where id = ${amira.id}`.execute(db)
    await run('2026-11-27')
    for (const entry of ['caseload-review', 'team-load'])
      assert.ok(
        (await told(entry)).every((line) => line.endsWith('fell away')),
        entry,
      )
  })

  it('counts as unread, is answered with words and a day by its reader alone, and told again after that day', async () => {
    await sql`update staff set weighted_limit = 1 where id = ${amira.id}`.execute(db)
    await run('2026-11-30')
    const { id } = await db.selectFrom('serviceAlert').select('id').where('entry', '=', 'caseload-review').where('state', '=', 'open').executeTakeFirstOrThrow() // prettier-ignore
    assert.ok(((await findSession(db, await openSession(db, dee.id)))?.unread ?? 0) >= 2)
    const book = at('2026-11-30')
    const app = await serverOf(book, [pages], async () => html``)
    const send = async (who: Actor, payload?: Record<string, string>) => {
      const { cookie, csrf } = await signIn(book, who)
      const url = `/inbox/services/${id}`
      return payload === undefined
        ? app.inject({ url, headers: { cookie } })
        : app.inject({ method: 'POST', url, headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ ...payload, _csrf: csrf }).toString() }) // prettier-ignore
    }
    assert.equal((await send(sam)).statusCode, 404)
    assert.match((await send(dee)).body, /Amira Khalil: a worker carries more than they should/)
    assert.equal((await send(dee, { answer: 'Two children go to Sam', answerByOn: '2026-11-27' })).statusCode, 422) // prettier-ignore
    assert.equal((await send(dee, { answer: 'Two children go to Sam', answerByOn: '2026-12-02' })).statusCode, 303) // prettier-ignore
    await run('2026-12-02')
    assert.equal((await told('caseload-review')).at(-1), '2026-11-30 service manager, Dee Cole: Weighted load 2 of 1, 2 children, answered') // prettier-ignore
    await run('2026-12-03')
    assert.equal((await told('caseload-review')).at(-1), '2026-12-03 service manager, Dee Cole: Weighted load 2 of 1, 2 children') // prettier-ignore
    await app.close()
  })
})

describe('what managers are told of supervision', () => {
  const met = (who: Actor, by: Actor, on: string) =>
    db
      .insertInto('supervisionSession')
      .values({ workerId: who.id, supervisorId: by.id, heldOn: day(on), reflectiveTopic: 'Doors that stay shut', overdueDuties: 0, overdueDirections: 0, childrenHeld: 0 })
      .execute()

  it('is nothing of whom no session is held, and the service manager’s once four weeks have gone by', async () => {
    await addStaff(db, 'Tom Weir', 'SW', 'Front door heads')
    const ida = await addStaff(db, 'Ida Moss', 'SW', 'Front door heads')
    await met(ida, sam, '2026-11-05')
    await run('2026-12-03')
    assert.deepEqual(await told('supervision-worker'), [])
    await run('2026-12-04')
    assert.deepEqual(await told('supervision-worker'), ['2026-12-04 service manager, Sam Reid: 29 days since they last met their manager'])
    await run('2026-12-11')
    assert.deepEqual((await told('supervision-worker')).map((line) => line.split(':')[0]), ['2026-12-04 service manager, Sam Reid', '2026-12-11 director, Dee Cole'])
    await met(ida, sam, '2026-12-11')
    await run('2026-12-12')
    assert.ok((await told('supervision-worker')).every((line) => line.endsWith('fell away')))
  })

  it('is the director’s of a manager, and nothing of whoever is away', async () => {
    await met(sam, dee, '2026-11-05')
    await run('2026-12-14')
    assert.deepEqual((await told('supervision-manager')).map((line) => line.split(':')[0]), ['2026-12-14 director, Dee Cole'])
    await db.insertInto('staffAbsence').values({ staffId: sam.id, fromOn: day('2026-12-14'), why: 'SIC' }).execute()
    await run('2026-12-15')
    assert.ok((await told('supervision-manager')).every((line) => line.endsWith('fell away')))
  })
}) // prettier-ignore
