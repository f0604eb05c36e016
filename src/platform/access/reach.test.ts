import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql, type RawBuilder } from 'kysely'
import { addPerson, addStaff, allocateTo, daysAgo } from '../testing/office.ts'
import { freshDb } from '../testing/world.ts'
import type { Db } from '../db/database.ts'
import { NoSuchPerson } from '../people/child.ts'
import { NotAllowed, type Actor, type Permission } from './policy.ts'
import { nameable, relationTo, requireChild, within } from './reach.ts'

let db: Db
let manager: Actor
let worker: Actor
let other: Actor
let near: string
let far: string
let hidden: string
let left: string

before(async () => {
  db = await freshDb()
  manager = await addStaff(db, 'Asha Patel', 'TM')
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  other = await addStaff(db, 'Tom Weir', 'SW', 'Harbour')
  near = await addPerson(db)
  far = await addPerson(db)
  hidden = await addPerson(db, { restrictedLevel: 2 })
  left = await addPerson(db)
  await allocateTo(db, near, worker)
  await allocateTo(db, far, other)
  await allocateTo(db, hidden, worker)
  await allocateTo(db, left, worker)
  await db.updateTable('allocation').set({ state: 'ended' }).where('childId', '=', left).execute()
  // A manager with a child of their own: what is theirs must not open the rest.
  await allocateTo(db, await addPerson(db), manager)
})
after(() => db.destroy())

describe('the condition of a list', () => {
  it('is the same for a list of people and a list of allocations, whatever the list is called', async () => {
    const people = await sql<{ id: string }>`
      select id from person where id = any(${[near, far, hidden, left]}) and ${within(manager, 'oversight.read', sql.ref('person.id'))}
    `.execute(db)
    const allocations = await sql<{ id: string }>`
      select child_id as id from allocation where child_id = any(${[near, far, hidden, left]})
         and ${within(manager, 'oversight.read', sql.ref('allocation.child_id'))}
    `.execute(db)
    const expected = [near, left].sort()
    assert.deepEqual(people.rows.map(({ id }) => id).sort(), expected)
    assert.deepEqual(allocations.rows.map(({ id }) => id).sort(), expected)
  })

  it('leaves a child with nobody to the team that had them, and takes them from it once somebody else has', async () => {
    const mine = async () => {
      const { rows } = await sql`select 1 from person where id = ${left} and ${within(manager, 'allocation.write', sql.ref('person.id'))}`.execute(db) // prettier-ignore
      return rows.length === 1
    }
    assert.equal(await mine(), true)
    const elsewhere = await addStaff(db, 'Dina Haddad', 'SW', 'Harbour')
    await allocateTo(db, left, elsewhere)
    assert.equal(await mine(), false)
  })
})

/** Of these people, those whom a condition lets through, in their order. */
async function among(
  children: Readonly<Record<string, string>>,
  condition: (id: RawBuilder<unknown>) => RawBuilder<boolean>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from person where id = any(${Object.values(children)}) and ${condition(sql.ref('person.id'))}`.execute(
    db,
  )
  return Object.keys(children).filter((name) => rows.some(({ id }) => id === children[name]))
}

const letIn = (actor: Actor, childId: string) =>
  db
    .insertInto('namedAccess')
    .values({ childId, staffId: actor.id, state: 'in force', why: 'A test', askedOn: daysAgo(1) })
    .execute()
const keepFrom = (actor: Actor, childId: string, state: 'in force' | 'ended' = 'in force') =>
  db
    .insertInto('exclusion')
    .values({
      childId,
      staffId: actor.id,
      state,
      relation: 'relative',
      setOn: daysAgo(9),
      endedOn: state === 'ended' ? daysAgo(1) : null,
    })
    .execute()

/** A child of each standing to an actor whose own team has none of them but the first. */
async function oneOfEach(actor: Actor) {
  const made = {
    own: await addPerson(db),
    'nobody’s of theirs': await addPerson(db),
    restricted: await addPerson(db, { restrictedLevel: 2 }),
    'restricted, and allocated': await addPerson(db, { restrictedLevel: 2 }),
    'restricted, and let in': await addPerson(db, { restrictedLevel: 2 }),
    sealed: await addPerson(db, { restrictedLevel: 3 }),
    'sealed, and allocated': await addPerson(db, { restrictedLevel: 3 }),
    'sealed, and let in': await addPerson(db, { restrictedLevel: 3 }),
    'own family': await addPerson(db),
    'own family once': await addPerson(db),
  }
  for (const name of ['own', 'restricted, and allocated', 'sealed, and allocated', 'own family'] as const)
    await allocateTo(db, made[name], actor)
  await allocateTo(db, made['nobody’s of theirs'], other)
  await letIn(actor, made['restricted, and let in'])
  await letIn(actor, made['sealed, and let in'])
  await keepFrom(actor, made['own family'])
  await keepFrom(actor, made['own family once'], 'ended')
  return made
}

describe('a list of what is somebody’s own', () => {
  it('holds what is allocated to them and what is sealed to them, and nothing that is their team’s', async () => {
    const made = await oneOfEach(worker)
    assert.deepEqual(
      await among({ ...made, near, far, hidden }, (id) => within(worker, 'assessment.write', id)),
      ['own', 'restricted, and allocated', 'sealed, and let in', 'near', 'hidden'],
    )
    const colleague = await addStaff(db, 'Ruth Obi', 'SW')
    assert.deepEqual(await among({ near, hidden }, (id) => within(colleague, 'assessment.write', id)), [])
  })

  it('is empty for a post that never does it', async () =>
    assert.deepEqual(await among({ near, far }, (id) => within(manager, 'administer', id)), []))
})

describe('a list of restrictions to agree to', () => {
  it('holds no sealed record, though the director be named on it', async () => {
    const director = await addStaff(db, 'Grace Bello', 'DIR')
    const made = await oneOfEach(director)
    const agreeable = await among(made, (id) => within(director, 'restrict.agree', id))
    assert.deepEqual(agreeable, [
      'own',
      'nobody’s of theirs',
      'restricted, and allocated',
      'restricted, and let in',
      'own family once',
    ])
    assert.ok((await among(made, (id) => within(director, 'child.read', id))).includes('sealed, and let in'))
  })
})

describe('who may be named in the record of another', () => {
  it('is anybody but those whose record is restricted to others, or from whom the reader is kept', async () => {
    const reader = await addStaff(db, 'Ines Duarte', 'SW', 'Hillside')
    assert.deepEqual(await among(await oneOfEach(reader), (id) => nameable(reader, id)), [
      'own',
      'nobody’s of theirs',
      'restricted, and allocated',
      'restricted, and let in',
      'sealed, and let in',
      'own family once',
    ])
  })
})

describe('a record opened in an emergency', () => {
  const opened = async (
    childId: string,
    state: 'open' | 'justified' | 'refused' | 'waiting',
    until: Date | null,
  ) =>
    db
      .insertInto('emergencyOpening')
      .values({
        childId,
        staffId: worker.id,
        state,
        reason: 'out of hours',
        why: 'The police are at the door now',
        hours: '4',
        askedAt: new Date(),
        untilAt: until,
      } as never)
      .execute()
  const inAnHour = new Date(Date.now() + 3_600_000)

  it('is open until the latest hour of those not refused, and not after it', async () => {
    const until = async (childId: string) => (await relationTo(db, worker, childId))?.openedUntil ?? null
    const childId = await addPerson(db)
    assert.equal(await until(childId), null)
    await opened(childId, 'open', new Date(Date.now() - 1_000))
    await opened(childId, 'refused', inAnHour)
    await opened(childId, 'waiting', null)
    assert.equal(await until(childId), null)
    await opened(childId, 'justified', new Date(Date.now() + 60_000))
    await opened(childId, 'open', inAnHour)
    assert.equal(new Date(String(await until(childId))).getTime(), inAnHour.getTime())
    assert.equal((await relationTo(db, other, childId))?.openedUntil, null)
    assert.equal(await until(await addPerson(db)), null)
  })
})

describe('what is done to a child', () => {
  const refusedAs = async (actor: Actor, permission: Permission, childId: string) =>
    requireChild(db, actor, permission, childId).then(
      ({ own, team, open, sealed }) => ({ own, team, open, sealed }),
      (fault: unknown) => (fault instanceof Error ? fault.constructor : fault),
    )

  it('begins with how the actor stands to the child', async () =>
    assert.deepEqual(await refusedAs(worker, 'visit.write', near), {
      own: true,
      team: true,
      open: true,
      sealed: false,
    }))

  it('is refused openly where the child is another’s or the post never does it', async () => {
    assert.equal(await refusedAs(worker, 'assessment.write', far), NotAllowed)
    assert.equal(await refusedAs(manager, 'administer', near), NotAllowed)
  })

  it('meets nobody where there is no such child, or there is none for the actor', async () => {
    const made = await oneOfEach(worker)
    const met = async (childId: string) => refusedAs(worker, 'child.read', childId)
    assert.equal(await met('0198a000-0000-7000-8000-000000000000'), NoSuchPerson)
    assert.equal(await met(made.restricted), NoSuchPerson)
    assert.equal(await met(made.sealed), NoSuchPerson)
    assert.equal(await met(made['sealed, and allocated']), NoSuchPerson)
    assert.equal(await met(made['own family']), NoSuchPerson)
    // Let in to a restricted record, somebody still needs to be near enough; to a sealed one, being named is enough.
    assert.equal(await met(made['restricted, and let in']), NotAllowed)
    assert.deepEqual(await met(made['sealed, and let in']), {
      own: false,
      team: false,
      open: true,
      sealed: true,
    })
  })
})
