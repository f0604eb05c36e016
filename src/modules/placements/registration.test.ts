import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { addDays, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import { heldOf } from '../../platform/record/held.ts'
import { addPerson, daysAgo } from '../../platform/testing/office.ts'
import { chanceOf } from '../../platform/testing/random-answers.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { careEpisode, notRegistered, stays, timeInCare, tooYoungFor } from '../looked-after/index.ts'
import { homeCheck } from './record.ts'
import { unregisteredSpells } from './registration.ts'

let db: Db
before(async () => {
  db = await freshDb()
})
after(() => db.destroy())

const chance = chanceOf(5)
const some = <T>(...all: readonly T[]): T => chance.one(all)

const kinds = ['K2', 'K3', 'Z1', 'Z12'] as const

/** A child with a few episodes and answers, likely or not; an order alone changes no home. */
async function anyChild(): Promise<string> {
  const childId = await addPerson(db, { bornOn: addDays(daysAgo(16 * 365 + 4), some(-400, -100, 60, 500)) })
  let home = { placementType: some(...kinds), placementPostcode: some('A', 'B') }
  for (const [i, started] of [300, 200, 120, 60].entries()) {
    const startedWhy = i === 0 ? 'S' : some('S', 'L', 'P', 'B', null)
    if (startedWhy !== 'L') home = { placementType: some(...kinds), placementPostcode: some('A', 'B') }
    const endedWhy = i === 3 ? null : some('X1', 'E4A', null)
    const endedOn = endedWhy === null ? null : daysAgo(some(started - 60, started - 40))
    const state = endedWhy === null ? 'open' : 'ended'
    const stay = { startedOn: daysAgo(started), startedWhy, endedOn, endedWhy, ...home } as const
    await db
      .insertInto('careEpisode')
      .values({ childId, state, ...stay })
      .execute()
  }
  for (let i = chance.below(4); i > 0; i -= 1) {
    const when = { placedOn: daysAgo(some(300, 200, 120, 60)), checkedOn: daysAgo(some(100, 90, 20)) }
    const found = { fromOn: some(null, daysAgo(110)), toOn: some(null, null, daysAgo(50)) }
    const standing = some('registered', 'not registered', 'not known')
    await db
      .insertInto('homeCheck')
      .values({ childId, state: 'recorded', standing, ...when, ...found })
      .execute()
  }
  return childId
}

const asked = [280, 190, 111, 80, 55, 10, 0].map(daysAgo)

const onDay = {
  child: 'stay.child_id',
  placed: 'stay.placement_type',
  bornOn: 'person.born_on',
  on: sql`on_day`,
}

/** Where each child lived on each of the days, and what the database says of it. */
const lived = (childIds: readonly string[]) => sql`
  select concat(stay.child_id, ' ', on_day) as at, ${notRegistered(onDay)} as unregistered, ${tooYoungFor(onDay)} as too_young,
         person.born_on > (on_day - interval '16 years')::date as young
    from unnest(${asked}::date[]) on_day cross join (${stays}) stay join person on person.id = stay.child_id
   where stay.child_id = any(${childIds}) and stay.started_on <= on_day and stay.left_on > on_day`

/** The same days as the clock reads them. */
async function readByClock(childIds: readonly string[]): Promise<string[]> {
  const held = await inTransaction(db, (tx) => heldOf(tx, [careEpisode, homeCheck], childIds))
  return held.children.flatMap((child) => {
    const checks = held.rows(homeCheck, child.id) as unknown as Parameters<typeof unregisteredSpells>[2]
    const episodes = held.rows(careEpisode, child.id) as unknown as Parameters<typeof timeInCare>[1]
    const placements = timeInCare(child, episodes).flatMap((period) => period.placements)
    const spells = placements.flatMap((stay) => unregisteredSpells(child, stay, checks))
    const holds = (on: Day): boolean => spells.some(({ from, to }) => from <= on && (to === null || to > on))
    return asked.filter(holds).map((on) => `${child.id} ${on}`)
  })
}

describe('one definition of a home that is not registered', () => {
  const childIds: string[] = []
  before(async () => {
    for (let i = 0; i < 60; i += 1) childIds.push(await anyChild())
  })

  it('is what lists and measures ask of the database, and what the clock reads', async () => {
    const { rows } = await sql<{ at: string }>`
      select at from (${lived(childIds)}) lived where unregistered`.execute(db)
    const read = await readByClock(childIds)
    assert.ok(read.length > 40)
    assert.deepEqual(rows.map(({ at }) => at).toSorted(), read.toSorted())
  })

  it('is what the alert of the same day asks of a child under 16, and of nobody older', async () => {
    const { rows } = await sql<{ young: boolean; n: number }>`
      select young, count(*)::int as n from (${lived(childIds)}) lived
       where too_young is distinct from (young and unregistered) group by young`.execute(db)
    assert.deepEqual(rows, [])
  })
})
