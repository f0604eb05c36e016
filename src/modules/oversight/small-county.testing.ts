import assert from 'node:assert/strict'
import type { Actor } from '../../platform/access/policy.ts'
import { addDays } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/record/new-id.ts'
import { addPerson, allocateTo, daysAgo, testDay } from '../../platform/testing/office.ts'

interface Office {
  readonly db: Db
  readonly manager: Actor
  readonly workers: readonly Actor[]
}
type Chance = (most: number) => number

/** Numbers below `most` by chance, the same for the same seed. */
export const chance = (seed: number): Chance => {
  let at = seed
  return (most) => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((at / 2_147_483_648) * most)
  }
}

/** Sixty children whose records meet the rules by chance, some twice and some not at all. */
export async function smallCounty(office: Office, next: Chance): Promise<void> {
  const { db, workers } = office
  for (let i = 0; i < 60; i += 1) {
    const worker = workers[next(10)]
    assert.ok(worker)
    const childId = await addPerson(db, {
      givenName: `Child${i}`,
      familyName: 'A-very-long-family-name-that-goes-on-for-sixty-characters-ok',
      bornOn: i % 9 === 0 ? null : daysAgo(400 + next(5000)),
    })
    if (i % 12 === 0) await leave(office, childId, worker)
    else await allocateTo(db, childId, worker, daysAgo(20 + next(300)))
    await episodes(office, childId, next)
    await visitsAndDuties(office, childId, worker, next)
    await plansAndAsks(office, childId, worker, next)
  }
}

async function leave({ db }: Office, childId: string, worker: Actor): Promise<void> {
  await db
    .insertInto('allocation')
    .values({ childId, workerId: worker.id, teamId: worker.teamId, role: 'lead social worker', state: 'ended', fromOn: daysAgo(200), toOn: daysAgo(12) })
    .execute()
} // prettier-ignore

async function episodes({ db }: Office, childId: string, next: Chance): Promise<void> {
  const referredOn = daysAgo(30 + next(400))
  await db.insertInto('cinEpisode').values({ childId, state: 'open', referredOn }).execute()
  if (next(4) === 0)
    await db.insertInto('cinEpisode').values({ childId, state: 'closed', referredOn: addDays(referredOn, -200), closedOn: addDays(referredOn, -next(500)) > addDays(referredOn, -200) ? addDays(referredOn, -60) : addDays(referredOn, -200) }).execute()
  if (next(3) === 0)
    await db.insertInto('assessment').values({ childId, state: 'authorised', authorisedOn: daysAgo(10 + next(60)), supportNeeded: 'yes' }).execute()
  if (next(2) === 0)
    await db.insertInto('cinPlan').values({ childId, state: 'open', startedOn: daysAgo(100 + next(400)) }).execute()
  if (next(6) === 0)
    await db.insertInto('careEpisode').values({ childId, state: 'open', startedOn: daysAgo(90), placementType: 'P1' }).execute()
} // prettier-ignore

async function visitsAndDuties({ db }: Office, childId: string, worker: Actor, next: Chance): Promise<void> {
  for (let i = next(4); i > 0; i -= 1)
    await db.insertInto('visit').values({ childId, workerId: worker.id, state: 'recorded', visitedOn: daysAgo(next(90)), mode: 'face to face', outcome: next(4) === 0 ? 'no access' : 'completed', seen: true, seenAlone: next(2) === 0 ? 'yes' : 'no', purpose: next(3) === 0 ? null : 'To see how things are' }).execute()
  for (const clock of ['cp-visit', 'cin-visit', 'rcpc', 'iha'])
    if (next(3) === 0) {
      const dueOn = daysAgo(next(40) - 8)
      const met = next(2) === 0 && dueOn < testDay ? addDays(dueOn, next(7) - 4) : null
      const metOn = met !== null && met <= testDay ? met : null
      await db.insertInto('clockReading').values({ childId, clock, recordId: newId(), sinceOn: addDays(dueOn, -14), dueOn, metOn, known: next(5) !== 0 }).execute()
    }
} // prettier-ignore

async function plansAndAsks({ db, manager }: Office, childId: string, worker: Actor, next: Chance): Promise<void> {
  for (let i = next(3); i > 0; i -= 1)
    await db.insertInto('planOutcome').values({ childId, state: 'open', what: `Home is safe ${i}`, setOn: daysAgo(20 + next(60)) }).execute()
  for (let i = next(3); i > 0; i -= 1) {
    const dueOn = daysAgo(next(40) - 20)
    const state = (['open', 'answered', 'verified'] as const)[next(3)] ?? 'open'
    await db.insertInto('action').values({
      childId, state, what: `Ring school ${i}`, askedBy: manager.id, ownerId: worker.id, direction: true, askedOn: addDays(dueOn, -10), dueOn, firstDueOn: dueOn, timesAsked: 1 + next(3),
      answeredOn: state === 'open' ? null : daysAgo(1), verifiedOn: state === 'verified' ? testDay : null, difference: state === 'verified' ? 'Back at school' : null,
    }).execute()
  }
} // prettier-ignore
