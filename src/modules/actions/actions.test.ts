import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { NotAllowed } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { newId } from '../../platform/record/new-id.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { idOf } from '../../platform/testing/outcomes.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { commands, giveAction } from './commands.ts'

let db: Db
let book: Book
let manager: Actor
let worker: Actor
let other: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  manager = await addStaff(db, 'Asha Patel', 'TM')
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  other = await addStaff(db, 'Tom Weir', 'SW')
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, childId, worker)
})
after(() => db.destroy())

const at = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.findings.map((finding) => finding.at) : []
const rowOf = (id: string) =>
  db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const act = (actor: Actor, recordId: string): Act => ({ actor, childId, recordId, formKey: null })

async function given(what: string, by: Actor = manager): Promise<string> {
  const posted = { what, soThat: 'we know if he is safe', dueOn: '2026-12-05', ownerId: '' }
  return idOf(await giveAction(book, { actor: by, childIds: [childId], formKey: null }, posted))
}

describe('giving an action (seed 003, finding 13)', () => {
  it('goes to the child’s own lead worker when nobody is named, as a direction when a manager asks', async () => {
    const row = await rowOf(await given('Speak to the health visitor'))
    assert.equal(row.ownerId, worker.id)
    assert.equal(row.direction, true)
    assert.deepEqual(
      [row.askedOn, row.dueOn, row.firstDueOn, row.timesAsked],
      ['2026-11-22', '2026-12-05', '2026-12-05', 1],
    )
  })

  it('is recognised when it is asked a second time and was not done', async () => {
    const first = await given('Check Dean’s history with Northshire')
    const again = await rowOf(await given('Check Dean’s history with Northshire police'))
    assert.deepEqual([again.repeatsId, again.timesAsked], [first, 2])
    const { type } = await db
      .selectFrom('event')
      .select('type')
      .where('recordId', '=', again.id)
      .executeTakeFirstOrThrow()
    assert.equal(type, 'action.given-again')
  })

  it('says everything that is wrong at once, and stores nothing', async () => {
    const held = await db.selectFrom('event').select('id').execute()
    const outcome = await giveAction(
      book,
      { actor: manager, childIds: [], formKey: null },
      { what: 'Continue with the plan', dueOn: '2026-11-21' },
    )
    assert.deepEqual(at(outcome), ['dueOn', 'what', 'child'])
    assert.equal((await db.selectFrom('event').select('id').execute()).length, held.length)
  })

  it('is refused to a worker who is not the child’s', async () => {
    await assert.rejects(given('Ring the school', other), NotAllowed)
  })

  it('given twice by one form is given once', async () => {
    const formKey = newId()
    const posted = { what: 'Arrange a medical', dueOn: '2026-11-30' }
    const giving = { actor: manager, childIds: [childId], formKey }
    const [one, two] = await Promise.all([giveAction(book, giving, posted), giveAction(book, giving, posted)])
    assert.deepEqual(one, two)
    const held = await db.selectFrom('action').select('id').where('what', '=', 'Arrange a medical').execute()
    assert.equal(held.length, 1)
  })
})

describe('answering and verifying', () => {
  it('needs what was done and how it can be seen', async () => {
    const outcome = await perform(book, commands.answer, act(worker, await given('See the bedroom')), {
      answer: '',
    })
    assert.deepEqual(at(outcome), ['answer', 'evidence'])
  })

  it('is the owner’s to answer, and the asker’s to verify', async () => {
    const id = await given('Meet Carl, his dad')
    const posted = { answer: 'Met Carl at the office', evidence: 'Note of 20 November' }
    assert.equal((await perform(book, commands.answer, act(manager, id), posted)).kind, 'refused')
    assert.equal((await perform(book, commands.answer, act(worker, id), posted)).kind, 'done')
    assert.equal(
      (await perform(book, commands.verify, act(manager, id), { difference: 'Leo sees his dad on Sundays' }))
        .kind,
      'done',
    )
    const row = await rowOf(id)
    assert.deepEqual([row.state, row.answeredBy, row.verifiedBy], ['verified', worker.id, manager.id])
  })

  it('is never verified by whoever did it', async () => {
    const id = idOf(
      await giveAction(
        book,
        { actor: manager, childIds: [childId], formKey: null },
        { what: 'Write to the landlord', dueOn: '2026-12-01', ownerId: manager.id },
      ),
    )
    await perform(book, commands.answer, act(manager, id), {
      answer: 'Written',
      evidence: 'Letter of 21 November',
    })
    const outcome = await perform(book, commands.verify, act(manager, id), {
      difference: 'The damp was treated',
    })
    assert.deepEqual(outcome.kind === 'refused' && outcome.findings.map(({ rule }) => rule), ['A-6'])
  })

  it('is verified by nobody but the asker, and by somebody else where the asker did it', async () => {
    const second = await addStaff(db, 'Ravi Osei', 'TM')
    const rules = (outcome: Outcome) =>
      outcome.kind === 'refused' ? outcome.findings.map(({ rule }) => rule) : outcome.kind
    const difference = { difference: 'He has a bed of his own' }
    const done = { answer: 'Delivered', evidence: 'Receipt of 20 November' }
    const asked = await given('Order a bed')
    await perform(book, commands.answer, act(worker, asked), done)
    assert.deepEqual(rules(await perform(book, commands.verify, act(second, asked), difference)), ['A-5'])
    assert.deepEqual(rules(await perform(book, commands.sendBack, act(second, asked), { dueOn: '2026-12-20', extendedWhy: 'No' })), ['A-5']) // prettier-ignore
    const posted = { what: 'Ring the housing office', dueOn: '2026-12-01', ownerId: manager.id }
    const own = idOf(await giveAction(book, { actor: manager, childIds: [childId], formKey: null }, posted))
    await perform(book, commands.answer, act(manager, own), done)
    assert.deepEqual(rules(await perform(book, commands.verify, act(manager, own), difference)), ['A-6'])
    assert.equal(rules(await perform(book, commands.verify, act(second, own), difference)), 'done')
  })

  it('cannot be answered twice', async () => {
    const id = await given('Ring the GP')
    const posted = { answer: 'Rang', evidence: 'Call note' }
    await perform(book, commands.answer, act(worker, id), posted)
    await assert.rejects(perform(book, commands.answer, act(worker, id), posted), StateMoved)
  })
})

describe('more time, and stopping', () => {
  it('needs a reason and a later day, and is counted', async () => {
    const id = await given('Find a nursery place')
    assert.deepEqual(at(await perform(book, commands.extend, act(manager, id), { dueOn: '2026-12-05' })), [
      'extendedWhy',
      'dueOn',
    ])
    await perform(book, commands.extend, act(manager, id), {
      dueOn: '2026-12-12',
      extendedWhy: 'The panel meets on the 11th',
    })
    const row = await rowOf(id)
    assert.deepEqual([row.dueOn, row.firstDueOn, row.extended], ['2026-12-12', '2026-12-05', 1])
  })

  it('needs a reason to stop', async () => {
    const id = await given('Refer to the food bank')
    assert.deepEqual(at(await perform(book, commands.stop, act(manager, id), {})), ['stoppedWhy'])
    await perform(book, commands.stop, act(manager, id), { stoppedWhy: 'Kelly has her benefits back' })
    assert.equal((await rowOf(id)).state, 'stopped')
  })
})

describe('a third ask (the second tells the service manager; the third is theirs to decide)', () => {
  const chosen = { decision: 'Asha goes with Amira, and rings Northshire from the car.', dueOn: '2026-12-01' }
  const askedThrice = async (what: string): Promise<string> => {
    await given(what)
    await given(what)
    return given(what)
  }
  let senior: Actor
  before(async () => {
    senior = await addStaff(db, 'Ruth Oyelaran', 'SM')
  })

  it('waits for the service manager: whoever asked can neither give more time nor stop it', async () => {
    const id = await askedThrice('Get the chronology from the health visitor')
    const more = { dueOn: '2026-12-20', extendedWhy: 'Short of staff' }
    for (const [command, posted] of [
      [commands.extend, more],
      [commands.stop, { stoppedWhy: 'No longer needed' }],
    ] as const) {
      const outcome = await perform(book, command, act(manager, id), posted)
      assert.equal(outcome.kind, 'refused')
      assert.deepEqual(outcome.kind === 'refused' ? outcome.findings.map(({ rule }) => rule) : [], ['A-10'])
    }
  })

  it('is decided by the service manager alone: what is different, who does it and by when', async () => {
    const id = await askedThrice('Check Carl’s history with Eastport')
    const posted = { ...chosen, ownerId: other.id }
    await assert.rejects(perform(book, commands.decide, act(manager, id), posted), NotAllowed)
    await assert.rejects(perform(book, commands.decide, act(worker, id), posted), NotAllowed)
    const bare = await perform(book, commands.decide, act(senior, id), { dueOn: '2026-12-01' })
    assert.deepEqual(at(bare), ['decision', 'ownerId'])
    const past = await perform(book, commands.decide, act(senior, id), { ...posted, dueOn: '2026-11-21' })
    assert.deepEqual(at(past), ['dueOn'])
    await perform(book, commands.decide, act(senior, id), posted)
    const row = await rowOf(id)
    assert.deepEqual(
      [row.state, row.decision, row.decidedBy, row.decidedOn, row.ownerId, row.dueOn, row.explainedOn],
      ['open', chosen.decision, senior.id, '2026-11-22', other.id, '2026-12-01', '2026-11-22'],
    )
    const more = { dueOn: '2026-12-20', extendedWhy: 'Northshire is closed' }
    assert.equal((await perform(book, commands.extend, act(manager, id), more)).kind, 'done')
  })

  it('may be stopped by them, who say why', async () => {
    const id = await askedThrice('Ask the landlord for a new boiler')
    await perform(book, commands.decideToStop, act(senior, id), { stoppedWhy: 'The family has moved.' })
    const row = await rowOf(id)
    assert.deepEqual(
      [row.state, row.stoppedWhy, row.decidedBy, row.stoppedOn],
      ['stopped', 'The family has moved.', senior.id, '2026-11-22'],
    )
  })

  it('is not theirs to decide before it is a third', async () => {
    const id = await given('Ask the school about lunch')
    const outcome = await perform(book, commands.decide, act(senior, id), { ...chosen, ownerId: worker.id })
    assert.deepEqual(outcome.kind === 'refused' ? outcome.findings.map(({ rule }) => rule) : [], ['A-9'])
  })
})
