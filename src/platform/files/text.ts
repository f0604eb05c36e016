import { isAscii } from 'node:buffer'
import { open } from 'node:fs/promises'
import type { Encoding } from './inspect.ts'

/** How many of the bytes, from the first, end on a whole UTF-8 character. */
export function completeUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return bytes.length - (back < lengthOf(byte) ? back : 0)
  }
  return bytes.length
}

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2)

/** The text of a file, a piece at a time, without its byte order mark. Pieces break anywhere between characters. */
export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  let first = true
  for await (const piece of encoding === 'utf-8' ? utf8(path) : decoded(path, encoding)) {
    yield first && piece.charCodeAt(0) === 0xfeff ? piece.slice(1) : piece
    first = false
  }
}

/** Bytes read of a file at a time. */
const piece = 1 << 18

/**
 * The bytes of a file, a piece at a time: each good only until the next is asked for. A stream costs several times as much before its
 * first byte, and a return is twenty small files, each read twice.
 */
export async function* readBytes(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.allocUnsafe(size > 0 ? Math.min(piece, size) : piece)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/** ASCII, as nearly every return is, becomes text five times faster as Latin-1. */
async function* utf8(path: string): AsyncGenerator<string> {
  let rest = Buffer.alloc(0)
  for await (const chunk of readBytes(path)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    if (isAscii(bytes)) {
      rest = Buffer.alloc(0)
      yield bytes.toString('latin1')
      continue
    }
    const whole = completeUtf8(bytes)
    rest = Buffer.from(bytes.subarray(whole))
    yield bytes.toString('utf8', 0, whole)
  }
  if (rest.length > 0) yield rest.toString('utf8')
}

async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'binary' ? 'windows-1252' : encoding)
  for await (const chunk of readBytes(path)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
