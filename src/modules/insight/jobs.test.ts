import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { bookOn, testDay } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { askMeasures } from './jobs.ts'
import { refresh } from './readings.ts'

let db: Db
let book: Book
before(async () => {
  db = await freshDb()
  book = bookOn(db, [], testDay)
})
after(async () => db.destroy())

const waiting = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select task_identifier as name from graphile_worker.jobs`.execute(db)
  return rows.map(({ name }) => name)
} // prettier-ignore

describe('the measures of today', () => {
  it('are asked for once when a server starts without them, however often it starts', async () => {
    await askMeasures(book)
    await askMeasures(book)
    assert.deepEqual(await waiting(), ['work-out-measures'])
  })

  it('are not asked for once they are worked out, and are again the next day', async () => {
    await sql`delete from measure_reading`.execute(db)
    await refresh(book, testDay)
    await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(db)
    await askMeasures(book)
    assert.deepEqual(await waiting(), [])
    await askMeasures({ ...book, today: () => day('2026-11-23') })
    assert.deepEqual(await waiting(), ['work-out-measures'])
  })
})
