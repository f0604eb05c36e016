import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { addDays, day, instantAt, type Day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import type { Message } from '../../../platform/post/post.ts'
import { runJobs } from '../../../platform/testing/jobs.ts'
import { addPerson, addStaff, bookOn } from '../../../platform/testing/office.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import { monthlyJobs } from './jobs.ts'

let db: Db
let mo: Actor
const [sendMonthlies] = monthlyJobs

before(async () => {
  db = await freshDb()
  mo = await addStaff(db, 'Mo Vance', 'MEM', null)
  await sql`update staff set email = 'member@example.gov.uk' where id = ${mo.id}`.execute(db)
})
beforeEach(() => sql`delete from staff_message; delete from measure_reading`.execute(db))
after(() => db.destroy())

/** What leaves by the job of these mornings. */
async function sentOn(...mornings: readonly string[]): Promise<Message[]> {
  const sent: Message[] = []
  const post = {
    by: 'a test',
    origin: 'https://holdfast.example.gov.uk',
    send: async (message: Message): Promise<void> => void sent.push(message),
    taken: async (): Promise<null> => null,
  }
  for (const on of mornings.map(day)) {
    const book = { ...bookOn(db, [], on), now: () => instantAt(on, '12:00'), post }
    await inTransaction(db, (tx) => enqueue(tx, sendMonthlies, { on }))
    await runJobs(book, monthlyJobs)
  }
  return sent
}

async function addOpen(count: number, referredOn: Day): Promise<void> {
  for (let left = count; left > 0; left -= 1) {
    const childId = await addPerson(db, { givenName: 'Leonidas', familyName: 'Canaryson' })
    await db.insertInto('cinEpisode').values({ childId, state: 'open', referredOn }).execute()
  }
}

describe('the month’s message', () => {
  it('comes to each member on the first working morning of the month, once, and later where it could not', async () => {
    // 1 November 2026 is a Sunday.
    assert.equal((await sentOn('2026-11-01')).length, 0)
    const sent = await sentOn('2026-11-02', '2026-11-03', '2026-12-02')
    assert.deepEqual(
      sent.map(({ to, reference }) => [to, reference]),
      [
        ['member@example.gov.uk', `monthly-2026-11-01-${mo.id}`],
        ['member@example.gov.uk', `monthly-2026-12-01-${mo.id}`],
      ],
    )
  })

  it('tells the month that is over beside the one before, and no number of a few', async () => {
    await addOpen(3, day('2026-09-14'))
    const [few] = await sentOn('2026-11-02')
    assert.match(few?.body ?? '', /^In Holdfast, on 31 October 2026, all children together:$/m)
    assert.match(few?.body ?? '', /^\* Children with no qualified social worker: too few to show \(a month before: too few to show\)$/m) // prettier-ignore
    await addOpen(6, day('2026-10-14'))
    await sql`delete from staff_message; delete from measure_reading`.execute(db)
    const [more] = await sentOn('2026-11-02')
    assert.match(more?.body ?? '', /^\* Children with no qualified social worker: 9 \(a month before: too few to show\)$/m) // prettier-ignore
    assert.doesNotMatch(more?.body ?? '', /Canaryson|Leonidas|\/children/)
  })

  it('goes to no other role, and to no member who has left', async () => {
    const dee = await addStaff(db, 'Dee Cole', 'DIR', null)
    const gone = await addStaff(db, 'Al Frost', 'MEM', null)
    await sql`update staff set email = 'other@example.gov.uk' where id in (${dee.id}, ${gone.id})`.execute(db)
    await sql`update staff set leaves_on = ${addDays(day('2026-11-02'), -1)} where id = ${gone.id}`.execute(
      db,
    )
    assert.deepEqual((await sentOn('2026-11-02')).map(({ to }) => to), ['member@example.gov.uk']) // prettier-ignore
  })
})
