import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { freshDb, ownerOf } from '../testing/world.ts'
import { asService } from './asking.ts'
import { copyInto, inBatches, type Cell } from './copy.ts'
import { inTransaction, type Db } from './database.ts'

describe('storing many rows at once', () => {
  let db: Db
  before(async () => {
    db = await freshDb()
    const owner = ownerOf(db)
    await sql`create table many (n int primary key, words text, list text[], more jsonb, yes boolean)`.execute(
      owner,
    )
    await sql`grant select, insert, delete on many to holdfast_app`.execute(owner)
    await owner.destroy()
  })
  after(() => db.destroy())

  const stored = async (rows: readonly (readonly Cell[])[]): Promise<unknown[]> =>
    inTransaction(db, async (tx) => {
      await sql`delete from many`.execute(tx)
      await copyInto(tx, 'many', ['n', 'words', 'list', 'more', 'yes'], rows)
      return (await sql`select * from many order by n`.execute(tx)).rows
    })

  it('keeps every mark as it was typed', async () => {
    const words = 'She said \\N, "no";\tthen\r\nleft \\. — Zoë 👧'
    assert.deepEqual(await stored([[1, words, [words, 'a,b', '', null], { words, nothing: null }, true]]), [
      { n: 1, words, list: [words, 'a,b', '', null], more: { words, nothing: null }, yes: true },
    ])
  })

  it('keeps any text at all', async () => {
    // PostgreSQL holds no NUL in text, and half a surrogate pair is not text.
    const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((words) => words.replaceAll('\0', ''))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, fc.array(text, { maxLength: 3 }))), async (rows) => {
        const given = rows.map(([words, list], n): Cell[] => [n, words, list, { words }, false])
        const expected = rows.map(([words, list], n) => ({ n, words, list, more: { words }, yes: false }))
        assert.deepEqual(await stored(given), expected)
      }),
      { numRuns: 30 },
    )
  })

  it('tells nothing from an empty text', async () => {
    assert.deepEqual(await stored([[1, '', null, undefined, null]]), [
      { n: 1, words: '', list: null, more: null, yes: null },
    ])
  })

  it('stores none of it when one row breaks a constraint, and the connection still serves', async () => {
    const twice = function* (): Generator<Cell[]> {
      for (let n = 0; n < 50_000; n += 1) yield [n === 40_000 ? 0 : n, 'x'.repeat(40), null, null, true]
    }
    const before = await sql`select * from many`.execute(db)
    await assert.rejects(
      () => inTransaction(db, (tx) => copyInto(tx, 'many', ['n', 'words', 'list', 'more', 'yes'], twice())),
      {
        code: '23505',
      },
    )
    assert.deepEqual((await sql`select * from many`.execute(db)).rows, before.rows)
  })

  it('stores none of it when the rows themselves fail, and says why', async () => {
    const failing = async function* (): AsyncGenerator<Cell[]> {
      yield [1, 'a', null, null, true]
      throw new RangeError('line 2 of the file cannot be read')
    }
    await assert.rejects(
      () => inTransaction(db, (tx) => copyInto(tx, 'many', ['n', 'words', 'list', 'more', 'yes'], failing())),
      {
        name: 'RangeError',
        message: 'line 2 of the file cannot be read',
      },
    )
  })

  it('names the fault when the table is not there', async () => {
    await assert.rejects(() => inTransaction(db, (tx) => copyInto(tx, 'no_such_table', ['n'], [[1]])), {
      code: '42P01',
    })
  })

  it('reads them back in batches, in order', async () => {
    const rows = Array.from({ length: 2500 }, (_, n): Cell[] => [n, null, null, null, null])
    const sizes = await inTransaction(db, async (tx) => {
      await sql`delete from many`.execute(tx)
      assert.equal(await copyInto(tx, 'many', ['n', 'words', 'list', 'more', 'yes'], rows), 2500)
      const batches = await Array.fromAsync(
        inBatches<{ n: number }>(tx, 'select n from many where n >= $1 order by n', 1000, [500]),
      )
      assert.equal(batches[0]?.[0]?.n, 500)
      return batches.map((batch) => batch.length)
    })
    assert.deepEqual(sizes, [1000, 1000])
  })

  it('numbers rows of very different lengths as they came, under row security too', async () => {
    const owner = ownerOf(db)
    await sql`create table told (id bigint generated always as identity primary key, n int, words text)`.execute(
      owner,
    )
    await sql`alter table told enable row level security`.execute(owner)
    await sql`create policy everybody on told using (true)`.execute(owner)
    await sql`grant select, insert on told to holdfast_app`.execute(owner)
    await owner.destroy()
    const rows = Array.from({ length: 4000 }, (_, n): Cell[] => [n, 'x'.repeat((n * 7919) % 1999)])
    // The second goes through the stage of the first, in which PostgreSQL then looks for room wherever there is some.
    for (const some of [rows.slice(0, 300), rows.slice(300)])
      await asService('what everybody may read', () =>
        inTransaction(db, (tx) => copyInto(tx, 'told', ['n', 'words'], some)),
      )
    const { rows: held } = await sql<{ n: number }>`select n from told order by id`.execute(db)
    assert.deepEqual(
      held.map(({ n }) => n),
      rows.map(([n]) => n),
    )
  })
})
