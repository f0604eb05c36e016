import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { Message, Post } from '../../platform/post/post.ts'
import type { Book } from '../../platform/record/book.ts'
import { runJobs } from '../../platform/testing/jobs.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { html, nothing } from '../../platform/web/html.ts'
import { pages } from './pages.ts'
import { jobs } from './jobs.ts'
import { freezeReport } from './report.ts'
import { watch } from './watch.ts'

let db: Db
let book: Book
let app: App
const staff: Record<string, Actor> = {}
const seats: Record<string, SignedIn> = {}
const of = (name: string): Actor => staff[name] ?? assert.fail(name)

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  for (const [name, role, team] of [
    ['Amira Khalil', 'SW', 'Riverside'],
    ['Olu Quillfeather', 'SW', 'Hillside'],
    ['Rosa Moss', 'PERF', null],
    ['Dara Lee', 'DIR', null],
    ['Dee Fox', 'DPO', null],
  ] as const) {
    staff[name] = await addStaff(db, name, role, team)
    seats[name] = await signIn(book, of(name))
  }
  app = await serverOf(book, [pages, aRecord], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

/** A child’s record of one page. */
async function aRecord(on: App): Promise<void> {
  on.get(
    '/children/:childId/family',
    { config: { audience: 'child.read', shows: 'child' } },
    async (_request, reply) => reply.page({ title: 'A record', body: html`<p>Zephyr</p>` }),
  )
}

const get = (who: string, url: string) => app.inject({ url, headers: { cookie: seats[who]?.cookie ?? '' } })
const post = (who: string, url: string, payload: object) =>
  app.inject({
    method: 'POST',
    url,
    headers: {
      cookie: seats[who]?.cookie ?? '',
      'x-csrf': seats[who]?.csrf ?? '',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(payload as Record<string, string>).toString(),
  })

let made = 0
async function aChild(more: object = {}): Promise<string> {
  const childId = await addPerson(db, {
    givenName: 'Zephyr',
    familyName: 'Barker',
    laChildId: `W${++made}`,
    ...more,
  })
  await allocateTo(db, childId, of('Amira Khalil'))
  return childId
}
const watched = () => inTransaction(db, async (tx) => watch(tx))

describe('what stands out', () => {
  let flagId: string
  it('is raised by the job with its reason, and told to the data protection officer and the director alone', async () => {
    const childId = await aChild({ familyName: 'Quillfeather' })
    for (let n = 0; n < 250; n += 1) await addPerson(db, { familyName: `Other${n}` })
    await sql`insert into read_event (actor_id, child_ids, route) values (${of('Olu Quillfeather').id}, ${[childId]}, '/children/:childId/overview')`.execute(
      db,
    )
    await watched()
    const flag = await db
      .selectFrom('readingFlag')
      .selectAll()
      .where('pattern', '=', 'family name')
      .executeTakeFirstOrThrow()
    flagId = flag.id
    assert.equal(flag.why, 'The child has their family name, which few children here have.')
    const page = await get('Dee Fox', '/who-looked')
    assert.match(wordsOf(page.body), /The same family name: Olu Quillfeather.* Opened once/)
    assert.equal((await get('Amira Khalil', '/who-looked')).statusCode, 403)
    assert.equal((await get('Olu Quillfeather', `/who-looked/${flagId}`)).statusCode, 403)
  })

  it('opens onto the looks behind it, each child by number, and that is a look of its own', async () => {
    const page = await get('Dee Fox', `/who-looked/${flagId}`)
    assert.equal(page.statusCode, 200)
    assert.match(wordsOf(page.body), /Child W1/)
    assert.doesNotMatch(page.body, /Zephyr/)
    const look = await db
      .selectFrom('readEvent')
      .selectAll()
      .where('actorId', '=', of('Dee Fox').id)
      .executeTakeFirstOrThrow()
    assert.equal(look.childIds.length, 1)
  })

  it('is judged with a reason, and never by whom it is about', async () => {
    const empty = await post('Dee Fox', `/who-looked/${flagId}`, { why: 'short' })
    assert.equal(empty.statusCode, 422)
    assert.match(wordsOf(empty.body), /Select what you found.*Enter at least 10 letters/)
    const done = await post('Dee Fox', `/who-looked/${flagId}`, {
      judgement: 'needs enquiry',
      why: 'Their manager is on leave; ask on Monday',
    })
    assert.equal(done.statusCode, 303)
    await post('Dara Lee', `/who-looked/${flagId}`, {
      judgement: 'justified',
      why: 'Covered duty for the other team',
    })
    const judged = await db
      .selectFrom('readingJudgement')
      .select(['judgement', 'byId'])
      .where('flagId', '=', flagId)
      .orderBy('id')
      .execute()
    assert.deepEqual(
      judged.map(({ judgement }) => judgement),
      ['needs enquiry', 'justified'],
    )
    await sql`update reading_flag set staff_id = ${of('Dara Lee').id} where id = ${flagId}`.execute(db)
    assert.equal((await get('Dara Lee', `/who-looked/${flagId}`)).statusCode, 404)
    assert.equal(
      (await post('Dara Lee', `/who-looked/${flagId}`, { judgement: 'justified', why: 'I judge myself' }))
        .statusCode,
      403,
    )
  })

  it('a hidden record that is asked for is written down when the answer is gone', async () => {
    const childId = await aChild({ restrictedLevel: 2 })
    const own = await aChild()
    await sql`insert into exclusion (child_id, state, staff_id, relation, set_on) values (${own}, 'in force', ${of('Olu Quillfeather').id}, 'relative', '2026-01-01')`.execute(
      db,
    )
    for (const id of [childId, own, '00000000-0000-7000-8000-000000000000'])
      assert.equal((await get('Olu Quillfeather', `/children/${id}/family`)).statusCode, 404)
    const misses = async () =>
      db.selectFrom('nearMiss').select(['childId', 'why']).where('how', '=', 'page').orderBy('id').execute()
    for (let n = 0; n < 50 && (await misses()).length < 2; n += 1) await wait(20)
    assert.deepEqual(
      new Set((await misses()).map(({ childId: id, why }) => `${id} ${why}`)),
      new Set([`${childId} restricted`, `${own} conflict`]),
    )
    await watched()
    const flag = await db
      .selectFrom('readingFlag')
      .select('why')
      .where('pattern', '=', 'own family hidden')
      .executeTakeFirstOrThrow()
    assert.match(flag.why, /^Asked once for the record of somebody/)
  })

  it('so is one searched for by name', async () => {
    const childId = await aChild({ restrictedLevel: 2, givenName: 'Hidden', familyName: 'Away' })
    await sql`insert into search_asked (staff_id, words) values (${of('Olu Quillfeather').id}, 'hidden away')`.execute(
      db,
    )
    await watched()
    await watched()
    const found = await db.selectFrom('nearMiss').select('childId').where('how', '=', 'search').execute()
    assert.deepEqual(found, [{ childId }])
  })
})

describe('the brake on reading many records at once', () => {
  const opened = async (who: string, many: number) => {
    const answers: number[] = []
    for (let n = 0; n < many; n += 1)
      answers.push((await get(who, `/children/${await aChild()}/family`)).statusCode)
    return answers
  }
  /** As the demonstration's page does when somebody shows that it is them. */
  const shows = async (who: string) =>
    sql`update session set shown_at = now() where staff_id = ${of(who).id}`.execute(db)

  it('asks again who it is at the limit, stops at half as many more, and tells the officer', async () => {
    await sql`insert into reading_limit (role, most, why) values ('PERF', 10, 'a test')`.execute(db)
    assert.deepEqual(new Set(await opened('Rosa Moss', 10)), new Set([200]))
    const asked = await get('Rosa Moss', `/children/${await aChild()}/family`)
    assert.equal(asked.statusCode, 303)
    assert.match(String(asked.headers.location), /^\/sign-in\/again\?to=/)
    await shows('Rosa Moss')
    assert.deepEqual(await opened('Rosa Moss', 5), [200, 200, 200, 200, 403])
    const stopped = await get('Rosa Moss', `/children/${await aChild()}/family`)
    assert.match(wordsOf(stopped.body), /Reading is stopped for you/)
    assert.doesNotMatch(stopped.body, /Zephyr/)
    assert.match(
      wordsOf((await get('Dee Fox', '/who-looked')).body),
      /Rosa Moss, performance analyst: opened the records of 16 children they do not work with, within an hour/,
    )
  })

  it('is released by the officer with a reason, never by the person stopped', async () => {
    const { id } = await db
      .selectFrom('readingBrake')
      .select('id')
      .where('state', '=', 'stopped')
      .executeTakeFirstOrThrow()
    assert.equal((await post('Dee Fox', `/who-looked/stopped/${id}`, { why: '' })).statusCode, 422)
    assert.equal(
      (await post('Rosa Moss', `/who-looked/stopped/${id}`, { why: 'It was me, let me in' })).statusCode,
      403,
    )
    assert.equal(
      (
        await post('Dee Fox', `/who-looked/stopped/${id}`, {
          why: 'A return is due: checked with her manager',
        })
      ).statusCode,
      303,
    )
    assert.deepEqual(await opened('Rosa Moss', 2), [200, 200])
  })

  it('has limits that the officer sets for a role, with a reason', async () => {
    const nothing = await post('Dee Fox', '/who-looked/limits', { role: '', most: '', why: '' })
    assert.equal(nothing.statusCode, 422)
    assert.match(wordsOf(nothing.body), /Select the role Enter a whole number from 10 to 5,000/)
    assert.equal(
      (await post('Dee Fox', '/who-looked/limits', { role: 'QA', most: '5', why: '' })).statusCode,
      422,
    )
    assert.equal(
      (
        await post('Dee Fox', '/who-looked/limits', {
          role: 'QA',
          most: '350',
          why: 'A themed audit all month',
        })
      ).statusCode,
      303,
    )
    assert.match(
      wordsOf((await get('Dee Fox', '/who-looked/limits')).body),
      /Quality auditor 350 A themed audit all month/,
    )
  })

  it('tells the officer by a message that names nobody', async () => {
    const sent: Message[] = []
    const postbox: Post = {
      by: 'a test',
      origin: 'https://holdfast.test',
      send: async (message) => void sent.push(message),
      taken: async () => false,
    }
    await sql`update staff set email = 'officer@council.test' where role = 'DPO'`.execute(db)
    await sql`update reading_mark set looked_at = '-infinity'`.execute(db)
    await sql`insert into reading_brake (staff_id, state, opened, most, stopped_at) values (${of('Olu Quillfeather').id}, 'stopped', 300, 150, now())`.execute(
      db,
    )
    await inTransaction(db, async (tx) => watch(tx))
    await runJobs({ ...book, post: postbox }, jobs)
    assert.deepEqual(
      sent.map(({ to }) => to),
      ['officer@council.test'],
    )
    assert.doesNotMatch(JSON.stringify(sent), /Olu|Quillfeather/)
  })

  it('never counts children who are one’s own', async () => {
    await sql`insert into reading_limit (role, most, why) values ('SW', 10, 'a test')`.execute(db)
    assert.deepEqual(new Set(await opened('Amira Khalil', 17)), new Set([200]))
  })
})

describe('the month’s report of access', () => {
  it('is kept on the first of the next month, and stays as it was', async () => {
    await inTransaction(db, async (tx) => freezeReport(tx, book.today()))
    await sql`insert into read_event (actor_id, child_ids, route) select id, '{}', '/' from staff`.execute(db)
    await inTransaction(db, async (tx) => freezeReport(tx, book.today()))
    const month = (await db.selectFrom('accessReport').select('month').executeTakeFirstOrThrow()).month
    const page = await get('Dara Lee', `/who-looked/reports/${month}`)
    assert.match(wordsOf(page.body), /Looks that stood out \d+.*Social worker/)
    const csv = await get('Dara Lee', `/who-looked/reports/${month}/access.csv`)
    assert.match(csv.body, /^What,How many\r\nRecords opened in an emergency,0\r\n/)
    assert.match(
      (await get('Dara Lee', `/who-looked/reports/${month}/access.pdf`)).rawPayload.toString('latin1'),
      /^%PDF/,
    )
    assert.equal((await get('Dara Lee', '/who-looked/reports/2020-01-01')).statusCode, 404)
    assert.equal((await get('Rosa Moss', `/who-looked/reports/${month}`)).statusCode, 403)
    await assert.rejects(sql`update access_report set figures = '{}'`.execute(db), /permission denied/)
  })

  it('counts what was looked into in two working days', async () => {
    const childId = await aChild()
    const opening = (on: string, reviewed: string | null, state: string) =>
      sql`
      insert into emergency_opening (child_id, state, staff_id, reason, why, hours, asked_at, until_at, reviewed_on, reviewed_by)
      values (${childId}, ${state}, ${of('Olu Quillfeather').id}, 'covering', 'Twenty letters of reason', '1', ${on}, ${on}, ${reviewed}, ${of('Dara Lee').id})`.execute(
        db,
      )
    // Friday 2 October 2026: the second working day after it is Tuesday the 6th.
    await opening('2026-10-02T10:00:00Z', '2026-10-06', 'justified')
    await opening('2026-10-02T10:00:00Z', '2026-10-07', 'not justified')
    await inTransaction(db, async (tx) => freezeReport(tx, day('2026-10-31')))
    await sql`insert into read_event (actor_id, child_ids, route) select id, '{}', '/' from staff`.execute(db)
    const words = wordsOf((await get('Dee Fox', '/who-looked/reports/2026-10-01')).body)
    assert.match(words, /Looked into within 2 working days 50% \(1 of 2\) Found not justified 50% \(1 of 2\)/)
  })
})
