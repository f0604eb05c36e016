import { BrokenFile } from '../refused.ts'
import { requireFits } from './size.ts'

const cut = 'This photo is cut short or damaged. Take it from the phone or camera again, and attach that.'
const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda]
/** Tables, frames and what tells how the colours are to be read: all a photo is drawn from. */
const drawn = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xda && marker <= 0xdd)
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
const mostScans = 500

/**
 * A photo without what the camera wrote of where, when and by whom it was taken; which way up it is and how its colours are to be read stay.
 *
 * @throws BrokenFile when it is no whole photo
 * @throws HostileFile when it is larger than any photo
 */
export function cleanJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = []
  let [scans, frame, turned] = [0, false, 1]
  for (const { marker, body, scan } of segmentsOf(bytes)) {
    if (isFrame(marker)) {
      frame = true
      if (body.length < 8) throw new BrokenFile(cut)
      requireFits(body.readUInt16BE(5), Math.max(1, body.readUInt16BE(3)))
    }
    if (marker === 0xe1) turned = orientationIn(body) ?? turned
    if (drawn(marker) || isColours(marker, body)) kept.push(Buffer.from([0xff, marker]), body, scan)
    if (marker === startOfScan) scans += 1
  }
  if (!frame || scans === 0 || scans > mostScans) throw new BrokenFile(cut)
  return Buffer.concat([
    Buffer.from([0xff, startOfImage]),
    orientation(turned),
    ...kept,
    Buffer.from([0xff, endOfImage]),
  ])
}

interface Segment {
  readonly marker: number
  readonly body: Buffer
  /** What is drawn after the start of a scan; nothing after any other. */
  readonly scan: Buffer
}

/** A photo's parts in their order, up to its end: what stands after that is not part of it. */
function* segmentsOf(bytes: Buffer): Generator<Segment> {
  for (let at = 2; ;) {
    const { marker, next } = markerAt(bytes, at)
    if (marker === endOfImage) return
    const body = bodyAt(bytes, next)
    const from = next + body.length
    at = marker === startOfScan ? endOfScan(bytes, from) : from
    yield { marker, body, scan: bytes.subarray(from, at) }
  }
}

function markerAt(bytes: Buffer, at: number): { readonly marker: number; readonly next: number } {
  if (bytes[at] !== 0xff) throw new BrokenFile(cut)
  let next = at
  while (bytes[next] === 0xff) next += 1
  const marker = bytes[next]
  if (marker === undefined || marker < 0xc0 || marker === startOfImage) throw new BrokenFile(cut)
  return { marker, next: next + 1 }
}

/** A segment with the two bytes of its length. */
function bodyAt(bytes: Buffer, at: number): Buffer {
  if (at + 2 > bytes.length) throw new BrokenFile(cut)
  const length = bytes.readUInt16BE(at)
  if (length < 2 || at + length > bytes.length) throw new BrokenFile(cut)
  return bytes.subarray(at, at + length)
}

/** What is drawn goes on until a marker that is neither padding nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const after = bytes[at + 1]
    if (after === undefined) break
    if (after !== 0 && after !== 0xff && !(after >= 0xd0 && after <= 0xd7)) return at
  }
  throw new BrokenFile(cut)
}

/** Adobe's mark says which colours these are; a profile, how strong: a bruise must look as it looked. */
const isColours = (marker: number, body: Buffer): boolean =>
  (marker === 0xee && body.length === 14 && body.toString('latin1', 2, 7) === 'Adobe') ||
  (marker === 0xe2 && body.toString('latin1', 2, 14) === 'ICC_PROFILE\0')

/** Which way up, of what Exif says; null where it does not say. */
function orientationIn(body: Buffer): number | null {
  if (body.toString('latin1', 2, 8) !== 'Exif\0\0' || body.length < 18) return null
  const tiff = body.subarray(8)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const two = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (first + 2 > tiff.length) return null
  for (
    let entry = first + 2, left = two(first);
    left > 0 && entry + 12 <= tiff.length;
    left -= 1, entry += 12
  ) {
    const said = two(entry + 8)
    if (two(entry) === 0x0112) return said >= 1 && said <= 8 ? said : null
  }
  return null
}

/** An Exif of one word: which way up; nothing where it is upright. */
function orientation(turned: number): Buffer {
  if (turned === 1) return Buffer.alloc(0)
  const tiff = Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1')
  tiff.writeUInt16BE(turned, 18)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(8 + tiff.length)
  return Buffer.concat([Buffer.from([0xff, 0xe1]), length, Buffer.from('Exif\0\0', 'latin1'), tiff])
}
