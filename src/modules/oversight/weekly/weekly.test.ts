import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { openSession } from '../../../platform/access/session.ts'
import { addDays, day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { asService } from '../../../platform/db/asking.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { mailServer, notifyServer, postTo } from '../../../platform/post/receiver.testing.ts'
import { serverOf } from '../../../platform/testing/pages.ts'
import { runJobs } from '../../../platform/testing/jobs.ts'
import { addPerson, addStaff, addTeam, allocateTo } from '../../../platform/testing/office.ts'
import { freshDb, urlOf } from '../../../platform/testing/world.ts'
import { pages } from '../pages.ts'
import { weeklyJobs } from './jobs.ts'
import { html } from '../../../platform/web/html.ts'
import { linesFor } from './lines.ts'
import { bookAt } from './weekly.testing.ts'

let db: Db
let sam: Actor
let dee: Actor
const monday = day('2026-11-23')
const [sendWeeklies] = weeklyJobs

before(async () => {
  db = await freshDb()
  sam = await addStaff(db, 'Sam Reid', 'SM', 'Family help heads')
  dee = await addStaff(db, 'Dee Cole', 'DIR', null)
  for (const who of [sam, dee])
    await db.updateTable('staff').set({ email: `${who.role.toLowerCase()}@example.gov.uk` }).where('id', '=', who.id).execute() // prettier-ignore
})
beforeEach(() => sql`delete from staff_message`.execute(db))
after(() => db.destroy())

type Sent = {
  readonly to: string
  readonly reference: string
  readonly body: string
  readonly subject: string
}

/** What Notify was asked to send by the job of these mornings. */
async function sentOn(...mornings: readonly string[]): Promise<Sent[]> {
  const server = await notifyServer()
  for (const on of mornings) {
    await inTransaction(db, (tx) => enqueue(tx, sendWeeklies, { on: day(on) }))
    await runJobs(bookAt(db, day(on), postTo(`notify ${server.url}`)), weeklyJobs)
  }
  await server.close()
  return server.received
    .map(({ asked }) => ({ to: String(asked['email_address']), reference: String(asked['reference']), ...(asked['personalisation'] as { body: string; subject: string }) }))
    .toSorted((one, other) => (one.to < other.to ? -1 : 1))
} // prettier-ignore

const linesIn = (body: string): string[] => body.split('\n').filter((line) => line.startsWith('* ')).map((line) => line.slice(2)) // prettier-ignore

describe('the week’s message', () => {
  it('comes to each service manager and to the director, also where there is nothing to count', async () => {
    const sent = await sentOn(monday)
    assert.deepEqual(sent.map(({ to, reference }) => [to, reference]), [
      ['dir@example.gov.uk', `weekly-2026-11-23-${dee.id}`],
      ['sm@example.gov.uk', `weekly-2026-11-23-${sam.id}`],
    ])
    assert.deepEqual(sent.map(({ body }) => linesIn(body)), [
      [
        '0 children not seen for more than 6 weeks',
        '0 children with no worker',
        '0 children in a home that is not registered',
        '0 directions past their day and not answered',
        '0 police notices not screened',
        '0 teams over their load',
      ],
      [
        '0 children drifting at ten points or more',
        '0 directions asked twice or more',
        '0 children on a plan whose every visit says that nothing is wrong',
        '0 children whose plan was not reviewed by its day',
      ],
    ])
  }) // prettier-ignore

  it('comes once a week, and the morning after where it could not on the first', async () => {
    assert.equal((await sentOn('2026-11-28')).length, 0, 'not at a weekend')
    assert.equal(
      (await sentOn('2026-11-25', '2026-11-26', '2026-11-30')).length,
      4,
      'two on Wednesday, two the week after',
    )
  })

  it('waits for Tuesday where Monday is a bank holiday', async () => {
    assert.equal((await sentOn('2026-08-31')).length, 0)
    assert.deepEqual((await sentOn('2026-09-01')).map(({ reference }) => reference.slice(0, 17)), ['weekly-2026-08-31', 'weekly-2026-08-31']) // prettier-ignore
  })

  it('goes to nobody who has left, has no address, or leads no service', async () => {
    const tom = await addStaff(db, 'Tom Weir', 'SM', 'Family help heads')
    const asha = await addStaff(db, 'Asha Patel', 'TM')
    await sql`update staff set email = 'x@example.gov.uk' where id = ${asha.id}`.execute(db)
    await addStaff(db, 'Ada Nowhere', 'SM', 'Family help heads')
    await sql`update staff set email = 'tom@example.gov.uk', leaves_on = '2026-11-22' where id = ${tom.id}`.execute(
      db,
    )
    assert.equal((await sentOn(monday)).length, 2)
  })
})

describe('each number of the week’s message', () => {
  let amira: Actor
  before(async () => {
    amira = await addStaff(db, 'Amira Khalil', 'SW')
    await sql`update staff set weighted_limit = 0.5 where id = ${amira.id}`.execute(db)
    const leo = await addPerson(db, { givenName: 'Leonidas', familyName: 'Canaryson', bornOn: day('2018-04-17'), laChildId: '7654321' })
    await allocateTo(db, leo, amira, day('2026-01-05'))
    // A child of another service is not the manager’s to be told of.
    await addTeam(db, 'Elsewhere', 'Another service')
    const bo = await addStaff(db, 'Bo Lund', 'SW', 'Elsewhere')
    const mia = await addPerson(db, { givenName: 'Mia', familyName: 'Canaryson' })
    await allocateTo(db, mia, bo, day('2026-01-05'))
    for (const childId of [leo, mia]) {
      await db.insertInto('cinEpisode').values({ childId, state: 'open', referredOn: day('2026-01-05') }).execute()
      if (childId === mia) await db.insertInto('careEpisode').values({ childId, state: 'open', startedOn: day('2026-10-05'), placementType: 'Z12' }).execute()
      await db.insertInto('cpPlan').values({ childId, state: 'open', startedOn: day('2026-02-02') }).execute()
      for (const visitedOn of ['2026-08-03', '2026-08-17', '2026-09-01'])
        await db.insertInto('visit').values({ childId, state: 'recorded', visitedOn: day(visitedOn), mode: 'face to face', outcome: 'completed', seen: true, worried: false }).execute()
const outcome = await db.insertInto('planOutcome').values({ childId, state: 'open', what: 'Canaryson sleeps', setOn: day('2026-03-02') }).returning('id').executeTakeFirstOrThrow()
      // Three for the plan, three for what was asked twice, two for the review and one for each late step: ten, and with one step fewer none.
      const step = { childId, state: 'open', what: 'Ask Nan', askedOn: day('2026-09-01'), dueOn: day('2026-11-02'), firstDueOn: day('2026-11-02'), extended: 0, outcomeId: outcome.id, direction: false } as const
      await db.insertInto('action').values([step, step]).execute()
      await db.insertInto('action').values({ childId, state: 'open', what: 'See Leonidas Canaryson', direction: true, askedOn: day('2026-09-01'), dueOn: day('2026-09-15'), firstDueOn: day('2026-09-15'), timesAsked: 2, extended: 0 }).execute()
      await db.insertInto('clockReading').values({ childId, clock: 'rcpc', recordId: childId, sinceOn: day('2026-05-04'), dueOn: day('2026-11-02'), known: true }).execute()
    }
    const left = await addPerson(db, { givenName: 'Noor', familyName: 'Canaryson' })
    await db.insertInto('cinEpisode').values({ childId: left, state: 'open', referredOn: day('2026-11-01') }).execute()
    await sql`
      with intake as (insert into notice_intake (repeat_key, digest, received_at) values ('one', '\\x00', now()) returning id)
      insert into police_notice (intake_id, agency, police_ref, state, incident_at, received_at, grade, came_unscreened, due_at)
      select id, 'police', 'P1', 'received', '2026-11-13T09:00Z', '2026-11-13T10:00Z', 'high', false, '2026-11-13T18:00Z' from intake`.execute(db)
  }) // prettier-ignore

  it('is the number of its list, in the manager’s own service and for the director in all', async () => {
    const [director, manager] = await sentOn(monday)
    assert.deepEqual(linesIn(manager?.body ?? ''), [
      '1 child drifting at ten points or more',
      '1 direction asked twice or more',
      '1 child on a plan whose every visit says that nothing is wrong',
      '1 child whose plan was not reviewed by its day',
    ])
    assert.deepEqual(linesIn(director?.body ?? ''), [
      '2 children not seen for more than 6 weeks, the longest for 83 days',
      '1 child with no worker',
      '1 child in a home that is not registered',
      '2 directions past their day and not answered',
      '1 police notice not screened, the oldest for 10 days',
      '1 team over their load',
    ])
  })

  it('leads its reader to a page with as many rows', async () => {
    const app = await serverOf(bookAt(db, monday), [pages], async () => html``)
    for (const reader of [sam, dee]) {
      const cookie = `holdfast=${await openSession(db, reader.id)}`
      const lines = await asService('a test', () => linesFor(db, reader, monday))
      // The inbox is another chapter’s.
      for (const { says, href } of lines.filter((line) => line.href !== '/inbox')) {
        const { statusCode, body } = await app.inject({ url: href, headers: { cookie } })
        assert.equal(statusCode, 200, href)
        if (href.includes('children?')) assert.equal(body.match(/role="rowheader"/g)?.length ?? 0, Number.parseInt(says, 10), says)
      }
    }
    await app.close()
  }) // prettier-ignore

  it('says nothing of any child: no name, number or date of birth, by either way out', async () => {
    const notify = JSON.stringify(await sentOn(monday))
    await sql`delete from staff_message`.execute(db)
    const mail = await mailServer()
    await inTransaction(db, (tx) => enqueue(tx, sendWeeklies, { on: monday }))
    await runJobs(bookAt(db, monday, postTo(`smtp ${mail.url}`)), weeklyJobs)
    await mail.close()
    assert.equal(mail.received.length, 2)
    const ids = (await db.selectFrom('person').select('id').execute()).map(({ id }) => id)
    for (const all of [notify, JSON.stringify(mail.received).replaceAll('=\\r\\n', '')])
      for (const canary of ['Leonidas', 'Canaryson', 'Noor', '2018', '17 April', '7654321', 'Amira', 'Khalil', 'Riverside', '/children/', ...ids])
        assert.ok(!all.includes(canary), canary)
  }) // prettier-ignore
})

/** Works the jobs in a process of its own that dies before its nth statement; true if it died. */
const dies = (nth: number, post: string): Promise<boolean> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'weekly.testing.ts'), String(nth), post], {
    env: { ...process.env, JOBS_URL: urlOf(db) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL')))
}

// At every statement where a whole run is asked for; each place takes a second.
const whole = process.env['HOLDFAST_EVERY_KILL'] === '1'

describe('a process killed while it sends the week’s messages', () => {
  it('has sent each reader one, wherever it was', { skip: !whole && 'HOLDFAST_EVERY_KILL' }, async () => {
    for (let nth = 1, died = true; died; nth += 1) {
      await sql`delete from staff_message`.execute(db)
      const server = await notifyServer()
      await inTransaction(db, (tx) => enqueue(tx, sendWeeklies, { on: monday }))
      died = await dies(nth, `notify ${server.url}`)
      for (const on of [monday, addDays(monday, 1)]) {
        await inTransaction(db, (tx) => enqueue(tx, sendWeeklies, { on }))
        await runJobs(bookAt(db, on, postTo(`notify ${server.url}`)), weeklyJobs)
      }
      await server.close()
      const references = server.received.map(({ asked }) => String(asked['reference']))
      assert.deepEqual(references.toSorted(), [dee.id, sam.id].map((id) => `weekly-2026-11-23-${id}`).toSorted(), `killed before statement ${nth}`)
    }
  }) // prettier-ignore
})
