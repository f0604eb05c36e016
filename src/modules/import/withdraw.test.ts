import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { bookOf } from '../../app/book.ts'
import { instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { census, elements, filesOf } from '../../platform/testing/returns.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { openSubmission } from '../return-files/index.ts'
import { agreeWithdrawal, askWithdrawal, NotWithdrawn, runImport } from './index.ts'

const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

async function bookOfTwo() {
  const db = await freshDb()
  opened.push(db)
  const add = async (name: string) =>
    (await db.insertInto('staff').values({ name, role: 'PERF' }).returning('id').executeTakeFirstOrThrow()).id
  const [asks, agrees] = [await add('Amina Khan'), await add('Ben Price')]
  const book = bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
  return { book, db, asks, agrees }
}

type Given = Awaited<ReturnType<typeof bookOfTwo>>

async function give({ book }: Given, text: string): Promise<string> {
  const outcome = await runImport(book, await openSubmission([filesOf({ 'a.xml': text })]))
  return outcome.kind === 'committed' ? outcome.importId : assert.fail(outcome.kind)
}

async function withdraw({ book, asks, agrees }: Given, importId: string) {
  await askWithdrawal(book, importId, asks, 'Last year’s file was given by mistake')
  return agreeWithdrawal(book, importId, agrees)
}

const referral = (on: string, more: Readonly<Record<string, string>> = {}): string =>
  elements({ CINreferralDate: on, ReferralSource: '1A', PrimaryNeedCode: 'N1', ReferralNFA: '0', ...more })

const assessed = (on: string): string =>
  `<Assessments>\n${elements({ AssessmentActualStartDate: on })}\n</Assessments>`

describe('withdrawing an import', () => {
  it('needs two people, and a reason', async () => {
    const given = await bookOfTwo()
    const { book, asks } = given
    const importId = await give(given, census(2026, [{ id: '100' }]))
    await assert.rejects(askWithdrawal(book, importId, asks, ' '), NotWithdrawn)
    await assert.rejects(agreeWithdrawal(book, importId, asks), /Nobody has asked/)
    await askWithdrawal(book, importId, asks, 'By mistake')
    await assert.rejects(agreeWithdrawal(book, importId, asks), /A second person must agree/)
  })

  it('takes out of view what nobody has touched, whole and each with an event', async () => {
    const given = await bookOfTwo()
    const { db } = given
    const importId = await give(
      given,
      census(2026, [{ id: '100', episodes: [`${referral('2025-06-02')}\n${assessed('2025-06-03')}`] }]),
    )
    assert.deepEqual(await withdraw(given, importId), { taken: 2, restored: 0, stayed: 0, people: 1 })
    assert.deepEqual(await db.selectFrom('cinEpisode').selectAll().execute(), [])
    assert.deepEqual(await db.selectFrom('assessment').selectAll().execute(), [])
    assert.deepEqual(await db.selectFrom('coverage').selectAll().execute(), [])
    assert.deepEqual(await db.selectFrom('clockReading').selectAll().execute(), [])
    const kept = await db
      .selectFrom('withdrawnRecord')
      .select(['recordKind', 'kept'])
      .orderBy('recordKind')
      .execute()
    assert.deepEqual(
      kept.map(({ recordKind, kept: row }) => [recordKind, (row as Record<string, unknown>)['import_id']]),
      [
        ['assessment', importId],
        ['cinEpisode', importId],
      ],
    )
    const events = await db
      .selectFrom('event')
      .select(['type', 'reason'])
      .where('type', 'like', '%.withdrawn')
      .orderBy('type')
      .execute()
    const reason = 'Last year’s file was given by mistake'
    assert.deepEqual(events, [
      { type: 'assessment.withdrawn', reason },
      { type: 'cin-episode.withdrawn', reason },
      { type: 'person.withdrawn', reason },
    ])
    assert.equal((await db.selectFrom('person').select('state').executeTakeFirstOrThrow()).state, 'archived')
  })

  it('leaves what somebody has worked on, and what hangs on it, as a finding', async () => {
    const given = await bookOfTwo()
    const { db } = given
    const importId = await give(
      given,
      census(2026, [{ id: '100', episodes: [`${referral('2025-06-02')}\n${assessed('2025-06-03')}`] }]),
    )
    await db.updateTable('assessment').set({ childSeen: 'yes', version: 2 }).execute()
    assert.deepEqual(await withdraw(given, importId), { taken: 0, restored: 0, stayed: 2, people: 0 })
    const found = await db
      .selectFrom('finding')
      .select('recordKind')
      .where('rule', '=', 'return.withdrawn')
      .where('state', '=', 'open')
      .orderBy('recordKind')
      .execute()
    assert.deepEqual(found, [{ recordKind: 'assessment' }, { recordKind: 'cinEpisode' }])
  })

  it('puts back what an earlier import said, and keeps the child', async () => {
    const given = await bookOfTwo()
    const { db } = given
    const first = await give(given, census(2025, [{ id: '100', episodes: [referral('2025-01-06')] }]))
    const closed = referral('2025-01-06', { CINclosureDate: '2025-09-01', ReasonForClosure: 'RC8' })
    const second = await give(
      given,
      census(2026, [{ id: '100', episodes: [closed, referral('2026-02-02')] }]),
    )
    assert.deepEqual(await withdraw(given, second), { taken: 1, restored: 1, stayed: 0, people: 0 })
    const episodes = await db
      .selectFrom('cinEpisode')
      .select(['referredOn', 'closedOn', 'closureReason', 'state', 'importId', 'version'])
      .execute()
    const stood = { referredOn: '2025-01-06', closedOn: null, closureReason: null, state: 'open' }
    assert.deepEqual(episodes, [{ ...stood, importId: first, version: 1 }])
    const coverage = await db.selectFrom('coverage').select('fromOn').distinct().execute()
    assert.deepEqual(coverage, [{ fromOn: '2024-04-01' }])
  })

  it('leaves what a later import has said again', async () => {
    const given = await bookOfTwo()
    const { db } = given
    const first = await give(given, census(2025, [{ id: '100', episodes: [referral('2025-01-06')] }]))
    const second = await give(given, census(2026, [{ id: '100', episodes: [referral('2025-01-06')] }]))
    assert.deepEqual(await withdraw(given, first), { taken: 0, restored: 0, stayed: 0, people: 0 })
    const episodes = await db.selectFrom('cinEpisode').select(['referredOn', 'importId']).execute()
    assert.deepEqual(episodes, [{ referredOn: '2025-01-06', importId: second }])
  })

  it('lets the same files be read in again, to the same child', async () => {
    const given = await bookOfTwo()
    const { db } = given
    const text = census(2026, [{ id: '100', episodes: [referral('2025-06-02')] }])
    const first = await give(given, text)
    await withdraw(given, first)
    const second = await give(given, text)
    assert.notEqual(second, first)
    const people = await db.selectFrom('person').select(['laChildId', 'state']).execute()
    assert.deepEqual(people, [{ laChildId: '100', state: 'active' }])
    assert.equal((await db.selectFrom('cinEpisode').selectAll().execute()).length, 1)
  })

  it('makes two again of those its matches made one', async () => {
    const given = await bookOfTwo()
    const { db } = given
    const upn = 'G825200000000'
    await give(given, census(2026, [{ id: '100', upn, episodes: [referral('2025-06-02')] }]))
    const second = await give(given, census(2026, [{ id: '200', upn, episodes: [referral('2025-08-02')] }]))
    assert.deepEqual(await withdraw(given, second), { taken: 1, restored: 0, stayed: 0, people: 1 })
    const people = await db.selectFrom('person').select(['laChildId', 'state']).orderBy('laChildId').execute()
    assert.deepEqual(people, [
      { laChildId: '100', state: 'active' },
      { laChildId: '200', state: 'archived' },
    ])
    assert.deepEqual(await db.selectFrom('merge').select('state').execute(), [{ state: 'undone' }])
  })
})
