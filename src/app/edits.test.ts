import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../platform/access/policy.ts'
import type { Db } from '../platform/db/database.ts'
import type { Book } from '../platform/record/book.ts'
import { correct } from '../platform/record/correct.ts'
import { words } from '../platform/record/field.ts'
import { StateMoved } from '../platform/record/perform.ts'
import { saveShared, sharedAnswers } from '../platform/record/shared-draft.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../platform/testing/office.ts'
import { chanceOf } from '../platform/testing/random-answers.ts'
import { freshDb } from '../platform/testing/world.ts'
import { note } from '../modules/notes/index.ts'

// trust.md REL-15: 10,000 histories in the whole run (HOLDFAST_HISTORIES=10000), a few in the usual one.
const histories = Number(process.env['HOLDFAST_HISTORIES'] ?? 6)

let db: Db
let book: Book
let editors: Actor[]
let childId: string
before(async () => {
  db = await freshDb()
  book = bookOn(db)
  childId = await addPerson(db)
  editors = []
  for (let i = 0; i < 16; i++) editors.push(await addStaff(db, `Editor ${i}`, 'SW'))
  for (const editor of editors) await allocateTo(db, childId, editor)
})
after(() => db.destroy())

interface Told {
  readonly word: string
  readonly saved: boolean
}

/** Some editors correct one record, each from the version they opened it at, some at once, some after the others. */
async function onOneRecord(seed: number): Promise<void> {
  const chance = chanceOf(seed)
  const some = editors.slice(0, 2 + chance.below(15))
  const { id } = await db
    .insertInto('note')
    .values({
      childId,
      state: 'recorded',
      happenedOn: book.today(),
      kind: 'call',
      line: 'begun',
      significant: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const told: Told[] = []
  const edit = async (actor: Actor, n: number): Promise<void> => {
    const at = await db.selectFrom('note').select('version').where('id', '=', id).executeTakeFirstOrThrow()
    if (chance.below(2) === 0) await new Promise((resolve) => setTimeout(resolve, chance.below(5)))
    const word = `w${seed}x${n}`
    const act = { actor, childId, recordId: id, formKey: randomUUID(), version: at.version }
    const saved = await correct(book, note, act, ['line'], { line: word, reason: 'Said again' }).then(
      ({ kind }) => kind === 'done',
      (fault: unknown) => {
        if (fault instanceof StateMoved) return false
        throw fault
      },
    )
    told.push({ word, saved })
  }
  await Promise.all(some.map((actor, n) => edit(actor, n)))
  const { rows } = await sql<{ line: string; before: string }>`
    select answers ->> 'line' as line, before ->> 'line' as before from event where record_id = ${id} order by id`.execute(
    db,
  )
  assert.deepEqual(rows.map(({ line }) => line).toSorted(), told.filter(({ saved }) => saved).map(({ word }) => word).toSorted()) // prettier-ignore
  // Each that was saved was made over the one before it, and none over what its editor had not seen.
  assert.deepEqual(rows.map(({ before: was }) => was), ['begun', ...rows.map(({ line }) => line)].slice(0, rows.length)) // prettier-ignore
  const stands = await db.selectFrom('note').select(['line', 'version']).where('id', '=', id).executeTakeFirstOrThrow() // prettier-ignore
  assert.deepEqual([stands.line, stands.version], [rows.at(-1)?.line, 1 + rows.length])
}

const fields = { why: words({ label: 'Why?', missing: 'Enter why' }) }

/** Some editors write in one shared draft, each adding words of their own to what their page shows; every save is told as saved. */
async function inOneDraft(seed: number): Promise<void> {
  const chance = chanceOf(seed)
  const subjectId = randomUUID()
  const desks = editors.slice(0, 2 + chance.below(15)).map(({ id }) => ({ id, page: randomUUID(), text: '' }))
  const typed: string[] = []
  for (let round = 0; round < 2; round++)
    await Promise.all(
      desks.map(async (desk, n) => {
        const word = `w${round}x${n}`
        typed.push(word)
        desk.text = chance.below(2) === 0 ? `${desk.text} ${word} is so.` : `${word} is so. ${desk.text}`
        await saveShared(db, fields, { subjectId, authorId: desk.id, page: desk.page, typed: { why: desk.text }, began: {} }) // prettier-ignore
      }),
    )
  const [answer] = await sharedAnswers(db, [subjectId])
  for (const word of typed) assert.match(String(answer?.answer), new RegExp(`\\b${word}\\b`), `${seed}`)
}

describe(`2 to 16 people editing at once, ${histories} histories`, () => {
  let held = 0
  after(() => console.log(`${held} random histories of 2 to 16 editors, no word overwritten unseen`))
  it('of a record: what was told as saved is in its history, and nothing was made over unseen', async () => {
    for (let seed = 1; seed <= histories / 2; seed++, held++) await onOneRecord(seed)
  })
  it('of a draft: every word that was saved stands in it', async () => {
    for (let seed = 1; seed <= histories / 2; seed++, held++) await inOneDraft(seed)
  })
})
