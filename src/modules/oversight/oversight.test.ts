import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import { day, instantAt, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/record/new-id.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { everyRule, rules } from './rule-table.ts'
import { chance, smallCounty } from './small-county.testing.ts'

let db: Db
let app: App
let manager: Actor
let cookie: string
let workers: Actor[]

before(async () => {
  db = await freshDb()
  manager = await addStaff(db, 'Asha Patel', 'TM')
  workers = []
  for (let i = 0; i < 10; i += 1) workers.push(await addStaff(db, `Worker ${'N'.repeat(50)} ${i}`, 'SW'))
  await smallCounty({ db, manager, workers }, chance(7))
  app = await buildServer({ book: bookOn(db), council: 'Exampleshire', demonstration: true, secure: false })
  cookie = `holdfast=${await openSession(db, manager.id)}`
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string, as = cookie) => app.inject({ url, headers: { cookie: as } })

/** The number that opens a list, on the team's page; nought where it is no link. */
function numberOn(page: string, href: string): number {
  const escaped = href.replaceAll('&', '&#38;').replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const found = new RegExp(`href="${escaped}">(\\d+)<`).exec(page)
  return Number(found?.[1] ?? 0)
}

const rowsIn = (page: string): number => page.match(/role="rowheader"/g)?.length ?? 0

describe('a number of oversight and its list', () => {
  const codes = [...rules.map(({ id }) => id), 'drifting', 'reasons']

  it('agree for the team, rule by rule', async () => {
    const { body, statusCode } = await get(`/oversight/teams/${manager.teamId}`)
    assert.equal(statusCode, 200)
    let met = 0
    for (const code of codes.filter((each) => each !== 'duties-soon')) {
      const href = `/oversight/teams/${manager.teamId}/children?rule=${code}`
      const list = await get(href)
      assert.equal(list.statusCode, 200)
      if (code === 'reasons') assert.match(body, new RegExp(`All ${rowsIn(list.body)} children`))
      else assert.equal(numberOn(body, href), rowsIn(list.body), code)
      if (rowsIn(list.body) > 0) met += 1
    }
    assert.ok(met >= 18, `the county meets ${met} rules`)
  })

  it('agree for ten workers chosen at random', async () => {
    const { body } = await get(`/oversight/teams/${manager.teamId}`)
    const columns = ['children', 'visits-over', 'not-seen', 'drifting', 'directions-over', 'three-workers']
    let met = 0
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...workers), fc.constantFrom(...columns), async (worker, code) => {
        const href = `/oversight/teams/${manager.teamId}/children?rule=${code}&worker=${worker.id}`
        const rows = rowsIn((await get(href)).body)
        assert.equal(numberOn(body, href), rows)
        if (rows > 0) met += 1
      }),
      { numRuns: 40 },
    )
    assert.ok(met > 15, `${met} of 40 lists had rows`)
  })

  it('agree for last week', async () => {
    const { body } = await get(`/oversight/teams/${manager.teamId}`)
    for (const { id } of rules.filter(({ drift }) => drift)) {
      const href = `/oversight/teams/${manager.teamId}/children?rule=${id}&on=2026-11-15`
      assert.equal(numberOn(body, href), rowsIn((await get(href)).body), id)
    }
  })

  it('says of every row why it is there', async () => {
    for (const code of codes) {
      const { body } = await get(`/oversight/teams/${manager.teamId}/children?rule=${code}`)
      assert.equal(
        body.match(/data-label="Why"><div><ul class="hf-plain"><li>/g)?.length ?? 0,
        rowsIn(body),
        code,
      )
    }
  })
})

describe('what is not known', () => {
  it('is never counted late', async () => {
    const childId = await addPerson(db, { givenName: 'Nell' })
    const quiet = await addStaff(db, 'Quiet Worker', 'SW')
    await allocateTo(db, childId, quiet)
    await db.deleteFrom('coverage').where('childId', '=', childId).execute()
    await db.insertInto('clockReading').values({ childId, clock: 'cp-visit', recordId: newId(), sinceOn: daysAgo(60), dueOn: daysAgo(40), known: false }).execute()
    for (const code of ['visits-over', 'not-seen', 'duties-over', 'visits-due', 'need-no-plan', 'reasons']) {
      const { body } = await get(`/oversight/teams/${manager.teamId}/children?rule=${code}&worker=${quiet.id}`)
      assert.equal(rowsIn(body), 0, code)
    }
  }) // prettier-ignore
})

describe('each rule of a day', () => {
  let nan: Actor
  let childId: string
  const on = (code: string, of: Day) =>
    get(`/oversight/teams/${manager.teamId}/children?rule=${code}&worker=${nan.id}&on=${of}`)
  before(async () => {
    nan = await addStaff(db, 'Nan Reed', 'SW')
    childId = await addPerson(db, { givenName: 'Ivy' })
    await allocateTo(db, childId, nan, daysAgo(400))
  })

  it('counts 28 days unchanged as still moving, and 29 as not', async () => {
    await db.insertInto('planOutcome').values({ childId, state: 'open', what: 'Ivy sleeps in a dry room', setOn: day('2026-10-01'), movedOn: day('2026-10-20') }).execute()
    assert.equal(rowsIn((await on('plan-unchanged', day('2026-11-17'))).body), 0)
    const { body } = await on('plan-unchanged', day('2026-11-18'))
    assert.match(body, /“Ivy sleeps in a dry room” unchanged for 29 days/)
  }) // prettier-ignore

  it('counts a child in need from the day after 9 months', async () => {
    await db
      .insertInto('cinPlan')
      .values({ childId, state: 'open', startedOn: day('2026-02-18') })
      .execute()
    assert.equal(rowsIn((await on('need-9-months', day('2026-11-18'))).body), 0)
    assert.equal(rowsIn((await on('need-9-months', day('2026-11-19'))).body), 1)
  })

  it('counts a visit over from the day after it was due until the day it was made', async () => {
    await db.insertInto('clockReading').values({ childId, clock: 'cin-visit', recordId: newId(), sinceOn: day('2026-10-01'), dueOn: day('2026-10-29'), metOn: day('2026-11-04'), known: true }).execute()
    const counts = []
    for (const at of ['2026-10-29', '2026-10-30', '2026-11-03', '2026-11-04']) counts.push(rowsIn((await on('visits-over', day(at))).body))
    assert.deepEqual(counts, [0, 1, 1, 0])
  }) // prettier-ignore

  it('counts a child back 12 months after closing, and not one who stayed away longer', async () => {
    const twice = async (closedOn: Day) => {
      const id = await addPerson(db, { givenName: 'Back' })
      await allocateTo(db, id, nan)
      await db.insertInto('cinEpisode').values([{ childId: id, state: 'closed', referredOn: day('2025-01-01'), closedOn }, { childId: id, state: 'open', referredOn: day('2026-10-01') }]).execute()
    }
    await twice(day('2025-10-02'))
    await twice(day('2025-10-01'))
    assert.equal(rowsIn((await on('back-within-12-months', testDay)).body), 1)
  }) // prettier-ignore
})

describe('who comes first', () => {
  it('is said in reasons and never as a score', async () => {
    const { body } = await get(`/oversight/teams/${manager.teamId}`)
    assert.match(body, /Who needs you first/)
    assert.doesNotMatch(body, /[Ss]core/)
    assert.doesNotMatch(body, /undefined|NaN|\[object/)
    assert.doesNotMatch(body, /\bcases?\b/i)
  })
})

async function post(url: string, fields: readonly (readonly [string, string])[], as = cookie) {
  const secret = as
  const form = /name="_csrf" value="([^"]+)"/.exec((await get('/search', secret)).body) ?? /name="_csrf" value="([^"]+)"/.exec((await get('/my-work', secret)).body)
  const payload = new URLSearchParams([['_csrf', form?.[1] ?? ''], ...fields.map(([name, value]): [string, string] => [name, value])]).toString()
  return app.inject({ method: 'POST', url, payload, headers: { cookie: as, 'content-type': 'application/x-www-form-urlencoded' } })
} // prettier-ignore

describe('a direction about those ticked in a list', () => {
  let one: string
  let two: string
  before(async () => {
    const worker = workers[0]
    const other = workers[1]
    assert.ok(worker && other)
    one = await addPerson(db, { givenName: 'Uma' })
    two = await addPerson(db, { givenName: 'Vic' })
    await allocateTo(db, one, worker)
    await allocateTo(db, two, other)
  })

  it('asks once what must be done, and gives it to each child’s own worker', async () => {
    const asked = await post('/oversight/directions', [['child', one], ['child', two]]) // prettier-ignore
    assert.equal(asked.statusCode, 200)
    assert.match(asked.body, /About 2 children/)
    const given = await post('/oversight/directions', [['step', 'give'], ['team', manager.teamId ?? ''], ['child', one], ['child', two], ['what', 'See the bedroom'], ['dueOn', '2026-12-01']]) // prettier-ignore
    assert.equal(given.statusCode, 303)
    assert.equal(given.headers.location, `/oversight/teams/${manager.teamId}`)
    const rows = await db.selectFrom('action').select(['childId', 'ownerId', 'direction']).where('what', '=', 'See the bedroom').orderBy('childId').execute() // prettier-ignore
    const expected = [
      { childId: one, ownerId: workers[0]?.id, direction: true },
      { childId: two, ownerId: workers[1]?.id, direction: true },
    ].toSorted((a, b) => (a.childId < b.childId ? -1 : 1))
    assert.deepEqual(rows, expected)
  })

  it('says everything that is wrong at once, and keeps who was ticked', async () => {
    const { statusCode, body } = await post('/oversight/directions', [['step', 'give'], ['child', one], ['what', 'Continue with the plan'], ['dueOn', '2026-11-01']]) // prettier-ignore
    assert.equal(statusCode, 422)
    assert.match(body, /Say what must be done/)
    assert.match(body, /must be today or later/)
    assert.match(body, new RegExp(`name="child" value="${one}"`))
  })

  it('is refused with nobody ticked, and for a child who is not the manager’s', async () => {
    assert.equal((await post('/oversight/directions', [])).statusCode, 422)
    const far = await addStaff(db, 'Far Worker', 'SW', 'Harbour')
    const theirs = await addPerson(db, { givenName: 'Zed' })
    await allocateTo(db, theirs, far)
    const { statusCode, body } = await post('/oversight/directions', [['child', theirs]])
    assert.equal(statusCode, 422)
    assert.doesNotMatch(body, /Zed/)
  })
})

describe('whose oversight it is', () => {
  it('is a manager’s own team, a service’s teams, or all of them', async () => {
    const service = await addStaff(db, 'Ruth Oyelaran', 'SM', null)
    await db.updateTable('staff').set({ teamId: manager.teamId }).where('id', '=', service.id).execute()
    const ruth = `holdfast=${await openSession(db, service.id)}`
    assert.equal((await get('/oversight')).headers.location, `/oversight/teams/${manager.teamId}`)
    const page = await get('/oversight', ruth)
    assert.equal(page.statusCode, 200)
    assert.match(page.body, /needs your decision/)
    assert.match(page.body, /Riverside/)
    const list = await get('/oversight/children?rule=asked-three-times', ruth)
    assert.equal(numberOn(page.body, '/oversight/children?rule=asked-three-times'), rowsIn(list.body))
    assert.ok(rowsIn(list.body) > 0)
  })

  it('refuses another team, a worker, and an address that is none', async () => {
    const far = await addStaff(db, 'Other Manager', 'TM', 'Harbour')
    const other = `holdfast=${await openSession(db, far.id)}`
    assert.equal((await get(`/oversight/teams/${manager.teamId}`, other)).statusCode, 403)
    const worker = workers[0]
    assert.ok(worker)
    assert.equal((await get('/oversight', `holdfast=${await openSession(db, worker.id)}`)).statusCode, 403)
    assert.equal((await get('/oversight/teams/nobody')).statusCode, 404)
    assert.equal((await get(`/oversight/teams/${manager.teamId}/children?rule=made-up`)).statusCode, 404)
  })

  it('says what each rule counts and leaves out', async () => {
    const { body } = await get('/oversight/rules')
    for (const { name } of everyRule) assert.ok(body.includes(name.replaceAll('’', '’')), name)
  })

  it('stands empty for a team with no children', async () => {
    const lone = await addStaff(db, 'Lone Manager', 'TM', 'Meadow')
    await addStaff(db, 'Lone Worker', 'SW', 'Meadow')
    const { statusCode, body } = await get(`/oversight/teams/${lone.teamId}`, `holdfast=${await openSession(db, lone.id)}`) // prettier-ignore
    assert.equal(statusCode, 200)
    assert.match(body, /No child meets a rule this week/)
  })

  it('shows the children of a team whose workers have all left', async () => {
    const lone = await addStaff(db, 'Left Manager', 'TM', 'Left alone')
    const gone = await addStaff(db, 'Gone Worker', 'SW', 'Left alone')
    const childId = await addPerson(db, { givenName: 'Robin', familyName: 'Left' })
    await allocateTo(db, childId, gone)
    await db.updateTable('staff').set({ teamId: null, disabledAt: instantAt(testDay, '09:00') }).where('id', '=', gone.id).execute() // prettier-ignore
    const { statusCode, body } = await get(`/oversight/teams/${lone.teamId}`, `holdfast=${await openSession(db, lone.id)}`) // prettier-ignore
    assert.equal(statusCode, 200)
    assert.match(body, /1 child/)
  })

  it('is opened to the manager of a team in which nobody works with children, and says so', async () => {
    const lone = await addStaff(db, 'Hub Manager', 'TM', 'Hub')
    const { statusCode, body } = await get('/oversight', `holdfast=${await openSession(db, lone.id)}`)
    assert.equal(statusCode, 200)
    assert.match(body, /There is no team here with workers yet/)
  })
})
