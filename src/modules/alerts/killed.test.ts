import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { jobsStanding } from '../../platform/jobs/standing.ts'
import { mailServer, notifyServer, postTo } from '../../platform/post/receiver.testing.ts'
import { runJobs } from '../../platform/testing/jobs.ts'
import { addPerson, addStaff, allocateTo } from '../../platform/testing/office.ts'
import { freshDb, ownerOf, urlOf } from '../../platform/testing/world.ts'
import { sendDigests } from './digest.ts'
import { jobs, raiseAlerts } from './jobs.ts'
import { fridayBook } from './killed.testing.ts'

let db: Db
let asha: Actor
const friday = day('2026-11-20')

before(async () => {
  db = await freshDb()
  const amira = await addStaff(db, 'Amira Khalil', 'SW')
  asha = await addStaff(db, 'Asha Patel', 'TM')
  for (let i = 0; i < 3; i += 1) {
    const childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
    await allocateTo(db, childId, amira)
    await db
      .insertInto('clockReading')
      .values({
        childId,
        clock: 'a-visit',
        recordId: childId,
        sinceOn: day('2026-11-02'),
        dueOn: day('2026-11-19'),
        known: true,
      })
      .execute()
  }
  await db.updateTable('staff').set({ email: 'asha@example.gov.uk' }).where('id', '=', asha.id).execute()
})
after(() => db.destroy())

/** Works the jobs in a process of its own that dies before its nth statement; true if it died. */
const dies = (nth: number, post = ''): Promise<boolean> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'killed.testing.ts'), String(nth), post], {
    env: { ...process.env, JOBS_URL: urlOf(db) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL')))
}

/** The database has noticed that the killed process is gone: its worker’s lock is free. */
async function noticed(): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    const { rows } = await sql<{ held: number }>`
      select count(*)::int as held from pg_locks where locktype = 'advisory' and classid = 7203 and granted
        and database = (select oid from pg_database where datname = current_database())
    `.execute(db)
    if (rows[0]?.held === 0) return
    await wait(10)
  }
}

// At a few places here; at every one where a whole run is asked for.
const every = process.env['HOLDFAST_EVERY_KILL'] === '1' ? 1 : 24

describe('a process killed while it raises alerts', () => {
  it('has told each rung exactly once, wherever it was', async () => {
    let nth = 1
    for (; ; nth += every) {
      await sql`delete from alert`.execute(db)
      await inTransaction(db, (tx) => enqueue(tx, raiseAlerts, {}))
      const died = await dies(nth)
      await noticed()
      await runJobs(fridayBook(db), [raiseAlerts])
      const told = await db.selectFrom('alert').select(['rung', 'toId', 'state']).execute()
      assert.deepEqual(told, Array(3).fill({ rung: 'team manager', toId: asha.id, state: 'open' }), `killed before statement ${nth}`) // prettier-ignore
      if (!died) break
    }
    assert.ok(nth > 12, `killed at ${nth - 1} places`)
  })
})

describe('a process killed while it sends the morning’s messages', () => {
  for (const by of ['smtp', 'notify'] as const)
    it(`has sent each person one by ${by}, wherever it was`, async () => {
      let nth = 1
      for (; ; nth += every) {
        await sql`delete from staff_message`.execute(db)
        const server = by === 'smtp' ? await mailServer() : await notifyServer()
        await inTransaction(db, (tx) => enqueue(tx, sendDigests, { on: friday }))
        const died = await dies(nth, `${by} ${server.url}`)
        await noticed()
        const book = fridayBook(db, postTo(`${by} ${server.url}`))
        await runJobs(book, jobs)
        await inTransaction(db, (tx) => enqueue(tx, sendDigests, { on: friday }))
        await runJobs(book, jobs)
        await server.close()
        // A mail server may be given it again under the same name, which is one message in a mailbox; Notify is never.
        const names = server.received.map((one) =>
          'whole' in one ? /Message-ID: (.*)/.exec(one.whole)?.[1] : one.asked['reference'],
        )
        assert.equal(new Set(names).size, 1, `killed before statement ${nth}`)
        if (by === 'notify') assert.equal(names.length, 1, `killed before statement ${nth}`)
        const whole = JSON.stringify(server.received)
        assert.match(whole, /3 alerts to answer/)
        assert.doesNotMatch(whole, /Leo|Barker|Asha Patel|children\//)
        const sent = await db.selectFrom('staffMessage').select(['staffId', 'sentAt']).execute()
        assert.equal(sent.length, 1)
        assert.notEqual(sent[0]?.sentAt, null)
        if (!died) break
      }
      assert.ok(nth > 12, `killed at ${nth - 1} places`)
    })

  it('sends one where two are at it at once', async () => {
    await sql`delete from staff_message`.execute(db)
    const server = await notifyServer()
    const book = fridayBook(db, postTo(`notify ${server.url}`))
    const send = jobs.find(({ name }) => name === 'send-digest')?.bind({ on: friday, staffId: asha.id })
    assert.ok(send)
    const attempt = { id: '1', attempt: 1, signal: AbortSignal.timeout(10_000) }
    await Promise.all([send.outside(book, attempt), send.outside(book, attempt)])
    await server.close()
    assert.equal(server.received.length, 1)
  })

  it('loses none where the mail server is away for an hour, and says so meanwhile', async () => {
    await sql`delete from staff_message`.execute(db)
    const gone = await mailServer()
    await gone.close()
    const away = fridayBook(db, postTo(`smtp ${gone.url}`))
    const owner = ownerOf(db)
    await inTransaction(db, (tx) => enqueue(tx, sendDigests, { on: friday }))
    let [seconds, tries] = [0, 0]
    while (seconds < 3600) {
      await runJobs(away, jobs)
      tries += 1
      const { rows } = await sql<{ wait: number }>`
        with due as (select id, extract(epoch from run_at - now())::float8 as wait from graphile_worker._private_jobs where attempts = ${tries})
        update graphile_worker._private_jobs jobs set run_at = now() from due where jobs.id = due.id returning due.wait`.execute(
        owner,
      )
      assert.equal(rows.length, 1, `${tries} tries and ${seconds} s`)
      seconds += rows[0]?.wait ?? 0
      const told = (await jobsStanding(db)).find(({ name }) => name === 'send-digest')
      assert.deepEqual([told?.failing, told?.given], [1, 0])
      assert.match(told?.lastFailure ?? '', /^NotSent SMTP E[A-Z]+ at platform/)
    }
    await owner.destroy()
    assert.ok(tries >= 6 && tries < 11, `${tries} tries`)
    const server = await mailServer()
    await runJobs(fridayBook(db, postTo(`smtp ${server.url}`)), jobs)
    await server.close()
    assert.equal(server.received.length, 1)
    assert.equal((await jobsStanding(db)).find(({ name }) => name === 'send-digest')?.failing, 0)
  })

  it('counts what somebody was told of queues, teams and workers with what they were told of children', async () => {
    await sql`delete from staff_message`.execute(db)
    await sql`
      insert into service_alert (entry, about, about_id, since_on, rung, to_id, says, raised_on, state, answer, answered_on, cleared_on, cleared_why)
      select 'same-referrer', 'queue', gen_random_uuid(), ${friday}::date, 'owner', ${asha.id}, 'They wrote why', ${friday}::date, one.*
        from (values ('open', null, null, null, null), ('answered', 'I rang them', ${friday}::date, null, null),
                     ('cleared', null, null, ${friday}::date, 'answered')) one`.execute(db)
    const server = await notifyServer()
    await inTransaction(db, (tx) => enqueue(tx, sendDigests, { on: friday }))
    await runJobs(fridayBook(db, postTo(`notify ${server.url}`)), jobs)
    await server.close()
    await sql`delete from service_alert`.execute(db)
    assert.match(JSON.stringify(server.received), /\* 4 alerts to answer\\n\* 1 alert you answered, not done yet/)
  }) // prettier-ignore

  it('sends nothing to those who want none, to those for whom nothing waits, or where no post is set', async () => {
    await sql`delete from staff_message`.execute(db)
    const server = await notifyServer()
    const post = postTo(`notify ${server.url}`)
    const morning = async (with_: typeof post): Promise<void> => {
      await inTransaction(db, (tx) => enqueue(tx, sendDigests, { on: friday }))
      await runJobs(fridayBook(db, with_), jobs)
    }
    await morning(undefined)
    await db.updateTable('staff').set({ dailyDigest: false }).where('id', '=', asha.id).execute()
    await morning(post)
    await db.updateTable('staff').set({ dailyDigest: true }).where('id', '=', asha.id).execute()
    await db
      .updateTable('alert')
      .set({ state: 'cleared', clearedOn: friday, clearedWhy: 'done late' })
      .execute()
    await morning(post)
    await server.close()
    assert.deepEqual(server.received, [])
  })
})
