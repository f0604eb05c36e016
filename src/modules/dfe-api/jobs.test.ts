import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { day } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { jobsStanding } from '../../platform/jobs/standing.ts'
import { runJobs } from '../../platform/testing/jobs.ts'
import { addPerson, bookOn, testDay } from '../../platform/testing/office.ts'
import { freshDb, ownerOf, urlOf } from '../../platform/testing/world.ts'
import type { Book } from '../../platform/record/book.ts'
import { jobsFor } from './jobs.ts'
import { childrenNotThere, latestPosts, latestSearches, standingOf } from './queries.ts'
import { openStub, type Stub } from './stub.testing.ts'

let db: Db
let book: Book
let stub: Stub
before(async () => {
  stub = await openStub()
})
after(() => stub.close())

beforeEach(async () => {
  db = await freshDb()
  book = bookOn(db)
  Object.assign(stub, { refuses: () => null, tokens: 0 })
  stub.came.length = 0
  stub.answers.length = 0
})

const jobs = () => jobsFor(stub.service)

/** A child in need, so that the collection asks for them. */
async function addNeeded(laChildId: string, givenName = 'Ava'): Promise<string> {
  const id = await addPerson(db, { laChildId, givenName })
  await db
    .insertInto('cinEpisode')
    .values({ childId: id, state: 'open', referredOn: day('2026-01-02') })
    .execute()
  return id
}

const addMany = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => addNeeded(`C${i + 1000}`)))

async function search(): Promise<void> {
  const [first] = jobs()
  await inTransaction(db, (tx) => enqueue(tx, first, { on: testDay, search: null, after: null, by: null }))
  await runJobs(book, jobs())
}

/** Brings what waits for its time to now, and does it. */
async function afterAWhile(): Promise<void> {
  const owner = ownerOf(db)
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(owner)
  await owner.destroy()
  await runJobs(book, jobs())
}

const rename = (id: string, givenName: string) =>
  db.updateTable('person').set({ givenName }).where('id', '=', id).execute()

const namesOf = (): unknown[] =>
  stub.came.flatMap(({ children }) =>
    children.map((child) => (child['child_details'] as { first_name?: string } | undefined)?.first_name),
  )

const states = async () =>
  (await latestPosts(db)).map(({ state, why, tries, children }) => [state, why, tries, children])

describe('what is sent', () => {
  it('is each child once, a hundred at most in a post, and its receipt is kept', async () => {
    await addMany(205)
    await search()
    assert.deepEqual(
      stub.came.map(({ children }) => children.length),
      [100, 100, 5],
    )
    assert.equal(
      new Set(stub.came.flatMap(({ children }) => children.map((child) => child['la_child_id']))).size,
      205,
    )
    assert.deepEqual(await standingOf(db), { held: 205, waiting: 0, sending: 0, refused: 0 })
    for (const { state, receipt, tries } of await latestPosts(db)) {
      assert.deepEqual([state, tries], ['received', 1])
      assert.match(receipt ?? '', /^"[0-9a-f-]{36}"$/)
    }
    const [told] = await latestSearches(db)
    assert.deepEqual([told?.children, told?.changed, told?.notSendable], [205, 205, 0])
    const { rows } = await sql`select 1 from dfe_change where payload is not null`.execute(db)
    assert.equal(rows.length, 0, 'what was received is not kept a second time')
  })

  it('is only what changed since it was received', async () => {
    const ava = await addNeeded('A1')
    await addNeeded('B1')
    await search()
    await search()
    assert.equal(stub.came.length, 1)
    await rename(ava, 'Eve')
    await search()
    assert.deepEqual(namesOf(), ['Ava', 'Ava', 'Eve'])
    await rename(ava, 'Ida')
    await rename(ava, 'Eve')
    await search()
    assert.equal(stub.came.length, 2)
  })

  it('purges a number that a merge, a new number or a withdrawal leaves with nobody, before the others', async () => {
    const loser = await addNeeded('L1')
    const renumbered = await addNeeded('R1')
    const stays = await addNeeded('S1')
    const withdrawn = await addNeeded('W1')
    await search()
    await db.updateTable('cinEpisode').set({ childId: stays }).where('childId', '=', loser).execute()
    await db
      .updateTable('person')
      .set({ state: 'merged', mergedInto: stays })
      .where('id', '=', loser)
      .execute()
    await db.updateTable('person').set({ laChildId: 'R2' }).where('id', '=', renumbered).execute()
    await db.updateTable('person').set({ state: 'archived' }).where('id', '=', withdrawn).execute()
    await search()
    assert.deepEqual(
      stub.came[1]?.children.map(
        (child) => `${child['purge'] === true ? 'first' : 'then'} ${String(child['la_child_id'])}`,
      ),
      ['first L1', 'first R1', 'first W1', 'then R2', 'then S1'],
    )
    await search()
    assert.equal(stub.came.length, 2)
    await db
      .updateTable('person')
      .set({ state: 'active', mergedInto: null })
      .where('id', '=', loser)
      .execute()
    await db.insertInto('cinEpisode').values({ childId: loser, state: 'open', referredOn: testDay }).execute()
    await search()
    assert.deepEqual(
      stub.came[2]?.children.map((child) => child['la_child_id']),
      ['L1'],
    )
  })

  it('leaves there a child who only leaves the cohort', async () => {
    const id = await addNeeded('A1')
    await search()
    await db
      .updateTable('cinEpisode')
      .set({ closedOn: day('2024-01-01'), referredOn: day('2023-12-01') })
      .where('childId', '=', id)
      .execute()
    await search()
    assert.equal(stub.came.length, 1)
  })

  it('is nothing while nobody has said where to send', async () => {
    await addNeeded('A1')
    const [first] = jobsFor(null)
    await inTransaction(db, (tx) => enqueue(tx, first, { on: testDay, search: null, after: null, by: null }))
    await runJobs(book, jobsFor(null))
    assert.deepEqual(
      [await standingOf(db), stub.tokens],
      [{ held: 0, waiting: 0, sending: 0, refused: 0 }, 0],
    )
  })
})

describe('an answer that is no receipt', () => {
  it('to wait is waited for, as long as it says; then the same bytes go again', async () => {
    await addNeeded('A1')
    stub.answers.push({ status: 429, headers: { 'retry-after': '90' } }, { status: 503 })
    await search()
    assert.deepEqual(await states(), [['sending', 'busy', 1, 1]])
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from next_try_at - last_try_at)::int as seconds from dfe_post`.execute(db)
    assert.ok(Math.abs((rows[0]?.seconds ?? 0) - 90) <= 1)
    await afterAWhile()
    assert.deepEqual(await states(), [['sending', 'their fault', 2, 1]])
    await afterAWhile()
    assert.deepEqual(await states(), [['received', null, 3, 1]])
    assert.equal(stub.came.length, 1)
  })

  it('is not overtaken by what changed since', async () => {
    const id = await addNeeded('A1', 'First')
    stub.answers.push({ status: 500 })
    await search()
    await rename(id, 'Second')
    await search()
    assert.deepEqual(await standingOf(db), { held: 0, waiting: 1, sending: 1, refused: 0 })
    await afterAWhile()
    assert.deepEqual(namesOf(), ['First', 'Second'])
  })

  it('that refuses our key stops after three, and the night tries again', async () => {
    await addNeeded('A1')
    stub.answers.push({ status: 401 }, { status: 403 }, { status: 401 })
    await search()
    await afterAWhile()
    await afterAWhile()
    assert.deepEqual(await states(), [['stopped', 'key refused', 3, 1]])
    await search()
    assert.deepEqual(await states(), [['received', null, 1, 1]])
  })

  it('nobody foresaw stops it, and leaves every child in its place', async () => {
    await addMany(3)
    stub.answers.push({ status: 302, headers: { location: 'http://127.0.0.1:9/' } })
    await search()
    assert.deepEqual(await states(), [['stopped', 'not understood', 1, 3]])
    assert.deepEqual(await standingOf(db), { held: 0, waiting: 0, sending: 3, refused: 0 })
  })

  it('that refuses all for one child leaves that one alone out, until their record differs', async () => {
    const ids = await addMany(10)
    await rename(ids[6] ?? '', 'Wrong')
    stub.refuses = (children) =>
      JSON.stringify(children).includes('Wrong') ? { status: 400, body: '[0] is wrong' } : null
    await search()
    assert.deepEqual(await standingOf(db), { held: 9, waiting: 0, sending: 0, refused: 1 })
    assert.deepEqual(
      (await childrenNotThere(db)).map(({ childId, why, receipt }) => [childId, why, receipt]),
      [[ids[6], 'refused', '[0] is wrong']],
    )
    const before = (await latestPosts(db)).length
    await search()
    assert.equal((await latestPosts(db)).length, before, 'what was refused is not offered again')
    await rename(ids[6] ?? '', 'Right')
    await search()
    assert.deepEqual(await standingOf(db), { held: 10, waiting: 0, sending: 0, refused: 0 })
  })

  it('that refuses every child stops, before all are refused', async () => {
    await addMany(20)
    stub.refuses = () => ({ status: 400 })
    await search()
    const { refused, sending, waiting } = await standingOf(db)
    assert.deepEqual([refused, sending, waiting], [5, 1, 14])
  })
})

describe('receipts', () => {
  it('of all three kinds are kept, each with its child', async () => {
    const kept = async () =>
      (await db.selectFrom('dfeChange').select('receipt').orderBy('id', 'desc').limit(2).execute()).map(
        ({ receipt }) => receipt,
      )
    const ids = await addMany(2)
    for (const [body, receipts] of [
      ['"f0e1"', ['f0e1', 'f0e1']],
      [
        '["2026-11-22_02:41:00.1_a","2026-11-22_02:41:00.1_b"]',
        ['2026-11-22_02:41:00.1_b', '2026-11-22_02:41:00.1_a'],
      ],
      [
        '2026-11-22_02:41:00.11_a.json 2026-11-22_02:41:00.11_b.json',
        ['2026-11-22_02:41:00.11_b.json', '2026-11-22_02:41:00.11_a.json'],
      ],
    ] as const) {
      for (const id of ids) await rename(id, body.slice(0, 9))
      stub.answers.push({ status: 200, body })
      await search()
      assert.deepEqual(await kept(), receipts)
    }
  })
})

describe('a process killed in the middle of it', () => {
  /** True if it died before it had done everything. */
  const dies = (nth: number): Promise<boolean> => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'killed.testing.ts'), String(nth)],
      {
        env: { ...process.env, JOBS_URL: urlOf(db), DFE: JSON.stringify(stub.service) },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL')))
  }

  /** A worker that died counts as living until the server has seen that its connections are gone. */
  async function noticed(): Promise<void> {
    const { rows } = await sql`
      select 1 from pg_stat_activity where application_name = 'holdfast jobs' and datname = current_database()`.execute(
      db,
    )
    if (rows.length === 0) return
    await new Promise((resolve) => void setTimeout(resolve, 10))
    return noticed()
  }

  /** HOLDFAST_KILLS=all kills it before every step; else before one in ten. */
  const apart = process.env['HOLDFAST_KILLS'] === 'all' ? 1 : 25

  it('has every version arrive, in order, each once under its key, wherever it was', async (test) => {
    const id = await addNeeded('K1', 'v0')
    await search()
    const versions = ['v0']
    for (let nth = 1, died = true; died; nth += apart) {
      versions.push(`v${nth}`)
      await rename(id, `v${nth}`)
      const [first] = jobs()
      await inTransaction(db, (tx) =>
        enqueue(tx, first, { on: testDay, search: null, after: null, by: null }),
      )
      died = await dies(nth)
      await noticed()
      await runJobs(book, jobs())
      assert.deepEqual(
        await standingOf(db),
        { held: 1, waiting: 0, sending: 0, refused: 0 },
        `killed at ${nth}`,
      )
      for (const { name, waiting, failing, given } of await jobsStanding(db))
        assert.deepEqual([waiting, failing, given], [0, 0, 0], `${name}, killed at ${nth}`)
    }
    const kills = versions.length - 2
    assert.ok(kills * apart > 40, `it was killed at ${kills} places`)
    const byKey = [...Map.groupBy(stub.came, ({ key }) => key).values()]
    for (const repeats of byKey)
      assert.equal(new Set(repeats.map(({ body }) => body)).size, 1, 'the same bytes under one key')
    assert.deepEqual(
      byKey.map(([came]) => /"first_name":"(v\d+)"/.exec(came?.body ?? '')?.[1]),
      versions,
    )
    // The description has no token by which the collection knows a repeat: a kill between its hearing us and our noting so is heard twice.
    const twice = byKey.filter((repeats) => repeats.length > 1).length
    const begun = (await latestPosts(db)).filter(({ tries }) => tries > 1).length
    assert.ok(twice <= 2, `${twice} posts were heard twice`)
    assert.ok(begun >= twice, 'the log says of each that it was begun more than once')
    test.diagnostic(
      `${kills} kills: ${versions.length} versions, none missing, ${twice} heard a second time under their key`,
    )
  })
})
