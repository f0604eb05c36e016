import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { addStaff } from '../testing/office.ts'
import { freshDb } from '../testing/world.ts'
import { closeSession, findSession, openSession, renewSession } from './session.ts'

let db: Db
let staffId: string
before(async () => {
  db = await freshDb()
  staffId = (await addStaff(db, 'Amira Khalil', 'SW')).id
})
after(() => db.destroy())
beforeEach(() => sql`delete from session`.execute(db))

const stands = async (secret: string): Promise<boolean> => (await findSession(db, secret)) !== null

describe('a session', () => {
  it('ends after 15 minutes in which nothing was asked for', async () => {
    const secret = await openSession(db, staffId, 'password')
    await sql`update session set last_seen_at = now() - interval '14 minutes 50 seconds'`.execute(db)
    assert.equal(await stands(secret), true)
    await sql`update session set last_seen_at = now() - interval '15 minutes'`.execute(db)
    assert.equal(await stands(secret), false)
  })

  it('ends after 12 hours, however busy it was', async () => {
    const secret = await openSession(db, staffId, 'password')
    await sql`update session set started_at = now() - interval '11 hours 59 minutes'`.execute(db)
    assert.equal(await stands(secret), true)
    await sql`update session set started_at = now() - interval '12 hours'`.execute(db)
    assert.equal(await stands(secret), false)
  })

  it('has a secret of 256 bits of which only the hash is kept, another each time', async () => {
    const secrets = [await openSession(db, staffId, 'password'), await openSession(db, staffId, 'password')]
    assert.deepEqual(
      secrets.map((secret) => Buffer.from(secret, 'base64url').length),
      [32, 32],
    )
    assert.notEqual(secrets[0], secrets[1])
    const { rows } = await sql<{ row: string }>`select session::text as row from session`.execute(db)
    assert.equal(rows.length, 2)
    for (const secret of secrets) assert.ok(rows.every(({ row }) => !row.includes(secret)))
  })

  it('opens to nobody once it was ended or its secret was renewed', async () => {
    const secret = await openSession(db, staffId, 'password')
    const renewed = await renewSession(db, secret)
    assert.deepEqual([await stands(secret), await stands(renewed)], [false, true])
    await closeSession(db, renewed)
    assert.equal(await stands(renewed), false)
  })

  it('is one of five at most: who signs in a sixth time is out where they were longest ago', async () => {
    const secrets: string[] = []
    for (let n = 0; n < 6; n += 1) {
      secrets.push(await openSession(db, staffId, 'password'))
      await sql`update session set last_seen_at = last_seen_at - interval '1 minute'`.execute(db)
    }
    assert.deepEqual(await Promise.all(secrets.map(stands)), [false, true, true, true, true, true])
  })
})
