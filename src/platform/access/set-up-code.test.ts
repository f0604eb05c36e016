import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { addStaff } from '../testing/office.ts'
import { freshDb, ownerOf } from '../testing/world.ts'
import { newSetUpCode, whoseSetUpCode } from './set-up-code.ts'

let db: Db
let staffId: string
before(async () => {
  db = await freshDb()
  staffId = (await addStaff(db, 'Priya Nair', 'SW')).id
  await db.updateTable('staff').set({ signsInAs: 'priya.nair' }).where('id', '=', staffId).execute()
})
after(() => db.destroy())

describe('a set-up code', () => {
  it('is twenty of thirty signs that nobody takes for one another, some 98 bits, and never the same', async () => {
    const codes = [await newSetUpCode(db, staffId), await newSetUpCode(db, staffId)]
    for (const code of codes) assert.match(code, /^([A-HJ-NP-TV-Z2-9]{5}-){3}[A-HJ-NP-TV-Z2-9]{5}$/)
    assert.ok(Math.log2(30) * 20 > 98)
    assert.notEqual(codes[0], codes[1])
  })

  it('opens the account of its owner, however it is typed, and only the last one made', async () => {
    const earlier = await newSetUpCode(db, staffId)
    const code = await newSetUpCode(db, staffId)
    assert.equal(await whoseSetUpCode(db, 'Priya.Nair', ` ${code.toLowerCase()} `), staffId)
    assert.equal(await whoseSetUpCode(db, 'priya.nair', earlier), null)
    assert.equal(await whoseSetUpCode(db, 'somebody.else', code), null)
  })

  it('is good for a day', async () => {
    const code = await newSetUpCode(db, staffId)
    const owner = ownerOf(db)
    await sql`update set_up_code set expires_at = expires_at - interval '24 hours'`.execute(owner)
    await owner.destroy()
    assert.equal(await whoseSetUpCode(db, 'priya.nair', code), null)
  })
})
