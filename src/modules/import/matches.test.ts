import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { bookOf } from '../../app/book.ts'
import { instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { census, elements, episodesCsv, filesOf, headerCsv } from '../../platform/testing/returns.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { openSubmission } from '../return-files/index.ts'
import { runImport, type Summary } from './index.ts'

const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

async function emptyBook() {
  const db = await freshDb()
  opened.push(db)
  return bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
}

async function committed(
  book: Awaited<ReturnType<typeof emptyBook>>,
  files: Readonly<Record<string, string>>,
): Promise<Summary> {
  const outcome = await runImport(book, await openSubmission([filesOf(files)]))
  return outcome.kind === 'committed' ? outcome.summary : assert.fail(outcome.kind)
}

const referral = (on: string): string =>
  elements({ CINreferralDate: on, ReferralSource: '1A', PrimaryNeedCode: 'N1', ReferralNFA: '0' })

describe('a child under a new id', () => {
  it('finds the child who is here already under another id, and makes one of the two', async () => {
    const book = await emptyBook()
    const upn = 'G825200000000'
    await committed(book, { 'a.xml': census(2026, [{ id: '100', upn, episodes: [referral('2025-06-02')] }]) })
    const summary = await committed(book, {
      'header.csv': headerCsv([['903A', 'F', '04/05/2015', 'WBRI', upn]]),
      'episodes.csv': episodesCsv([['903A', '01/05/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '', '']]),
    })
    assert.deepEqual(
      summary.matches.map(({ made, stays, goes }) => [made, stays.laChildId, goes.laChildId]),
      [[true, '100', '903A']],
    )
    const care = await book.db
      .selectFrom('careEpisode')
      .innerJoin('person', 'person.id', 'careEpisode.childId')
      .select('laChildId')
      .execute()
    assert.deepEqual(care, [{ laChildId: '100' }])
    const again = await committed(book, {
      'header.csv': headerCsv([['903A', 'F', '04/05/2015', 'WBRI', upn]]),
      'episodes.csv': episodesCsv([['903A', '01/05/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '01/02/2026', 'E8']]),
    })
    assert.deepEqual([again.tables['episodes']?.changed, again.tables['episodes']?.stored], [1, 0])
  })

  for (const [what, given] of [
    ['the birth date differs', { id: '200', upn: 'G825200000000', born: '2015-05-05' }],
    ['the sex differs', { id: '200', upn: 'G825200000000', sex: 'M' }],
  ] as const)
    it(`asks somebody where ${what}`, async () => {
      const book = await emptyBook()
      await committed(book, { 'a.xml': census(2026, [{ id: '100', upn: 'G825200000000' }]) })
      const { matches } = await committed(book, { 'b.xml': census(2026, [given]) })
      assert.deepEqual(
        matches.map(({ made }) => made),
        [false],
      )
      const held = await book.db.selectFrom('merge').select('state').execute()
      assert.deepEqual(held, [{ state: 'proposed' }])
    })

  it('asks somebody where the number’s check letter is wrong, or three bear it', async () => {
    const book = await emptyBook()
    const wrong = 'H825200000000'
    await committed(book, {
      'a.xml': census(2026, [
        { id: '100', upn: wrong },
        { id: '101', upn: wrong },
      ]),
    })
    const upn = 'W825200000001'
    await committed(book, {
      'b.xml': census(
        2026,
        ['1', '2', '3'].map((id) => ({ id, upn })),
      ),
    })
    const held = await book.db.selectFrom('merge').select('state').execute()
    assert.deepEqual(
      held.map(({ state }) => state),
      ['proposed', 'proposed', 'proposed', 'proposed'],
    )
  })
})
