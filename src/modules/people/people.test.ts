import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { correct } from '../../platform/record/correct.ts'
import { heldToHistory } from '../../platform/record/history.ts'
import { perform, StateMoved, type Act } from '../../platform/record/perform.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { addChild, addRelative, commands, openChild } from './commands.ts'
import { agreeMerge, proposeMerge, undoMerge } from './merging.ts'
import { alike } from './queries.ts'
import { address, personRecord, relationship } from './record.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let leo: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [], testDay, [personRecord, address, relationship])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  leo = await addPerson(db, {
    givenName: 'Leo',
    familyName: 'Barker',
    bornOn: day('2020-03-03'),
    laChildId: '10442',
  })
  await allocateTo(db, leo, worker)
})
after(() => db.destroy())

const act = (actor: Actor, recordId: string | null = null): Act => ({
  actor,
  childId: leo,
  recordId,
  formKey: null,
})
const personOf = (id: string) =>
  db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('adding somebody', () => {
  it('needs a name or a day they are due, and a birth date that has been', async () => {
    assert.deepEqual(refusals(await addChild(book, worker, null, { bornOn: '1/1/2030' })), [
      'P-1 givenName',
      'P-2 bornOn',
    ])
  })

  it('keeps an unborn child as one, and knows everything about them from now on', async () => {
    const id = idOf(await addChild(book, worker, null, { familyName: 'Reid', expectedOn: '3 3 2027' }))
    assert.equal((await personOf(id)).kind, 'unborn')
    assert.deepEqual(
      await db.selectFrom('coverage').select(['fact', 'fromOn']).where('childId', '=', id).execute(),
      [{ fact: 'everything', fromOn: null }],
    )
    assert.equal(
      await db
        .selectFrom('event')
        .select('type')
        .where('recordId', '=', id)
        .executeTakeFirst()
        .then((event) => event?.type),
      'person.added',
    )
  })

  it('gives a child a number of letters and figures that no other has had, and an adult none', async () => {
    const add = async (familyName: string) =>
      (await personOf(idOf(await addChild(book, worker, null, { familyName })))).laChildId ?? ''
    const first = await add('Okoro')
    await assert.rejects(
      inOneChange(book, worker, null, async (change) => {
        await openChild(change, { familyName: 'Taken back' })
        throw new Error('the form failed')
      }),
    )
    const second = await add('Lowe')
    assert.match(first, /^HF\d{6,18}$/)
    // The number of the child who was never kept is not given again.
    assert.equal(Number(second.slice(2)), Number(first.slice(2)) + 2)
    const told = await db.selectFrom('event').select('answers').where('type', '=', 'person.added').orderBy('id', 'desc').executeTakeFirstOrThrow() // prettier-ignore
    assert.equal((told.answers as { laChildId: string }).laChildId, second)
    const posted = { givenName: 'Joan', kind: 'grandparent', parentalResponsibility: 'no', risk: 'none known', contactRestricted: 'no' } // prettier-ignore
    assert.equal((await personOf(idOf(await addRelative(book, act(worker), posted)))).laChildId, null)
  })

  it('to a child’s family makes the person and who they are to the child, together or not at all', async () => {
    const posted = {
      givenName: 'Kelly',
      familyName: 'Barker',
      kind: 'mother',
      parentalResponsibility: 'yes',
      risk: 'none known',
      contactRestricted: 'no',
    }
    assert.deepEqual(refusals(await addRelative(book, act(worker), { ...posted, kind: '' })), ['answer kind'])
    const id = idOf(await addRelative(book, act(worker), posted))
    assert.equal((await personOf(id)).kind, 'adult')
    const [tie] = await db.selectFrom('relationship').selectAll().where('relativeId', '=', id).execute()
    assert.deepEqual([tie?.childId, tie?.kind, tie?.parentalResponsibility], [leo, 'mother', 'yes'])
  })

  it('of a brother stands on both records, and is said once', async () => {
    const posted = {
      kind: 'sibling',
      parentalResponsibility: 'no',
      household: 'yes',
      risk: 'none known',
      contactRestricted: 'no',
    }
    const tyler = idOf(await addRelative(book, act(worker), { givenName: 'Tyler', ...posted }))
    const ties = await db.selectFrom('relationship').selectAll().where('kind', '=', 'sibling').execute()
    assert.deepEqual(ties.map(({ childId, relativeId, household }) => [childId, relativeId, household]), [[leo, tyler, true], [tyler, leo, true]]) // prettier-ignore
    const ann = await addPerson(db, { givenName: 'Ann' })
    await perform(book, commands.relate, act(worker), { ...posted, relativeId: ann })
    const hers = await db.selectFrom('relationship').select('id').where('childId', '=', ann).execute()
    assert.deepEqual(hers, [], 'a record that is not the writer’s is not written on')
  })

  it('looks first for somebody of nearly the same name and the same birth date', async () => {
    const found = await alike(db, worker, { name: 'Leo Barkr', bornOn: day('2020-03-03'), not: null })
    assert.deepEqual(
      found.map(({ id }) => id),
      [leo],
    )
  })
})

describe('correcting who somebody is', () => {
  it('needs a reason, and keeps what stood before beside what stands now', async () => {
    const at = { ...act(worker), recordId: leo }
    assert.deepEqual(refusals(await correct(book, personRecord, at, ['bornOn'], { bornOn: '4/3/2020' })), [
      'answer reason',
    ])
    await correct(book, personRecord, at, ['bornOn'], {
      bornOn: '4/3/2020',
      reason: 'Birth certificate seen',
    })
    const event = await db
      .selectFrom('event')
      .select(['answers', 'before', 'reason'])
      .where('type', '=', 'person.corrected')
      .executeTakeFirstOrThrow()
    assert.deepEqual(event, {
      answers: { bornOn: '2020-03-04', state: 'active' },
      before: { bornOn: '2020-03-03', state: 'active' },
      reason: 'Birth certificate seen',
    })
    const told = await Array.fromAsync(heldToHistory(db, personRecord))
    assert.deepEqual(
      told.flatMap(({ differing }) => differing).filter(({ fields }) => fields.length > 0),
      [],
    )
  })

  it('is refused when somebody else changed it meanwhile', async () => {
    const at = { ...act(worker), recordId: leo, version: 1 }
    await assert.rejects(
      correct(book, personRecord, at, ['bornOn'], { bornOn: '5/3/2020', reason: 'Typed wrongly' }),
      StateMoved,
    )
  })
})

describe('merging two records', () => {
  it('is proposed by one and agreed by another; everything moves, and can go back', async () => {
    const twin = await addPerson(db, { givenName: 'Leo', familyName: 'Barker', laChildId: '20991' })
    await allocateTo(db, twin, worker)
    const home = await db
      .insertInto('address')
      .values({ childId: twin, kind: 'home', lines: '4 Mill Road', state: 'recorded' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const id = idOf(
      await perform(book, proposeMerge, act(manager), { loserId: twin, why: 'Same mother, same birthday' }),
    )
    const at = { ...act(manager), recordId: id }
    assert.deepEqual(refusals(await agreeMerge(book, at, { decidedWhy: 'Seen both' })), ['P-4'])

    const second = await addStaff(db, 'Ravi Osei', 'TM')
    await agreeMerge(book, { ...at, actor: second }, { decidedWhy: 'Birth certificate seen' })
    const moved = async () =>
      (await db.selectFrom('address').select('childId').where('id', '=', home.id).executeTakeFirstOrThrow())
        .childId
    assert.equal(await moved(), leo)
    assert.deepEqual(
      [(await personOf(twin)).state, (await personOf(twin)).mergedInto, (await personOf(twin)).laChildId],
      ['merged', leo, '20991'],
    )

    await undoMerge(book, { ...at, actor: second }, { undoneWhy: 'They are cousins' })
    assert.equal(await moved(), twin)
    assert.deepEqual([(await personOf(twin)).state, (await personOf(twin)).mergedInto], ['active', null])
    await assert.rejects(undoMerge(book, { ...at, actor: second }, { undoneWhy: 'Again' }), StateMoved)
  })
})
