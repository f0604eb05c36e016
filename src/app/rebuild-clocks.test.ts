import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { NotAllowed, type Actor } from '../platform/access/policy.ts'
import { inTransaction, type Db } from '../platform/db/database.ts'
import { giveAction } from '../modules/actions/index.ts'
import { recordVisit, visitAsks } from '../modules/visits/index.ts'
import type { Book } from '../platform/record/book.ts'
import { importRows } from '../platform/record/bulk.ts'
import { correct } from '../platform/record/correct.ts'
import { heldToHistory } from '../platform/record/history.ts'
import { NoSuchPerson } from '../platform/people/child.ts'
import { perform, StateMoved } from '../platform/record/perform.ts'
import { clockSetting, refreshClocks } from '../platform/record/readings.ts'
import type { AnyCommand, AnyRecordType } from '../platform/record/record.ts'
import { addPerson, addStaff, addTeam, allocateTo, bookOn, testDay } from '../platform/testing/office.ts'
import { chanceOf, randomAnswers, randomForm, type Cast } from '../platform/testing/random-answers.ts'
import { freshDb } from '../platform/testing/world.ts'
import { chapters, duties, records } from './modules.ts'
import { rebuildClocks } from './rebuild-clocks.ts'

const changes = Number(process.env['HOLDFAST_HISTORY'] ?? 400)
const seed = Number(process.env['HOLDFAST_SEED'] ?? 7)
const chance = chanceOf(seed)

const commands: readonly AnyCommand[] = chapters.flatMap((chapter) => Object.values(chapter.commands ?? {}))
const ofChildren = records.filter(({ table }) => !['person', 'merge'].includes(table))

let db: Db
let book: Book
let actor: Actor
let cast: Cast

before(async () => {
  db = await freshDb()
  book = bookOn(db, duties, testDay, records)
  actor = await addStaff(db, 'Asha Patel', 'SM')
  const people = await Promise.all(Array.from({ length: 12 }, () => addPerson(db)))
  for (const childId of people.slice(0, 9)) await allocateTo(db, childId, actor)
  cast = { people, staff: [actor.id], teams: [await addTeam(db, 'Riverside')] }
})
after(() => db.destroy())

const someone = (): string => chance.one(cast.people)
const idsOf = async (on: AnyRecordType, childId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom(on.table as 'note')
    .select('id')
    .where('childId', '=', childId)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** One thing that may happen to a record: a command, a correction, a visit, a direction, or rows of a return. */
const happenings: readonly (() => Promise<unknown>)[] = [
  async () => {
    const command = chance.one(commands)
    const on = command.on as AnyRecordType
    const childId = someone()
    const held = command.from === null ? [] : await idsOf(on, childId)
    if (command.from !== null && held.length === 0) return
    const recordId = command.from === null ? null : chance.one(held)
    await perform(
      book,
      command,
      { actor, childId, recordId, formKey: null },
      randomForm(on.fields, command.asks as string[], chance, cast),
    )
  },
  async () => {
    const on = chance.one(ofChildren)
    const childId = someone()
    const held = await idsOf(on, childId)
    if (held.length === 0) return
    const field = chance.one(Object.keys(on.fields))
    const posted = { ...randomForm(on.fields, [field], chance, cast), reason: 'Typed wrongly' }
    await correct(book, on, { actor, childId, recordId: chance.one(held), formKey: null }, [field], posted)
  },
  async () => {
    const childIds = [...new Set([someone(), someone()])]
    const posted = randomForm(visitAsks.fields, visitAsks.shared, chance, cast)
    const own = childIds.flatMap((id) =>
      Object.entries(randomForm(visitAsks.fields, visitAsks.own, chance, cast)).map(
        ([name, value]) => [`${name}_${id}`, value] as const,
      ),
    )
    const act = { actor, childId: childIds[0] ?? '', recordId: null, formKey: null }
    await recordVisit(book, act, childIds, { ...posted, ...Object.fromEntries(own) })
  },
  async () => {
    const posted = {
      what: chance.one(['Check his history', 'Check his history again', 'Ring the school']),
      dueOn: '2026-12-01',
    }
    await giveAction(book, { actor, childIds: [someone()], formKey: null }, posted)
  },
  async () => {
    const on = chance.one(ofChildren)
    const source = { importId: null, actorId: null, recordedAt: null, words: 'from a return' }
    const rows = [someone(), someone()].map((childId, i) => ({
      childId,
      key: `row ${chance.below(6)}.${i}`,
      state: chance.one(on.states),
      values: sound(on, randomAnswers(on.fields, chance, cast)),
    }))
    await inTransaction(db, async (tx) => {
      await importRows(tx, on, source, rows)
      const reading = { setting: await clockSetting(tx), today: testDay }
      await refreshClocks(tx, duties, [...new Set(rows.map(({ childId }) => childId))], reading)
    })
  },
]

/** What a chapter would never let through: somebody related to themselves, work verified by whoever did it. */
function sound(on: AnyRecordType, values: Record<string, unknown>): Record<string, unknown> {
  if (on.table === 'action') return { ...values, verifiedBy: null }
  return on.table === 'relationship' ? { ...values, relativeId: cast.people.at(-1) } : values
}

async function happen(): Promise<void> {
  try {
    await chance.one(happenings)()
  } catch (refusal) {
    // Somebody a random restriction or merge has put out of sight is nobody here any more.
    const named =
      refusal instanceof NotAllowed || refusal instanceof StateMoved || refusal instanceof NoSuchPerson
    const constraint = refusal instanceof Error && 'constraint' in refusal
    if (!named && !constraint) throw refusal
  }
}

const readings = () =>
  db
    .selectFrom('clockReading')
    .selectAll()
    .orderBy('childId')
    .orderBy('clock')
    .orderBy('recordId')
    .orderBy('sinceOn')
    .execute()

describe(`after a random history of ${changes} commands, corrections and imports (seed ${seed})`, () => {
  before(async () => {
    for (let i = 0; i < changes; i += 1) await happen()
  })

  it('the clocks rebuilt into an empty table equal, row for row, what the writers left', async (t) => {
    const left = await readings()
    assert.ok(left.length > 50, `${left.length} readings`)
    await db.deleteFrom('clockReading').execute()
    await rebuildClocks(db, book, () => undefined)
    assert.deepEqual(await readings(), left)
    t.diagnostic(`${changes} changes, ${left.length} readings the same`)
  })

  it('every record says what its events say', async () => {
    let held = 0
    for (const on of ofChildren) {
      for await (const batch of heldToHistory(db, on, 50)) {
        held += batch.held
        // The allocations the test began from have no event of their own.
        assert.deepEqual(
          batch.differing.filter(({ fields }) => fields.length > 0),
          [],
          on.table,
        )
      }
    }
    assert.ok(held > 50, `${held} records`)
  })
})
