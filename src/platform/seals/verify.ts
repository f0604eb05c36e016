import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import {
  ascending,
  beforeTheFirst,
  cutShort,
  faultsOf,
  type Link,
  type Seal,
  type SealFault,
} from './chain.ts'
import { digestsOf } from './rows.ts'
import { sealsAfter } from './seal.ts'
import type { Witnessed } from './witness.ts'

/** What a check of the whole chain found. */
export interface SealCheck {
  readonly seals: number
  readonly rows: number
  /** Rows written since the last seal: not yet protected. */
  readonly unsealed: number
  readonly faults: readonly SealFault[]
}

/**
 * Holds everything sealed to its seals, and the seals to what the witness was told. Finds any row edited, taken out, put in or
 * exchanged, any seal altered or missing, a chain cut short and a chain written anew. Reads everything: minutes for millions.
 *
 * @param told everything the witness was told; with none, a chain cut short or written anew cannot be found
 * @param atOnce how many seals are held in memory
 */
export async function verifySeals(db: Db, told: readonly Witnessed[], atOnce = 20_000): Promise<SealCheck> {
  const faults: SealFault[] = []
  const untold = new Map(told.map((head) => [head.seal, head]))
  let before: Link = beforeTheFirst
  let rows = 0
  // One moment of the database, however long it takes: what is written meanwhile is for next time.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      for (;;) {
        const seals = await sealsAfter(tx, before.id, atOnce)
        const last = seals.at(-1)
        if (last === undefined) break
        rows += await holdTo(tx, before, seals, untold, (fault) => faults.push(fault))
        before = last
      }
      for (const head of untold.values()) faults.push(cutShort(head, before))
      return { seals: before.id, rows, unsealed: await unsealedAfter(tx, before), faults }
    })
}

/** How many rows no seal covers yet. */
export async function unsealedAfter(
  db: Db | Tx,
  { eventTo, readTo }: Pick<Seal, 'eventTo' | 'readTo'>,
): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select (select count(*)
              from event
             where id > ${eventTo}) + (select count(*) from read_event where id > ${readTo}) as rows`.execute(
    db,
  )
  return rows[0]?.rows ?? 0
}

async function holdTo(
  tx: Tx,
  before: Link,
  seals: readonly Seal[],
  untold: Map<number, Witnessed>,
  find: (fault: SealFault) => void,
): Promise<number> {
  const events = await digestsOf(tx, 'event', before.eventTo, ascending(seals, 'eventTo'))
  const reads = await digestsOf(tx, 'read_event', before.readTo, ascending(seals, 'readTo'))
  let previous = before
  let rows = 0
  for (const [at, seal] of seals.entries()) {
    const covered = [events[at], reads[at]] as const
    for (const fault of faultsOf(seal, previous, covered, untold.get(seal.id))) find(fault)
    rows += (covered[0]?.rows ?? 0) + (covered[1]?.rows ?? 0)
    untold.delete(seal.id)
    previous = seal
  }
  return rows
}
