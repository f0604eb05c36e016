import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { BrokenFile, HostileFile } from '../refused.ts'

/** One file within a file: an office document is a bundle of these. */
export interface Part {
  readonly name: string
  readonly content: Buffer
}

const damaged =
  'This document is cut short or damaged. Open it in the program it was made with, save it again, and attach that.'
const locked =
  'This document is locked with a password. Open it, take the password off, save it, and attach that.'
const bomb =
  'Parts of this document unpack to far more than any document holds. Open it, save it as a PDF, and attach that.'
const crooked =
  'This document is put together as no office program does it. Open it, save it as a PDF, and attach that.'

const mostParts = 4000
const mostInAll = 150 * 1024 * 1024
const mostOfOne = 80 * 1024 * 1024
const signatures = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 }

/**
 * The parts of an office document, unpacked: no more of any than its directory says, and no more of all than a document holds.
 * Where parts lie in the file is taken from the directory alone.
 *
 * @throws BrokenFile, HostileFile
 */
export function partsOf(bytes: Buffer): Part[] {
  const parts: Part[] = []
  let total = 0
  for (const entry of entriesOf(bytes)) {
    total += entry.inflated
    if (total > mostInAll || entry.inflated > mostOfOne) throw new HostileFile(bomb)
    if (!entry.name.endsWith('/')) parts.push({ name: entry.name, content: contentOf(bytes, entry) })
  }
  if (new Set(parts.map(({ name }) => name.toLowerCase())).size !== parts.length)
    throw new HostileFile(crooked)
  return parts
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly inflated: number
  readonly at: number
}

function entriesOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
  if (end < 0 || end + 22 > bytes.length) throw new BrokenFile(damaged)
  const [count, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)]
  if (count > mostParts) throw new HostileFile(bomb)
  const entries: Entry[] = []
  for (let at = start; entries.length < count;) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== signatures.entry) throw new BrokenFile(damaged)
    const length = bytes.readUInt16LE(at + 28)
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new HostileFile(locked)
    entries.push({
      name: nameOf(bytes.subarray(at + 46, at + 46 + length)),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      inflated: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** A name that climbs out, is absolute, or is not plain is no office program's. */
function nameOf(bytes: Buffer): string {
  const name = bytes.toString('utf8')
  const plain =
    /^[\w .,()[\]{}@+~%&$!'=\-/]{1,200}$/.test(name) &&
    !/(^|\/)\.\.?(\/|$)/.test(name) &&
    !name.startsWith('/')
  if (!plain) throw new HostileFile(crooked)
  return name
}

function contentOf(bytes: Buffer, { at, packed, method, inflated, crc }: Entry): Buffer {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== signatures.local) throw new BrokenFile(damaged)
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  if (from + packed > bytes.length) throw new BrokenFile(damaged)
  const content = unpacked(bytes.subarray(from, from + packed), method, inflated)
  if (content.length !== inflated || crc32(content) !== crc) throw new BrokenFile(damaged)
  return content
}

function unpacked(packed: Buffer, method: number, inflated: number): Buffer {
  if (method === 0) return packed
  if (method !== 8) throw new HostileFile(crooked)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, inflated) })
  } catch (cause) {
    const tooLong = cause instanceof RangeError
    throw tooLong ? new HostileFile(bomb, { cause }) : new BrokenFile(damaged, { cause })
  }
}

/** The parts as one file again: nothing before, between or after them, and no days. */
export function bundled(parts: readonly Part[]): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, content } of parts) {
    // OpenDocument is known by a first part that is not packed.
    const method = name === 'mimetype' ? 0 : 8
    const packed = method === 0 ? content : deflateRawSync(content)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(0x0800, 2)
    about.writeUInt16LE(method, 4)
    about.writeUInt16LE(0x21, 8)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([signed(signatures.local), about, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(
      Buffer.concat([signed(signatures.entry), Buffer.from([20, 0]), about, place, Buffer.from(name)]),
    )
    locals.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, listed, signed(signatures.end), end])
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(signature)
  return bytes
}
