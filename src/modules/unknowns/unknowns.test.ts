import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { commands } from './commands.ts'
import { askOfEveryChild } from './every-child.ts'
import { notAskedYet } from './queries.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let screener: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  screener = await addStaff(db, 'Dev Rao', 'SCR')
  childId = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  await allocateTo(db, childId, worker)
})
after(() => db.destroy())

const act = (actor: Actor, recordId: string | null): Act => ({ actor, childId, recordId, formKey: null })
const does = (command: AnyCommand, actor: Actor, id: string | null, posted: object = {}) =>
  perform(book, command, act(actor, id), posted)
const rowOf = (id: string) => db.selectFrom('unknown').selectAll().where('id', '=', id).executeTakeFirstOrThrow() // prettier-ignore

const question = () => ({ question: 'Where does Dean sleep?', ownerId: worker.id, byOn: '2026-11-27' })
const asked = async () => idOf(await does(commands.askQuestion, worker, null, question()))

describe('a question nobody can answer yet', () => {
  it('has an owner and a day', async () => {
    const none = { ...question(), ownerId: '', byOn: '2026-11-21' }
    assert.deepEqual(refusals(await does(commands.askQuestion, worker, null, none)), ['answer ownerId', 'NK-1 byOn']) // prettier-ignore
    await assert.rejects(does(commands.askQuestion, screener, null, question()), { name: 'NotAllowed' })
    assert.equal((await rowOf(await asked())).askedOn, testDay)
  })

  it('is answered with how we know', async () => {
    const id = await asked()
    const said = { answer: 'At his mother’s, and on Fridays here' }
    assert.deepEqual(refusals(await does(commands.answerQuestion, worker, id, said)), ['answer howKnown'])
    idOf(await does(commands.answerQuestion, worker, id, { ...said, howKnown: 'Tyler, and the landlord' }))
    const { state, answeredOn, answeredBy } = await rowOf(id)
    assert.deepEqual([state, answeredOn, answeredBy], ['answered', testDay, worker.id])
  })

  it('goes to somebody else, or waits longer, for a reason', async () => {
    const id = await asked()
    const moved = { ownerId: manager.id, byOn: '2026-12-04' }
    assert.deepEqual(refusals(await does(commands.moveQuestion, worker, id, moved)), ['answer movedWhy'])
    idOf(await does(commands.moveQuestion, worker, id, { ...moved, movedWhy: 'Northshire answers managers' }))
    assert.deepEqual([(await rowOf(id)).ownerId, (await rowOf(id)).state], [manager.id, 'open'])
  })

  it('is given up by a manager alone, and may be answered after all', async () => {
    const id = await asked()
    const why = { answer: 'Three authorities were asked: we plan as though the worst were true' }
    await assert.rejects(does(commands.stopAsking, worker, id, why), { name: 'NotAllowed' })
    idOf(await does(commands.stopAsking, manager, id, why))
    assert.equal((await rowOf(id)).state, 'could not establish')
    idOf(await does(commands.answerQuestion, worker, id, { answer: 'Leeds', howKnown: 'He said so, and Leeds agreed' })) // prettier-ignore
  })
})

describe('what is asked of every child', () => {
  it('becomes questions of this child, each once', async () => {
    const chosen = ['Who else lives here?', 'What happened last time?']
    assert.deepEqual(refusals(await askOfEveryChild(book, act(worker, null), { ask: chosen })), [
      'answer ownerId',
      'answer byOn',
    ])
    const said = { ask: [...chosen, 'Anything at all'], ownerId: worker.id, byOn: '2026-12-01' }
    idOf(await askOfEveryChild(book, act(worker, null), said))
    assert.equal((await notAskedYet(db, childId)).length, 5)
    await assert.rejects(askOfEveryChild(book, act(screener, null), said), { name: 'NotAllowed' })
  })
})
