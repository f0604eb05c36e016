import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { inTransaction, type Db } from '../db/database.ts'
import { Sealer } from '../seals/sealer.ts'
import { verifySeals } from '../seals/verify.ts'
import { addBarkers } from '../testing/family.ts'
import { freshDb, ownerOf } from '../testing/world.ts'
import { backUp } from './backup.ts'
import { BrokenBackup } from './broken.ts'
import { checkBackup } from './reader.ts'
import { CannotRestore, restore } from './restore.ts'

let folder: string
let file: string
let db: Db
let owner: Db
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  file = join(folder, 'county.holdfast')
  db = await freshDb()
  owner = ownerOf(db)
  await addBarkers(db)
  // What COPY must write with care: a tab, a newline, a backslash, a name with an accent, json, an array, null.
  await sql`insert into event (type, child_id, record_kind, record_id, answers)
    select 'note written', id, 'note', id, jsonb_build_object('line', E'tab\t line\n back\\\\slash Zoë “it”', 'none', null) from person`.execute(
    db,
  )
  await sql`insert into read_event (actor_id, child_ids, route) select staff.id, array(select id from person), '/children/:childId' from staff`.execute(
    db,
  )
  await new Sealer(db).seal()
})
after(async () => {
  await owner.destroy()
  await db.destroy()
  rmSync(folder, { recursive: true })
})

describe('a backup', () => {
  it('holds every row of every table, counted and digested, and only its owner may read it', async () => {
    const { tables, counters } = await backUp(owner, file, new Date('2026-11-22T12:00:00Z'))
    assert.equal(tables['public.person']?.rows, 6)
    assert.equal(tables['public.event']?.rows, 6)
    assert.equal(counters['public.event_id_seq'], 6)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const checked = await checkBackup(file)
    assert.equal(checked.takenAt, '2026-11-22T12:00:00.000Z')
    assert.deepEqual(checked.tables, tables)
  })

  it('names no table but those whose rows are kept', async () => {
    const { tables } = await checkBackup(file)
    assert.equal(tables['public.migration'], undefined)
    assert.equal(tables['public.rate_count'], undefined)
    assert.ok('graphile_worker._private_jobs' in tables)
  })

  it('is not there under its name when it could not be finished', async () => {
    const inTheWay = join(folder, 'gone', 'county.holdfast')
    await assert.rejects(backUp(owner, inTheWay))
    assert.deepEqual(readdirSync(folder), ['county.holdfast'])
  })

  it('takes away what an earlier one of it left when it was killed, and nothing that is still written to', async () => {
    const [left, now, other] = [
      'county.holdfast.71.part',
      'county.holdfast.72.part',
      'other.holdfast.71.part',
    ]
    for (const name of [left, now, other]) writeFileSync(join(folder, name), 'half of it')
    const long = new Date(Date.now() - 2 * 3_600_000)
    for (const name of [left, other]) utimesSync(join(folder, name), long, long)
    await backUp(owner, file, new Date('2026-11-22T12:00:00Z'))
    assert.deepEqual(readdirSync(folder).toSorted(), ['county.holdfast', now, other])
    for (const name of [now, other]) rmSync(join(folder, name))
  })

  it('is found altered wherever one byte of it was', async (t) => {
    const whole = readFileSync(file)
    const altered = join(folder, 'altered')
    const flips = Number(process.env['HOLDFAST_FLIPS'] ?? 100)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ by
        writeFileSync(altered, bytes)
        await assert.rejects(checkBackup(altered), BrokenBackup, `byte ${at} changed by ${by}`)
      }),
      { numRuns: flips },
    )
    t.diagnostic(`${flips} of ${flips} changed bytes of a backup were found`)
  })

  it('is found cut short wherever it was', async () => {
    const whole = readFileSync(file)
    const cut = join(folder, 'cut')
    for (const length of [0, 1, 40, Math.floor(whole.length / 2), whole.length - 1]) {
      writeFileSync(cut, whole.subarray(0, length))
      await assert.rejects(checkBackup(cut), BrokenBackup)
    }
  })
})

describe('restoring', () => {
  it('puts back every row, the counters and the chain of seals', async () => {
    const fresh = await freshDb()
    const theirs = ownerOf(fresh)
    const restored = await restore(theirs, file)
    assert.deepEqual(restored.tables, (await checkBackup(file)).tables)
    const check = await verifySeals(fresh, [])
    assert.deepEqual([check.rows, check.unsealed, check.faults], [10, 0, []])
    const { rows } = await sql<{ line: string }>`select answers->>'line' as line from event limit 1`.execute(
      fresh,
    )
    assert.equal(rows[0]?.line, 'tab\t line\n back\\slash Zoë “it”')
    await sql`insert into event (type, child_id, record_kind, record_id, answers) select 'after', id, 'note', id, '{}' from person limit 1`.execute(
      fresh,
    )
    const last = await sql<{ id: number }>`select max(id) as id from event`.execute(fresh)
    assert.equal(last.rows[0]?.id, 7)
    await assert.rejects(
      sql`insert into note (child_id) values (gen_random_uuid())`.execute(fresh),
      /null value|foreign key/,
    )
    await theirs.destroy()
    await fresh.destroy()
  })

  it('is refused into a database that holds anything', async () => {
    await assert.rejects(restore(owner, file), CannotRestore)
    const { rows } = await sql`select 1 from person`.execute(db)
    assert.equal(rows.length, 6)
  })

  it('is refused into another version', async () => {
    const fresh = await freshDb()
    const theirs = ownerOf(fresh)
    await sql`insert into migration (name, checksum) values ('9999-later.sql', 'x')`.execute(theirs)
    await assert.rejects(restore(theirs, file), /another version/)
    await theirs.destroy()
    await fresh.destroy()
  })

  it('leaves nothing behind when the file turns out to be altered', async () => {
    const fresh = await freshDb()
    const theirs = ownerOf(fresh)
    const whole = readFileSync(file)
    const cut = join(folder, 'cut')
    writeFileSync(cut, whole.subarray(0, whole.length - 20))
    await assert.rejects(restore(theirs, cut), BrokenBackup)
    const held = await sql<{
      rows: number
    }>`select (select count(*) from person) + (select count(*) from event) as rows`.execute(fresh)
    assert.equal(held.rows[0]?.rows, 0)
    await inTransaction(fresh, (tx) =>
      sql`insert into team (name, service) values ('Any', 'Any')`.execute(tx),
    )
    await theirs.destroy()
    await fresh.destroy()
  })
})
