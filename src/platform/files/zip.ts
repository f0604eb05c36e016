import { open, type FileHandle } from 'node:fs/promises'
import { BrokenFile, HostileFile } from './refused.ts'

interface ZipEntry {
  readonly name: string
  /** Bytes, as the directory states them. */
  readonly compressed: number
  readonly inflated: number
}

const largestInflated = 200 * 1024 * 1024
const highestRatio = 100
const mostEntries = 10_000
const endSignature = 0x06054b50
const entrySignature = 0x02014b50

/**
 * Reads the directory of a zip (a workbook is one) without unpacking anything.
 *
 * @throws HostileFile over 200 MB inflated, over 100 times its packed size, over 10,000 entries, encrypted or zip64.
 * @throws BrokenFile when there is no directory.
 */
export async function zipDirectory(path: string): Promise<readonly ZipEntry[]> {
  const file = await open(path)
  try {
    const entries = entriesIn(await directoryOf(file))
    refuseBombs(entries)
    return entries
  } finally {
    await file.close()
  }
}

/** The end record stands within 64 KiB and 22 bytes of the end; it says where the directory starts. */
async function directoryOf(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || tail.length < end + 22 || tail.readUInt32LE(end) !== endSignature)
    throw new BrokenFile(
      'This workbook is cut short or damaged. Open it in a spreadsheet, save it again and try once more.',
    )
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count > mostEntries || length > 1 << 24 || start === 0xffffffff)
    throw new HostileFile('This workbook holds more parts than any return has.')
  return readAt(file, start, length)
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function entriesIn(directory: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature;) {
    if ((directory.readUInt16LE(at + 8) & 1) === 1)
      throw new HostileFile('This file is locked with a password. Save it without one.')
    const name = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      compressed: directory.readUInt32LE(at + 20),
      inflated: directory.readUInt32LE(at + 24),
    })
    at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** A small part may pack very well and harm nobody: the ratio of one part counts from 1 MB. */
function refuseBombs(entries: readonly ZipEntry[]): void {
  const inflated = entries.reduce((sum, entry) => sum + entry.inflated, 0)
  if (inflated > largestInflated)
    throw new HostileFile(
      `This workbook unpacks to ${Math.round(inflated / 1048576)} MB; 200 MB is the most that is read.`,
    )
  const bomb = entries.find(
    (entry) => entry.inflated > 1048576 && entry.inflated > highestRatio * Math.max(1, entry.compressed),
  )
  if (bomb)
    throw new HostileFile(
      'Part of this workbook unpacks to more than 100 times its size, as a zip bomb does. Save it again from a spreadsheet.',
    )
}
