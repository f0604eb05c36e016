import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'

/** Looks into files for what would harm whoever opens them. */
export interface Scanner {
  /**
   * @param path of a file of ours
   * @returns whether nothing harmful was found in it
   * @throws NotScanned when the scanner gave no answer, or took no file as large
   */
  isClean(path: string): Promise<boolean>
}

/** Nothing was found and nothing was ruled out: the file is not to be taken. */
export class NotScanned extends Error {
  override readonly name = 'NotScanned'
}

/** Milliseconds for which the scanner may say and take nothing: it reads a large archive in seconds. */
const patience = 60_000
const mostSaid = 4_096

/**
 * ClamAV's own daemon, spoken to as its manual says (clamd(8), INSTREAM): the file goes to it in pieces, each with its length before it,
 * so that it may be on another machine and read none of our disks.
 *
 * @param port of TCP; 3310 unless it was set otherwise
 */
export const clamd = (host: string, port: number): Scanner => ({
  isClean: async (path) => {
    const socket = connect({ host, port }).setTimeout(patience)
    socket.on('timeout', () => socket.destroy(new NotScanned('the scanner does not answer')))
    try {
      // It may have answered before it was given everything, as it does to a file that is too large: the answer is what counts.
      void pipeline(pieces(path), socket, { end: false }).catch(() => undefined)
      return verdictOf(await answerOf(socket))
    } catch (cause) {
      throw cause instanceof NotScanned ? cause : new NotScanned('the scanner cannot be reached', { cause })
    } finally {
      socket.destroy()
    }
  },
})

async function* pieces(path: string): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 16 })) {
    const bytes = Buffer.from(piece)
    yield lengthOf(bytes.length)
    yield bytes
  }
  yield lengthOf(0)
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

async function answerOf(socket: Socket): Promise<string> {
  let said = ''
  for await (const piece of socket) {
    said += String(piece)
    if (said.includes('\0') || said.length > mostSaid) break
  }
  return said
}

/** 'stream: OK', 'stream: … FOUND', or an error in words. What was found is not told: it says nothing to whoever gave the file. */
function verdictOf(answer: string): boolean {
  if (/ OK\0/.test(answer)) return true
  if (/ FOUND\0/.test(answer)) return false
  throw new NotScanned('the scanner did not take the file')
}
