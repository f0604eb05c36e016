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
  assert.equal(outcome.kind, 'committed')
  return outcome.kind === 'committed' ? outcome.summary : assert.fail()
}

const referral = (on: string, more: Readonly<Record<string, string>> = {}): string =>
  elements({ CINreferralDate: on, ReferralSource: '1A', PrimaryNeedCode: 'N1', ReferralNFA: '0', ...more })

describe('an import of what names a child several times', () => {
  it('takes two years of the census together, and the later has the last word however they are given', async () => {
    const book = await emptyBook()
    await committed(book, {
      'a.xml': census(2026, [
        { id: '100', episodes: [referral('2024-06-02', { CINclosureDate: '2025-09-01' })] },
      ]),
      'b.xml': census(2025, [{ id: '100', episodes: [referral('2024-06-02')] }]),
    })
    const held = await book.db.selectFrom('cinEpisode').select(['state', 'closedOn']).execute()
    assert.deepEqual(held, [{ state: 'closed', closedOn: '2025-09-01' }])
    const covered = await book.db
      .selectFrom('coverage')
      .select('fromOn')
      .where('fact', '=', 'referral')
      .execute()
    assert.deepEqual(new Set(covered.map(({ fromOn }) => fromOn)), new Set(['2024-04-01', '2025-04-01']))
  })

  it('keeps the text of what could not be read as the last return gave it, and changes nothing else', async () => {
    const book = await emptyBook()
    const given = async (more: Readonly<Record<string, string>>) => {
      const { rows } = await committed(book, {
        'a.xml': census(2026, [{ id: '100', episodes: [referral('2025-06-02', more)] }]),
      })
      const held = await book.db
        .selectFrom('cinEpisode')
        .select(['given', 'version'])
        .executeTakeFirstOrThrow()
      return { changed: rows.changed, ...held }
    }
    const need = (code: string) => ({ PrimaryNeedCode: code })
    assert.deepEqual((await given(need('N98'))).given, { primaryNeed: 'N98' })
    assert.deepEqual(await given(need('N99')), { changed: 0, given: { primaryNeed: 'N99' }, version: 1 })
    assert.deepEqual(await given(need('N1')), { changed: 1, given: null, version: 1 })
  })

  it('takes a child whom one census names twice, far apart, as one child', async () => {
    const book = await emptyBook()
    const others = Array.from({ length: 1200 }, (_, i) => ({
      id: `x${i}`,
      episodes: [referral('2025-06-02')],
    }))
    const first = { id: '100', episodes: [referral('2025-06-02')] }
    const again = { id: '100', episodes: [referral('2025-08-05')] }
    const { children, rows } = await committed(book, { 'a.xml': census(2026, [first, ...others, again]) })
    assert.equal(children.new, 1201)
    assert.deepEqual([rows.read, rows.stored + rows.unchanged], [2404, 2404])
    const held = await book.db
      .selectFrom('cinEpisode')
      .innerJoin('person', 'person.id', 'cinEpisode.childId')
      .select('referredOn')
      .where('laChildId', '=', '100')
      .orderBy('referredOn')
      .execute()
    assert.deepEqual(held, [{ referredOn: '2025-06-02' }, { referredOn: '2025-08-05' }])
  })

  it('keeps what a later return gave in place of what the first did', async () => {
    const book = await emptyBook()
    const header = headerCsv([['7', 'M', '09/09/2012', 'WBRI', 'UN1']])
    const episode = (status: string) =>
      episodesCsv([['7', '01/05/2025', 'S', status, 'N1', 'U1', 'PR1', '', '']])
    await committed(book, { 'episodes.csv': episode('Q9'), 'header.csv': header })
    await committed(book, { 'episodes.csv': episode('C2'), 'header.csv': header })
    const held = await book.db.selectFrom('careEpisode').select(['legalStatus', 'given']).execute()
    assert.deepEqual(held, [{ legalStatus: 'C2', given: null }])
  })

  it('says how far it has come while the looked-after return is still being read', async () => {
    const book = await emptyBook()
    const files = filesOf({
      'episodes.csv': episodesCsv([['7', '01/05/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '', '']]),
      'header.csv': headerCsv([['7', 'M', '09/09/2012', 'WBRI', 'UN1']]),
    })
    const told: (readonly [string, number])[] = []
    await runImport(book, await openSubmission([files]), {
      watch: ({ stage, rowsRead }) => told.push([stage, rowsRead]),
    })
    assert.deepEqual(
      [told[0], told.at(-1)],
      [
        ['reading', 1],
        ['done', 2],
      ],
    )
  })
})
