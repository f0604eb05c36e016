import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Seal } from './chain.ts'

const asRead = sql<Seal>`select id, (extract(epoch from sealed_at) * 1000)::bigint as sealed_at, event_to,
  read_to, events, reads,
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
    values (${seal.id}, to_timestamp(${seal.sealedAt}::float8 / 1000), ${seal.eventTo}, ${seal.readTo},
            ${seal.events}, ${seal.reads},
            ${seal.previous}, ${seal.digest})`.execute(tx)
}
