import { sql } from 'kysely'
import { inTransaction, type Db, type Tx } from '../db/database.ts'
import { beforeTheFirst, digestOf, type Seal } from './chain.ts'
import type { Reading } from './pieces.ts'
import { digestsOf } from './rows.ts'
import { headOf, storeSeal } from './seal.ts'

/** Most rows of a kind under one seal, so that a finding says where, and an import does not make one seal of a year. */
const mostRows = 10_000

/** Ids that have been given out, and the transactions that may yet write some of them. */
interface Horizon {
  readonly event: number
  readonly readEvent: number
  readonly writing: readonly string[]
}

/**
 * Chains what has been written since the last seal. Ids are given out before their rows can be seen, so a row may appear below
 * one already sealed; to leave none out, ids are sealed only once every transaction that could still write one of them has ended.
 */
export class Sealer {
  readonly #db: Db
  readonly #now: () => number
  #horizon: Horizon | null = null

  /** @param now milliseconds since 1970: what a seal says of when it was made */
  constructor(db: Db, now: () => number = Date.now) {
    this.#db = db
    this.#now = now
  }

  /** Seals what may be sealed, one seal a transaction, until nothing is left. Returns the seals made; none if another process seals. */
  async seal(): Promise<Seal[]> {
    const waited = this.#horizon !== null
    const made = await this.#untilNothingIsLeft()
    // A horizon that waited for a writer is of then: what was written meanwhile is beyond it.
    if (waited && this.#horizon === null) made.push(...(await this.#untilNothingIsLeft()))
    return made
  }

  async #untilNothingIsLeft(): Promise<Seal[]> {
    const made: Seal[] = []
    for (let next = await this.#one(); next !== null; next = await this.#one()) made.push(next)
    return made
  }

  async #one(): Promise<Seal | null> {
    return inTransaction(this.#db, async (tx) => {
      if (!(await isOnlySealer(tx))) return null
      const horizon = await this.#settled(tx)
      return horizon === null ? null : sealUpTo(tx, horizon, this.#now())
    })
  }

  /** The horizon all of whose writers have ended; null while one has not. */
  async #settled(tx: Tx): Promise<Horizon | null> {
    this.#horizon ??= await horizonNow(tx)
    const { event, readEvent, writing } = this.#horizon
    if (writing.length > 0 && (await anyStillWrites(tx, writing))) return null
    this.#horizon = null
    return { event, readEvent, writing: [] }
  }
}

async function isOnlySealer(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(hashtext('holdfast sealer')) as mine`.execute(tx)
  return rows[0]?.mine === true
}

// Whoever inserts holds a lock on the table from before an id is given out until the row can be seen. So the ids first, then the locks.
async function horizonNow(tx: Tx): Promise<Horizon> {
  const given = await sql<{ event: number; readEvent: number }>`
    select coalesce(pg_sequence_last_value('event_id_seq'), 0) as event,
           coalesce(pg_sequence_last_value('read_event_id_seq'), 0) as read_event`.execute(tx)
  const { event, readEvent } = given.rows[0] ?? { event: 0, readEvent: 0 }
  return { event, readEvent, writing: await writers(tx) }
}

async function writers(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ writer: string }>`
    select distinct virtualtransaction as writer from pg_locks
     where locktype = 'relation'
       and database = (select oid from pg_database where datname = current_database())
       and relation in ('event'::regclass, 'read_event'::regclass) and mode = 'RowExclusiveLock'`.execute(tx)
  return rows.map(({ writer }) => writer)
}

async function anyStillWrites(tx: Tx, writing: readonly string[]): Promise<boolean> {
  const still = new Set(await writers(tx))
  return writing.some((writer) => still.has(writer))
}

async function sealUpTo(tx: Tx, horizon: Horizon, sealedAt: number): Promise<Seal | null> {
  const head = (await headOf(tx)) ?? beforeTheFirst
  const eventTo = await pieceEnd(tx, 'event', head.eventTo, horizon.event)
  const readTo = await pieceEnd(tx, 'read_event', head.readTo, horizon.readEvent)
  const events = await oneReading(tx, 'event', head.eventTo, eventTo)
  const reads = await oneReading(tx, 'read_event', head.readTo, readTo)
  if (events.rows + reads.rows === 0) return null
  const said = {
    id: head.id + 1,
    sealedAt,
    eventTo,
    readTo,
    events: events.rows,
    reads: reads.rows,
    previous: head.digest,
  }
  const seal = { ...said, digest: digestOf(said, events, reads) }
  await storeSeal(tx, seal)
  return seal
}

/** Where a seal ends: at the horizon, or after the most rows it takes. */
async function pieceEnd(
  tx: Tx,
  kind: 'event' | 'read_event',
  after: number,
  horizon: number,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id
      from ${sql.table(kind)}
     where id > ${after}
       and id <= ${horizon}
     order by id offset ${mostRows - 1}
     limit 1`.execute(tx)
  return rows[0]?.id ?? Math.max(after, horizon)
}

async function oneReading(tx: Tx, kind: 'event' | 'read_event', after: number, to: number): Promise<Reading> {
  const [reading] = await digestsOf(tx, kind, after, [to])
  if (reading === undefined) throw new Error('a piece has one reading')
  return reading
}
