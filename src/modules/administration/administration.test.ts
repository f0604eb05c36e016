import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { findSession, openSession } from '../../platform/access/session.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, addTeam, bookOn } from '../../platform/testing/office.ts'
import { runJobs } from '../../platform/testing/jobs.ts'
import { wordsOf } from '../../platform/testing/pages.ts'
import { freshDb, ownerOf } from '../../platform/testing/world.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { clockSetting, refreshClocks } from '../../platform/record/readings.ts'
import { clocks as allocationClocks, duties } from '../allocation/index.ts'
import { clocks as fosteringClocks } from '../private-fostering/index.ts'
import { jobs } from './jobs.ts'
import { pages } from './pages.ts'
import { askRebuild } from './rebuild.ts'

let db: Db
let app: App
let ada: Actor
let cookie: string
let childId: string

before(async () => {
  db = await freshDb()
  ada = await addStaff(db, 'Ada Min', 'ADM', null)
  const book = bookOn(db, [duties])
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  const lead = { childId, role: 'lead social worker' } as const
  await db
    .insertInto('allocation')
    .values([
      { ...lead, state: 'ended', fromOn: day('2025-06-02'), toOn: day('2026-03-02') },
      { ...lead, state: 'allocated', fromOn: day('2026-03-02') },
    ])
    .execute()
  // The list as shipped reaches far: this one ends soon.
  await db.deleteFrom('bankHoliday').execute()
  await db
    .insertInto('bankHoliday')
    .values({ day: day('2026-12-25'), name: 'Christmas Day' })
    .execute()
  await inTransaction(db, async (tx) =>
    refreshClocks(tx, book.duties, [childId], { setting: await clockSetting(tx), today: book.today() }),
  )
  const clocks = [...allocationClocks, ...fosteringClocks]
  app = buildApp({
    book,
    council: 'Exampleshire Council',
    demonstration: true,
    secure: false,
    navigation: [],
    clocks,
    clockNames: new Map(clocks.map(({ id, name }) => [id, name])),
    jobs,
    masthead: async () => nothing,
  })
  await app.register(pages)
  cookie = `holdfast=${await openSession(db, ada.id)}`
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string, as = cookie) => app.inject({ url, headers: { cookie: as } })
async function post(url: string, fields: Record<string, string>) {
  const { csrf } = await db
    .selectFrom('session')
    .select('csrf')
    .where('staffId', '=', ada.id)
    .executeTakeFirstOrThrow()
  return app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
}
const lastChange = () =>
  db
    .selectFrom('settingChange')
    .select(['kind', 'about', 'before', 'after', 'why', 'changedBy'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
const dueOn = async () =>
  (
    await db
      .selectFrom('clockReading')
      .select('dueOn')
      .where('clock', '=', 'transfer-handover')
      .executeTakeFirstOrThrow()
  ).dueOn
/** Has what was asked for done. */
const rebuilt = (): Promise<void> => runJobs(app.book, jobs)

describe('administration', () => {
  it('is for administrators alone, and shows no child', async () => {
    const worker = await addStaff(db, 'Amira Khalil', 'SW')
    const theirs = `holdfast=${await openSession(db, worker.id)}`
    for (const url of [
      '',
      '/users',
      '/teams',
      '/standards',
      '/bank-holidays',
      '/imports',
      '/problems',
      '/jobs',
      '/changes',
    ]) {
      const page = await get(`/administration${url}`)
      assert.equal(page.statusCode, 200, url)
      assert.doesNotMatch(page.body, /Leo|Barker/)
      assert.equal((await get(`/administration${url}`, theirs)).statusCode, 403, url)
    }
  })

  it('says what is empty and what would fill it', async () => {
    assert.match((await get('/administration/imports')).body, /Nothing has been imported yet/)
    assert.match((await get('/administration/problems')).body, /Nobody has reported a problem/)
    assert.match((await get('/administration/standards?only=set')).body, /Nothing is set here/)
  })

  it('has nothing at an address that names no one and nothing', async () => {
    for (const url of [
      'users/nobody',
      `users/${childId}`,
      'teams/x',
      'standards/no-such',
      'bank-holidays/soon/remove',
    ])
      assert.equal((await get(`/administration/${url}`)).statusCode, 404, url)
  })
})

describe('users', () => {
  it('are added with a role and a team, once for each sign-in, and the change is kept', async () => {
    const teamId = await addTeam(db, 'Riverside')
    const tom = {
      name: 'Tom Weir',
      signsInAs: 'tom@example',
      role: 'SW',
      teamId,
      why: 'Asked for by Asha Patel',
    }
    const missing = await post('/administration/users/add', { ...tom, name: '', role: 'KING', why: '' })
    assert.equal(missing.statusCode, 422)
    for (const at of ['name', 'role', 'why']) assert.match(missing.body, new RegExp(`href="#${at}"`))
    assert.equal((await post('/administration/users/add', tom)).statusCode, 303)
    const again = await post('/administration/users/add', tom)
    assert.match(again.body, /Somebody already signs in as this/)
    const { kind, before, after, why, changedBy } = await lastChange()
    assert.deepEqual([kind, before, why, changedBy], ['user', null, 'Asked for by Asha Patel', ada.id])
    assert.deepEqual(after, {
      Name: 'Tom Weir',
      Role: 'Social worker',
      Team: 'Riverside',
      'Signs in as': 'tom@example',
      Account: 'open',
    })
  })

  it('take on a new role at their next request, and are signed out when their account is closed', async () => {
    const { id } = await db
      .selectFrom('staff')
      .select('id')
      .where('signsInAs', '=', 'tom@example')
      .executeTakeFirstOrThrow()
    const secret = await openSession(db, id)
    await post(`/administration/users/${id}/change`, {
      name: 'Tom Weir',
      role: 'TM',
      teamId: '',
      why: 'Promoted',
    })
    assert.equal((await findSession(db, secret))?.actor.role, 'TM')
    const page = await get(`/administration/users/${id}`)
    assert.match(page.body, /Role: Team manager, was Social worker/)
    const silent = await post(`/administration/users/${id}/close`, { why: ' ' })
    assert.equal(silent.statusCode, 422)
    assert.notEqual(await findSession(db, secret), null)
    await post(`/administration/users/${id}/close`, { why: 'Left us' })
    assert.equal(await findSession(db, secret), null)
    assert.match((await get('/administration/users?role=TM')).body, /tom@example: closed/)
    await post(`/administration/users/${id}/open`, { why: 'Came back' })
    assert.equal(await findSession(db, secret), null, 'an account opened again begins with signing in')
  })

  it('are signed out everywhere by an administrator with a reason, and stay open', async () => {
    const { id } = await db
      .selectFrom('staff')
      .select('id')
      .where('signsInAs', '=', 'tom@example')
      .executeTakeFirstOrThrow()
    const secrets = [await openSession(db, id), await openSession(db, id)]
    assert.equal((await post(`/administration/users/${id}/sign-out`, { why: '' })).statusCode, 422)
    assert.notEqual(await findSession(db, secrets[0] ?? ''), null)
    assert.equal(
      (await post(`/administration/users/${id}/sign-out`, { why: 'Telephone lost' })).statusCode,
      303,
    )
    for (const secret of secrets) assert.equal(await findSession(db, secret), null)
    assert.match(
      (await get(`/administration/users/${id}`)).body,
      /Signed in: nowhere, was wherever they were[^]*Telephone lost/,
    )
    assert.notEqual(await findSession(db, await openSession(db, id)), null)
  })

  it('who inspect have an account that ends on a day, and are out at the next request after it', async () => {
    const page = { name: 'Ivy Penn', signsInAs: 'ivy@example', role: 'INSP', teamId: '', why: 'Inspection of November' }
    assert.equal((await post('/administration/users/add', page)).statusCode, 303)
    const { id, left } = (
      await sql<{ id: string; left: number }>`select id, leaves_on - current_date as left from staff where signs_in_as = 'ivy@example'`.execute(db)
    ).rows[0] ?? assert.fail()
    assert.equal(left, 28)
    const secret = await openSession(db, id)
    assert.equal((await findSession(db, secret))?.actor.role, 'INSP')
    await sql`update staff set leaves_on = current_date - 1 where id = ${id}`.execute(db)
    assert.equal(await findSession(db, secret), null)
    await assert.rejects(sql`update staff set leaves_on = null where id = ${id}`.execute(db), /inspectors_end_on_a_day/)
  }) // prettier-ignore

  it('cannot change themselves, so nobody gives themselves access and the last administrator stays', async () => {
    const own = await post(`/administration/users/${ada.id}/change`, {
      name: 'Ada Min',
      role: 'DIR',
      teamId: '',
      why: 'So',
    })
    assert.equal(own.statusCode, 422)
    assert.match(own.body, /ask another administrator/)
    assert.equal((await post(`/administration/users/${ada.id}/close`, { why: 'So' })).statusCode, 422)
  })
})

describe('teams', () => {
  it('are added and renamed, never two of one name', async () => {
    const team = { name: 'Hillside', service: 'Family help', why: 'New team' }
    assert.equal((await post('/administration/teams/add', team)).statusCode, 303)
    assert.equal((await post('/administration/teams/add', team)).statusCode, 422)
    const { id } = await db
      .selectFrom('team')
      .select('id')
      .where('name', '=', 'Hillside')
      .executeTakeFirstOrThrow()
    await post(`/administration/teams/${id}`, { ...team, service: 'In our care', why: 'Moved' })
    assert.match((await get(`/administration/teams/${id}`)).body, /Service: In our care, was Family help/)
    assert.equal((await post(`/administration/teams/${id}`, { ...team, name: '' })).statusCode, 422)
  })
})

describe('local standards', () => {
  it('are refused where the law asks for no later, with the reason', async () => {
    const loose = await post('/administration/standards/pf-first-visit/set', { length: '8', why: 'Busy' })
    assert.equal(loose.statusCode, 422)
    assert.match(loose.body, /may be set to 7 working days at most/)
    for (const length of ['0', '-1', '2.5', 'soon', ''])
      assert.equal(
        (await post('/administration/standards/pf-first-visit/set', { length, why: 'So' })).statusCode,
        422,
        length,
      )
    assert.deepEqual(await db.selectFrom('localStandard').selectAll().execute(), [])
  })

  it('move the dates of the children they touch, and back again', async () => {
    assert.equal(await dueOn(), '2026-03-16')
    const set = await post('/administration/standards/transfer-handover/set', {
      length: '5',
      why: 'Agreed in May',
    })
    assert.equal(set.statusCode, 303)
    await rebuilt()
    assert.equal(await dueOn(), '2026-03-09')
    const { after, before, about } = await lastChange()
    assert.deepEqual(
      [about, before, after],
      ['transfer-handover', { Limit: '10 working days' }, { Limit: '5 working days' }],
    )
    assert.match(
      (await get('/administration/standards')).body,
      /Dates were last worked out again on .*, for 1 child\./,
    )
    await post('/administration/standards/transfer-handover/unset', { why: 'Too soon' })
    await rebuilt()
    assert.equal(await dueOn(), '2026-03-16')
  })
})

describe('bank holidays', () => {
  it('warn when the list ends within 12 months', async () => {
    assert.match(
      (await get('/administration/bank-holidays')).body,
      /until 31 December 2026\. Add the days of the next year/,
    )
  })

  it('move the dates counted across them, are added once, and can be removed', async () => {
    const added = { day: '5/3/2026', name: 'Jubilee', why: 'Royal proclamation' }
    assert.equal((await post('/administration/bank-holidays', added)).statusCode, 303)
    await rebuilt()
    assert.equal(await dueOn(), '2026-03-17')
    assert.match((await post('/administration/bank-holidays', added)).body, /in the list already/)
    assert.match(
      (await get('/administration/bank-holidays/2026-03-05/remove')).body,
      /would be a working day/,
    )
    assert.equal((await post('/administration/bank-holidays/2026-03-05/remove', { why: '' })).statusCode, 422)
    await post('/administration/bank-holidays/2026-03-05/remove', { why: 'It was not' })
    await rebuilt()
    assert.equal(await dueOn(), '2026-03-16')
    assert.equal((await get('/administration/bank-holidays/2026-03-05/remove')).statusCode, 404)
  })
})

describe('what was changed', () => {
  it('is listed with who and why, and cannot be altered by the application', async () => {
    const { body } = await get('/administration/changes')
    assert.match(body, /Taken away: Day 2026-03-05, Name Jubilee/)
    assert.match(body, /Why: It was not/)
    await assert.rejects(db.updateTable('settingChange').set({ why: 'x' }).execute(), { code: '42501' })
    await assert.rejects(db.deleteFrom('settingChange').execute(), { code: '42501' })
  })
})

describe('problems', () => {
  it('wait until they are dealt with', async () => {
    const kept = { staffId: ada.id, words: 'It <jumps>', page: '/my-work' }
    const { id } = await db.insertInto('problemReport').values(kept).returning('id').executeTakeFirstOrThrow()
    assert.match((await get('/administration/problems')).body, /It &#60;jumps&#62;/)
    await post(`/administration/problems/${id}/deal-with`, {})
    assert.match((await get('/administration/problems')).body, /Dealt with on 22 November 2026 at 12:00/)
  })
})

describe('work done by itself', () => {
  it('is told by what it does, with how it stands', async () => {
    const { body } = await get('/administration/jobs')
    assert.match(body, /Works dates out again after a local standard or a bank holiday has changed/)
    assert.match((await get('/administration')).body, /0 waiting\. None given up\./)
  })

  it('that was given up is tried again when an administrator says so', async () => {
    await inTransaction(db, (tx) => askRebuild(tx, 'transfer-handover'))
    const owner = ownerOf(db)
    await sql`update graphile_worker._private_jobs set attempts = 1, last_error = 'NotSent SMTP ECONNECTION', run_at = now() + interval '1 hour'`.execute(
      owner,
    )
    assert.match(
      wordsOf((await get('/administration/jobs')).body),
      /failed \(1 job\), and tried again by itself, next on .*\. Nothing is lost\..*NotSent SMTP ECONNECTION/,
    )
    await sql`update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'error 57014'`.execute(
      owner,
    )
    await owner.destroy()
    await rebuilt()
    const { body } = await get('/administration/jobs')
    assert.match(body, /given up after failing every time \(1 job\)/)
    assert.match(body, /error 57014/)
    assert.equal((await post('/administration/jobs/no-such/try-again', {})).statusCode, 404)
    assert.equal((await post('/administration/jobs/rebuild-clocks/try-again', {})).statusCode, 303)
    await rebuilt()
    assert.doesNotMatch((await get('/administration/jobs')).body, /given up after/)
  })
})
