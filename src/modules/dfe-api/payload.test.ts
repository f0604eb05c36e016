import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, addTeam, testDay } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { windowOn } from './cohort.ts'
import { breaches, type Schema } from './contract.testing.ts'
import { childrenHeld } from './held-child.ts'
import { partsOf, withPurges } from './parts.ts'
import { reckon, type ChildObject } from './payload.ts'

let db: Db
before(async () => {
  db = await freshDb()
})
after(() => db.destroy())

const heldOf = async (id: string) => (await childrenHeld(db, [id]))[0] ?? assert.fail('no such child')

async function objectOf(id: string): Promise<ChildObject> {
  const reckoned = reckon(await heldOf(id), testDay)
  return reckoned.kind === 'sendable' ? plain(reckoned.object) : assert.fail(reckoned.kind)
}

/** As it is sent: what is undefined is not there. */
const plain = (object: ChildObject): ChildObject => JSON.parse(JSON.stringify(object)) as ChildObject

/** A child of whom everything is known. */
async function everything(laChildId: string) {
  const id = await addPerson(db, {
    laChildId,
    givenName: 'Ava',
    familyName: 'Lin',
    bornOn: day('2010-05-06'),
  })
  await db
    .updateTable('person')
    .set({ sex: 'F', ethnicity: 'WBRI', disabilities: ['VIS', 'HAND'], upn: 'A123456789012' })
    .where('id', '=', id)
    .execute()
  const one = { childId: id, importKey: null }
  const episode = await db
    .insertInto('cinEpisode')
    .values({ ...one, state: 'open', referredOn: day('2025-02-03'), source: '1C', primaryNeed: 'N1' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const under = { ...one, episodeId: episode.id }
  const assessment = await db
    .insertInto('assessment')
    .values({
      ...under,
      state: 'authorised',
      startedOn: day('2025-02-04'),
      authorisedOn: day('2025-03-10'),
      factors: ['4A', '1C'],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const plan = await db
    .insertInto('cinPlan')
    .values({ ...under, state: 'open', startedOn: day('2025-03-12') })
    .returning('id')
    .executeTakeFirstOrThrow()
  const enquiry = await db
    .insertInto('section47')
    .values({
      ...under,
      state: 'concluded',
      startedOn: day('2025-04-01'),
      conferenceOn: day('2025-04-20'),
      concludedOn: day('2025-04-15'),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const protection = await db
    .insertInto('cpPlan')
    .values({ ...under, state: 'ended', startedOn: day('2025-04-20'), endedOn: day('2025-09-01') })
    .returning('id')
    .executeTakeFirstOrThrow()
  const care = await db
    .insertInto('careEpisode')
    .values({
      ...one,
      state: 'open',
      startedOn: day('2025-09-01'),
      startedWhy: 'S',
      legalStatus: 'C1',
      placementType: 'U1',
      placementPostcode: 'XX1 1XX',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('adoption')
    .values({ ...one, state: 'planned', decidedOn: day('2026-01-05') })
    .execute()
  const worker = await addStaff(db, `Worker ${laChildId}`, 'SW', await addTeam(db, 'Team A'))
  await db
    .updateTable('staff')
    .set({ externalId: `SW${laChildId.slice(0, 8)}` })
    .where('id', '=', worker.id)
    .execute()
  await db
    .insertInto('allocation')
    .values({
      ...one,
      state: 'allocated',
      role: 'lead social worker',
      workerId: worker.id,
      fromOn: day('2025-03-01'),
    })
    .execute()
  for (const confidential of [false, true])
    await db
      .insertInto('address')
      .values({
        ...one,
        kind: 'home',
        postcode: confidential ? 'ZZ9 9ZZ' : 'XX2 2XX',
        confidential,
        fromOn: day('2024-01-01'),
      })
      .execute()
  return { id, episode, assessment, plan, enquiry, protection, care }
}

describe('the window', () => {
  it('goes back to the first April of the financial year two years ago, and on to tomorrow', () => {
    assert.deepEqual(windowOn(day('2026-11-22')), { from: '2024-04-01', to: '2026-11-23' })
    assert.deepEqual(windowOn(day('2026-04-01')), { from: '2024-04-01', to: '2026-04-02' })
    assert.deepEqual(windowOn(day('2026-03-31')), { from: '2023-04-01', to: '2026-04-01' })
  })
})

describe('a child as the collection has them', () => {
  it('is said in full, and no more than the record says', async () => {
    const made = await everything('FULL1')
    assert.deepEqual(await objectOf(made.id), {
      la_child_id: 'FULL1',
      mis_child_id: made.id,
      child_details: {
        unique_pupil_number: 'A123456789012',
        first_name: 'Ava',
        surname: 'Lin',
        date_of_birth: '2010-05-06',
        sex: 'F',
        ethnicity: 'WBRI',
        disabilities: ['HAND', 'VIS'],
        postcode: 'XX2 2XX',
        uasc_flag: false,
      },
      social_care_episodes: [
        {
          social_care_episode_id: made.episode.id,
          referral_date: '2025-02-03',
          referral_source: '1C',
          referral_no_further_action_flag: false,
          care_worker_details: [{ worker_id: 'SWFULL1', start_date: '2025-03-01' }],
          child_and_family_assessments: [
            {
              child_and_family_assessment_id: made.assessment.id,
              start_date: '2025-02-04',
              authorisation_date: '2025-03-10',
              factors: ['1C', '4A'],
            },
          ],
          child_in_need_plans: [{ child_in_need_plan_id: made.plan.id, start_date: '2025-03-12' }],
          section_47_assessments: [
            {
              section_47_assessment_id: made.enquiry.id,
              start_date: '2025-04-01',
              icpc_required_flag: true,
              icpc_date: '2025-04-20',
              end_date: '2025-04-15',
            },
          ],
          child_protection_plans: [
            {
              child_protection_plan_id: made.protection.id,
              start_date: '2025-04-20',
              end_date: '2025-09-01',
            },
          ],
          child_looked_after_placements: [
            {
              child_looked_after_placement_id: made.care.id,
              start_date: '2025-09-01',
              start_reason: 'S',
              placement_type: 'U1',
              postcode: 'XX1 1XX',
            },
          ],
          adoption: { initial_decision_date: '2026-01-05' },
        },
      ],
    })
  })

  it('is asked for to their 26th birthday, if referred, in need or looked after in the window', async () => {
    const born = async (laChildId: string, bornOn: string): Promise<string> => {
      const id = await addPerson(db, { laChildId, bornOn: day(bornOn) })
      await db
        .insertInto('cinEpisode')
        .values({ childId: id, state: 'open', referredOn: day('2020-01-01') })
        .execute()
      return id
    }
    const kind = async (id: string) => reckon(await heldOf(id), testDay).kind
    assert.equal(await kind(await born('OLD1', '1998-04-01')), 'not asked for')
    assert.equal(await kind(await born('OLD2', '1998-04-02')), 'sendable')
    const closed = await born('OLD3', '2010-01-01')
    const close = (on: string) =>
      db
        .updateTable('cinEpisode')
        .set({ state: 'closed', closedOn: day(on) })
        .where('childId', '=', closed)
        .execute()
    await close('2024-03-31')
    assert.equal(await kind(closed), 'not asked for')
    await close('2024-04-01')
    assert.equal(await kind(closed), 'sendable')
    assert.equal(await kind(await born('HAS-HYPHEN', '2010-01-01')), 'number not taken')
    assert.equal(await kind(await born('A0x1F', '2010-01-01')), 'number not taken')
  })

  it('of whom only a return of children in care speaks has an episode of that', async () => {
    const id = await addPerson(db, { laChildId: 'CARE1' })
    const care = await db
      .insertInto('careEpisode')
      .values({ childId: id, state: 'open', startedOn: day('2026-01-01'), startedWhy: 'S' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { social_care_episodes: episodes } = await objectOf(id)
    assert.deepEqual(episodes, [
      {
        social_care_episode_id: care.id,
        child_looked_after_placements: [
          { child_looked_after_placement_id: care.id, start_date: '2026-01-01', start_reason: 'S' },
        ],
      },
    ])
  })

  it('has purged there what the record no longer has, and nothing that only left the window', async () => {
    const made = await everything('GONE1')
    const held = partsOf(await objectOf(made.id))
    await db.deleteFrom('cinPlan').where('id', '=', made.plan.id).execute()
    await db.deleteFrom('adoption').where('childId', '=', made.id).execute()
    await db
      .updateTable('assessment')
      .set({ startedOn: day('2021-01-01'), authorisedOn: day('2021-02-01') })
      .where('id', '=', made.assessment.id)
      .execute()
    const now = withPurges(await objectOf(made.id), [...held, '0196-another'], await heldOf(made.id))
    const [other, episode] =
      now.social_care_episodes?.toSorted(
        (a, b) => a.social_care_episode_id.length - b.social_care_episode_id.length,
      ) ?? []
    assert.deepEqual(other, { social_care_episode_id: '0196-another', purge: true })
    assert.deepEqual(episode?.['child_in_need_plans'], [{ child_in_need_plan_id: made.plan.id, purge: true }])
    assert.deepEqual(episode?.['adoption'], { purge: true })
    assert.equal(episode?.['child_and_family_assessments'], undefined)
  })
})

const folder = join(
  process.env['HOLDFAST_SHARED'] ?? join(import.meta.dirname, '../../../../shared'),
  'returns/fixtures/dfe-api',
)
const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))

function schemaOr(test: TestContext, cases: number): Schema | null {
  if (!existsSync(folder)) {
    assert.notEqual(process.env['HOLDFAST_REQUIRE_SHARED'], '1', 'the shared files are missing')
    test.diagnostic(`0 of ${cases} shared cases ran`)
    return null
  }
  const { components } = json('openapi-1.0.1.json') as { components: { schemas: { CSC: Schema } } }
  return components.schemas.CSC
}

describe('the official description, 1.0.1', () => {
  it('takes the five sample records and its own example, so that the check of it can be trusted', (test) => {
    const schema = schemaOr(test, 7)
    if (schema === null) return
    const samples = json('d2i-sample-records.json') as readonly unknown[]
    assert.equal(samples.length, 5)
    for (const each of samples) assert.deepEqual(breaches([each], schema), [])
    assert.deepEqual(breaches(json('openapi-example-payload.json'), schema), [])
    assert.deepEqual(breaches(json('d2i-smoke-test-payload-la825.json'), schema), [])
    test.diagnostic('7 of 7 shared cases ran')
  })

  it('refuses each of the payloads it is known to refuse', (test) => {
    const schema = schemaOr(test, 5)
    if (schema === null) return
    const child = { la_child_id: 'A1' }
    const factors = Array.from({ length: 42 }, (_, i) => String(i))
    const assessment = { child_and_family_assessment_id: 'a', factors }
    for (const wrong of [
      Array.from({ length: 101 }, () => child),
      [
        {
          ...child,
          social_care_episodes: [{ social_care_episode_id: 'e', child_and_family_assessments: [assessment] }],
        },
      ],
      [{ ...child, child_details: { disabilities: 'NONE' } }],
      [{ la_childID: 'A1' }],
      [{ la_child_id: 'A-1' }],
    ])
      assert.notDeepEqual(breaches(wrong, schema), [])
    test.diagnostic('5 of 5 shared cases ran')
  })

  it('takes what we send: a child in full, what is purged of one, and a child purged', async (test) => {
    const schema = schemaOr(test, 3)
    if (schema === null) return
    const made = await everything('CONTRACT1')
    const object = await objectOf(made.id)
    const purging = plain(
      withPurges(
        object,
        ['gone', `${made.episode.id} child_in_need_plans lost`, 'x adoption'],
        await heldOf(made.id),
      ),
    )
    assert.equal(JSON.stringify(purging).match(/"purge":true/g)?.length, 3)
    assert.deepEqual(
      breaches([object, purging, { la_child_id: 'A1', mis_child_id: made.id, purge: true }], schema),
      [],
    )
    test.diagnostic('3 of 3 shared cases ran')
  })
})
