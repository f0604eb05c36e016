import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { instantAt, momentOf } from '../../platform/dates/day.ts'
import { connect, type Db } from '../../platform/db/database.ts'
import { Sealer } from '../../platform/seals/sealer.ts'
import { addPerson, addStaff, bookOn, testDay } from '../../platform/testing/office.ts'
import { serverOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { nothing } from '../../platform/web/html.ts'
import { healthOf } from './health.ts'
import { figures } from './metrics.ts'
import { pages } from './pages.ts'

let db: Db
before(async () => (db = await freshDb()))
after(() => db.destroy())

const ask = async (of: Db) => {
  const app = await serverOf(bookOn(of), [pages], async () => nothing)
  const { statusCode, body } = await app.inject('/health')
  await app.close()
  return { statusCode, told: JSON.parse(body) }
}

describe('/health', () => {
  it('says to anybody that the database answers, and nothing of anybody', async () => {
    const { statusCode, told } = await ask(db)
    assert.equal(statusCode, 200)
    assert.deepEqual(Object.keys(told), ['ok', 'database', 'seals', 'jobs', 'standbys'])
    assert.deepEqual([told.ok, told.seals.unsealed, told.standbys], [true, 0, null])
  })

  it('is not well when what was written has not been sealed for two minutes', async () => {
    const [child, worker] = [await addPerson(db), await addStaff(db, 'Amira Khalil', 'SW')]
    const write = () =>
      sql`insert into read_event (actor_id, child_ids, route) values (${worker.id}, ${[child]}, '/')`.execute(
        db,
      )
    await write()
    await new Sealer(db, () => momentOf(instantAt(testDay, '11:55'))).seal()
    await write()
    const { statusCode, told } = await ask(db)
    assert.equal(statusCode, 503)
    assert.deepEqual(told.seals, { unsealed: 1, sinceSeconds: 300 })
  })

  it('says since when the witness takes no word, and is well: nobody’s work waits for it', async () => {
    const asked = async (since: number | null) => {
      const book = { ...bookOn(db), witnessAwaySince: () => since }
      const { witnessAwaySeconds } = await healthOf(book)
      const lines = (await figures(book)).filter((line) => line.startsWith('holdfast_witness'))
      return { witnessAwaySeconds, lines }
    }
    assert.deepEqual(await asked(null), { witnessAwaySeconds: null, lines: [] })
    const away = await asked(momentOf(bookOn(db).now()) - 600_000)
    assert.equal(away.witnessAwaySeconds, 600)
    assert.match(away.lines.join(), /^holdfast_witness_away_seconds 600$/)
  })

  it('is not well when the database does not answer', async () => {
    const away = connect('postgres://holdfast_app:none@127.0.0.1:1/none', { most: 1, idleMayEnd: true })
    const { statusCode, told } = await ask(away)
    assert.deepEqual([statusCode, told], [503, { ok: false, database: 'does not answer' }])
    await away.destroy()
  })
})
