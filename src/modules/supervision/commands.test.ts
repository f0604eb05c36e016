import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform } from '../../platform/record/perform.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { commands } from './commands.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, childId, worker)
})
after(() => db.destroy())

const talk = { heldOn: testDay, trigger: 'supervision', known: 'Seen on Friday, and hungry', challenge: 'Who feeds him on Fridays?', safeNow: 'unsure', asked: 'Ask Nan about Fridays', askedByOn: '2026-11-27' } // prettier-ignore
const records = (actor: Actor, more: object = {}) =>
  perform(book, commands.recordDiscussion, { actor, childId, recordId: null, formKey: null }, { ...talk, ...more }) // prettier-ignore
const wrong = async (more: object) => {
  const outcome = await records(manager, more)
  return outcome.kind === 'refused' ? outcome.findings.map(({ rule, at }) => `${rule} ${at}`) : outcome.kind
}

describe('a discussion of a child (oversight that changes something)', () => {
  it('asks for something by a day of the child’s own worker: a direction', async () => {
    assert.equal((await records(manager)).kind, 'done')
    const [asked] = await db.selectFrom('action').selectAll().where('childId', '=', childId).execute()
    assert.deepEqual(
      [asked?.what, asked?.ownerId, asked?.dueOn, asked?.direction, asked?.state],
      ['Ask Nan about Fridays', worker.id, '2026-11-27', true, 'open'],
    )
    const [held] = await db.selectFrom('oversightDiscussion').selectAll().execute()
    assert.deepEqual([held?.heldBy, held?.safeNow], [manager.id, 'unsure'])
  })

  it('is not the worker’s own to record', async () => {
    await assert.rejects(records(worker), { name: 'NotAllowed' })
  })

  it('needs what is known, what was challenged, whether the child is safe, and what must be done by when', async () => {
    const nothing = { known: '', challenge: '', safeNow: '', asked: '', askedByOn: '' }
    assert.deepEqual(await wrong(nothing), ['answer known', 'answer challenge', 'answer safeNow', 'answer asked', 'answer askedByOn']) // prettier-ignore
    assert.deepEqual(await wrong({ heldOn: '2026-11-23' }), ['SV-1 heldOn'])
    assert.deepEqual(await wrong({ askedByOn: daysAgo(1) }), ['SV-2 askedByOn'])
  })

  it('never says only that the plan goes on, however that is put', async () => {
    for (const idle of ['Continue with plan', 'continue with the current plan.', 'Carry on', 'Continue as before', 'No change: follow the plan'])
      for (const at of ['asked', 'challenge'])
        assert.deepEqual(await wrong({ [at]: idle }), ['SV-3 challenge'], `${at}: ${idle}`)
    assert.equal(await wrong({ asked: 'Keep the plan going and ring Nan on Friday' }), 'done')
  }) // prettier-ignore
})
