import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { inTransaction, type Db } from '../db/database.ts'
import { addPerson, addStaff } from '../testing/office.ts'
import { freshDb, ownerOf } from '../testing/world.ts'
import { keepSealing } from './keep-sealing.ts'
import { digestsOf } from './rows.ts'
import { headOf } from './seal.ts'
import { Sealer } from './sealer.ts'
import { unsealedAfter, verifySeals } from './verify.ts'
import { fileWitness, type Witness, type Witnessed } from './witness.ts'

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

  it('wait for a writer whose ids are given out and not yet seen', async (t) => {
    const sealer = new Sealer(db)
    const held = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const slow = inTransaction(db, async (tx) => {
      await sql`insert into event (type, child_id, record_kind, record_id, answers)
        values ('slow', ${child}, 'note', ${randomUUID()}, '{}')`.execute(tx)
      begun.resolve()
      await held.promise
    })
    t.after(() => held.resolve())
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

  it('do not wait for a writer who began after what they cover', async (t) => {
    const sealer = new Sealer(db)
    const hold = async () => {
      const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const ended = inTransaction(db, async (tx) => {
        await sql`insert into read_event (actor_id, child_ids, route) values (${worker}, array[${child}::uuid], '/x')`.execute(
          tx,
        )
        begun.resolve()
        await held.promise
      })
      t.after(() => held.resolve())
      await begun.promise
      return async () => {
        held.resolve()
        await ended
      }
    }
    const endEarly = await hold()
    assert.deepEqual(await sealer.seal(), [])
    const endLate = await hold()
    assert.deepEqual(await sealer.seal(), [])
    await endEarly()
    const covered = (await sealer.seal()).map(({ reads }) => reads)
    await endLate()
    assert.deepEqual(covered, [1])
    assert.deepEqual(
      (await sealer.seal()).map(({ reads }) => reads),
      [1],
    )
  })

  it('wait for every writer, and not for one of them alone', async (t) => {
    const sealer = new Sealer(db)
    const hold = () => {
      const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const ended = inTransaction(db, async (tx) => {
        await sql`insert into read_event (actor_id, child_ids, route) values (${worker}, array[${child}::uuid], '/x')`.execute(
          tx,
        )
        begun.resolve()
        await held.promise
      })
      t.after(() => held.resolve())
      return { begun: begun.promise, end: () => (held.resolve(), ended) }
    }
    const [one, other] = [hold(), hold()]
    await Promise.all([one.begun, other.begun])
    assert.deepEqual(await sealer.seal(), [])
    await one.end()
    assert.deepEqual(await sealer.seal(), [])
    await other.end()
    assert.deepEqual(
      (await sealer.seal()).map(({ reads }) => reads),
      [2],
    )
  })

  it('cover what was written while they waited, and not only what they waited for', async (t) => {
    const sealer = new Sealer(db)
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const failing = inTransaction(db, async (tx) => {
      await sql`insert into read_event (actor_id, child_ids, route) values (${worker}, array[${child}::uuid], '/x')`.execute(
        tx,
      )
      begun.resolve()
      await held.promise
      throw new Error('nothing is written after all')
    }).catch(() => undefined)
    t.after(() => held.resolve())
    await begun.promise
    assert.deepEqual(await sealer.seal(), [])
    held.resolve()
    await failing
    await write(db, 1, 0)
    assert.deepEqual(
      (await sealer.seal()).map(({ events, reads }) => [events, reads]),
      [[1, 0]],
    )
  })

  it('cover ten thousand rows of a kind at most, so that what is found says where', async () => {
    const before = (await headOf(db))!.id
    await write(db, 10_001, 10_002)
    const made = await new Sealer(db).seal()
    assert.deepEqual(
      made.map(({ id, events, reads }) => [id - before, events, reads]),
      [
        [1, 10_000, 10_000],
        [2, 1, 2],
      ],
    )
  })

  it('say when they were made, to the millisecond, and are read as they were written', async () => {
    await write(db, 1, 1)
    const [made] = await new Sealer(db, () => 1_764_000_000_123).seal()
    assert.equal(made?.sealedAt, 1_764_000_000_123)
    assert.deepEqual(await headOf(db), made)
  })

  it('are found again whole or some at a time, and what is not yet sealed is counted', async () => {
    await write(db, 2, 3)
    const [whole, piecemeal] = [await verifySeals(db, []), await verifySeals(db, [], 2)]
    assert.deepEqual(piecemeal, whole)
    assert.deepEqual([whole.unsealed, whole.faults], [5, []])
    const { eventTo, readTo } = (await headOf(db))!
    assert.equal(await unsealedAfter(db, { eventTo, readTo }), 5)
    await new Sealer(db).seal()
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

describe('the rows a seal covers', () => {
  let db: Db
  before(async () => (db = await office()))
  after(() => db.destroy())

  it('are the same to whoever reads them, in whatever zone of the world', async () => {
    await write(db, 2, 2)
    const read = (zone: string) =>
      inTransaction(db, async (tx) => {
        await sql`set local timezone = ${sql.lit(zone)}`.execute(tx)
        return digestsOf(tx, 'event', 0, [1_000])
      })
    const [here] = await read('UTC')
    assert.equal(here?.rows, 2)
    assert.deepEqual(await read('Asia/Tokyo'), [here])
  })

  it('are none where none are asked for, and are asked for by whole numbers alone', async () => {
    const read = (...asked: [number, number[]]) => inTransaction(db, (tx) => digestsOf(tx, 'event', ...asked))
    assert.deepEqual(await read(0, []), [])
    await assert.rejects(read(1.5, [9]), new RangeError('an id is a whole number'))
    await assert.rejects(read(0, [Number.NaN]), RangeError)
  })
})

describe('sealing beside the server', () => {
  it('seals what was written, and tells the witness the head', async (t) => {
    const db = await office()
    t.after(() => db.destroy())
    const folder = mkdtempSync(join(tmpdir(), 'witness-'))
    const witness = fileWitness(join(folder, 'heads', 'demo.jsonl'))
    const faults: unknown[] = []
    const sealing = keepSealing(db, witness, (fault) => faults.push(fault), { seal: 5, witness: 10 })
    t.after(() => sealing.stop())
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
  })
})

describe('sealing that is hindered', () => {
  const heard = (tell: Witness['tell'] = () => undefined) => {
    const told: number[] = []
    const witness: Witness = {
      tell: (head) => {
        told.push(head.id)
        tell(head)
      },
      told: () => [],
    }
    return { told, witness }
  }
  const until = async (done: () => boolean) => {
    for (let waited = 0; !done() && waited < 4_000; waited += 5) await pause(5)
    assert.ok(done())
  }
  const thrown = (fault: unknown): void => {
    throw fault
  }
  let db: Db
  before(async () => (db = await office()))
  after(() => db.destroy())

  it('tells each head once, while it goes on and again when it is stopped', async (t) => {
    const { told, witness } = heard()
    const sealing = keepSealing(db, witness, thrown, { seal: 1, witness: 60 })
    t.after(() => sealing.stop())
    await write(db, 1, 0)
    await until(() => told.length === 1)
    await pause(70)
    assert.deepEqual(told, [1])
    await write(db, 1, 0)
    await sealing.stop()
    assert.deepEqual(told, [1, 2])
  })

  it('seals oftener than it tells', async (t) => {
    const { told, witness } = heard()
    const sealing = keepSealing(db, witness, thrown, { seal: 1, witness: 60_000 })
    t.after(() => sealing.stop())
    const head = (await headOf(db))!.id
    await write(db, 1, 0)
    for (let waited = 0; (await headOf(db))!.id === head && waited < 4_000; waited += 5) await pause(5)
    assert.equal((await headOf(db))!.id, head + 1)
    await pause(30)
    assert.deepEqual(told, [])
    await sealing.stop()
    assert.deepEqual(told, [head + 1])
  })

  it('begins at a second, and a minute: nothing is sealed or told at once', async (t) => {
    const { told, witness } = heard()
    await write(db, 1, 0)
    const { id } = (await headOf(db))!
    const sealing = keepSealing(db, witness, thrown)
    t.after(() => sealing.stop())
    await pause(100)
    assert.deepEqual([(await headOf(db))!.id, told], [id, []])
    const stopping = performance.now()
    await sealing.stop()
    assert.ok(performance.now() - stopping < 800, 'it is stopped at once')
    assert.deepEqual(told, [id + 1])
  })

  it('says what failed, goes on, and tells the witness who was away what it missed', async (t) => {
    let away = true
    const faults: unknown[] = []
    const { told, witness } = heard(() => {
      if (away) throw new Error('no witness')
    })
    const sealing = keepSealing(db, witness, (fault) => faults.push(fault), { seal: 1, witness: 1 })
    t.after(() => sealing.stop())
    await until(() => faults.length > 1)
    away = false
    const missed = told.length
    await until(() => told.length > missed)
    await sealing.stop()
    assert.equal(told.at(-1), (await headOf(db))!.id)
    assert.ok(faults.every((fault) => fault instanceof Error && fault.message === 'no witness'))
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

  /** What is found of each way, done once at the eleventh row or the fourth seal: what kind of fault, and at which seal. */
  const foundAt: Readonly<Record<string, readonly string[]>> = {
    'an event edited': ['rows 2'],
    'an event said to be of another moment': ['rows 2'],
    'a reading given to somebody else': ['rows 2'],
    'an event taken out': ['rows 2'],
    'a reading taken out': ['rows 2'],
    'two events exchanged': ['rows 2'],
    'two seals exchanged': ['rows 3', 'rows 4'],
    'the end cut off, with its seals': ['cut 10'],
    'the whole chain written anew': ['cut 2', 'cut 4', 'cut 6', 'cut 8', 'cut 10'],
  }

  it('is found where it was done', async () => {
    const found: Record<string, readonly string[]> = {}
    for (const kind of Object.keys(foundAt)) {
      await tamperings[kind]!(owner, 10)
      found[kind] = (await verifySeals(db, told)).faults.map((fault) => `${fault.kind} ${fault.seal}`)
      await putBack(owner)
    }
    assert.deepEqual(found, foundAt)
  })

  it('is found in a seal that is gone, and in one that follows another', async () => {
    await sql`delete from seal where id = 5`.execute(owner)
    const gone = (await verifySeals(db, told)).faults.map(({ kind, seal }) => [kind, seal])
    await putBack(owner)
    await sql`update seal set previous = digest where id = 7`.execute(owner)
    const astray = (await verifySeals(db, told)).faults.map(({ kind, seal }) => [kind, seal])
    await putBack(owner)
    assert.deepEqual(gone, [
      ['missing', 6],
      ['rows', 6],
    ])
    assert.deepEqual(astray, [
      ['chain', 7],
      ['rows', 7],
    ])
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
