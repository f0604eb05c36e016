import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { ascending, beforeTheFirst, cutShort, digestOf, faultsOf, type Seal } from './chain.ts'
import { Pieces } from './pieces.ts'

const sha = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const events = { rows: 3, digest: sha('three events') }
const reads = { rows: 2, digest: sha('two readings') }
const at = '2026-11-22T12:00:00.000Z'

function sealed(said: Partial<Omit<Seal, 'digest'>> = {}): Seal {
  const seal = {
    id: 1,
    sealedAt: 1_764_000_000_000,
    eventTo: 3,
    readTo: 2,
    events: 3,
    reads: 2,
    previous: beforeTheFirst.digest,
    ...said,
  }
  return { ...seal, digest: digestOf(seal, events, reads) }
}
const toldOf = (seal: Seal) => ({ seal: seal.id, digest: seal.digest.toString('hex'), at })

describe('the digest of a seal', () => {
  it('is the SHA-256 of the one before it, of what it says of itself, and of what it covers', () => {
    const said = '1|1|1764000000000|3|2|3|2\n'
    assert.deepEqual(sealed().digest, sha(Buffer.alloc(32), said, events.digest, reads.digest))
  })

  it('follows nothing where it is the first', () =>
    assert.deepEqual(beforeTheFirst, { id: 0, eventTo: 0, readTo: 0, digest: Buffer.alloc(32) }))

  it('is another where anything it says is another', () => {
    const others: Partial<Seal>[] = [
      { id: 2 },
      { sealedAt: 1_764_000_000_001 },
      { eventTo: 4 },
      { readTo: 3 },
      { events: 4 },
      { reads: 3 },
      { previous: Buffer.alloc(32, 1) },
    ]
    const digests = [sealed(), ...others.map(sealed)].map(({ digest }) => digest.toString('hex'))
    assert.equal(new Set(digests).size, 8)
  })
})

describe('a seal', () => {
  const faults = (...held: Parameters<typeof faultsOf>) => [...faultsOf(...held)]
  const first = sealed()
  const second = sealed({ id: 2, eventTo: 6, readTo: 4, previous: first.digest })

  it('that follows, covers and was told as it should has no fault', () => {
    assert.deepEqual(faults(first, beforeTheFirst, [events, reads], toldOf(first)), [])
    assert.deepEqual(faults(second, first, [events, reads], undefined), [])
  })

  it('that comes after seals which are gone says which', () =>
    assert.deepEqual(faults(sealed({ id: 5, previous: first.digest }), first, [events, reads], undefined), [
      { kind: 'missing', seal: 5, says: 'seals 2 to 4 are gone' },
    ]))

  it('that was made to follow another says so', () =>
    assert.deepEqual(faults(sealed({ id: 2 }), first, [events, reads], undefined), [
      { kind: 'chain', seal: 2, says: 'it does not follow the seal before it' },
    ]))

  it('whose rows were edited says where they lie, and that none is missing', () =>
    assert.deepEqual(faults(second, first, [{ ...events, digest: sha('edited') }, reads], undefined), [
      {
        kind: 'rows',
        seal: 2,
        says: 'events 4 to 6 and readings 3 to 4: as many rows as were sealed, and not the same',
      },
    ]))

  it('whose rows were taken out or put in says how many there are and were', () => {
    const says = (covered: Parameters<typeof faultsOf>[2]) =>
      faults(first, beforeTheFirst, covered, undefined).map((fault) => [fault.kind, fault.says])
    assert.deepEqual(says([{ rows: 2, digest: sha('two') }, reads]), [
      ['rows', 'events 1 to 3 and readings 1 to 2: 2 events and 2 readings where 3 and 2 were sealed'],
    ])
    assert.deepEqual(says([events, { rows: 5, digest: sha('five') }]), [
      ['rows', 'events 1 to 3 and readings 1 to 2: 3 events and 5 readings where 3 and 2 were sealed'],
    ])
    assert.deepEqual(says([]), [
      ['rows', 'events 1 to 3 and readings 1 to 2: 0 events and 0 readings where 3 and 2 were sealed'],
    ])
  })

  it('of a chain that was written anew is not what the witness was told', () =>
    assert.deepEqual(
      faults(first, beforeTheFirst, [events, reads], { ...toldOf(first), digest: 'ab'.repeat(32) }),
      [{ kind: 'rewritten', seal: 1, says: `the witness was told of another on ${at}` }],
    ))

  it('that the witness was told of and that is not there was cut off', () =>
    assert.deepEqual(cutShort(toldOf(second), first), {
      kind: 'cut',
      seal: 2,
      says: `the witness was told of it on ${at}; the chain ends at 1`,
    }))
})

describe('where the rows of seals end', () => {
  it('is what each says, and never before the one before it', () => {
    const seals = [sealed({ eventTo: 5 }), sealed({ eventTo: 2 }), sealed({ eventTo: 9, readTo: 1 })]
    assert.deepEqual(ascending(seals, 'eventTo'), [5, 5, 9])
    assert.deepEqual(ascending(seals, 'readTo'), [2, 2, 2])
    assert.deepEqual(ascending([sealed({ eventTo: -1 })], 'eventTo'), [0])
  })
})

describe('rows in pieces', () => {
  const piecesOf = (upTo: number[], lines: string[]) => {
    const pieces = new Pieces(upTo)
    for (const line of lines) pieces.take(Buffer.from(line))
    return pieces.end()
  }
  const [one, nine, twelve] = ['1\tvisit\n', '9\t48\tnote\n', '12\tnote\n'] as const

  it('are digested each with what is up to its last id', () =>
    assert.deepEqual(piecesOf([9, 12], [one, nine, twelve]), [
      { rows: 2, digest: sha(one, nine) },
      { rows: 1, digest: sha(twelve) },
    ]))

  it('are of no rows where there are none, at the beginning, between and at the end', () =>
    assert.deepEqual(piecesOf([0, 9, 11, 12, 40], [one, nine, twelve]), [
      { rows: 0, digest: sha() },
      { rows: 2, digest: sha(one, nine) },
      { rows: 0, digest: sha() },
      { rows: 1, digest: sha(twelve) },
      { rows: 0, digest: sha() },
    ]))

  it('are told apart by their whole number, not by its first figure', () =>
    assert.deepEqual(
      piecesOf([99, 100, 1_048], ['99\tx\n', '100\tx\n', '1048\tx\n']).map(({ rows }) => rows),
      [1, 1, 1],
    ))
})
