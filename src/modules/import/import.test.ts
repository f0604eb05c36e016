import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { bookOf } from '../../app/book.ts'
import { records } from '../../app/modules.ts'
import { instant } from '../../platform/dates/day.ts'
import { withClient, type Db } from '../../platform/db/database.ts'
import { census, elements, episodesCsv, filesOf, headerCsv } from '../../platform/testing/returns.ts'
import { freshDb, ownerOf } from '../../platform/testing/world.ts'
import { openSubmission } from '../return-files/index.ts'
import { runImport, type ImportOutcome, type Summary } from './index.ts'

const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

async function emptyBook() {
  const db = await freshDb()
  opened.push(db)
  return bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
}

type Book = Awaited<ReturnType<typeof emptyBook>>

const give = async (book: Book, files: Readonly<Record<string, string>>): Promise<ImportOutcome> =>
  runImport(book, await openSubmission([filesOf(files)]))

async function committed(book: Book, files: Readonly<Record<string, string>>): Promise<Summary> {
  const outcome = await give(book, files)
  assert.equal(outcome.kind, 'committed')
  return outcome.kind === 'committed' ? outcome.summary : assert.fail()
}

/** Every row of every table that an import may write, as text: what must not change when nothing may. */
async function everything({ db }: Book): Promise<string> {
  const tables = records.map(({ table }) => table.replace(/[A-Z]/g, (l) => `_${l.toLowerCase()}`))
  const all: string[] = []
  for (const table of new Set([
    ...tables,
    'event',
    'finding',
    'coverage',
    'clock_reading',
    'import',
    'staff',
  ])) {
    const { rows } = await withClient(db, (client) =>
      client.query<{ text: string }>(`select t::text as text from "${table}" t order by 1`),
    )
    all.push(table, ...rows.map(({ text }) => text))
  }
  return all.join('\n')
}

const referral = (on: string, more: Readonly<Record<string, string>> = {}): string =>
  elements({ CINreferralDate: on, ReferralSource: '1A', PrimaryNeedCode: 'N1', ReferralNFA: '0', ...more })

describe('an import', () => {
  it('keeps a child, the episode and its event, from the return and as the return says', async () => {
    const book = await emptyBook()
    await committed(book, { 'a.xml': census(2026, [{ id: '100', episodes: [referral('2025-06-02')] }]) })
    const person = await book.db.selectFrom('person').selectAll().executeTakeFirstOrThrow()
    assert.deepEqual(
      [person.laChildId, person.bornOn, person.sex, person.ethnicity, person.kind],
      ['100', '2015-05-04', 'F', 'WBRI', 'child'],
    )
    const episode = await book.db.selectFrom('cinEpisode').selectAll().executeTakeFirstOrThrow()
    assert.deepEqual(
      [episode.childId, episode.referredOn, episode.source, episode.primaryNeed, episode.state],
      [person.id, '2025-06-02', '1A', 'N1', 'open'],
    )
    const event = await book.db
      .selectFrom('event')
      .selectAll()
      .where('recordId', '=', episode.id)
      .executeTakeFirstOrThrow()
    assert.equal(event.type, 'cin-episode.received')
    assert.equal(event.reason, 'from a return, received 22 November 2026')
  })

  it('changes nothing when the same files come again, whatever they are called', async () => {
    const book = await emptyBook()
    const text = census(2026, [{ id: '100', episodes: [referral('2025-06-02')] }])
    const first = await give(book, { 'a.xml': text })
    const before = await everything(book)
    const again = await give(book, { 'another name.xml': text })
    assert.equal(again.kind, 'already')
    assert.equal(
      again.kind === 'already' && first.kind === 'committed' && again.importId,
      first.kind === 'committed' && first.importId,
    )
    assert.equal(await everything(book), before)
  })

  it('asks for the rules of the returns in its own transaction: an import taken back asked for nothing', async () => {
    const book = await emptyBook()
    const asked = async (): Promise<string[]> => {
      const { rows } = await sql<{ name: string }>`
        select task_identifier as name from graphile_worker.jobs`.execute(book.db)
      return rows.map(({ name }) => name)
    }
    const files = { 'a.xml': census(2026, [{ id: '100', episodes: [referral('2025-06-02')] }]) }
    await runImport(book, await openSubmission([filesOf(files)]), { preview: true })
    assert.deepEqual(await asked(), [])
    await committed(book, files)
    assert.deepEqual(await asked(), ['check-returns'])
  })

  it('shows what would be, and keeps none of it', async () => {
    const book = await emptyBook()
    const before = await everything(book)
    const files = { 'a.xml': census(2026, [{ id: '100', episodes: [referral('2025-06-02')] }]) }
    const preview = await runImport(book, await openSubmission([filesOf(files)]), { preview: true })
    assert.equal(preview.kind, 'previewed')
    assert.equal(await everything(book), before)
    const real = await committed(book, files)
    assert.deepEqual(preview.kind === 'previewed' && preview.summary, real)
  })

  it('brings a later year to the same children, and closes what has closed', async () => {
    const book = await emptyBook()
    await committed(book, { 'a.xml': census(2025, [{ id: '100', episodes: [referral('2025-01-06')] }]) })
    const closed = referral('2025-01-06', { CINclosureDate: '2025-09-01', ReasonForClosure: 'RC8' })
    const later = await committed(book, {
      'b.xml': census(2026, [
        { id: '100', episodes: [closed, referral('2026-02-02')] },
        { id: '101', episodes: [referral('2026-03-02')] },
      ]),
    })
    assert.deepEqual(later.children, { new: 1, changed: 1, unchanged: 0 })
    const episodes = await book.db
      .selectFrom('cinEpisode')
      .innerJoin('person', 'person.id', 'cinEpisode.childId')
      .select(['laChildId', 'referredOn', 'closedOn', 'cinEpisode.state'])
      .orderBy('laChildId')
      .orderBy('referredOn')
      .execute()
    assert.deepEqual(episodes, [
      { laChildId: '100', referredOn: '2025-01-06', closedOn: '2025-09-01', state: 'closed' },
      { laChildId: '100', referredOn: '2026-02-02', closedOn: null, state: 'open' },
      { laChildId: '101', referredOn: '2026-03-02', closedOn: null, state: 'open' },
    ])
    const changed = await book.db
      .selectFrom('event')
      .select(['answers', 'before'])
      .where('type', '=', 'cin-episode.changed-by-return')
      .execute()
    assert.deepEqual(changed, [
      {
        answers: { closedOn: '2025-09-01', closureReason: 'RC8', state: 'closed' },
        before: { closedOn: null, closureReason: null, state: 'open' },
      },
    ])
  })

  it('leaves a record somebody has worked on as it is, and says how the return differs', async () => {
    const book = await emptyBook()
    await committed(book, { 'a.xml': census(2025, [{ id: '100', episodes: [referral('2025-01-06')] }]) })
    await book.db.updateTable('cinEpisode').set({ primaryNeed: 'N2', version: 2 }).execute()
    const closed = referral('2025-01-06', { CINclosureDate: '2025-09-01', ReasonForClosure: 'RC8' })
    const later = await committed(book, { 'b.xml': census(2026, [{ id: '100', episodes: [closed] }]) })
    assert.equal(later.tables['episode']?.kept, 1)
    const episode = await book.db
      .selectFrom('cinEpisode')
      .select(['primaryNeed', 'closedOn', 'state'])
      .executeTakeFirstOrThrow()
    assert.deepEqual(episode, { primaryNeed: 'N2', closedOn: null, state: 'open' })
    const found = await book.db
      .selectFrom('finding')
      .select(['field', 'given', 'recordKind'])
      .where('rule', '=', 'return.ours-differs')
      .orderBy('field')
      .execute()
    assert.deepEqual(found, [
      { field: 'closedOn', given: '2025-09-01', recordKind: 'cinEpisode' },
      { field: 'closureReason', given: 'RC8', recordKind: 'cinEpisode' },
      { field: 'primaryNeed', given: 'N1', recordKind: 'cinEpisode' },
      { field: 'state', given: 'closed', recordKind: 'cinEpisode' },
    ])
  })

  it('keeps a broken value as given, with where it stands and whose it is', async () => {
    const book = await emptyBook()
    const summary = await committed(book, {
      'episodes.csv': episodesCsv([
        ['7', '01/05/2025', 'S', 'Q9', 'N1', 'U1', 'PR1', '30/04/2025', 'E8'],
        ['7', '40/01/2026', 'S', 'C2', 'N1', 'U1', 'PR1', '', ''],
      ]),
      'header.csv': headerCsv([['7', 'M', '09/09/2012', 'WBRI', 'UN1']]),
    })
    const [first, second] = await book.db.selectFrom('careEpisode').selectAll().orderBy('startedOn').execute()
    assert.deepEqual([first?.startedOn, first?.endedOn, first?.legalStatus], ['2025-05-01', null, null])
    assert.deepEqual(first?.given, { legalStatus: 'Q9', endedOn: '2025-04-30' })
    assert.deepEqual([second?.startedOn, second?.given], [null, { startedOn: '40/01/2026' }])
    const found = await book.db
      .selectFrom('finding')
      .innerJoin('person', 'person.id', 'finding.childId')
      .select(['rule', 'field', 'finding.given', 'line', 'laChildId', 'recordKind', 'recordId'])
      .where('recordKind', '=', 'careEpisode')
      .orderBy('rule')
      .execute()
    assert.deepEqual(found, [
      {
        rule: 'return.end-before-start',
        field: 'endedOn',
        given: '2025-04-30',
        line: 2,
        laChildId: '7',
        recordKind: 'careEpisode',
        recordId: first?.id,
      },
      {
        rule: 'return.unknown-code',
        field: 'legalStatus',
        given: 'Q9',
        line: 2,
        laChildId: '7',
        recordKind: 'careEpisode',
        recordId: first?.id,
      },
      {
        rule: 'return.unreadable-day',
        field: 'startedOn',
        given: '40/01/2026',
        line: 3,
        laChildId: '7',
        recordKind: 'careEpisode',
        recordId: second?.id,
      },
    ])
    assert.equal(summary.rows.read, 3)
  })

  it('keeps the same row twice as one record, and two rows of one day as two', async () => {
    const book = await emptyBook()
    const row = ['7', '01/05/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '', '']
    const other = ['7', '01/05/2025', 'L', 'C1', 'N1', 'U1', 'PR1', '', '']
    const summary = await committed(book, { 'episodes.csv': episodesCsv([row, row, other]) })
    const { read, stored, merged } = summary.tables['episodes'] ?? assert.fail()
    assert.deepEqual([read, stored, merged], [3, 2, 1])
    assert.equal(summary.findings['repeated-row'], 1)
    const kept = await book.db.selectFrom('careEpisode').select(['startedWhy']).orderBy('importKey').execute()
    assert.deepEqual(kept, [{ startedWhy: 'S' }, { startedWhy: 'L' }])
  })

  it('refuses a file that could harm its reader whole, and keeps nothing of those with it', async () => {
    const book = await emptyBook()
    const before = await everything(book)
    const files = {
      'good.xml': census(2026, [{ id: '100' }]),
      'bad.xml': '<!DOCTYPE Message [<!ENTITY a "b">]><Message>&a;</Message>',
    }
    await assert.rejects(give(book, files), /File 1: This file has a DTD/)
    assert.equal(await everything(book), before)
  })

  it('keeps nothing when a file stops half-way', async () => {
    const book = await emptyBook()
    const before = await everything(book)
    const whole = census(
      2026,
      Array.from({ length: 1200 }, (_, i) => ({ id: `A${i}`, episodes: [referral('2025-06-02')] })),
    )
    await assert.rejects(give(book, { 'a.xml': whole.slice(0, -40) }), /not well formed/)
    assert.equal(await everything(book), before)
  })

  it('tells which authority the files are from, against ours', async () => {
    const book = await emptyBook()
    const owner = ownerOf(book.db)
    await owner.insertInto('authority').values({ code: '825', name: 'Exampleshire' }).execute()
    await owner.destroy()
    const folder = filesOf({ 'a.xml': census(2026, [{ id: '100' }], '201') })
    const outcome = await runImport(book, await openSubmission([folder], { authority: '825' }))
    assert.equal(outcome.kind, 'committed')
    if (outcome.kind !== 'committed') return
    assert.deepEqual(outcome.summary.authority, { ours: '825', theirs: ['201'], agrees: false })
    assert.equal(outcome.summary.findings['authority'], 1)
  })
})
