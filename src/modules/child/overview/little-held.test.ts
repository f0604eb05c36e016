import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../../platform/access/policy.ts'
import { day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { addPerson, addStaff, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { masthead, pages } from '../index.ts'

let db: Db
let book: Book
let app: App

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  app = await serverOf(book, [pages], masthead)
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function open(who: Actor, url: string) {
  const { cookie } = await signIn(book, who)
  const answer = await app.inject({ url, headers: { cookie } })
  return { status: answer.statusCode, page: answer.body, words: wordsOf(answer.body) }
}

describe('the overview of a child of whom little is held', () => {
  it('has a name, an age and first things first', async () => {
    const manager = await addStaff(db, 'Sam Cole', 'SM')
    const child = await addPerson(db, { laChildId: '20551', bornOn: null })
    const { status, words } = await open(manager, `/children/${child}/overview`)
    assert.equal(status, 200)
    assert.ok(words.includes('Child 20551, age not known'))
    assert.ok(words.includes('First things first for the child'))
    assert.ok(words.includes('We do not know who is in the child’s life'))
    assert.ok(words.includes('Nothing is due: no record here starts a clock.'))
  })

  it('counts a baby’s weeks, and names the day an unborn child is due', async () => {
    const manager = await addStaff(db, 'Jo Cole', 'SM')
    const baby = await addPerson(db, { givenName: 'Ivy', bornOn: day('2026-10-04') })
    assert.ok((await open(manager, `/children/${baby}/overview`)).words.includes('Ivy, 7 weeks'))
    const unborn = await addPerson(db, { kind: 'unborn', familyName: 'Fenn', bornOn: null })
    await db
      .updateTable('person')
      .set({ expectedOn: day('2027-03-03') })
      .where('id', '=', unborn)
      .execute()
    assert.ok(
      (await open(manager, `/children/${unborn}/overview`)).words.includes(
        'Unborn baby Fenn, due 3 March 2027',
      ),
    )
  })

  it('holds a name of sixty characters, escapes it, and hides an address that must not be shared', async () => {
    const manager = await addStaff(db, 'Lee Cole', 'SM')
    const long = 'Wilhelmina-Persephone <b>O’Featherstonehaugh-Cholmondeley</b>'
    const child = await addPerson(db, { givenName: long, familyName: 'Smythe' })
    await db
      .insertInto('address')
      .values({
        childId: child,
        lines: '9 Secret Row',
        postcode: 'ZZ9 9ZZ',
        kind: 'home',
        confidential: true,
        state: 'recorded',
      })
      .execute()
    const { page, words } = await open(manager, `/children/${child}/overview`)
    assert.ok(!page.includes('<b>O’F'))
    assert.ok(!page.includes('9 Secret Row') && !page.includes('ZZ9 9ZZ'))
    assert.ok(words.includes('address hidden') && words.includes('Flag: Do not share address'))
  })
})
