import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { appUrlOf, freshDb } from '../testing/world.ts'
import { forgetCounts, mayTry } from './rate.ts'

const limit = { what: 'a test', most: 5, seconds: 86_400 }

let db: Db
before(async () => (db = await freshDb()))
after(() => db.destroy())

/** Another process of the server, which tries so many times and says what it was told. */
async function elsewhere(who: string, times: number): Promise<boolean[]> {
  const here = (file: string): string => JSON.stringify(join(import.meta.dirname, file))
  const work = `
    const { connect } = await import(${here('../db/database.ts')})
    const { mayTry } = await import(${here('rate.ts')})
    const db = connect(process.argv[1])
    const told = []
    for (let i = 0; i < ${times}; i += 1) told.push(await mayTry(db, ${JSON.stringify(limit)}, ${JSON.stringify(who)}))
    console.log(JSON.stringify(told))
    await db.destroy()`
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    work,
    appUrlOf(db),
  ])
  return JSON.parse(stdout) as boolean[]
}

describe('how often something may be tried', () => {
  it('is counted for all processes of the server together, and for each who tries by itself', async () => {
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => mayTry(db, limit, 'Ann'))), [true, true, true])
    assert.deepEqual(await elsewhere('ann', 3), [true, true, false])
    assert.equal(await mayTry(db, limit, 'ANN'), false)
    assert.equal(await mayTry(db, limit, 'Bea'), true)
  })

  it('lets no more through than the limit, however many ask at one moment', async () => {
    const told = await Promise.all(Array.from({ length: 40 }, () => mayTry(db, limit, 'Cem')))
    assert.equal(told.filter(Boolean).length, 5)
  })

  it('keeps no name of who tried, and nothing after a day', async () => {
    const { rows } = await sql<{ who: Buffer }>`select who from rate_count where what = 'a test'`.execute(db)
    assert.ok(rows.every(({ who }) => who.length === 32))
    await sql`update rate_count set began_at = began_at - interval '2 days'`.execute(db)
    await forgetCounts(db)
    assert.deepEqual((await sql`select 1 from rate_count`.execute(db)).rows, [])
  })
})
