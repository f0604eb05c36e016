import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { NotAllowed, type Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { newId } from '../../platform/record/new-id.ts'
import { perform, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { own, recordVisit, writeUp } from './commands.ts'

let db: Db
let book: Book
let worker: Actor
let leo: string
let tyler: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  tyler = await addPerson(db, { givenName: 'Tyler', familyName: 'Barker', bornOn: day('2012-05-01') })
  await allocateTo(db, leo, worker)
  await allocateTo(db, tyler, worker)
})
after(() => db.destroy())

const act = (formKey: string | null = null): Act => ({ actor: worker, childId: leo, recordId: null, formKey })
const shared = {
  visitedOn: '2026-11-20',
  time: '15:40',
  place: 'home',
  purpose: 'See where Leo sleeps',
  observations: 'One mattress on the floor.',
}
const seenAlone = (id: string) => ({ [own('seen', id)]: 'yes', [own('seenAlone', id)]: 'yes' })
const visitsTo = (id: string) =>
  db.selectFrom('visit').selectAll().where('childId', '=', id).orderBy('id').execute()
const wrong = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.findings.map(({ at, message }) => [at, message]) : []

describe('a visit', () => {
  it('in which an adult was spoken to says so on the record of each child it was to, and never takes it back', async () => {
    const kelly = await addPerson(db, { givenName: 'Kelly', familyName: 'Barker', kind: 'adult' })
    const tie = { relativeId: kelly, kind: 'mother', household: true, state: 'recorded', parentalResponsibility: 'yes', contactRestricted: false, risk: 'none known' } as const // prettier-ignore
    await db.insertInto('relationship').values([{ ...tie, childId: leo }, { ...tie, childId: tyler }]).execute() // prettier-ignore
    const spoken = async () =>
      (await db.selectFrom('relationship').select('spokenToOn').execute()).map((row) => row.spokenToOn)
    await recordVisit(book, act(), [leo], { ...shared, ...seenAlone(leo) })
    assert.deepEqual(await spoken(), [null, null])
    const both = { ...shared, ...seenAlone(leo), ...seenAlone(tyler), spokenTo: 'Kelly Barker, mother' }
    await recordVisit(book, act(), [leo, tyler], both)
    assert.deepEqual(await spoken(), ['2026-11-20', '2026-11-20'])
    await recordVisit(book, act(), [leo, tyler], { ...both, visitedOn: '2026-11-02' })
    assert.deepEqual(await spoken(), ['2026-11-20', '2026-11-20'])
    await db.deleteFrom('visit').execute()
  })

  it('counts at once with its facts, and its words may follow', async () => {
    const outcome = await recordVisit(book, act(), [leo], { ...shared, ...seenAlone(leo) })
    assert.equal(outcome.kind, 'done')
    const [visit] = await visitsTo(leo)
    assert.deepEqual(
      [
        visit?.state,
        visit?.seen,
        visit?.seenAlone,
        visit?.mode,
        visit?.outcome,
        visit?.visitedAt,
        visit?.finishedAt,
      ],
      ['facts only', true, 'yes', 'face to face', 'completed', '2026-11-20T15:40:00+00:00', null],
    )
  })

  it('is written up when the child’s voice and what is different are there', async () => {
    const [visit] = await visitsTo(leo)
    const at = { ...act(), recordId: visit?.id ?? '' }
    assert.deepEqual(wrong(await perform(book, writeUp, at, {})), [
      ['difference', 'Select how things are since last time'],
      ['childWords', 'Enter what the child said or showed, or why there is nothing from them'],
    ])
    await perform(book, writeUp, at, { difference: 'same', childWords: 'My bed is wet' })
    const [written] = await visitsTo(leo)
    assert.deepEqual(
      [written?.state, written?.childWords, written?.finishedAt],
      ['recorded', 'My bed is wet', '2026-11-22T12:00:00+00:00'],
    )
  })

  it('says everything that is missing at once, each at its own child', async () => {
    const posted = { visitedOn: '2026-11-23', [own('seen', leo)]: 'yes', [own('seen', tyler)]: 'no' }
    assert.deepEqual(wrong(await recordVisit(book, act(), [leo, tyler], posted)), [
      ['visitedOn', 'The day of the visit must be today or in the past'],
      [own('seenAlone', leo), 'Select whether you saw the child alone'],
      [own('notSeenNext', tyler), 'Enter why the child was not seen, and what happens next'],
      ['place', 'Select where the visit was'],
      ['outcomeId', 'Select what the visit was for, or write it in your own words'],
      ['observations', 'Enter what you saw and heard'],
    ])
  })

  it('asks why a child was not seen alone', async () => {
    const posted = { ...shared, [own('seen', leo)]: 'yes', [own('seenAlone', leo)]: 'no' }
    assert.deepEqual(wrong(await recordVisit(book, act(), [leo], posted)), [
      [own('notAloneWhy', leo), 'Select why the child was not seen alone'],
    ])
  })

  it('to a brother and sister is one visit, with a record and an event for each', async () => {
    const posted = {
      ...shared,
      ...seenAlone(leo),
      [own('seen', tyler)]: 'no',
      [own('notSeenNext', tyler)]: 'At football, will see at school on Monday',
    }
    await recordVisit(book, act(), [leo, tyler], posted)
    const [to] = (await visitsTo(leo)).slice(-1)
    const [missed] = await visitsTo(tyler)
    assert.equal(missed?.togetherId, to?.togetherId)
    assert.deepEqual([missed?.seen, missed?.outcome, missed?.state], [false, 'child not present', 'recorded'])
    const events = await db
      .selectFrom('event')
      .select('type')
      .where('recordId', 'in', [to?.id ?? '', missed?.id ?? ''])
      .execute()
    assert.deepEqual(
      events.map(({ type }) => type),
      ['visit.recorded', 'visit.recorded'],
    )
  })

  it('sent twice is recorded once', async () => {
    const held = (await visitsTo(leo)).length
    const key = newId()
    const both = await Promise.all(
      [1, 2].map(() => recordVisit(book, act(key), [leo], { ...shared, ...seenAlone(leo) })),
    )
    assert.deepEqual(both[0], both[1])
    assert.equal((await visitsTo(leo)).length, held + 1)
  })

  it('stores nothing when one of the children is not this worker’s', async () => {
    const stranger = await addPerson(db, { givenName: 'Zara' })
    const held = (await visitsTo(leo)).length
    const posted = { ...shared, ...seenAlone(leo), ...seenAlone(stranger) }
    await assert.rejects(recordVisit(book, act(), [leo, stranger], posted), NotAllowed)
    assert.equal((await visitsTo(leo)).length, held)
  })
})
