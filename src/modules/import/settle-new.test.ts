import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { bookOf } from '../../app/book.ts'
import { instant } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import { bringUpToDate } from '../../platform/record/up-to-date.ts'
import { census, elements, episodesCsv, filesOf, headerCsv } from '../../platform/testing/returns.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { openSubmission } from '../return-files/index.ts'
import { runImport } from './index.ts'

/*
 * Clocks and checks of children an import has made are read from what it has in hand. Reading their records back must give
 * the same.
 */

const fixtures = join(
  process.env['HOLDFAST_SHARED'] ?? join(import.meta.dirname, '../../../../shared'),
  'returns/fixtures',
)
const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

async function imported(paths: readonly string[]) {
  const db = await freshDb()
  opened.push(db)
  const book = bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
  await runImport(book, await openSubmission(paths))
  return book
}

async function standing(db: Db) {
  return {
    readings: await db
      .selectFrom('clockReading')
      .selectAll()
      .orderBy('childId')
      .orderBy('clock')
      .orderBy('recordId')
      .orderBy('sinceOn')
      .execute(),
    findings: await db.selectFrom('finding').selectAll().orderBy('id').execute(),
    corrected: await db.selectFrom('breachCorrected').selectAll().execute(),
  }
}

/** What stood after the import, and what stands once every child is read from the database with nothing to go by. */
async function readAgain(book: Awaited<ReturnType<typeof imported>>) {
  const before = await standing(book.db)
  const people = await book.db.selectFrom('person').select('id').execute()
  await inTransaction(book.db, async (tx) => {
    await tx.deleteFrom('clockReading').execute()
    await bringUpToDate(tx, book, { childIds: people.map(({ id }) => id) })
  })
  return { before, now: await standing(book.db) }
}

const referral = (on: string): string =>
  elements({ CINreferralDate: on, ReferralSource: '1A', PrimaryNeedCode: 'N1', ReferralNFA: '0' })

/** One child in the census alone, one in both returns, one in the looked-after return alone. */
const both = () =>
  filesOf({
    'census.xml': census(2026, [
      { id: '100', upn: 'B000000000000', episodes: [referral('2025-06-02')] },
      { id: '200', upn: 'C000000000001', episodes: [referral('2025-06-02'), referral('2025-06-09')] },
    ]),
    'header.csv': headerCsv([
      ['200', '2', '04/05/2015', 'WBRI', 'C000000000001'],
      ['300', '1', '04/05/2014', 'WBRI', ''],
    ]),
    'episodes.csv': episodesCsv([
      ['200', '01/09/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '', ''],
      ['300', '01/09/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '', ''],
    ]),
  })

describe('children an import has made', () => {
  it('have the readings and findings their records give when read back, in one return or in two', async () => {
    const { before, now } = await readAgain(await imported([both()]))
    assert.deepEqual(now, before)
    assert.ok(before.readings.length > 6)
    assert.ok(before.findings.some(({ importId, childId }) => importId === null && childId !== null))
  })

  it('who come again in the same submission have had nothing corrected and nothing cleared', async () => {
    const episode = referral('2025-06-02')
    const assessed = `<Assessments>${elements({ AssessmentActualStartDate: '2025-06-03', AssessmentAuthorisationDate: '2025-06-20' })}</Assessments>`
    const others = Array.from({ length: 1500 }, (_, i) => ({ id: `x${i}`, episodes: [episode] }))
    const children = [
      { id: '100', episodes: [episode] },
      ...others,
      { id: '100', episodes: [episode + assessed] },
    ]
    const book = await imported([filesOf({ 'census.xml': census(2026, children) })])
    const { readings, findings, corrected } = await standing(book.db)
    assert.ok(readings.some(({ metOn }) => metOn === '2025-06-20'))
    assert.deepEqual(corrected, [])
    assert.deepEqual(
      findings.map(({ state }) => state).filter((state) => state !== 'open'),
      [],
    )
  })

  for (const folder of ['ssda903-multiyear', 'cin-census/CIN_Census_2026.xml'])
    it(`have them of ${folder}, made by others`, async (t) => {
      const path = join(fixtures, folder)
      if (!existsSync(path)) return t.skip('0 of 2 shared cases ran')
      const { before, now } = await readAgain(await imported([path]))
      // Not compared as they are: to write out how thousands of rows differ takes minutes.
      const there = new Set(before.readings.map((row) => JSON.stringify(row)))
      const other = now.readings.filter((row) => !there.delete(JSON.stringify(row)))
      assert.deepEqual([other.slice(0, 3), [...there].slice(0, 3)], [[], []])
      assert.deepEqual([now.findings.length, now.corrected], [before.findings.length, []])
      assert.ok(now.readings.length > 0)
    })
})
