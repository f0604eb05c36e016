import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { z } from 'zod'
import { inTransaction, type Db } from '../db/database.ts'
import type { Book } from '../record/book.ts'
import { addTeam, bookOn } from '../testing/office.ts'
import { runJobs } from '../testing/jobs.ts'
import { freshDb, ownerOf, urlOf } from '../testing/world.ts'
import { aliveLock } from './alive.ts'
import { enqueue } from './enqueue.ts'
import { job, type Job } from './job.ts'
import { jobsStanding, tryAgain } from './standing.ts'
import { startWorker } from './worker.ts'

let db: Db
let book: Book
before(async () => {
  db = await freshDb()
  book = bookOn(db)
})
after(() => db.destroy())

const teams = async (name: string): Promise<number> =>
  (await db.selectFrom('team').select('id').where('name', 'like', `${name}%`).execute()).length

const addsTeam = job({
  name: 'adds-team',
  says: 'Adds a team',
  payload: z.object({ name: z.string() }),
  run: async (tx, { name }) => {
    await tx.insertInto('team').values({ name, service: 'Family help' }).execute()
  },
})

/** Of this database: others of the same server, which other tests use, have their own locks. */
const here = 'database = (select oid from pg_database where datname = current_database())'

const standingOf = async (name: string) => (await jobsStanding(db)).find((each) => each.name === name)

describe('a job', () => {
  it('is asked for in the transaction that causes it, and not if that is not kept', async () => {
    await inTransaction(db, (tx) => enqueue(tx, addsTeam, { name: 'Kept' }))
    await assert.rejects(
      inTransaction(db, async (tx) => {
        await enqueue(tx, addsTeam, { name: 'Lost' })
        throw new Error('changed our mind')
      }),
    )
    await runJobs(book, [addsTeam])
    assert.deepEqual([await teams('Kept'), await teams('Lost')], [1, 0])
  })

  it('of a key that waits already takes its place', async () => {
    await inTransaction(db, async (tx) => {
      await enqueue(tx, addsTeam, { name: 'First' }, { key: 'one' })
      await enqueue(tx, addsTeam, { name: 'Second' }, { key: 'one' })
    })
    await runJobs(book, [addsTeam])
    assert.deepEqual([await teams('First'), await teams('Second')], [0, 1])
  })

  it('waits for its time', async () => {
    const at = '2126-01-01T00:00:00Z' as never
    await inTransaction(db, (tx) => enqueue(tx, addsTeam, { name: 'Later' }, { at }))
    await runJobs(book, [addsTeam])
    assert.equal(await teams('Later'), 0)
    const { waiting, oldest } = (await standingOf('adds-team')) ?? assert.fail()
    assert.deepEqual([waiting, oldest], [1, null])
  })

  it('holds no words', async () => {
    await assert.rejects(
      inTransaction(db, (tx) => enqueue(tx, addsTeam, { name: 'Leo Barker' })),
      /holds ids, days and codes/,
    )
  })

  it('is taken up by a standing worker within a second, and the worker stops cleanly', async () => {
    const worker = await startWorker({ url: urlOf(db), book, jobs: [addsTeam], remark: assert.fail })
    await inTransaction(db, (tx) => enqueue(tx, addsTeam, { name: 'Soon' }))
    for (let left = 100; left > 0 && (await teams('Soon')) === 0; left -= 1) await pause(10)
    await worker.stop()
    assert.equal(await teams('Soon'), 1)
    await noticed()
    assert.equal(await connected(), 0)
  })
})

async function connected(): Promise<number> {
  const { rows } = await sql`
    select 1 from pg_stat_activity where application_name = 'holdfast jobs' and datname = current_database()
  `.execute(db)
  return rows.length
}

describe('a job that recurs', () => {
  const nightly = job({
    name: 'nightly',
    says: 'Does each night’s work',
    recurs: { at: '30 1 * * *', payload: (on) => ({ on }) },
    payload: z.object({ on: z.string() }),
    run: async (tx, { on }) => {
      await tx
        .insertInto('team')
        .values({ name: `night-${on}`, service: 'Family help' })
        .execute()
    },
  })

  it('is of the day it was due on, though it is made up for later', async () => {
    // As the queue's clock asks for it: 01:30 of a day that has passed.
    const due = JSON.stringify({ _cron: { ts: '2026-11-20T01:30:00.000Z', backfilled: true } })
    await sql`select graphile_worker.add_job('nightly', ${due}::json)`.execute(db)
    await runJobs(book, [nightly])
    assert.equal(await teams('night-2026-11-20'), 1)
  })

  it('is known to the queue from the first start', async () => {
    const worker = await startWorker({ url: urlOf(db), book, jobs: [nightly], remark: assert.fail })
    const known = async (): Promise<unknown[]> =>
      (await sql`select identifier from graphile_worker._private_known_crontabs`.execute(db)).rows
    for (let left = 100; left > 0 && (await known()).length === 0; left -= 1) await pause(10)
    await worker.stop()
    assert.deepEqual(await known(), [{ identifier: 'nightly' }])
  })
})

describe('a worker that loses its database', () => {
  const cutOff = (): Promise<unknown> =>
    sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'holdfast jobs' and datname = current_database()
    `.execute(db)

  /** Whether a job asked for now is done within fifteen seconds. */
  const comesToBeDone = async (name: string): Promise<boolean> => {
    await inTransaction(db, (tx) => enqueue(tx, addsTeam, { name }))
    for (let left = 1500; left > 0 && (await teams(name)) === 0; left -= 1) await pause(10)
    return (await teams(name)) === 1
  }

  it('goes on by itself once the database answers again', async () => {
    const worker = await startWorker({ url: urlOf(db), book, jobs: [addsTeam], remark: () => undefined })
    await cutOff()
    assert.equal(await comesToBeDone('Again'), true)
    await worker.stop()
  })

  it('does so however often it was cut off while it began', async () => {
    const worker = await startWorker({ url: urlOf(db), book, jobs: [addsTeam], remark: () => undefined })
    for (let left = 40; left > 0; left -= 1) {
      await cutOff()
      await pause(5)
    }
    assert.equal(await comesToBeDone('At-last'), true)
    await worker.stop()
  })

  it('says again that it lives, so that nobody takes its jobs over', async () => {
    const pool = new pg.Pool({ connectionString: urlOf(db), max: 2 })
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    const held = async (): Promise<number> =>
      (await pool.query(`select 1 from pg_locks where classid = 7203 and granted and ${here}`)).rows.length
    const alive = aliveLock(pool, 'a worker')
    await alive.renew()
    assert.equal(await held(), 1)
    await sql`select pg_terminate_backend(pid) from pg_locks where classid = 7203 and ${sql.raw(here)}`.execute(
      db,
    )
    await alive.renew()
    assert.equal(await held(), 1)
    alive.letGo()
    await pool.end()
  })
})

/** Waits until the server has seen that a worker's connections are gone: until then it counts as living. */
async function noticed(): Promise<void> {
  for (let left = 200; left > 0 && (await connected()) > 0; left -= 1) await pause(10)
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds))

describe('a job that fails', () => {
  const fails = job({
    name: 'fails-twice',
    says: 'Fails twice',
    tries: 2,
    payload: z.object({ name: z.string() }),
    run: async (tx, { name }) => {
      await tx.insertInto('team').values({ name, service: 'Family help' }).execute()
      throw new RangeError('Leo Barker was born on a day that is none')
    },
  })

  it('keeps nothing, is tried again, is then given up, and says what went wrong without words', async () => {
    await inTransaction(db, (tx) => enqueue(tx, fails, { name: 'Half' }))
    await runJobs(book, [fails])
    const once = (await standingOf('fails-twice')) ?? assert.fail()
    assert.deepEqual([once.failing, once.given], [1, 0])
    assert.match(once.lastFailure ?? '', /^RangeError at platform\/jobs\/jobs\.test\.ts:\d+$/)
    const owner = ownerOf(db)
    await sql`update graphile_worker._private_jobs set run_at = now() where attempts = 1`.execute(owner)
    await owner.destroy()
    await runJobs(book, [fails])
    const twice = (await standingOf('fails-twice')) ?? assert.fail()
    assert.deepEqual([twice.failing, twice.given, await teams('Half')], [0, 1, 0])
    assert.equal(await tryAgain(db, 'fails-twice'), 1)
    assert.equal((await standingOf('fails-twice'))?.waiting, 1)
  })

  it('of the record is PostgreSQL’s code and constraint alone', async () => {
    await addTeam(db, 'Twin')
    await inTransaction(db, (tx) => enqueue(tx, addsTeam, { name: 'Twin' }))
    await runJobs(book, [addsTeam])
    assert.match((await standingOf('adds-team'))?.lastFailure ?? '', /^error 23505 \(team_name_key\)/)
  })
})

describe('what a job does outside the database', () => {
  it('is done before, and what came of it is what is stored', async () => {
    const posts = job({
      name: 'posts',
      says: 'Posts',
      payload: z.object({}),
      outside: async (_book, _payload, { id }) => `receipt-${id}`,
      run: async (tx, _payload, { book: inside }, receipt) => {
        assert.equal(inside.db, tx)
        await tx.insertInto('team').values({ name: receipt, service: 'Family help' }).execute()
      },
    })
    await inTransaction(db, (tx) => enqueue(tx, posts, {}))
    await runJobs(book, [posts])
    assert.equal(await teams('receipt-'), 1)
  })
})

describe('jobs that take turns', () => {
  it('are done one at a time, and each lot asks for the next without waiting', async () => {
    const counts: Job<{ left: number }> = job({
      name: 'counts-down',
      says: 'Counts down',
      inTurn: true,
      payload: z.object({ left: z.int() }),
      run: async (tx, { left }) => {
        if (left > 0) await enqueue(tx, counts, { left: left - 1 })
        const { rows } = await sql<{ held: number }>`
          select count(*)::int as held from pg_locks where locktype = 'advisory' and classid = 7204 and granted and ${sql.raw(here)}
        `.execute(tx)
        assert.equal(rows[0]?.held, 1)
        await tx
          .insertInto('team')
          .values({ name: `turn-${left}-${crypto.randomUUID()}`, service: 'Family help' })
          .execute()
      },
    })
    await inTransaction(db, async (tx) => {
      await enqueue(tx, counts, { left: 9 })
      await enqueue(tx, counts, { left: 9 })
    })
    const began = performance.now()
    await runJobs(book, [counts])
    assert.equal(await teams('turn-'), 20)
    assert.ok(performance.now() - began < 2000, 'twenty lots take less than one look of the queue')
  })
})

describe('the application’s role', () => {
  it('works the queue and cannot change it', async () => {
    for (const statement of [
      'drop table graphile_worker._private_jobs',
      'create table graphile_worker.another (id int)',
      'delete from graphile_worker.migrations',
      'alter table graphile_worker._private_jobs disable row level security',
    ])
      await assert.rejects(sql.raw(statement).execute(db), { code: '42501' }, statement)
  })
})

describe('a process killed in the middle of a job', () => {
  /** Runs one job in a process of its own that dies before its nth statement; true if it died. */
  const dies = (nth: number, name: string): Promise<boolean> => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../testing/killed-job.ts'), String(nth), name],
      {
        env: { ...process.env, JOBS_URL: urlOf(db) },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL')))
  }

  it('leaves each effect exactly once, wherever it was', async () => {
    const { killable } = await import('../testing/killed-job.ts')
    await sql`delete from graphile_worker._private_jobs`.execute(db)
    let nth = 1
    for (; ; nth += 1) {
      const name = `kill-${nth}-`
      await inTransaction(db, (tx) => enqueue(tx, killable, { name }))
      const died = await dies(nth, name)
      await noticed()
      await runJobs(book, [killable])
      assert.equal(await teams(name), 3, `killed before statement ${nth}`)
      // A team of the same name is refused: an effect done twice would stand here as a failure.
      const { waiting, failing } = (await standingOf('killable')) ?? assert.fail()
      assert.deepEqual([waiting, failing], [0, 0], `killed before statement ${nth}`)
      if (!died) break
    }
    assert.ok(nth > 8, `the job was killed at ${nth - 1} places`)
  })
})
