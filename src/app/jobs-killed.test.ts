import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import type { Actor } from '../platform/access/policy.ts'
import { day, instantAt } from '../platform/dates/day.ts'
import { inTransaction, type Db } from '../platform/db/database.ts'
import { carryOut } from '../platform/jobs/carry-out.ts'
import { enqueue } from '../platform/jobs/enqueue.ts'
import { job, type AnyJob, type Payload } from '../platform/jobs/job.ts'
import { jobsStanding } from '../platform/jobs/standing.ts'
import type { Message } from '../platform/post/post.ts'
import type { Book } from '../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../platform/testing/office.ts'
import { runJobs } from '../platform/testing/jobs.ts'
import { freshDb } from '../platform/testing/world.ts'
import { fridayBook } from '../modules/alerts/killed.testing.ts'
import { childChecks, duties, jobs, records } from './modules.ts'
import * as z from 'zod'

// Every place in the whole run (HOLDFAST_EVERY_KILL=1), the commit of each job in the usual one.
const everywhere = process.env['HOLDFAST_EVERY_KILL'] === '1'

/** Jobs whose effect needs a server of somebody else's to be seen: a process is really killed at each step of theirs there. */
const killedElsewhere: Readonly<Record<string, string>> = {
  'search-for-dfe-changes': 'src/modules/dfe-api/jobs.test.ts',
  'send-to-dfe': 'src/modules/dfe-api/jobs.test.ts',
}

const today = day('2026-11-20')
const sent: Message[] = []
const post = {
  by: 'SMTP',
  origin: 'https://holdfast.example.gov.uk',
  send: async (message: Message): Promise<void> => void sent.push(message),
  taken: async (reference: string): Promise<boolean> => sent.some((one) => one.reference === reference),
}

let db: Db
let book: Book
let friday: Book
let folder: string
let amira: Actor
let asha: Actor
let sam: Actor
let dpo: Actor
let mo: Actor
let childId: string

before(async () => {
  db = await freshDb()
  folder = await mkdtemp(join(tmpdir(), 'holdfast-killed-'))
  book = {
    ...bookOn(db, duties, today, records),
    childChecks,
    now: () => instantAt(today, '12:00'),
    post,
    continuityAt: join(folder, 'pack.html'),
  }
  friday = fridayBook(db, post)
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  asha = await addStaff(db, 'Asha Patel', 'TM')
  dpo = await addStaff(db, 'Dara Lee', 'DPO', null)
  sam = await addStaff(db, 'Sam Reid', 'SM')
  mo = await addStaff(db, 'Mo Vance', 'MEM', null)
  for (const { id } of [asha, dpo, sam, mo])
    await db
      .updateTable('staff')
      .set({ email: `${id}@example.gov.uk` })
      .where('id', '=', id)
      .execute()
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, childId, amira)
})
after(async () => {
  await db.destroy()
  await rm(folder, { recursive: true })
})

/** What a job needs to have something to do, and what it is asked. */
interface Scene {
  readonly set: () => Promise<Payload>
  /** The book it is worked with; the whole one if not said. */
  readonly book?: () => Book
  /** Tables it writes before its own transaction, which say how far it came with what cannot be taken back. */
  readonly begins?: readonly string[]
  /** How many messages it sends. */
  readonly sends?: number
  /** What it does stands outside the database alone. */
  readonly outsideOnly?: true
  /** It takes seconds: in the whole run only. */
  readonly long?: true
}

const nothing = async (): Promise<Payload> => ({})
const on = async (): Promise<Payload> => ({ on: today })
const alertOf = (): Promise<unknown> =>
  db.insertInto('clockReading').values({ childId, clock: 'a-visit', recordId: childId, sinceOn: day('2026-11-02'), dueOn: day('2026-11-19'), known: true }).execute() // prettier-ignore

const scenes: Readonly<Record<string, Scene>> = {
  'dispute-contacts': {
    set: async () => {
      const { rows } = await sql<{ id: string }>`
        with telling as (insert into sent_in (receipt, form_key, received_at, channel, answers) values ('HF-AAAA-AAAA', gen_random_uuid(), now(), 'portal', '{}') returning id),
          one as (insert into contact (child_id, state, receipt, received_on, decided_on) values (${childId}, 'decided', 'HF-AAAA-AAAA', ${today}, ${today}))
        insert into referrer_message (sent_in_id, kind, words, sent_at, form_key) select id, 'disagrees', 'No', now(), gen_random_uuid() from telling returning id
      `.execute(db)
      return { messageId: rows[0]?.id ?? '' }
    },
  },
  'close-unused-accounts': {
    set: async () => {
      const { id } = await addStaff(db, 'Long Gone', 'SW')
      await sql`update staff set last_signed_in_at = now() - interval '40 days' where id = ${id}`.execute(db)
      return {}
    },
  },
  'raise-alerts': { set: async () => (await alertOf(), {}), book: () => friday },
  'send-digests': { set: on, book: () => friday },
  'send-digest': {
    set: async () => ({ on: today, staffId: asha.id }),
    book: () => friday,
    begins: ['staff_message'],
    sends: 1,
  },
  'send-weeklies': { set: on },
  'send-weekly': {
    set: async () => ({ on: day('2026-11-16'), staffId: sam.id }),
    begins: ['staff_message'],
    sends: 1,
  },
  'send-monthlies': { set: on },
  'send-monthly': {
    set: async () => ({ on: day('2026-11-01'), staffId: mo.id }),
    begins: ['staff_message', 'measure_reading'],
    sends: 1,
    long: true,
  },
  'work-out-measures': { set: on, long: true },
  'police-notices-due': {
    set: async () => {
      await sql`
        with intake as (insert into notice_intake (repeat_key, digest, received_at) values ('one', '\\x00', now()) returning id)
        insert into police_notice (intake_id, agency, police_ref, state, incident_at, received_at, grade, came_unscreened, due_at)
        select id, 'police', 'P1', 'received', now(), now(), 'high', false, '2020-01-01' from intake`.execute(
        db,
      )
      return {}
    },
  },
  'check-returns': { set: async () => ({ on: today, after: null }) },
  'check-whole-returns': {
    set: async () => {
      await sql`insert into finding (rule, child_id, state, message) values ('100', ${childId}, 'open', 'Look at it')`.execute(
        db,
      )
      return { on: today }
    },
  },
  'make-return': {
    set: async () => {
      const { askRun } = await import('../modules/returns/generate/runs.ts')
      return { run: await askRun(db, { of: 'cin', year: 2026, on: day('2026-03-31'), by: amira.id }) }
    },
  },
  'make-continuity-pack': {
    set: async () => {
      await sql`insert into continuity_officer (staff_id, salt, rounds, key) values (${amira.id}, ${Buffer.alloc(16)}, 600000, ${Buffer.alloc(32)})`.execute(
        db,
      )
      return {}
    },
  },
  'match-staff': {
    set: async () => (await addPerson(db, { givenName: 'Amira', familyName: 'Khalil', bornOn: null }), {}),
  },
  'draw-visits': {
    set: async () => {
      await sql`insert into visit (child_id, state, worker_id, visited_on, mode, outcome, seen)
        values (${childId}, 'recorded', ${amira.id}, '2026-10-12', 'face to face', 'completed', true)`.execute(
        db,
      )
      return on()
    },
  },
  'draw-entries': {
    set: async () => {
      await sql`insert into oversight_discussion (child_id, state, held_on, held_by) values (${childId}, 'recorded', '2026-10-12', ${asha.id})`.execute(
        db,
      )
      return on()
    },
  },
  'tell-homes': {
    set: async () => {
      const { rows } = await sql<{ homeId: string }>`
        with one as (insert into home (name, urn) values ('Larchfield', 'SC013005') returning id),
          found as (insert into home_registration (home_id, standing, checked_on)
                    select id, 'not registered', ${today} from one),
          stay as (insert into care_episode (child_id, state, started_on, placement_type, urn)
                   values (${childId}, 'open', '2026-11-02', 'K2', 'SC013005'))
        select id as home_id from one`.execute(db)
      return { homeId: rows[0]?.homeId ?? null }
    },
  },
  'watch-reads': { set: nothing },
  'tell-of-stop': {
    set: async () => {
      const { rows } = await sql<{ id: string }>`
        insert into reading_brake (staff_id, state, opened, most, stopped_at) values (${amira.id}, 'stopped', 90, 30, now()) returning id
      `.execute(db)
      return { brakeId: rows[0]?.id ?? '', staffId: dpo.id }
    },
    sends: 1,
    outsideOnly: true,
  },
  'access-report': { set: on },
  'rebuild-clocks': {
    set: async () => {
      const { id } = await db
        .insertInto('clockRebuild')
        .values({ clock: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { rebuild: Number(id), after: null }
    },
  },
}

describe('every job there is', () => {
  it('is killed here, or where its other side is', () => {
    const known = [...Object.keys(scenes), ...Object.keys(killedElsewhere)].toSorted()
    assert.deepEqual(jobs.map(({ name }) => name).toSorted(), known)
    for (const file of Object.values(killedElsewhere))
      assert.match(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'), /SIGKILL/)
  })
})

/** A kill, as PostgreSQL sees it: the connection is gone, and nothing more is sent by anybody of that process. */
class Killed extends Error {
  readonly code = '57P01'
}

/** Does the work with nothing sent from its nth statement on. Says how many were sent. */
async function killedBefore(
  nth: number,
  work: () => Promise<unknown>,
): Promise<{ sent: number; died: boolean }> {
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query') ?? assert.fail()
  const send = original.value as (this: pg.Client, ...given: unknown[]) => unknown
  let count = 0
  Object.defineProperty(pg.Client.prototype, 'query', {
    ...original,
    value: function counted(this: pg.Client, ...given: unknown[]): unknown {
      count += 1
      if (count < nth) return send.apply(this, given)
      const done = given.findLast((each) => typeof each === 'function') as
        ((fault: Error) => void) | undefined
      if (done === undefined) return Promise.reject(new Killed('killed'))
      return done(new Killed('killed'))
    },
  })
  try {
    await work()
    return { sent: count, died: false }
  } catch {
    return { sent: count, died: true }
  } finally {
    Object.defineProperty(pg.Client.prototype, 'query', original)
  }
}

/** What stands in every table, as a number each: a row more, less or other is another number. */
async function stands(): Promise<Map<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'reading_limit'
     order by 1`.execute(db)
  const each = tables.map(({ name }) => `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtext(t::text)::bigint), 0) as sum from ${name} t`) // prettier-ignore
  each.push(
    `select 'queue', count(*) || ' ' || coalesce(sum(hashtext(task_identifier || coalesce(key, ''))::bigint), 0) from graphile_worker.jobs`,
  )
  const { rows } = await sql<{ name: string; sum: string }>`${sql.raw(each.join(' union all '))}`.execute(db)
  return new Map(rows.map(({ name, sum }) => [name, sum]))
}

const changed = (from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): string[] =>
  [...to].filter(([name, sum]) => from.get(name) !== sum).map(([name]) => name)

/** Before which statements it is killed: all of them, or the last, which keeps it all. */
const placesIn = (last: number): readonly number[] =>
  everywhere ? Array.from({ length: last }, (_, i) => i + 1) : [last]

let nextId = 1_000_000

async function killThroughout(each: AnyJob, scene: Scene): Promise<void> {
  const payload = await scene.set()
  const with_ = scene.book?.() ?? book
  const id = String(++nextId)
  const attempt = { id, attempt: 1, signal: new AbortController().signal }
  const work = () => carryOut(with_, each, payload, attempt)
  sent.length = 0
  const start = await stands()
  // How many statements there are is known by going on until one attempt comes through; in the usual run by a first look that is undone.
  const last = await statementsOf(with_, each, payload)
  for (const nth of placesIn(last)) {
    const { died } = await killedBefore(nth, work)
    // What it had begun outside is begun already, so that it has less to do now.
    if (!died) {
      assert.ok(scene.begins !== undefined, `${each.name} went on after statement ${nth} of ${last}`)
      break
    }
    const moved = changed(start, await stands()).filter((table) => scene.begins?.includes(table) !== true)
    assert.deepEqual(moved, [], `${each.name}, killed before statement ${nth} of ${last}`)
  }
  await work()
  const done = await stands()
  const moved = changed(start, done).filter((table) => table !== 'job_done')
  assert.ok(moved.length > 0 || scene.outsideOnly === true, `${each.name} did something`)
  // Killed after the commit and before the queue heard of it: it is asked again, and finds its mark.
  await work()
  assert.deepEqual(changed(done, await stands()), [], `${each.name}, asked again`)
  assert.equal(sent.length, scene.sends ?? 0, `messages of ${each.name}`)
}

/** How many statements the job takes, found without keeping any: the commit itself is the last, and is not sent. */
async function statementsOf(with_: Book, each: AnyJob, payload: Payload): Promise<number> {
  const attempt = { id: String(++nextId), attempt: 1, signal: new AbortController().signal }
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query') ?? assert.fail()
  const send = original.value as (this: pg.Client, ...given: unknown[]) => unknown
  let count = 0
  let inRun = false
  Object.defineProperty(pg.Client.prototype, 'query', {
    ...original,
    value: function counted(this: pg.Client, ...given: unknown[]): unknown {
      count += 1
      const text = JSON.stringify(given[0])
      inRun ||= text.includes('job_done') && text.includes('insert')
      if (inRun && /^"commit/i.test(text)) return Promise.reject(new Killed('killed'))
      return send.apply(this, given)
    },
  })
  await carryOut(with_, each, payload, attempt).catch((fault: unknown) => {
    if (!(fault instanceof Error) || !/killed|lost/.test(fault.message)) throw fault
  })
  Object.defineProperty(pg.Client.prototype, 'query', original)
  return count
}

describe('a job killed before any of its statements, and done again', () => {
  for (const each of jobs) {
    const scene = scenes[each.name]
    if (scene === undefined || (scene.long === true && !everywhere)) continue
    it(`${each.name}: nothing is half there, and its effect once`, () => killThroughout(each, scene))
  }
})

describe('a job that can never be done', () => {
  it('is set aside after five tries, others go on, and it waits for a person by name', async () => {
    const poison = job({
      name: 'poisoned',
      says: 'Fails',
      payload: z.object({}),
      run: async () => {
        throw new Error('never')
      },
    })
    const healthy = job({
      name: 'healthy',
      says: 'Adds a team',
      payload: z.object({}),
      run: async (tx) => {
        await tx.insertInto('team').values({ name: 'After', service: 'Family help' }).execute()
      },
    })
    await inTransaction(db, async (tx) => {
      await enqueue(tx, poison, {})
      await enqueue(tx, healthy, {})
    })
    for (let i = 0; i < 7; i++) {
      await runJobs(book, [poison, healthy])
      await sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`.execute(db)
    }
    const { given, failing, waiting, lastFailure } =
      (await jobsStanding(db)).find(({ name }) => name === 'poisoned') ?? assert.fail()
    assert.deepEqual([given, failing, waiting], [1, 0, 0])
    assert.match(lastFailure ?? '', /^Error at app\/jobs-killed/)
    const { rows } = await sql<{ attempts: number }>`
      select attempts from graphile_worker.jobs where task_identifier = 'poisoned'`.execute(db)
    assert.equal(rows[0]?.attempts, 5)
    assert.ok(await db.selectFrom('team').select('id').where('name', '=', 'After').executeTakeFirst())
  })
})
