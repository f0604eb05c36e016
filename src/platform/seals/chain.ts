import { createHash } from 'node:crypto'
import type { Reading } from './pieces.ts'
import type { Witnessed } from './witness.ts'

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

/** Something sealed that is not as it was. */
export interface SealFault {
  readonly kind: 'rows' | 'chain' | 'missing' | 'cut' | 'rewritten'
  /** The seal it was found at. */
  readonly seal: number
  /** Ids and counts only: what the rows hold is nobody's business here. */
  readonly says: string
}

/** What the next seal is held to. */
export type Link = Pick<Seal, 'id' | 'eventTo' | 'readTo' | 'digest'>

/**
 * Where each seal's rows end. A seal that was tampered with may name an id before the one before it: its own digest gives it away, and
 * the rest is still read.
 */
export function ascending(seals: readonly Seal[], kind: 'eventTo' | 'readTo'): number[] {
  let last = 0
  return seals.map((seal) => (last = Math.max(last, seal[kind])))
}

const nothing: Reading = { rows: 0, digest: Buffer.alloc(0) }

/**
 * What is wrong with one seal, held to the one before it, to the rows it covers and to the witness.
 *
 * @param covered the events and the readings it covers as they are now; undefined where there are none to read
 * @param told what the witness was told of this seal, if anything
 */
export function* faultsOf(
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

/** A head that the witness was told of and that the chain no longer reaches. */
export const cutShort = ({ seal, at }: Witnessed, last: Link): SealFault => ({
  kind: 'cut',
  seal,
  says: `the witness was told of it on ${at}; the chain ends at ${last.id}`,
})
