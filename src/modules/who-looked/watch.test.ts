import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { momentOf } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { Population, storeReads, type Plant } from './simulator.testing.ts'
import { watch } from './watch.ts'

/** The full tier: 400 people over 30 days with 50 plants; npm test: 100 over 10 with 10. */
const full = process.env['HOLDFAST_WATCH'] === 'full'
const size = full
  ? { staff: 400, children: 3000, days: 30, seed: Number(process.env['HOLDFAST_SEED'] ?? 3) }
  : { staff: 100, children: 900, days: 10, seed: 3 }
const planted = full ? 50 : 10

let db: Db
let people: Population
before(async () => {
  db = await freshDb()
  people = new Population(db, size)
  await people.make()
})
after(() => db.destroy())

/** The job as it runs: until nothing is left that it has not examined. */
async function watched(): Promise<void> {
  while (await inTransaction(db, async (tx) => (await watch(tx)).more));
}

/** The flag a plant should raise, if it stands. */
async function flagOf({ kind, staffId }: Plant): Promise<boolean> {
  const found = await db
    .selectFrom('readingFlag')
    .select('id')
    .where('staffId', '=', staffId)
    .where('pattern', '=', kind)
    .executeTakeFirst()
  return found !== undefined
}

describe('what stands out in who looked (trust SEC-05)', () => {
  it(`finds 96 in 100 of ${planted} planted patterns within five minutes, and flags at most 0.5% of ordinary person-days`, async () => {
    const plants = (await people.plant(planted)).toSorted(
      (one, other) => momentOf(one.doneAt) - momentOf(other.doneAt),
    )
    const plantedReads = plants.flatMap(({ reads }) => reads)
    const reads = [...people.days().flatMap((on) => people.ordinary(on)), ...plantedReads].toSorted(
      (one, other) => momentOf(one.at) - momentOf(other.at),
    )
    let from = 0
    let found = 0
    let slowest = 0
    const late: string[] = []
    // The job runs each minute; here, at the first minute after each plant is done, so that what it finds then is what it finds in time.
    for (const plant of plants) {
      let to = from
      while (reads.slice(to, to + 1).some(({ at }) => momentOf(at) <= momentOf(plant.doneAt))) to += 1
      await storeReads(db, reads.slice(from, to))
      from = to
      const began = performance.now()
      await watched()
      slowest = Math.max(slowest, performance.now() - began)
      if (await flagOf(plant)) found += 1
      else late.push(plant.kind)
    }
    await storeReads(db, reads.slice(from))
    await watched()
    const { rows } = await sql<{ days: number; flagged: number; reads: number; readsFlagged: number }>`
      with flagged as (
        select flag.staff_id, look.at::date as on_day, look.id from reading_flag flag join read_event look on look.id = any(flag.reads)
         where not exists (select from unnest(${plants.map(({ staffId }) => staffId)}::uuid[], ${plants.map(({ kind }) => kind)}::text[]) as x (s, k) where s = flag.staff_id and k = flag.pattern)
      )
      select (select count(*)::int from (select distinct actor_id, at::date from read_event) d) as days,
             (select count(*)::int from (select distinct staff_id, on_day from flagged) f) as flagged,
             (select count(*)::int from read_event) as reads, (select count(distinct id)::int from flagged) as reads_flagged`.execute(
      db,
    )
    const { days, flagged, reads: all, readsFlagged } = rows[0] ?? assert.fail('nothing was counted')
    const told = `${found} of ${planted} found (missed: ${late.join(', ') || 'none'}), slowest look of the job ${Math.round(slowest)} ms; ${flagged} of ${days} ordinary person-days flagged (${((flagged / days) * 100).toFixed(2)}%), ${readsFlagged} of ${all} reads (${((readsFlagged / all) * 100).toFixed(2)}%)`
    console.log(told)
    assert.ok(found >= planted * 0.96, told)
    assert.ok(slowest < 5 * 60_000, told)
    assert.ok(flagged <= days * 0.005, told)
  })

  it('raises each finding once, whatever is examined again', async () => {
    const count = async () =>
      (await sql<{ n: number }>`select count(*) as n from reading_flag`.execute(db)).rows[0]?.n
    const once = await count()
    await sql`update reading_mark set read_to = 0, looked_at = '-infinity'`.execute(db)
    await watched()
    assert.equal(await count(), once)
  })
})
