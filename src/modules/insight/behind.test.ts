import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { bookOf } from '../../app/book.ts'
import { writeCounty } from '../../app/county.ts'
import { buildServer } from '../../app/server.ts'
import { grantsOf, roleNames, type Actor, type Role } from '../../platform/access/policy.ts'
import { reachable } from '../../platform/access/reach.ts'
import { openSession } from '../../platform/access/session.ts'
import { addDays, instantAt } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import { testDay } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { unanswered } from './unanswered.ts'
import { atOnce, behindOf, parts, type BehindRow, type Part, type Whose } from './behind.ts'
import { findMeasure, measures } from './every-measure.ts'
import { measuresTold } from './export.ts'
import { figuresOf, type Figure } from './figures.ts'
import { jobs } from './jobs.ts'
import type { Measure } from './measure.ts'
import { boardOf } from './readings.ts'
import { stretchTo, type Stretch } from './stretch.ts'

let db: Db
let app: App
let cookie: string
let manager: Actor
let teams: readonly string[]

before(async () => {
  db = await freshDb()
  const book = bookOf(db, () => instantAt(testDay, '12:00'))
  await writeCounty(book, { children: 60, years: 2, seed: 5 })
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  const staff = await db.selectFrom('staff').innerJoin('team', 'team.id', 'staff.teamId').select(['staff.id', 'staff.name', 'staff.role', 'staff.teamId', 'team.service']).where('signsInAs', 'is not', null).execute()
  const one = staff.find(({ name }) => name === 'Asha Patel')
  assert.ok(one)
  manager = one
  cookie = `holdfast=${await openSession(db, manager.id)}`
  teams = (await db.selectFrom('allocation').select('teamId').distinct().execute()).flatMap(({ teamId }) => teamId ?? [])
}) // prettier-ignore
after(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string) => app.inject({ url, headers: { cookie } })

async function everyRow(measure: Measure, stretch: Stretch, part: Part, whose: Whose): Promise<BehindRow[]> {
  const found: BehindRow[] = []
  for (let page = 1; ; page += 1) {
    const { rows, total } = await behindOf(db, manager, measure, { stretch, part, whose, page })
    found.push(...rows)
    if (page * atOnce >= total) return found
  }
}

const ofPart = ({ numerator, denominator, unknown }: Figure, part: Part): number =>
  ({ counted: numerator, of: denominator, rest: denominator - numerator, unknown })[part]

describe('a number and the rows behind it', () => {
  it('are as many, for any measure, day, team and part', async () => {
    let some = 0
    const day = fc.integer({ min: 0, max: 300 }).map((ago) => addDays(testDay, -ago))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...measures), day, fc.constantFrom(null, null, null, ...teams), fc.constantFrom('counted', 'of', ...parts), async (measure, on, team, part) => {
        // Leavers are no part of those in post: there is no rest of them.
        if (part === 'rest' && measure.denominator !== undefined) return
        const stretch = stretchTo(on, measure.over)
        const figure = (await figuresOf(db, measure, [stretch])).find(({ teamId }) => teamId === team)
        const rows = await everyRow(measure, stretch, part, team)
        assert.equal(rows.length, figure === undefined ? 0 : ofPart(figure, part), `${measure.id} ${on} ${part}`)
        if (rows.length > 0) some += 1
      }),
      { numRuns: 150 },
    )
    // Chosen at random, and a third at most have any: so few would be a query that finds nothing.
    assert.ok(some > 15, `${some} of 150 had rows`)
  }) // prettier-ignore

  it('are as many for the children of no team', async () => {
    for (const measure of measures.slice(0, 12)) {
      const stretch = stretchTo(testDay, measure.over)
      const figures = await figuresOf(db, measure, [stretch])
      const held = figures
        .filter(({ teamId }) => teamId !== null)
        .reduce((sum, one) => sum + one.numerator, 0)
      const all = figures.find(({ teamId }) => teamId === null)?.numerator ?? 0
      assert.equal((await everyRow(measure, stretch, 'counted', 'none')).length, all - held, measure.id)
    }
  })

  it('name no child whose record the manager may not open, and say nothing else of them', async () => {
    await sql`update person set restricted_level = 2 where id in (select distinct child_id from cin_episode where state = 'open' order by child_id limit 12)`.execute(
      db,
    )
    let nameless = 0
    for (const measure of measures.filter(({ team }) => team === undefined)) {
      const rows = await everyRow(measure, stretchTo(testDay, measure.over), 'of', null)
      const named = rows.flatMap(({ childId }) => childId ?? [])
      const may = await reachable(db, manager, 'child.read', named)
      assert.deepEqual(new Set(named), may, measure.id)
      for (const row of rows.filter((one) => !one.may)) {
        nameless += 1
        const { childId, familyName, givenName, laChildId, bornOn, at, worker, team } = row
        assert.deepEqual(
          [childId, familyName, givenName, laChildId, bornOn, at, worker, team],
          Array(8).fill(null),
        )
      }
    }
    assert.ok(nameless > 20, `${nameless} rows had no name`)
  })
})

describe('the pages', () => {
  it('show every measure, and name the rest with why', async () => {
    const { statusCode, body } = await get('/measures')
    assert.equal(statusCode, 200)
    for (const { title } of measures) assert.ok(body.includes(title.replaceAll('’', '’')), title)
    assert.match(body, /What the record cannot answer yet/)
    assert.match(body, /Audits, their grades and their actions are not recorded yet\./)
  })
  it('write down whom a list names, and nobody it does not', async () => {
    const since = (await sql<{ id: number }>`select coalesce(max(id), 0) as id from read_event`.execute(db)).rows[0]?.id
    const { statusCode, body } = await get('/measures/cin_rate/children')
    assert.equal(statusCode, 200)
    const { rows } = await sql<{ childIds: string[] }>`select child_ids from read_event where id > ${since}`.execute(db)
    assert.deepEqual(new Set(rows.flatMap(({ childIds }) => childIds)), new Set([...body.matchAll(/children\/([0-9a-f-]{36})\/overview/g)].map(([, id]) => id)))
    assert.match(body, /A child of another team/)
  }) // prettier-ignore
  it('are asked by codes and days, and anything else is today or nothing', async () => {
    assert.equal((await get('/measures/no_such_measure')).statusCode, 404)
    for (const url of ['/measures?on=2099-01-01&team=x', '/measures/cin_rate?on=nonsense', '/measures/cin_rate/children?page=-1&part=x&since=2030-01-01'])
      assert.equal((await get(url)).statusCode, 200, url)
  }) // prettier-ignore
  it('are refused to those who manage nobody', async () => {
    const may = (Object.keys(roleNames) as Role[]).filter((role) => grantsOf(role)['measures.read'] !== undefined)
    assert.deepEqual(may.toSorted(), ['DIR', 'PERF', 'PSW', 'SM', 'TM'])
    const worker = await db.selectFrom('staff').select('id').where('role', '=', 'SW').where('signsInAs', 'is not', null).executeTakeFirstOrThrow()
    const theirs = `holdfast=${await openSession(db, worker.id)}`
    for (const url of ['/measures', '/measures/cin_rate', '/measures/cin_rate/children', '/measures/file.csv'])
      assert.equal((await app.inject({ url, headers: { cookie: theirs } })).statusCode, 403, url)
  }) // prettier-ignore
})

describe('the board of a day', () => {
  it('stands until it is worked out again, by the night’s job or by somebody who asks', async () => {
    const book = bookOf(db, () => instantAt(testDay, '12:00'))
    const measure = findMeasure('referrals_number')
    assert.ok(measure)
    const referrals = async () => (await boardOf(book, testDay)).of(measure, null).headline.numerator
    const before = await referrals()
    const child = await db.selectFrom('person').select('id').where('kind', '=', 'child').executeTakeFirstOrThrow()
    await db.insertInto('cinEpisode').values({ childId: child.id, state: 'open', referredOn: testDay }).execute()
    assert.equal(await referrals(), before)
    const [job] = jobs
    const attempt = { id: '1', attempt: 1, signal: new AbortController().signal, book }
    await inTransaction(db, (tx) => job.bind({ on: testDay }).run(tx, { ...attempt, book: { ...book, db: tx } }, undefined))
    assert.equal(await referrals(), before + 1)
  }) // prettier-ignore
  it('is of a day gone by as the record has that day', async () => {
    const on = addDays(testDay, -100)
    const board = await boardOf(bookOf(db, () => instantAt(testDay, '12:00')), on)
    for (const measure of measures.slice(0, 20)) {
      const figures = await figuresOf(db, measure, [stretchTo(on, measure.over)])
      assert.equal(board.of(measure, null).headline.numerator, figures.find(({ teamId }) => teamId === null)?.numerator, measure.id)
    }
  }) // prettier-ignore
})

describe('the file', () => {
  it('has no count of 1 to 5, of a whole or of a team, and one row for each measure the record cannot answer', async () => {
    const told = await measuresTold(db, testDay)
    let hidden = 0
    for (const { counted, of, measure, team } of told) {
      if (counted === 'c') hidden += 1
      for (const count of [counted, of]) assert.ok(typeof count !== 'number' || count === 0 || count > 5, `${measure} ${team} ${count}`)
    }
    assert.ok(hidden > 50, `${hidden} rows were hidden`)
    assert.equal(told.filter(({ why }) => why !== '').length, unanswered.length)
    const { body, headers } = await get('/measures/file.csv')
    assert.match(String(headers['content-disposition']), /measures-2026-11-22\.csv/)
    assert.equal(body.trimEnd().split('\r\n').length, told.length + 1)
  }) // prettier-ignore
})
