import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { freshDb } from '../testing/world.ts'
import { inTransaction, type Db } from './database.ts'
import { prepared } from './prepared.ts'

let db: Db
before(async () => {
  db = await freshDb()
})
after(() => db.destroy())

const doubled = (number: number) => sql<{ twice_as_much: number }>`select ${number}::int * 2 as twice_as_much`

describe('a statement that every page sends', () => {
  it('answers as it does sent alone, columns named as the code names them', async () => {
    assert.deepEqual(await prepared(db, doubled(21)), [{ twiceAsMuch: 42 }])
    assert.deepEqual(await prepared(db, doubled(4)), [{ twiceAsMuch: 8 }])
  })

  it('is planned once a connection, by whatever name its text has', async () => {
    const names = await inTransaction(db, async (tx) => {
      for (const number of [1, 2, 3]) await prepared(tx, doubled(number))
      const { rows } = await sql<{ text: string }>`
        select statement as text from pg_prepared_statements where statement like '%twice_as_much%'
      `.execute(tx)
      return rows
    })
    assert.equal(names.length, 1)
  })

  it('fails as any other does, and leaves the connection fit for use', async () => {
    await assert.rejects(prepared(db, sql`select 1 / ${0}::int`), /division by zero/)
    assert.deepEqual(await prepared(db, doubled(3)), [{ twiceAsMuch: 6 }])
  })
})
