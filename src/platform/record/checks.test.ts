import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../access/policy.ts'
import type { Db } from '../db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../testing/office.ts'
import { freshDb } from '../testing/world.ts'
import type { Book } from './book.ts'
import { inOneChange } from './change.ts'
import { checks } from './checks.ts'
import { correct } from './correct.ts'
import { dayField, line } from './field.ts'
import { recordType } from './record.ts'

const worry = recordType({
  table: 'worry',
  title: 'Worry',
  states: ['open', 'closed'],
  happened: 'sinceOn',
  fields: {
    what: line({ label: 'What?', missing: 'Enter what' }),
    source: line({ label: 'Who told us?', missing: 'Enter who told us' }),
    sinceOn: dayField({ label: 'Since when?', missing: 'Enter since when' }),
  },
})

const once = checks(worry, [
  {
    id: 'T-1',
    source: 'a test',
    holds: ({ row, today }) => row.sinceOn === null || row.sinceOn <= today,
    at: 'sinceOn',
    says: 'This has not happened yet',
  },
  {
    id: 'T-2',
    source: 'a test',
    holds: ({ row, all }) => !all.some((other) => other.id < row.id && other.what === row.what),
    at: 'what',
    says: 'This was said before',
  },
])

let db: Db
let book: Book
let worker: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [], testDay, [worry], [once])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  childId = await addPerson(db)
  await allocateTo(db, childId, worker)
})
after(() => db.destroy())

const told = (what: string, sinceOn: string) =>
  inOneChange(book, worker, null, async (change) => ({
    kind: 'done',
    recordId: await change.open(worry, {
      event: 'worry.added',
      childId,
      state: 'open',
      answers: { what, source: 'School', sinceOn },
    }),
  }))
const findingsNow = () =>
  db.selectFrom('finding').select(['rule', 'field', 'state', 'ownerId']).orderBy('id').execute()

describe('what may be true though wrong', () => {
  it('is stored, and is told to the child’s worker at the field it is about', async () => {
    assert.equal((await told('Hungry', '2026-12-25')).kind, 'done')
    assert.deepEqual(await findingsNow(), [
      { rule: 'T-1', field: 'sinceOn', state: 'open', ownerId: worker.id },
    ])
  })

  it('is said once, however often the record is looked at again', async () => {
    await told('Cold', '2026-11-01')
    assert.equal((await findingsNow()).length, 1)
  })

  it('clears itself once it is put right', async () => {
    const row = await db
      .selectFrom('worry')
      .select('id')
      .where('what', '=', 'Hungry')
      .executeTakeFirstOrThrow()
    const act = { actor: worker, childId, recordId: row.id, formKey: null }
    await correct(book, worry, act, ['sinceOn'], { sinceOn: '25/10/2026', reason: 'Typed the wrong month' })
    assert.deepEqual(
      (await findingsNow()).map(({ state }) => state),
      ['cleared'],
    )
  })

  it('looks at the child’s other records of the kind', async () => {
    await told('Cold', '2026-11-20')
    assert.deepEqual(
      (await findingsNow()).map(({ rule, state }) => [rule, state]),
      [
        ['T-1', 'cleared'],
        ['T-2', 'open'],
      ],
    )
  })
})
