import { createHash, type KeyObject } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { BrokenBackup } from './broken.ts'
import { CannotUnlock, unlocking } from './lock.ts'

/** What a frame of a backup holds: the head of the file, of a table, some of its rows, the end of a table, a document, the end of the file. */
type FrameKind = 'head' | 'table' | 'rows' | 'table end' | 'end' | 'document'

export interface Frame {
  readonly kind: FrameKind
  readonly bytes: Buffer
}

const kinds: readonly FrameKind[] = ['head', 'table', 'rows', 'table end', 'end', 'document']
const longest = 64 * 1024 * 1024

/** A frame as it lies in the file: one byte for its kind, four for its length, then its bytes. */
export function frame(kind: FrameKind, bytes: Buffer): Buffer {
  const header = Buffer.alloc(5)
  header[0] = kinds.indexOf(kind)
  header.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([header, bytes])
}

/**
 * Reads a backup's frames, in little memory.
 *
 * @param key of somebody it was locked for, where it was
 * @throws BrokenBackup when it is cut short or is no backup
 * @throws CannotUnlock when it is locked, and not for this key
 */
export async function* framesOf(path: string, key: KeyObject | null = null): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of unpacked(path, key)) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece])
    for (let found = firstOf(held); found !== null; found = firstOf(held)) {
      yield found
      held = held.subarray(5 + found.bytes.length)
    }
  }
  if (held.length > 0) throw new BrokenBackup('the file ends in the middle')
}

async function* unpacked(path: string, key: KeyObject | null): AsyncGenerator<Buffer> {
  const zstd = createZstdDecompress()
  // What fails on the way is heard where the pieces are taken.
  const reading = pipeline(createReadStream(path), unlocking(key), untilSeal(), zstd)
  reading.catch(() => undefined)
  try {
    for await (const piece of zstd) yield piece as Buffer
    await reading
  } catch (fault) {
    if (
      fault instanceof BrokenBackup ||
      fault instanceof CannotUnlock ||
      (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT')
    )
      throw fault
    throw new BrokenBackup('the file is cut short, or was altered', { cause: fault })
  }
}

const sealed = 32

/** Ends a file with SHA-256 over all of it: packing alone would not notice every byte changed. */
export function withSeal(): Transform {
  const digest = createHash('sha256')
  return new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      digest.update(bytes)
      done(null, bytes)
    },
    flush: (done) => done(null, digest.digest()),
  })
}

/** Passes on all of a file but the digest at its end, and holds it to that. */
function untilSeal(): Transform {
  const digest = createHash('sha256')
  let held: Buffer = Buffer.alloc(0)
  return new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      const all = Buffer.concat([held, bytes])
      const rest = Math.max(0, all.length - sealed)
      held = all.subarray(rest)
      digest.update(all.subarray(0, rest))
      done(null, all.subarray(0, rest))
    },
    flush: (done) =>
      done(held.equals(digest.digest()) ? null : new BrokenBackup('the file is cut short, or was altered')),
  })
}

function firstOf(held: Buffer): Frame | null {
  if (held.length < 5) return null
  const kind = kinds[held[0] ?? -1]
  const length = held.readUInt32BE(1)
  if (kind === undefined || length > longest) throw new BrokenBackup('the file is not a backup of Holdfast')
  return held.length < 5 + length ? null : { kind, bytes: held.subarray(5, 5 + length) }
}
