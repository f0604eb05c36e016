import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A daemon on this machine that speaks as much of clamd's INSTREAM as a client needs. */
interface Daemon {
  readonly port: number
  /** What it was given, a file each. */
  readonly given: readonly Buffer[]
  readonly close: () => Promise<void>
}

/** Answers as `verdict` says of the whole file; it takes no file of more than `most` bytes, as the real one does by StreamMaxLength. */
export async function scannerDaemon(
  verdict: (file: Buffer) => string,
  most = Number.POSITIVE_INFINITY,
): Promise<Daemon> {
  const given: Buffer[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket.on('error', () => undefined))
    let held = Buffer.alloc(0)
    socket.on('data', (piece) => {
      held = Buffer.concat([held, Buffer.from(piece)])
      const file = fileIn(held)
      if (held.length > most) return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      if (file === null) return
      given.push(file)
      socket.end(`${verdict(file)}\0`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    given,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}

const opening = 'zINSTREAM\0'

/** The pieces as one, once the empty piece that ends them has come; null until then. */
function fileIn(held: Buffer): Buffer | null {
  if (held.subarray(0, opening.length).toString() !== opening) return null
  const pieces: Buffer[] = []
  for (let at = opening.length; at + 4 <= held.length;) {
    const length = held.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(held.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
