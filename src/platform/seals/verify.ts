import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { digestsOf, type Reading } from './rows.ts'
import { beforeTheFirst, digestOf, sealsAfter, type Seal } from './seal.ts'
import type { Witnessed } from './witness.ts'

/** Something sealed that is not as it was. */
interface SealFault {
  readonly kind: 'rows' | 'chain' | 'missing' | 'cut' | 'rewritten'
  /** The seal it was found at. */
  readonly seal: number
  /** Ids and counts only: what the rows hold is nobody's business here. */
  readonly says: string
}

/** What a check of the whole chain found. */
export interface SealCheck {
  readonly seals: number
  readonly rows: number
  /** Rows written since the last seal: not yet protected. */
  readonly unsealed: number
  readonly faults: readonly SealFault[]
}

type Link = Pick<Seal, 'id' | 'eventTo' | 'readTo' | 'digest'>

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
    select (select count(*) from event where id > ${eventTo}) + (select count(*) from read_event where id > ${readTo}) as rows`.execute(
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

// A seal that was tampered with may name an id before the one before it: its own digest gives it away, and the rest is still read.
function ascending(seals: readonly Seal[], kind: 'eventTo' | 'readTo'): number[] {
  let last = 0
  return seals.map((seal) => (last = Math.max(last, seal[kind])))
}

const nothing: Reading = { rows: 0, digest: Buffer.alloc(0) }

function* faultsOf(
  seal: Seal,
  previous: Link,
  [events = nothing, reads = nothing]: readonly (Reading | undefined)[],
  told: Witnessed | undefined,
): Generator<SealFault> {
  if (seal.id !== previous.id + 1)
    yield { kind: 'missing', seal: seal.id, says: `seals ${previous.id + 1} to ${seal.id - 1} are gone` }
  else if (!seal.previous.equals(previous.digest))
    yield { kind: 'chain', seal: seal.id, says: 'it does not follow the seal before it' }
  if (!digestOf(seal, events, reads).equals(seal.digest))
    yield { kind: 'rows', seal: seal.id, says: span(seal, previous, events, reads) }
  if (told !== undefined && told.digest !== seal.digest.toString('hex'))
    yield { kind: 'rewritten', seal: seal.id, says: `the witness was told of another on ${told.at}` }
}

function span(seal: Seal, previous: Link, events: Reading, reads: Reading): string {
  const counts =
    events.rows === seal.events && reads.rows === seal.reads
      ? 'as many rows as were sealed, and not the same'
      : `${events.rows} events and ${reads.rows} readings where ${seal.events} and ${seal.reads} were sealed`
  return `events ${previous.eventTo + 1} to ${seal.eventTo} and readings ${previous.readTo + 1} to ${seal.readTo}: ${counts}`
}

const cutShort = ({ seal, at }: Witnessed, last: Link): SealFault => ({
  kind: 'cut',
  seal,
  says: `the witness was told of it on ${at}; the chain ends at ${last.id}`,
})
