import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { completeUtf8, readBytes } from './text.ts'
import { HostileFile } from './refused.ts'

/** How the bytes of a text file are to be read. A zip or another binary is `binary`. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'binary'

export interface FileFacts {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hexadecimal; empty where it was not asked for. */
  readonly sha256: string
  /** The first bytes, at most 64 KiB. */
  readonly head: Buffer
  readonly encoding: Encoding
}

/** Bytes. The largest census of 100,000 children is about 130 MB. */
const largest = 1 << 30
const headLength = 1 << 16

/**
 * Reads a file once from end to end: its hash (unless `hashed` is false), its size, how its text is encoded.
 *
 * @throws HostileFile if it is larger than 1 GiB, or holds NUL bytes and is neither UTF-16 nor a known binary.
 */
export async function inspectFile(path: string, { hashed = true } = {}): Promise<FileFacts> {
  const hash = hashed ? createHash('sha256') : null
  const watch = watchEncoding()
  let size = 0
  let head = Buffer.alloc(0)
  for await (const bytes of readBytes(path)) {
    hash?.update(bytes)
    size += bytes.length
    if (size > largest) throw new HostileFile(tooLarge)
    if (head.length < headLength) head = Buffer.concat([head, bytes.subarray(0, headLength - head.length)])
    watch.see(bytes)
  }
  return { path, size, sha256: hash?.digest('hex') ?? '', head, encoding: watch.end() }
}

const tooLarge = 'This file is larger than 1 GB. A return of this size is not a return: check the file.'

/** What is not UTF-8 somewhere is Windows-1252 throughout: a spreadsheet saved as plain CSV. */
function watchEncoding() {
  let encoding: Encoding | null = null
  let rest = Buffer.alloc(0)
  const check = (bytes: Buffer): Encoding => {
    if (rest.length === 0 && isAscii(bytes)) return 'utf-8'
    const joined = Buffer.concat([rest, bytes])
    const whole = completeUtf8(joined)
    rest = Buffer.from(joined.subarray(whole))
    return isUtf8(joined.subarray(0, whole)) ? 'utf-8' : 'windows-1252'
  }
  return {
    see(bytes: Buffer): void {
      encoding ??= encodingOf(bytes)
      if (encoding === 'utf-8' || encoding === 'windows-1252') refuseNul(bytes)
      if (encoding === 'utf-8') encoding = check(bytes)
    },
    end: (): Encoding => (encoding === 'utf-8' && rest.length > 0 ? 'windows-1252' : (encoding ?? 'utf-8')),
  }
}

const starts: readonly (readonly [readonly number[], Encoding])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x50, 0x4b], 'binary'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'binary'],
  [[0x25, 0x50, 0x44, 0x46], 'binary'],
  [[0x1f, 0x8b], 'binary'],
  [[0x89, 0x50, 0x4e, 0x47], 'binary'],
]

function encodingOf(first: Buffer): Encoding {
  const known = starts.find(([bytes]) => bytes.every((byte, at) => first[at] === byte))
  return known?.[1] ?? 'utf-8'
}

function refuseNul(bytes: Buffer): void {
  if (bytes.includes(0))
    throw new HostileFile(
      'This file holds NUL bytes, which no text has. If it came from a spreadsheet, save it again as CSV UTF-8.',
    )
}
