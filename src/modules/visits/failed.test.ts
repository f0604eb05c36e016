import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { within, workingDays } from '../../platform/clocks/limit.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { own, recordVisit } from './commands.ts'
import { asks } from './failed.ts'
import { nextSection } from './next-view.ts'
import { nextVisits } from './queries.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
})
beforeEach(async () => {
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, childId, worker)
})
after(() => db.destroy())

/** A visit of a day: seen, or how the attempt ended. */
async function goes(visitedOn: string, how: string): Promise<void> {
  const seen = how === 'seen' ? { [own('seen', childId)]: 'yes', [own('seenAlone', childId)]: 'yes' } : { [own('seen', childId)]: 'no', [own('outcome', childId)]: how, [own('notSeenNext', childId)]: 'Nobody opened' } // prettier-ignore
  const shared = {
    visitedOn,
    place: 'home',
    purpose: 'See where Leo sleeps',
    observations: 'A light was on.',
  }
  const act = { actor: worker, childId, recordId: null, formKey: null }
  const outcome = await recordVisit(book, act, [childId], { ...shared, ...seen })
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
}
const asked = async () =>
  (await db.selectFrom('action').selectAll().where('childId', '=', childId).orderBy('id').execute()).map(
    ({ what, ownerId, dueOn, state }) => [what, ownerId, dueOn, state],
  )

describe('a visit that failed', () => {
  it('is kept as it ended, and somebody goes again within two working days', async () => {
    await goes('2026-11-20', 'no access')
    const [visit] = await db.selectFrom('visit').selectAll().where('childId', '=', childId).execute()
    assert.deepEqual([visit?.outcome, visit?.seen], ['no access', false])
    assert.deepEqual(await asked(), [[asks.again, worker.id, '2026-11-24', 'open']])
  })
  it('a second time is told to the manager the same day, once', async () => {
    await goes('2026-11-16', 'refused')
    await goes('2026-11-18', 'child not present')
    await goes('2026-11-20', 'no access')
    assert.deepEqual(await asked(), [
      [asks.again, worker.id, '2026-11-22', 'open'],
      [asks.manager, manager.id, '2026-11-22', 'open'],
    ])
  })
  it('of a child with a protection plan asks for a strategy discussion to be considered in three working days', async () => {
    await db.insertInto('cpPlan').values({ childId, state: 'open', startedOn: daysAgo(50) }).execute() // prettier-ignore
    await goes('2026-11-19', 'no access')
    await goes('2026-11-20', 'no access')
    assert.deepEqual((await asked())[2], [asks.discussion, manager.id, '2026-11-25', 'open'])
  })
  it('is over when the child is seen: going again is answered, and the count begins anew', async () => {
    await goes('2026-11-17', 'no access')
    await goes('2026-11-18', 'seen')
    assert.deepEqual(await asked(), [[asks.again, worker.id, '2026-11-22', 'answered']])
    await goes('2026-11-20', 'no access')
    assert.deepEqual((await asked()).slice(1), [[asks.again, worker.id, '2026-11-24', 'open']])
  })
  it('cancelled by us asks nothing of the family, and is counted as ours', async () => {
    await goes('2026-11-19', 'cancelled by us')
    await goes('2026-11-20', 'cancelled by us')
    assert.deepEqual(await asked(), [])
  })
})

const often = (id: string, days: number) =>
  clock({ id, name: id, duty: 'Visit the child', starts: 'a plan', stops: 'the child is seen', within: within(workingDays(days)), repeats: `every ${days} working days`, ...localStandard, source: 'A standard', confirmed: 'L', owner: 'worker', ladder: 'A' }) // prettier-ignore

describe('when a child must be seen next', () => {
  const chapters = [{ kinds: [], duties: [{ clock: often('Need visit', 20), stoppedBy: 'visit' as const }, { clock: often('Protection visit', 10), stoppedBy: 'visit' as const }], read: () => [] }] // prettier-ignore
  const owes = (clockId: string, dueOn: string, more: object = {}) =>
    db
      .insertInto('clockReading')
      .values({
        childId,
        clock: clockId,
        recordId: childId,
        sinceOn: daysAgo(9),
        dueOn: day(dueOn),
        known: true,
        ...more,
      }) // prettier-ignore
      .execute()
  it('is the soonest of every status the child has, with its rule; what is met or unknown does not count', async () => {
    await owes('Need visit', '2026-12-10')
    await owes('Protection visit', '2026-11-27')
    const due = await nextVisits(db, chapters, [childId])
    assert.deepEqual(due.map(({ name, dueOn }) => [name, dueOn]), [['Protection visit', '2026-11-27'], ['Need visit', '2026-12-10']]) // prettier-ignore
    const words = wordsOf(String(nextSection('Leo', due, book.today())))
    assert.ok(words.includes('See Leo by Fri 27 Nov Protection visit, every 10 working days. A standard Need visit: by Thu 10 Dec.'), words) // prettier-ignore
  })
  it('late is said to be late, and nothing owed is said so', () => {
    const one = { childId, dueOn: day('2026-11-20'), name: 'Need visit', repeats: 'every 20 working days', source: 'A standard' } // prettier-ignore
    assert.ok(wordsOf(String(nextSection('Leo', [one], book.today()))).includes('Leo had to be seen by Fri 20 Nov')) // prettier-ignore
    assert.ok(wordsOf(String(nextSection('Leo', [], book.today()))).includes('No status of Leo sets'))
  })
})

describe('a child met by video or telephone', () => {
  const calls = (more: Readonly<Record<string, string>> = {}) =>
    recordVisit(
      book,
      { actor: worker, childId, recordId: null, formKey: null },
      [childId],
      { visitedOn: '2026-11-20', place: 'by video', purpose: 'He asked to talk', observations: 'He was in his room.', [own('seen', childId)]: 'yes', [own('seenAlone', childId)]: 'yes', ...more },
    ) // prettier-ignore
  const wrong = async (more: Readonly<Record<string, string>>) => {
    const outcome = await calls(more)
    return outcome.kind === 'refused' ? outcome.findings.map(({ rule, at }) => `${rule} ${at}`) : outcome.kind
  }

  it('says why, and the day within five working days on which they are met face to face', async () => {
    assert.deepEqual(await wrong({}), ['V-8 remoteWhy', 'V-9 nextOn'])
    const why = { remoteWhy: 'Leo rang me' }
    assert.deepEqual(await wrong({ ...why, nextOn: '2026-11-28' }), ['V-9 nextOn'])
    assert.deepEqual(await wrong({ ...why, nextOn: '2026-11-19' }), ['V-9 nextOn'])
    assert.equal(await wrong({ ...why, nextOn: '2026-11-27' }), 'done')
  })

  it('was not visited: somebody is asked to go, until they have', async () => {
    assert.equal(await wrong({ remoteWhy: 'Leo rang me', nextOn: '2026-11-25' }), 'done')
    const [call] = await db.selectFrom('visit').selectAll().where('childId', '=', childId).execute()
    assert.deepEqual([call?.mode, call?.place, call?.remoteWhy, call?.outcome], ['virtual', null, 'Leo rang me', 'completed']) // prettier-ignore
    assert.deepEqual(await asked(), [[asks.meet, worker.id, '2026-11-25', 'open']])
    await goes('2026-11-21', 'seen')
    assert.deepEqual(await asked(), [[asks.meet, worker.id, '2026-11-25', 'answered']])
  })

  it('and not reached, is no visit that failed', async () => {
    for (const nextOn of ['2026-11-24', '2026-11-25'])
      assert.equal(await wrong({ place: 'by phone', remoteWhy: 'To tell him the time', nextOn, [own('seen', childId)]: 'no', [own('notSeenNext', childId)]: 'He did not answer' }), 'done') // prettier-ignore
    assert.deepEqual((await asked()).map(([what]) => what), [asks.meet]) // prettier-ignore
  })
})
