import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { notYetBorn, recordBirth } from './birth.ts'

let db: Db
let amira: Actor
let baby: string
before(async () => {
  db = await freshDb()
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  baby = await addPerson(db, { kind: 'unborn', familyName: 'Marsh' })
  await db
    .updateTable('person')
    .set({ bornOn: null, expectedOn: day('2026-11-20') })
    .where('id', '=', baby)
    .execute()
  await allocateTo(db, baby, amira)
  await db.insertInto('cpPlan').values({ childId: baby, state: 'open', startedOn: day('2026-10-05'), latestCategory: 'NEG' }).execute() // prettier-ignore
})
after(() => db.destroy())

const act = (actor: Actor) => ({ actor, childId: baby, recordId: null, formKey: null, version: null })
const birth = { bornOn: '2026-11-18', sex: 'F', givenName: 'Ada' }

describe('a child known before birth', () => {
  it('is born on a day that has been, and that is asked for', async () => {
    for (const bornOn of ['', '2026-12-24']) {
      const outcome = await recordBirth(bookOn(db), act(amira), { ...birth, bornOn })
      assert.equal(outcome.kind, 'refused', bornOn)
    }
  })
  it('is nobody to a worker who has nothing to do with them', async () => {
    const other = await addStaff(db, 'Other Worker', 'SW', 'Elsewhere')
    await assert.rejects(recordBirth(bookOn(db), act(other), birth), (fault) => fault instanceof NoSuchPerson || (fault as Error).name === 'NotAllowed') // prettier-ignore
  })
  it('is asked about until they are born, and a child who is born never is', async () => {
    await notYetBorn(db, baby)
    const ada = await addPerson(db, { givenName: 'Ada' })
    await assert.rejects(notYetBorn(db, ada), StateMoved)
  })
  it('goes on as the same record, with the plan that was made before, and is born once', async () => {
    assert.equal((await recordBirth(bookOn(db), act(amira), birth)).kind, 'done')
    const held = await db.selectFrom('person').select(['kind', 'bornOn', 'givenName', 'familyName', 'sex']).where('id', '=', baby).executeTakeFirstOrThrow() // prettier-ignore
    assert.deepEqual(held, { kind: 'child', bornOn: day('2026-11-18'), givenName: 'Ada', familyName: 'Marsh', sex: 'F' }) // prettier-ignore
    const plans = await db.selectFrom('cpPlan').select(['state', 'startedOn']).where('childId', '=', baby).execute() // prettier-ignore
    assert.deepEqual(plans, [{ state: 'open', startedOn: day('2026-10-05') }])
    const events = await db.selectFrom('event').select('type').where('childId', '=', baby).where('type', '=', 'person.born').execute() // prettier-ignore
    assert.equal(events.length, 1)
    await assert.rejects(recordBirth(bookOn(db), act(amira), birth), StateMoved)
  })
})
