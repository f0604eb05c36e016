import { crc32 } from 'node:zlib'
import { BrokenFile } from '../refused.ts'
import { requireFits } from './size.ts'

const cut = 'This picture is cut short or damaged. Save it again where it came from, and attach that.'
/** What a picture is drawn from. Words, days, places, and a second picture hidden behind the first are none of it. */
const drawn = new Set([
  'IHDR',
  'PLTE',
  'tRNS',
  'IDAT',
  'IEND',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
])
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

/**
 * A picture without the words in it that are not drawn.
 *
 * @throws BrokenFile when it is no whole picture
 * @throws HostileFile when it is larger than any picture
 */
export function cleanPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  const met = new Set<string>()
  for (let at = 8; !met.has('IEND');) {
    if (at + 12 > bytes.length) throw new BrokenFile(cut)
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) throw new BrokenFile(cut)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw new BrokenFile(cut)
    if ((met.size === 0) !== (type === 'IHDR')) throw new BrokenFile(cut)
    if (type === 'IHDR') requireHeader(bytes.subarray(at + 8, end - 4))
    if (drawn.has(type)) kept.push(bytes.subarray(at, end))
    met.add(type)
    at = end
  }
  if (!met.has('IDAT')) throw new BrokenFile(cut)
  return Buffer.concat(kept)
}

function requireHeader(header: Buffer): void {
  if (header.length !== 13) throw new BrokenFile(cut)
  requireFits(header.readUInt32BE(0), header.readUInt32BE(4))
  const [depth = 0, colours = 0] = header.subarray(8)
  if (depths[colours]?.includes(depth) !== true) throw new BrokenFile(cut)
}
