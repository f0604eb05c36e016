import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { recordVisit } from '../modules/visits/index.ts'
import { instant } from '../platform/dates/day.ts'
import { inTransaction, type Db } from '../platform/db/database.ts'
import { importRows } from '../platform/record/bulk.ts'
import { heldOf } from '../platform/record/held.ts'
import type { AnyRecordType } from '../platform/record/record.ts'
import { addPerson, addStaff, addTeam, allocateTo } from '../platform/testing/office.ts'
import { chanceOf, randomAnswers, type Cast } from '../platform/testing/random-answers.ts'
import { counting } from '../platform/testing/statements.ts'
import { freshDb } from '../platform/testing/world.ts'
import { bookOf } from './book.ts'
import { records } from './modules.ts'

const chance = chanceOf(11)
const ofChildren = records.filter(({ table }) => !['person', 'merge'].includes(table))

let db: Db
let cast: Cast

before(async () => {
  db = await freshDb()
  const people = await Promise.all([1, 2, 3, 4].map(() => addPerson(db)))
  const { id } = await addStaff(db, 'Asha Patel', 'SM')
  cast = { people, staff: [id], teams: [await addTeam(db, 'Riverside')] }
})
after(() => db.destroy())

const source = { importId: null, actorId: null, recordedAt: null, words: 'from a return' }

/** Some records of a kind, as a return might bring them. */
async function bring(on: AnyRecordType): Promise<void> {
  const rows = cast.people.slice(0, 3).flatMap((childId) =>
    [0, 1, 2].map((i) => {
      const values = randomAnswers(on.fields, chance, cast)
      if (on.table === 'relationship') values['relativeId'] = cast.people[3]
      if (on.table === 'action') values['verifiedBy'] = null
      return { childId, key: `row ${i}`, state: chance.one(on.states), values }
    }),
  )
  // What the table's own checks refuse is not there to be read.
  await inTransaction(db, async (tx) => importRows(tx, on, source, rows)).catch(() => undefined)
}

describe('everything held of some children, read in one statement', () => {
  it('is what their tables hold, every answer but the narrative spelt the same', async () => {
    for (const on of ofChildren) await bring(on)
    const asked = cast.people.slice(0, 2)
    const held = await inTransaction(db, async (tx) => heldOf(tx, ofChildren, asked))
    let compared = 0
    for (const on of ofChildren) {
      const stored = await db
        .selectFrom(on.table as 'note')
        .selectAll()
        .where('childId', 'in', asked)
        .orderBy('id')
        .execute()
      const read = asked.flatMap((childId) => held.rows(on, childId))
      assert.equal(read.length, stored.length, on.table)
      for (const row of read) {
        const whole: Readonly<Record<string, unknown>> = stored.find(({ id }) => id === row.id) ?? {}
        const same = Object.fromEntries(Object.keys(row).map((name) => [name, whole[name]]))
        assert.deepEqual({ ...row }, same, on.table)
        compared += 1
      }
    }
    assert.ok(compared > 60, `${compared} records`)
  })

  it('says nothing of a child who was not asked about', async () => {
    const held = await inTransaction(db, async (tx) => heldOf(tx, ofChildren, cast.people.slice(0, 1)))
    assert.deepEqual(
      held.children.map(({ id }) => id),
      cast.people.slice(0, 1),
    )
    for (const on of ofChildren) assert.deepEqual(held.rows(on, cast.people[1] ?? ''), [], on.table)
  })
})

describe('a visit that is saved', () => {
  it('takes ten statements at most, however many clocks look at it', async () => {
    const actor = await addStaff(db, 'Amira Khalil', 'SW')
    const childId = await addPerson(db)
    await allocateTo(db, childId, actor)
    const posted = {
      visitedOn: '2026-11-20',
      place: 'home',
      purpose: 'See how she is',
      observations: 'Settled and chatty',
      [`seen_${childId}`]: 'yes',
      [`seenAlone_${childId}`]: 'yes',
    }
    const book = bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
    const act = { actor, childId, recordId: null, formKey: null }
    const before = await addPerson(db)
    await allocateTo(db, before, actor)
    const ofBefore = { ...posted, [`seen_${before}`]: 'yes', [`seenAlone_${before}`]: 'yes' }
    // The first on a connection asks how rows get into each table.
    await recordVisit(book, { ...act, childId: before }, [before], ofBefore)
    const { result, statements } = await counting(async () => recordVisit(book, act, [childId], posted))
    assert.equal(result.kind, 'done')
    assert.ok(statements.length <= 10, statements.join('\n'))
  })
})
