import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type pg from 'pg'
import type { Actor } from '../../platform/access/policy.ts'
import { asService } from '../../platform/db/asking.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, addTeam, testDay } from '../../platform/testing/office.ts'
import { asPeople, sealFor } from '../../platform/testing/seat-belt.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { supervisedBy } from './queries.ts'

let db: Db
let people: Record<'amira' | 'tom' | 'asha' | 'sam' | 'dee' | 'sal' | 'iris' | 'otto', Actor>

before(async () => {
  db = await freshDb()
  await addTeam(db, 'Homes', 'Our care')
  people = {
    amira: await addStaff(db, 'Amira Khalil', 'SW', 'Riverside'),
    tom: await addStaff(db, 'Tom Weir', 'SW', 'Riverside'),
    asha: await addStaff(db, 'Asha Patel', 'TM', 'Riverside'),
    sam: await addStaff(db, 'Sam Okoro', 'SM', 'Heads'),
    dee: await addStaff(db, 'Dee Cole', 'DIR', null),
    sal: await addStaff(db, 'Sal Reed', 'TM', 'Harbour'),
    iris: await addStaff(db, 'Iris Ode', 'IRO', null),
    otto: { ...(await addStaff(db, 'Otto Vane', 'SM', 'Homes')), service: 'Our care' },
  }
  const childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  const said = {
    reflectiveTopic: 'CANARY',
    wellbeing: 'CANARY',
    overdueDuties: 0,
    overdueDirections: 0,
    childrenHeld: 0,
  }
  const { id } = await db
    .insertInto('supervisionSession')
    .values({ ...said, workerId: people.amira.id, supervisorId: people.asha.id, heldOn: testDay })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('supervisionChild').values({ sessionId: id, childId }).execute()
  const booked = {
    workerId: people.amira.id,
    supervisorId: people.asha.id,
    state: 'booked',
    meetsOn: testDay,
    said: 'CANARY',
  } as const
  await db.insertInto('supervisionBooking').values(booked).execute()
  const event = {
    type: 'supervision.recorded',
    aboutId: id,
    staffId: people.amira.id,
    actorId: people.asha.id,
  }
  await db
    .insertInto('supervisionEvent')
    .values({ ...event, at: '2026-11-22T10:00:00Z' as never, answers: '{"wellbeing":"CANARY"}' })
    .execute()
  const together = {
    ledBy: people.asha.id,
    heldOn: testDay,
    workerIds: [people.amira.id, people.tom.id],
    topic: 'CANARY',
    learned: 'CANARY',
  }
  const group = await db
    .insertInto('supervisionGroup')
    .values(together)
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('supervisionGroupChild').values({ groupId: group.id, childId }).execute()
})
after(() => db.destroy())

const tables = [
  'supervision_session',
  'supervision_child',
  'supervision_booking',
  'supervision_event',
  'supervision_group',
  'supervision_group_child',
]

async function as<T>(who: keyof typeof people | null, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await asPeople(db)
  const seal = who === null ? '' : await sealFor(db, people[who].id)
  await client.query("select set_config('holdfast.asker', $1, false)", [seal])
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const seenBy = (who: keyof typeof people | null): Promise<string[]> =>
  as(who, async (client) => {
    const seen: string[] = []
    for (const table of tables)
      if ((await client.query(`select * from ${table}`)).rows.length > 0) seen.push(table)
    return seen
  })

describe('the database keeps sessions to their three readers (processes §29; decision 0013)', () => {
  it('the worker, their manager and the manager’s manager are shown them by any statement', async () => {
    for (const who of ['amira', 'asha', 'sam'] as const) assert.deepEqual(await seenBy(who), tables, who)
  })

  it('nobody else in the role that answers people is shown one: colleague, other manager, director, reviewing officer, nobody', async () => {
    for (const who of ['sal', 'dee', 'iris', 'otto', null] as const)
      assert.deepEqual(await seenBy(who), [], who ?? 'nobody')
    assert.deepEqual(
      await seenBy('tom'),
      ['supervision_group', 'supervision_group_child'],
      'who was there themselves',
    )
  })

  it('by no other statement either: counts, joins, what is taken out, what is raised, what is changed', async () => {
    const probes = [
      'select count(*)::int as n from supervision_session having count(*) > 0',
      "select * from staff join supervision_session on worker_id = staff.id where reflective_topic like '%CANARY%'",
      'select (select max(wellbeing) from supervision_session) as said where exists (select from supervision_session)',
      'update supervision_session set wellbeing = wellbeing returning *',
      'delete from supervision_session returning *',
      'update supervision_booking set said = said returning *',
      'select answers from supervision_event',
      "select table_to_xml('supervision_session', true, false, '')::text as x where exists (select from supervision_session)",
    ]
    await as('sal', async (client) => {
      for (const text of probes) {
        const { rows } = await client
          .query(text)
          .catch((fault: Error) => ({ rows: [fault.message] as unknown[] }))
        assert.match(JSON.stringify(rows), /^\[\]$|denied/, text)
      }
    })
  })

  it('and nobody writes one of whom they are no manager', async () => {
    const row = `(worker_id, supervisor_id, held_on, reflective_topic, overdue_duties, overdue_directions, children_held)
      values ('${people.amira.id}', '${people.sal.id}', '2026-11-20', 'x', 0, 0, 0)`
    await as('sal', (client) =>
      assert.rejects(client.query(`insert into supervision_session ${row}`), /row-level security|denied/),
    )
  })

  it('lets through whom the page does, and no more', async () => {
    for (const who of Object.keys(people) as (keyof typeof people)[]) {
      const listed = await asService('a test', () => supervisedBy(db, people[who], testDay))
      const belt = await as(
        who,
        async (client) =>
          (await client.query<{ ids: string[] }>('select seat_belt.supervised()::text[] as ids')).rows[0]
            ?.ids,
      )
      assert.deepEqual(
        (belt ?? []).toSorted(),
        [...listed.map(({ id }) => id), people[who].id].toSorted(),
        who,
      )
    }
  })
})
