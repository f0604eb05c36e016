import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { addPerson, addStaff, allocateTo } from '../testing/office.ts'
import { freshDb } from '../testing/world.ts'
import type { Db } from '../db/database.ts'
import type { Actor } from './policy.ts'
import { within } from './reach.ts'

let db: Db
let manager: Actor
let near: string
let far: string
let hidden: string
let left: string

before(async () => {
  db = await freshDb()
  manager = await addStaff(db, 'Asha Patel', 'TM')
  const worker = await addStaff(db, 'Amira Khalil', 'SW')
  const other = await addStaff(db, 'Tom Weir', 'SW', 'Harbour')
  near = await addPerson(db)
  far = await addPerson(db)
  hidden = await addPerson(db, { restrictedLevel: 2 })
  left = await addPerson(db)
  await allocateTo(db, near, worker)
  await allocateTo(db, far, other)
  await allocateTo(db, hidden, worker)
  await allocateTo(db, left, worker)
  await db.updateTable('allocation').set({ state: 'ended' }).where('childId', '=', left).execute()
  // A manager with a child of their own: what is theirs must not open the rest.
  await allocateTo(db, await addPerson(db), manager)
})
after(() => db.destroy())

describe('the condition of a list', () => {
  it('is the same for a list of people and a list of allocations, whatever the list is called', async () => {
    const people = await sql<{ id: string }>`
      select id from person where id = any(${[near, far, hidden, left]}) and ${within(manager, 'oversight.read', sql.ref('person.id'))}
    `.execute(db)
    const allocations = await sql<{ id: string }>`
      select child_id as id from allocation where child_id = any(${[near, far, hidden, left]})
         and ${within(manager, 'oversight.read', sql.ref('allocation.child_id'))}
    `.execute(db)
    const expected = [near, left].sort()
    assert.deepEqual(people.rows.map(({ id }) => id).sort(), expected)
    assert.deepEqual(allocations.rows.map(({ id }) => id).sort(), expected)
  })

  it('leaves a child with nobody to the team that had them, and takes them from it once somebody else has', async () => {
    const mine = async () => {
      const { rows } = await sql`select 1 from person where id = ${left} and ${within(manager, 'allocation.write', sql.ref('person.id'))}`.execute(db) // prettier-ignore
      return rows.length === 1
    }
    assert.equal(await mine(), true)
    const elsewhere = await addStaff(db, 'Dina Haddad', 'SW', 'Harbour')
    await allocateTo(db, left, elsewhere)
    assert.equal(await mine(), false)
  })
})
