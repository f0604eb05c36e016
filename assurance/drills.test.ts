import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { reckon, type Sent } from '../drills/record-kept.ts'
import { readTable, snapshot, tablesOf, type Held } from '../src/platform/backup/tables.ts'
import { connect, type Db } from '../src/platform/db/database.ts'
import { forSomebody } from '../src/platform/db/asking.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../src/platform/testing/office.ts'
import { appUrlOf, freshDb, ownerOf } from '../src/platform/testing/world.ts'
import { randomUUID } from 'node:crypto'
import { perform } from '../src/platform/record/perform.ts'
import { commands } from '../src/modules/notes/index.ts'

/*
 * What the drills count with, tried where something was lost, halved or doubled: a count that sees nothing proves nothing. The child is
 * restricted, so that a count which asked as anybody would, and not as the service, would miss all of it.
 */
let db: Db
let owner: Db
let childId: string
const sent = (mark: string, rows = 1): Sent => ({ mark, kind: 'note', rows })

before(async () => {
  db = await freshDb()
  owner = ownerOf(db)
  const book = bookOn(db)
  const actor = await addStaff(db, 'Amira Khalil', 'SW')
  childId = await addPerson(db)
  await allocateTo(db, childId, actor)
  for (const line of ['drill one', 'drill two']) {
    const act = { actor, childId, recordId: null, formKey: randomUUID() }
    const said = {
      happenedOn: book.today(),
      kind: 'call',
      whoWith: 'Ms Shah, school',
      line,
      significant: 'no',
    }
    const outcome = await perform(book, commands.record, act, said)
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  }
  await sql`update person set restricted_level = 2 where id = ${childId}`.execute(owner)
})
after(async () => {
  await owner.destroy()
  await db.destroy()
})

describe('what a drill counts', () => {
  it('is all that was acknowledged, of a child nobody else may see too', async () => {
    const asAnybody = forSomebody(() => reckon(db, [sent('drill one'), sent('drill two')]))
    assert.deepEqual(await asAnybody, { acknowledged: 2, lost: 0, halfWritten: 0, doubled: 0 })
  })

  it('says of one that was never written that it is lost, of one written once of two that it is half there', async () => {
    const found = await reckon(db, [sent('drill one'), sent('drill never'), sent('drill two', 2)])
    assert.deepEqual(found, { acknowledged: 3, lost: 1, halfWritten: 1, doubled: 0 })
  })

  it('says of a record without its history, and of a history without its record, that they are half there', async () => {
    await sql`insert into note (child_id, state, happened_on, kind, line, significant)
              values (${childId}, 'recorded', current_date, 'call', 'drill one', false)`.execute(owner)
    assert.deepEqual(await reckon(db, [sent('drill one')]), {
      acknowledged: 1,
      lost: 0,
      halfWritten: 1,
      doubled: 1,
    })
    await sql`delete from note where line = 'drill one'`.execute(owner)
    const { lost, halfWritten } = await reckon(db, [sent('drill one')])
    assert.deepEqual([lost, halfWritten], [1, 1])
  })
})

describe('what a drill digests', () => {
  const heldBy = async (from: Db): Promise<Record<string, Held>> =>
    snapshot(from, async (tx) => {
      const held: Record<string, Held> = {}
      for (const table of await tablesOf(tx))
        if (['public.note', 'public.person', 'note', 'person'].includes(table.name))
          held[table.name.replace('public.', '')] = await readTable(tx, table, () => undefined)
      return held
    })

  it('is every row, of a restricted child too; by the role that serves people it would be none of them', async () => {
    const rows = await sql<{ notes: number }>`select count(*) as notes from note`.execute(owner)
    assert.equal((await heldBy(owner))['note']?.rows, rows.rows[0]?.notes)
    assert.equal((await heldBy(owner))['person']?.rows, 1)
    const serving = connect(appUrlOf(db), { most: 1 })
    assert.equal((await heldBy(serving))['person']?.rows, 0)
    await serving.destroy()
  })

  it('changes with one letter', async () => {
    const before = (await heldBy(owner))['note']?.sha256
    await sql`update note set line = 'drill Two' where line = 'drill two'`.execute(owner)
    assert.notEqual((await heldBy(owner))['note']?.sha256, before)
  })
})
