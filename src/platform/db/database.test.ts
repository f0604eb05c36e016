import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { freshDb } from '../testing/world.ts'
import { inTransaction, withClient, type Db } from './database.ts'

let db: Db
before(async () => {
  db = await freshDb()
})
after(() => db.destroy())

describe('what is read from the database', () => {
  it('is a day as it was written, a moment in London’s time, and a whole number', async () => {
    const { rows } = await sql`
      select date '2026-03-29' as born_on, timestamptz '2026-06-01 09:00:00.5Z' as summer, timestamptz '2026-01-01 09:00Z' as winter,
             9007199254740991::bigint as n, 1.50::numeric as exact, '{"snake_key": [1]}'::jsonb as more,
             array[date '2026-02-28', null] as days, array[timestamptz '2026-06-01 09:00Z'] as moments, array[1::bigint] as numbers`.execute(
      db,
    )
    assert.deepEqual(rows, [
      {
        bornOn: '2026-03-29',
        summer: '2026-06-01T10:00:00.5+01:00',
        winter: '2026-01-01T09:00:00+00:00',
        n: 9007199254740991,
        exact: '1.50',
        more: { snake_key: [1] },
        days: ['2026-02-28', null],
        moments: ['2026-06-01T10:00:00+01:00'],
        numbers: [1],
      },
    ])
  })

  it('is never a number that has lost its last digit', async () => {
    await assert.rejects(() => sql`select 9007199254740993::bigint as n`.execute(db), /beyond 2\^53/)
  })

  it('falls on London’s day, not Greenwich’s', async () => {
    const { rows } = await sql`select (timestamptz '2026-06-30 23:30Z')::date as day`.execute(db)
    assert.deepEqual(rows, [{ day: '2026-07-01' }])
  })
})

describe('one transaction', () => {
  const teams = async (): Promise<string[]> =>
    (await db.selectFrom('team').select('name').orderBy('name').execute()).map(({ name }) => name)
  const add = { service: 'Family help' }

  it('keeps all of it, through Kysely and the connection alike', async () => {
    await inTransaction(db, async (tx) => {
      await tx
        .insertInto('team')
        .values({ name: 'Riverside', ...add })
        .execute()
      await withClient(tx, (client) =>
        client.query("insert into team (name, service) values ('Hillside', 'Family help')"),
      )
    })
    assert.deepEqual(await teams(), ['Hillside', 'Riverside'])
  })

  it('keeps none of it when the work throws', async () => {
    const work = inTransaction(db, async (tx) => {
      await tx
        .insertInto('team')
        .values({ name: 'Lakeside', ...add })
        .execute()
      throw new RangeError('changed our mind')
    })
    await assert.rejects(work, /changed our mind/)
    assert.deepEqual(await teams(), ['Hillside', 'Riverside'])
  })

  it('does not pretend to have kept what a swallowed error lost', async () => {
    const work = inTransaction(db, async (tx) => {
      await tx
        .insertInto('team')
        .values({ name: 'Lakeside', ...add })
        .execute()
      await sql`select nonsense`.execute(tx).catch(() => undefined)
    })
    await assert.rejects(work, { name: 'AbortedTransactionError' })
    assert.deepEqual(await teams(), ['Hillside', 'Riverside'])
  })

  it('is outlived by the pool: a connection cut by the server is replaced', async () => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db).catch(() => undefined)
    assert.deepEqual((await sql`select 1 as n`.execute(db)).rows, [{ n: 1 }])
  })
})
