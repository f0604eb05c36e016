import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../platform/db/database.ts'
import { addPerson, addStaff, allocateTo } from '../platform/testing/office.ts'
import { signIn } from '../platform/testing/pages.ts'
import { freshDb } from '../platform/testing/world.ts'
import type { App } from '../platform/web/app.ts'
import { bookOf } from './book.ts'
import { listRoutes } from './routes.ts'
import { buildServer } from './server.ts'

/** The family name alone has sixty characters, and marks that a page must not take for its own. */
const long = 'Featherstonehaugh-Cholmondeley <b>of</b> St John’s-in-the-Vale'
const hidden = { lines: '9 Secret Row', postcode: 'ZZ9 9ZZ' }

describe('every page of a child of whom little is held, and that oddly', () => {
  let db: Db
  let app: App
  let cookie: string
  let children: readonly string[]
  const shown = new Map<string, string>()

  before(async () => {
    db = await freshDb()
    const book = bookOf(db)
    app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
    const manager = await addStaff(db, 'Sam Cole', 'TM')
    const nameless = await addPerson(db, { bornOn: null, laChildId: '20551' })
    await db
      .updateTable('person')
      .set({ givenName: null, familyName: null })
      .where('id', '=', nameless)
      .execute()
    const named = await addPerson(db, { givenName: 'Wilhelmina', familyName: long, bornOn: null })
    await db
      .insertInto('address')
      .values({ childId: named, ...hidden, kind: 'home', confidential: true, state: 'recorded' })
      .execute()
    children = [nameless, named]
    for (const child of children) await allocateTo(db, child, manager)
    ;({ cookie } = await signIn(book, manager))
  })
  after(async () => {
    await app.close()
    await db.destroy()
  })

  it('is answered, its marks as they were typed and no address that must not be shared', async () => {
    const doors = (await listRoutes()).filter(
      ({ method, url }) => method === 'GET' && url.includes(':childId') && url.split(':').length === 2,
    )
    assert.ok(doors.length > 60, `only ${doors.length} pages are of a child alone`)
    const lists = ['/my-work', '/oversight', '/data-quality', '/inbox', '/worries', '/conferences']
    const wrong: string[] = []
    let answered = 0
    for (const child of children)
      for (const url of [...doors.map((door) => door.url), ...lists]) {
        const answer = await app.inject({ url: url.replace(':childId', child), headers: { cookie } })
        if (answer.statusCode === 200) answered += 1
        shown.set(`${url} ${child}`, answer.body)
        if (answer.statusCode >= 500) wrong.push(`${url}: ${answer.statusCode}`)
        if (answer.body.includes('<b>of</b>')) wrong.push(`${url}: marks of a name are the page's own`)
        if (answer.body.includes(hidden.lines) || answer.body.includes(hidden.postcode))
          wrong.push(`${url}: shows the address`)
      }
    assert.deepEqual(wrong, [])
    assert.ok(answered > 100, `only ${answered} pages were answered`)
  })

  it('leads to addresses of ours and to none that was typed', () => {
    const addresses = (body: string): string[] =>
      [...body.matchAll(/\s(?:href|src|action|formaction)="([^"]*)"/g)].map(([, to = '']) => to)
    const ours = /^(\/(?![/\\])|#|\?|$|https:\/\/www\.gov\.uk\/)/
    const all = [...shown].flatMap(([page, body]) => addresses(body).map((to) => ({ page, to })))
    assert.ok(all.length > 2000, `only ${all.length} addresses`)
    assert.deepEqual(
      addresses('<a href="javascript:alert(1)">').filter((to) => ours.test(to)),
      [],
    )
    assert.deepEqual(
      all.filter(({ to }) => !ours.test(to) || /featherstone|cholmondeley|<|&lt;|secret row/i.test(to)),
      [],
    )
  })
})
