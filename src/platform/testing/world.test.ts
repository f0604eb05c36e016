import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { forSomebody } from '../db/asking.ts'
import type { Db } from '../db/database.ts'
import { freshDb, ownerOf, testServer } from './world.ts'

const databaseOf = async (db: Db): Promise<string | undefined> =>
  (await sql<{ name: string }>`select current_database() as name`.execute(db)).rows[0]?.name

describe('a database of one’s own', () => {
  it('is migrated, empty and apart from every other', async () => {
    const [one, other] = await Promise.all([freshDb(), freshDb()])
    await one.insertInto('team').values({ name: 'Riverside', service: 'Family help' }).execute()
    assert.equal((await one.selectFrom('team').select('name').execute()).length, 1)
    assert.deepEqual(await other.selectFrom('team').select('name').execute(), [])
    await one.destroy()
    await other.destroy()
  })

  it('is used as the application uses it, and can be looked at by its owner', async () => {
    const db = await freshDb()
    const owner = ownerOf(db)
    const user = async (as: Db): Promise<unknown> =>
      (await sql<{ user: string }>`select current_user as user`.execute(as)).rows[0]?.user
    assert.equal(await user(db), 'holdfast_service')
    assert.equal(await forSomebody(() => user(db)), 'holdfast_app')
    assert.equal(await user(owner), 'holdfast_owner')
    await assert.rejects(() => sql`delete from event`.execute(db), { code: '42501' })
    await sql`delete from event`.execute(owner)
    await owner.destroy()
    await db.destroy()
  })

  it('is made where what killed tests left has been dropped', async () => {
    const server = await testServer()
    const left = 'test_99999999_1'
    const makeOne = "await (await (await import('./src/platform/testing/world.ts')).freshDb()).destroy()"
    await server.asAdmin((client) => client.query(`create database ${left}`))
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', makeOne])
    const held = await server.asAdmin((client) =>
      client.query('select 1 from pg_database where datname = $1', [left]),
    )
    assert.equal(held.rowCount, 0)
    await server.release()
  })

  it('is gone when it is destroyed, even under another connection', async () => {
    const watcher = await freshDb()
    const db = await freshDb()
    const owner = ownerOf(db)
    const name = await databaseOf(owner)
    await db.destroy()
    const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(watcher)
    assert.deepEqual(rows, [])
    await owner.destroy()
    await watcher.destroy()
  })

  it('that a test forgets does not keep the file from ending', async () => {
    assert.match((await databaseOf(await freshDb())) ?? '', /^test_\d+_\d+$/)
  })
})
