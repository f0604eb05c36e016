import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Reading } from './rows.ts'

/** One link of the chain. */
export interface Seal {
  /** Counts from 1 without a gap: a number that is missing was taken out. */
  readonly id: number
  /** Milliseconds since 1970. */
  readonly sealedAt: number
  /** The last event and the last reading it covers, inclusive; those before were covered by the seals before it. */
  readonly eventTo: number
  readonly readTo: number
  readonly events: number
  readonly reads: number
  readonly previous: Buffer
  readonly digest: Buffer
}

/** What the first seal follows: nothing covered, and a digest of nothing. */
export const beforeTheFirst: Pick<Seal, 'id' | 'eventTo' | 'readTo' | 'digest'> = {
  id: 0,
  eventTo: 0,
  readTo: 0,
  digest: Buffer.alloc(32),
}

/** The digest a seal must bear: SHA-256 over the one before it, what it says of itself, and what it covers. */
export function digestOf(
  { id, sealedAt, eventTo, readTo, events, reads, previous }: Omit<Seal, 'digest'>,
  eventsRead: Reading,
  readsRead: Reading,
): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(`1|${id}|${sealedAt}|${eventTo}|${readTo}|${events}|${reads}\n`)
    .update(eventsRead.digest)
    .update(readsRead.digest)
    .digest()
}

const asRead = sql<Seal>`select id, (extract(epoch from sealed_at) * 1000)::bigint as sealed_at, event_to, read_to, events, reads,
  previous, digest from seal`

/** The newest seal, or null before the first. */
export async function headOf(db: Db | Tx): Promise<Seal | null> {
  const { rows } = await sql<Seal>`${asRead} order by id desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Seals after an id, in their order, at most so many. */
export async function sealsAfter(db: Db | Tx, id: number, most: number): Promise<Seal[]> {
  const { rows } = await sql<Seal>`${asRead} where id > ${id} order by id limit ${most}`.execute(db)
  return rows
}

export async function storeSeal(tx: Tx, seal: Seal): Promise<void> {
  await sql`insert into seal (id, sealed_at, event_to, read_to, events, reads, previous, digest)
    values (${seal.id}, to_timestamp(${seal.sealedAt}::float8 / 1000), ${seal.eventTo}, ${seal.readTo}, ${seal.events}, ${seal.reads},
            ${seal.previous}, ${seal.digest})`.execute(tx)
}
