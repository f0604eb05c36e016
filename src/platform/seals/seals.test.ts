import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { inTransaction, type Db } from '../db/database.ts'
import { addPerson, addStaff } from '../testing/office.ts'
import { freshDb, ownerOf } from '../testing/world.ts'
import { keepSealing } from './keep-sealing.ts'
import { headOf } from './seal.ts'
import { Sealer } from './sealer.ts'
import { verifySeals } from './verify.ts'
import { fileWitness, type Witnessed } from './witness.ts'

const mutations = Number(process.env['HOLDFAST_MUTATIONS'] ?? 70)

let child = ''
let worker = ''

async function office(): Promise<Db> {
  const db = await freshDb()
  child = await addPerson(db)
  worker = (await addStaff(db, 'Amira Khalil', 'SW')).id
  return db
}

const write = (db: Db, events: number, reads: number): Promise<void> =>
  inTransaction(db, async (tx) => {
    await sql`insert into event (type, child_id, record_kind, record_id, actor_id, answers)
      select 'note written', ${child}, 'note', gen_random_uuid(), ${worker}, jsonb_build_object('line', 'line ' || n)
        from generate_series(1, ${events}) n`.execute(tx)
    await sql`insert into read_event (actor_id, child_ids, route)
      select ${worker}, array[${child}::uuid], '/children/:childId' from generate_series(1, ${reads})`.execute(
      tx,
    )
  })

const heads = (told: readonly { id: number; digest: Buffer }[]): Witnessed[] =>
  told.map(({ id, digest }) => ({ seal: id, digest: digest.toString('hex'), at: '2026-11-22T12:00:00.000Z' }))

describe('seals', () => {
  let db: Db
  before(async () => (db = await office()))
  after(() => db.destroy())

  it('cover every event and every reading once, in a chain that verifies', async () => {
    const sealer = new Sealer(db)
    await write(db, 3, 2)
    const [first] = await sealer.seal()
    await write(db, 1, 0)
    const [second] = await sealer.seal()
    assert.deepEqual([first?.id, first?.events, first?.reads], [1, 3, 2])
    assert.deepEqual([second?.id, second?.events, second?.reads], [2, 1, 0])
    assert.deepEqual(await sealer.seal(), [])
    const told = heads([second].flatMap((seal) => seal ?? []))
    assert.deepEqual(await verifySeals(db, told), { seals: 2, rows: 6, unsealed: 0, faults: [] })
  })

  it('wait for a writer whose ids are given out and not yet seen', async () => {
    const sealer = new Sealer(db)
    const held = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const slow = inTransaction(db, async (tx) => {
      await sql`insert into event (type, child_id, record_kind, record_id, answers)
        values ('slow', ${child}, 'note', ${randomUUID()}, '{}')`.execute(tx)
      begun.resolve()
      await held.promise
    })
    await begun.promise
    await write(db, 1, 0)
    assert.deepEqual(await sealer.seal(), [])
    held.resolve()
    await slow
    assert.deepEqual(
      (await sealer.seal()).map(({ events }) => events),
      [2],
    )
    assert.deepEqual((await verifySeals(db, [])).faults, [])
  })

  it('are not worked out by two processes at once', async () => {
    await write(db, 1, 1)
    const [made, none] = await Promise.all([new Sealer(db).seal(), new Sealer(db).seal()])
    assert.equal(made.length + none.length, 1)
    assert.deepEqual((await verifySeals(db, [])).faults, [])
  })

  it('cannot be changed or removed by the application', async () => {
    await assert.rejects(sql`update seal set events = 0`.execute(db), /permission denied/)
    await assert.rejects(sql`delete from seal`.execute(db), /permission denied/)
  })
})

describe('a witness', () => {
  it('whose disk was full in the midst of a line hears the next one whole', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'witness-')), 'demo.jsonl')
    const witness = fileWitness(path)
    witness.tell({ id: 1, digest: Buffer.alloc(32, 1) })
    appendFileSync(path, '{"seal":2,"dig')
    witness.tell({ id: 3, digest: Buffer.alloc(32, 3) })
    assert.deepEqual(
      witness.told().map(({ seal }) => seal),
      [1, 3],
    )
  })
})

describe('sealing beside the server', () => {
  it('seals what was written, and tells the witness the head', async () => {
    const db = await office()
    const folder = mkdtempSync(join(tmpdir(), 'witness-'))
    const witness = fileWitness(join(folder, 'heads', 'demo.jsonl'))
    const faults: unknown[] = []
    const sealing = keepSealing(db, witness, (fault) => faults.push(fault), { seal: 5, witness: 10 })
    await write(db, 2, 2)
    await sealing.stop()
    const head = await headOf(db)
    assert.deepEqual(faults, [])
    assert.deepEqual(
      witness
        .told()
        .map(({ seal, digest }) => [seal, digest])
        .at(-1),
      [head?.id, head?.digest.toString('hex')],
    )
    assert.deepEqual(await verifySeals(db, witness.told()), {
      seals: head?.id,
      rows: 4,
      unsealed: 0,
      faults: [],
    })
    rmSync(folder, { recursive: true })
    await db.destroy()
  })
})

/** What somebody may do who owns the tables. `n` picks the place. Each returns false where it would change nothing. */
const tamperings: Readonly<Record<string, (owner: Db, n: number) => Promise<unknown>>> = {
  'an event edited': (owner, n) =>
    sql`update event set answers = jsonb_build_object('line', 'something else') where id = ${idOf('event', n)}`.execute(
      owner,
    ),
  'an event said to be of another moment': (owner, n) =>
    sql`update event set recorded_at = recorded_at - interval '1 millisecond' where id = ${idOf('event', n)}`.execute(
      owner,
    ),
  'a reading given to somebody else': (owner, n) =>
    sql`update read_event set route = '/children/:childId/family' where id = ${idOf('read_event', n)}`.execute(
      owner,
    ),
  'an event taken out': (owner, n) => sql`delete from event where id = ${idOf('event', n)}`.execute(owner),
  'a reading taken out': (owner, n) =>
    sql`delete from read_event where id = ${idOf('read_event', n)}`.execute(owner),
  'an event put in where a number was free': (owner, n) =>
    sql`insert into event (id, type, child_id, record_kind, record_id, answers) overriding system value
      select free, 'note written', ${child}, 'note', gen_random_uuid(), '{}'
        from generate_series(1, (select max(event_to) from seal)) free
       where not exists (select 1 from event where id = free) order by md5(free::text || ${n}) limit 1`.execute(
      owner,
    ),
  'two events exchanged': (owner, n) =>
    sql`update event e set answers = other.answers from event other
      where (e.id = ${idOf('event', n)} and other.id = ${idOf('event', n + 1)})
         or (e.id = ${idOf('event', n + 1)} and other.id = ${idOf('event', n)})`.execute(owner),
  'two seals exchanged': (owner, n) =>
    sql`with a as (select * from seal where id = ${seal(n)}), b as (select * from seal where id = ${seal(n)} + 1)
      update seal s set sealed_at = case s.id when a.id then b.sealed_at else a.sealed_at end,
                        event_to = case s.id when a.id then b.event_to else a.event_to end
        from a, b where s.id in (a.id, b.id)`.execute(owner),
  'the end cut off, with its seals': async (owner, n) => {
    const from = (await headOf(owner))!.id - (n % 5)
    await sql`delete from event where id > (select event_to from seal where id = ${from} - 1)`.execute(owner)
    await sql`delete from read_event where id > (select read_to from seal where id = ${from} - 1)`.execute(
      owner,
    )
    await sql`delete from seal where id >= ${from}`.execute(owner)
  },
  'the whole chain written anew': async (owner, n) => {
    await sql`update event set answers = '{"line":"rewritten"}' where id = ${idOf('event', n)}`.execute(owner)
    await sql`delete from seal`.execute(owner)
    await new Sealer(owner).seal()
  },
}

const seal = (n: number): number => 1 + (n % 8)
const idOf = (kind: 'event' | 'read_event', n: number) =>
  sql`(select id from ${sql.table(kind)} order by id offset ${n % 90} limit 1)`

const kept = ['event', 'read_event', 'seal'] as const

describe('tampering by the owner of the tables', () => {
  let db: Db
  let owner: Db
  let told: Witnessed[]
  before(async () => {
    db = await office()
    owner = ownerOf(db)
    told = await sealedHistory(db)
    for (const table of kept)
      await sql`create table ${sql.table(`kept_${table}`)} as table ${sql.table(table)}`.execute(owner)
  })
  after(async () => {
    await owner.destroy()
    await db.destroy()
  })

  it('is not found where there is none', async () =>
    assert.deepEqual(await verifySeals(db, told), { seals: 10, rows: 180, unsealed: 0, faults: [] }))

  it(`is found, whatever was done and wherever (${mutations} times)`, async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(tamperings)), fc.nat(10_000), async (kind, n) => {
        await tamperings[kind]!(owner, n)
        const { faults } = await verifySeals(db, told)
        await putBack(owner)
        assert.ok(faults.length > 0, `${kind} was not found`)
      }),
      { numRuns: mutations },
    )
    assert.deepEqual((await verifySeals(db, told)).faults, [])
    t.diagnostic(`${mutations} of ${mutations} tamperings were found`)
  })

  it('without a witness hides in a chain cut short or written anew: why there is one', async () => {
    await tamperings['the whole chain written anew']!(owner, 3)
    assert.deepEqual((await verifySeals(db, [])).faults, [])
    await putBack(owner)
    await tamperings['the end cut off, with its seals']!(owner, 1)
    assert.deepEqual((await verifySeals(db, [])).faults, [])
    await putBack(owner)
  })
})

/** Ten seals of eighteen rows, with numbers that nobody used between them; the witness was told of every other one. */
async function sealedHistory(db: Db): Promise<Witnessed[]> {
  const sealer = new Sealer(db)
  const made = []
  for (let n = 0; n < 10; n += 1) {
    await sql`select nextval('event_id_seq')`.execute(db)
    await write(db, 9, 9)
    made.push(...(await sealer.seal()))
  }
  return heads(made.filter(({ id }) => id % 2 === 0))
}

async function putBack(owner: Db): Promise<void> {
  for (const table of kept) {
    await sql`delete from ${sql.table(table)}`.execute(owner)
    const system = table === 'seal' ? sql`` : sql`overriding system value`
    await sql`insert into ${sql.table(table)} ${system} select * from ${sql.table(`kept_${table}`)}`.execute(
      owner,
    )
  }
}
