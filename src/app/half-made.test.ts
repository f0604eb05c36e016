import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import { freshDb, ownerOf, ownerUrlOf } from '../platform/testing/world.ts'
import { isHalfMade, whileMarked } from './half-made.ts'

let db: Db
let url: string
before(async () => {
  db = await freshDb()
  url = ownerUrlOf(db)
})
after(() => db.destroy())

describe('the invented county', () => {
  it('is whole where its making ended, and where it was made before it was marked', async () => {
    assert.equal(await isHalfMade(url), false)
    await whileMarked(url, async () => undefined)
    assert.equal(await isHalfMade(url), false)
  })

  it('is waited for while another makes it', async () => {
    const order: string[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const making = whileMarked(url, async () => {
      await promise
      order.push('made')
    })
    const owner = ownerOf(db)
    const marked = async () =>
      (await sql<{ is: string | null }>`select obj_description('authority'::regclass, 'pg_class') as is`.execute(owner)).rows[0]?.is // prettier-ignore
    while ((await marked()) === null) await new Promise((next) => setTimeout(next, 5))
    await owner.destroy()
    const asked = isHalfMade(url).then((half) => order.push(String(half)))
    resolve()
    await Promise.all([making, asked])
    assert.deepEqual(order, ['made', 'false'])
  })

  it('is half made where whoever made it was stopped', async () => {
    await assert.rejects(
      whileMarked(url, async () => {
        throw new Error('killed')
      }),
    )
    assert.equal(await isHalfMade(url), true)
  })
})
