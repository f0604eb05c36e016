import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Role } from '../platform/access/policy.ts'
import { addDays } from '../platform/dates/day.ts'
import type { Db } from '../platform/db/database.ts'
import { perform } from '../platform/record/perform.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../platform/testing/office.ts'
import { signIn, wordsOf } from '../platform/testing/pages.ts'
import { freshDb } from '../platform/testing/world.ts'
import type { App } from '../platform/web/app.ts'
import { commands as notes } from '../modules/notes/index.ts'
import { commands as unknowns } from '../modules/unknowns/index.ts'
import { duties, records } from './modules.ts'
import { buildServer } from './server.ts'

let db: Db
let app: App
let childId: string
let noteId: string
let unknownId: string
const cookies = new Map<Role, string>()

before(async () => {
  db = await freshDb()
  const book = bookOn(db, duties, undefined, records)
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  for (const role of ['SW', 'BS', 'INSP'] as const) {
    const actor = await addStaff(db, `A ${role}`, role)
    cookies.set(role, (await signIn(book, actor)).cookie)
    if (role !== 'SW') continue
    await allocateTo(db, childId, actor)
    const act = () => ({ actor, childId, recordId: null, formKey: randomUUID() })
    const happenedOn = book.today()
    const said = { kind: 'call', whoWith: 'Ms Shah', line: 'He was hungry', happenedOn, significant: 'no' }
    const note = await perform(book, notes.record, act(), said)
    const asked = { question: 'Who else lives here?', ownerId: actor.id, byOn: addDays(happenedOn, 7) }
    const unknown = await perform(book, unknowns.askQuestion, act(), asked)
    assert.ok(note.kind === 'done', JSON.stringify(note))
    assert.ok(unknown.kind === 'done', JSON.stringify(unknown))
    noteId = note.recordId
    unknownId = unknown.recordId
  }
  const file = {
    childId,
    kind: 'letter',
    madeOn: book.today(),
    cameFrom: 'Ms Shah',
    aboutKind: 'note',
  } as const
  for (const [what, aboutId, state] of [
    ['Letter about breakfast', noteId, 'filed'],
    ['Letter that was withdrawn', noteId, 'withdrawn'],
    ['Letter of another note', randomUUID(), 'filed'],
  ] as const)
    await db
      .insertInto('document')
      .values({ ...file, what, aboutId, state })
      .execute()
})
after(async () => {
  await app.close()
  await db.destroy()
})

const ask = async (role: Role, url: string) => {
  const { statusCode, body } = await app.inject({ url, headers: { cookie: cookies.get(role) ?? '' } })
  return { statusCode, body, words: wordsOf(body) }
}
const noteAt = () => `/children/${childId}/records/note/${noteId}`

describe('the documents of a record', () => {
  it('stand beneath its page, with the way to attach another to it', async () => {
    const { body, words } = await ask('SW', noteAt())
    assert.match(words, /Documents.*Letter about breakfast/s)
    assert.doesNotMatch(words, /withdrawn|another note/)
    const to = `/children/${childId}/documents/attach?about=note:${noteId}`
    assert.ok(body.includes(`href="${to}"`))
    assert.match((await ask('SW', to)).body, new RegExp(`value="note:${noteId}" selected`))
  })

  it('stand beneath a chapter’s own page too', async () => {
    const { body, words } = await ask('SW', `/children/${childId}/unknowns/${unknownId}`)
    assert.match(words, /Documents.*None is attached to it/s)
    assert.ok(body.includes(`attach?about=unknown:${unknownId}`))
  })

  it('are read by whoever reads both, and attached by whoever may', async () => {
    const inspector = await ask('INSP', noteAt())
    assert.match(inspector.words, /Letter about breakfast/)
    assert.ok(!inspector.body.includes('documents/attach'))
    const office = await ask('BS', noteAt())
    assert.equal(office.statusCode, 403)
    assert.doesNotMatch(office.words, /Letter about breakfast/)
  })

  it('are on no page that says there is no such record, nor beneath a document', async () => {
    const none = await ask('SW', `/children/${childId}/unknowns/${noteId}`)
    assert.equal(none.statusCode, 404)
    assert.doesNotMatch(none.words, /Letter about breakfast/)
    const { id } = await db.selectFrom('document').select('id').where('aboutId', '=', noteId).where('state', '=', 'filed').executeTakeFirstOrThrow() // prettier-ignore
    const own = await ask('SW', `/children/${childId}/documents/${id}`)
    assert.equal(own.statusCode, 200)
    assert.doesNotMatch(own.words, /attached to it/)
  })
})
