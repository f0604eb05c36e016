import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { findMeasure } from './every-measure.ts'
import type { Figure } from './figures.ts'
import { countedFor, trendFor } from './members.ts'
import { pages } from './pages.ts'

const measure = findMeasure('rereferral_12m_pct')!
const setting = { authority: null, smallNumber: 5, population: 10_000 }
const of = (numerator: number, denominator: number): Figure => ({
  measure: measure.id,
  teamId: null,
  day: day('2026-11-22'),
  since: day('2025-11-22'),
  numerator,
  denominator,
  unknown: 0,
  amount: null,
})

describe('a figure for somebody who may know of no child', () => {
  it('is its value, unless it tells of a few: counted, left over, or all of them (1 to 5)', () => {
    assert.equal(countedFor(measure, of(9, 40), setting), 22.5)
    assert.equal(countedFor(measure, of(0, 40), setting), 0)
    assert.equal(countedFor(measure, of(0, 0), setting), null)
    for (const few of [of(5, 40), of(1, 40), of(36, 40), of(3, 3)])
      assert.equal(countedFor(measure, few, setting), 'few')
  })

  it('is a trend with every month of it, or none: a line with a month left out reads as one without', () => {
    assert.deepEqual(trendFor(measure, [of(0, 0), of(9, 40), of(10, 40)], setting), [22.5, 25])
    assert.equal(trendFor(measure, [of(9, 40), of(2, 40)], setting), null)
  })
})

describe('counts and trends, for members', () => {
  let db: Db
  let book: Book
  let app: App
  before(async () => {
    db = await freshDb()
    book = bookOn(db)
    app = await serverOf(book, [pages], async () => nothing)
    for (let i = 0; i < 8; i += 1) {
      const childId = await addPerson(db, { givenName: 'Leo', familyName: `Barker${i}` })
      await db
        .insertInto('cinEpisode')
        .values({ childId, state: 'open', referredOn: day('2026-11-02') })
        .execute()
    }
  })
  after(async () => {
    await app.close()
    await db.destroy()
  })

  const seats = new Map<string, SignedIn>()
  const asked = async (role: 'MEM' | 'SW' | 'SM', url: string) => {
    const team = role === 'MEM' ? null : 'Riverside'
    const seat = seats.get(role) ?? (await signIn(book, await addStaff(db, `Somebody ${role}`, role, team)))
    seats.set(role, seat)
    return app.inject({ url, headers: { cookie: seat.cookie } })
  }

  it('show the lead member all children together, name none, and lead to none', async () => {
    const { statusCode, body } = await asked('MEM', '/counts')
    assert.equal(statusCode, 200)
    const main = body.slice(body.indexOf('<main'))
    assert.match(wordsOf(main), /A number of 1 to 5 is not shown/)
    assert.match(wordsOf(main), new RegExp(`${measure.title}\\s+0%`))
    assert.doesNotMatch(main, /Barker|\/children\/|href="\/measures/)
    assert.equal((await asked('MEM', '/measures')).statusCode, 403)
  })

  it('are no page of those who have the measures themselves', async () => {
    assert.equal((await asked('SM', '/counts')).statusCode, 403)
    assert.equal((await asked('SW', '/counts')).statusCode, 403)
  })
})
