import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform } from '../../platform/record/perform.ts'
import { addPerson, addStaff, addTeam, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
let asha: Actor
let manager: SignedIn
let childId: string
let form: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  app = await serverOf(book, [pages], async () => nothing)
  await addTeam(db, 'Riverside', 'Assessment and safeguarding')
  asha = await addStaff(db, 'Asha Patel', 'TM', 'Riverside')
  manager = await signIn(book, asha)
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, childId, await addStaff(db, 'Amira Khalil', 'SW', 'Riverside'))
  form = `/children/${childId}/discussions/record-discussion`
})
after(async () => {
  await app.close()
  await db.destroy()
})

describe('the form of a discussion (earlier directions are answered one by one)', () => {
  it('says that nothing is owed, and then what is, by its day and with its page, and again beside an error', async () => {
    const show = () => app.inject({ url: form, headers: { cookie: manager.cookie } })
    const empty = await show()
    assert.equal(empty.statusCode, 200)
    assert.match(wordsOf(empty.body), /Every direction about this child is done, or was stopped/)
    const talk = { heldOn: testDay, trigger: 'supervision', known: 'Seen on Friday, and hungry', challenge: 'Who feeds him on Fridays?', safeNow: 'unsure', asked: 'Ask Nan about Fridays', askedByOn: '2026-11-27' } // prettier-ignore
    await perform(book, commands.recordDiscussion, { actor: asha, childId, recordId: null, formKey: null }, talk) // prettier-ignore
    const { body } = await show()
    assert.match(
      wordsOf(body),
      /Directions not done yet Say what became of each.* Ask Nan about Fridays due /,
    )
    assert.match(body, new RegExp(`/children/${childId}/actions#[0-9a-f-]{36}`))
    const refused = await app.inject({ method: 'POST', url: form, headers: { cookie: manager.cookie, 'content-type': 'application/x-www-form-urlencoded' }, payload: `_csrf=${manager.csrf}` }) // prettier-ignore
    assert.equal(refused.statusCode, 422)
    assert.match(wordsOf(refused.body), /Ask Nan about Fridays due /)
  })
})
