import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import exceljs from 'exceljs'
import { sql } from 'kysely'
import { addDays, day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { BrokenFile } from '../../../platform/files/refused.ts'
import { runJobs } from '../../../platform/testing/jobs.ts'
import { addPerson, bookOn, testDay } from '../../../platform/testing/office.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import { careEpisode } from '../../looked-after/index.ts'
import { personRecord } from '../../people/index.ts'
import { oneRun } from '../generate/queries.ts'
import { runNow } from '../generate/runs.ts'
import { returnChecks } from '../keyboard/checks.ts'
import { jobs } from '../keyboard/jobs.ts'
import { checkReturns } from '../keyboard/nightly.ts'
import { listsGiven, listsHeld } from './held.ts'
import { keepLists, type ListsAsFiles } from './keep.ts'

let db: Db
const folder = await mkdtemp(join(tmpdir(), 'lists-held-'))
before(async () => {
  db = await freshDb()
})
after(async () => {
  await db.destroy()
  await rm(folder, { recursive: true })
})

async function directory(name: string, lines: readonly string[]): Promise<string> {
  await writeFile(join(folder, name), ['pcd,oseast1m,osnrth1m,laua', ...lines].join('\n'))
  return join(folder, name)
}
async function ofsteds(name: string, rows: readonly (readonly string[])[]): Promise<string> {
  const book = new exceljs.Workbook()
  const columns = [
    'URN',
    'Placement code',
    'Placement provider code',
    'Setting postcode',
    'Deregistration date',
  ]
  book.addWorksheet('Providers').addRows([columns, ...rows].map((row) => [...row]))
  await book.xlsx.writeFile(join(folder, name))
  return join(folder, name)
}
const keep = (given: Partial<ListsAsFiles>) =>
  keepLists(db, { postcodes: undefined, providers: [], authority: null, by: null, today: testDay, ...given })

const near = 'AA1 1AA,400000,300000,E06000060'
/** Fifty kilometres east of it. */
const far = 'BB2 2BB,450000,300000,E06000061'

/** Somebody in foster care with an agency at a postcode, from home at AA1 1AA. */
async function placedAt(placementPostcode: string, urn: string): Promise<string> {
  const childId = await addPerson(db, { bornOn: day('2015-05-05') })
  await db.insertInto('careEpisode').values({
    childId, state: 'open', startedOn: addDays(testDay, -30), startedWhy: 'S', legalStatus: 'C2', primaryNeed: 'N1',
    placementType: 'K2', provider: 'PR1', homePostcode: 'AA1 1AA', placementPostcode, urn,
  }).execute() // prettier-ignore
  return childId
}

async function night(): Promise<void> {
  const book = { ...bookOn(db, [], testDay, [personRecord, careEpisode]), childChecks: returnChecks }
  await inTransaction(db, async (tx) => enqueue(tx, checkReturns, { on: testDay, after: null }))
  await runJobs(book, jobs)
}
const openAbout = async (childId: string, rules: readonly string[]): Promise<string[]> =>
  (
    await db
      .selectFrom('finding')
      .select(['rule', 'recordKind', 'field'])
      .where('childId', '=', childId)
      .where('state', '=', 'open')
      .where(
        'rule',
        'in',
        rules.map((rule) => `ssda903.${rule}`),
      )
      .orderBy('rule')
      .execute()
  ).map(({ rule, recordKind, field }) => `${rule} ${recordKind} ${field}`)
const aboutPlaces = ['392c', '221', '219', '227', '229', '1015']

describe('lists a council has given once', () => {
  it('are none at first, and their rules are passed over', async () => {
    assert.deepEqual(await listsGiven(db), [])
    assert.deepEqual(await listsHeld(db), {})
    const childId = await placedAt('ZZ9 9ZZ', 'SC100000')
    await night()
    assert.deepEqual(await openAbout(childId, aboutPlaces), [])
  })

  it('are held against every placement at night, and beside the field; a finding clears itself with the next list', async () => {
    const [astray, right] = [await placedAt('CC3 3CC', 'SC100001'), await placedAt('AA1 1AA', 'SC100001')]
    await keep({
      postcodes: await directory('one.csv', [near, far]),
      providers: [await ofsteds('one.xlsx', [['SC100001', 'K2', 'PR1', 'AA1 1AA', '-']])],
    })
    await night()
    assert.deepEqual(await openAbout(astray, aboutPlaces), [
      'ssda903.221 careEpisode placementPostcode',
      'ssda903.392c careEpisode homePostcode',
    ])
    assert.deepEqual(await openAbout(right, aboutPlaces), [])
    await keep({ postcodes: await directory('two.csv', [near, far, 'CC33CC,450000,300000,E06000061']) })
    await night()
    assert.deepEqual(await openAbout(astray, aboutPlaces), [
      'ssda903.1015 careEpisode placementPostcode',
      'ssda903.221 careEpisode placementPostcode',
    ])
  })

  it('stay when one child is asked again: only the night has the lists', async () => {
    const found = await db.selectFrom('finding').select('id').where('rule', '=', 'ssda903.221').where('state', '=', 'open').execute()
    assert.equal(found.length, 1)
    const asked = returnChecks.flatMap((checks) => [...checks.askedBy(null)])
    assert.equal(asked.includes('ssda903.221') || asked.includes('ssda903.392c'), false)
    assert.equal(asked.includes('ssda903.392b'), true)
  }) // prettier-ignore

  it('are held against a return that is made of the record', async () => {
    await db.updateTable('person').set({ laChildId: sql`'C' || left(id::text, 8) || right(id::text, 8)` }).execute()
    const run = await runNow(bookOn(db, [], testDay, [personRecord, careEpisode]), { of: 'ssda903', year: 2027, on: testDay, by: null })
    const findings = (await oneRun(db, run))?.findings ?? []
    const about = findings.filter(({ rule }) => aboutPlaces.includes(rule))
    assert.deepEqual(about.map(({ rule, children }) => `${rule} ${children}`), ['1015 1', '221 1', '392c 1'])
  }) // prettier-ignore

  it('take the council to be where most homes are, unless they are told', async () => {
    assert.equal((await listsHeld(db)).authority, 'E06000060')
    await keep({ postcodes: await directory('three.csv', [near, far]), authority: 'E06000061' })
    assert.equal((await listsHeld(db)).authority, 'E06000061')
  })

  it('are put in place of what was held, all or nothing', async () => {
    const before = await listsGiven(db)
    await assert.rejects(
      keep({ postcodes: await directory('four.csv', [near]), providers: [await directory('no.xlsx', ['x'])] }),
      BrokenFile,
    )
    assert.deepEqual(await listsGiven(db), before)
    assert.equal((await listsHeld(db)).postcodes?.find('CC3 3CC'), undefined)
    await keep({ postcodes: await directory('five.csv', [near, near, 'BAD,x,y,E06000061']) })
    assert.deepEqual((await listsGiven(db)).map(({ kind, entries }) => `${kind} ${entries}`), ['postcodes 1', 'providers 1'])
  }) // prettier-ignore
})
