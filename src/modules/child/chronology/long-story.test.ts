import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../../platform/access/policy.ts'
import { addDays } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../../platform/testing/office.ts'
import { serverOf, signIn } from '../../../platform/testing/pages.ts'
import { counting } from '../../../platform/testing/statements.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { masthead, pages } from '../index.ts'

let db: Db
let app: App
let worker: Actor
let cookie: string
let long: string

before(async () => {
  db = await freshDb()
  const book = bookOn(db)
  app = await serverOf(book, [pages], masthead)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  cookie = (await signIn(book, worker)).cookie
  long = await addPerson(db, { givenName: 'Ada' })
  await allocateTo(db, long, worker)
  await tell()
})
after(async () => {
  await app.close()
  await db.destroy()
})

/** A call every day for four years, and a visit on one day in five. */
async function tell(): Promise<void> {
  const visit = {
    childId: long,
    state: 'recorded' as const,
    mode: 'face to face' as const,
    outcome: 'completed' as const,
    seen: true,
    seenAlone: 'yes' as const,
    workerId: worker.id,
  }
  for (let i = 0; i < 15; i += 1) {
    const hundred = Array.from({ length: 100 }, (_, j) => addDays(testDay, -(i * 100 + j)))
    await db
      .insertInto('note')
      .values(
        hundred.map((on, j) => ({
          childId: long,
          state: 'recorded' as const,
          kind: 'call' as const,
          happenedOn: on,
          line: `Call ${i * 100 + j}`,
          significant: true,
          impact: 'x',
        })),
      )
      .execute()
    await db
      .insertInto('visit')
      .values(hundred.slice(0, 20).map((visitedOn) => ({ ...visit, visitedOn })))
      .execute()
  }
}

describe('a long story', () => {
  it('is told a page at a time, every entry once', async () => {
    const seen: string[] = []
    let url: string | undefined = `/children/${long}/chronology`
    for (let turns = 0; url !== undefined && turns < 40; turns += 1) {
      const { body: page }: { body: string } = await app.inject({ url, headers: { cookie } })
      seen.push(...[...page.matchAll(/<strong>Call (\d+)<\/strong>/g)].map(([, number]) => number ?? ''))
      url = /href="([^"]+)">Show earlier/.exec(page)?.[1]?.replaceAll('&#38;', '&')
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 1500 }, (_, i) => String(i)),
    )
  })

  it('costs no more than twelve statements, and no more than a short one', async () => {
    for (const query of ['', '?view=everything', '?view=family']) {
      const { statements } = await counting(() =>
        app.inject({ url: `/children/${long}/chronology${query}`, headers: { cookie } }),
      )
      assert.ok(statements.length <= 12, `${statements.length} statements`)
    }
  })
})
