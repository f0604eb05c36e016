import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import pg from 'pg'
import { HeldClient } from './held-client.ts'

const message = (kind: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5)
  head.write(kind)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const letIn = message('R', Buffer.alloc(4))
const ready = message('Z', Buffer.from('I'))
const sentAway = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'))

describe('a line to the database', () => {
  it('that is ended as it opens is told by the first question, and ends nobody’s work', async () => {
    const server = createServer((socket) =>
      socket.once('data', () => socket.end(Buffer.concat([letIn, ready, sentAway]))),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'holdfast', Client: HeldClient })
    pool.on('error', () => undefined)
    await assert.rejects(pool.query('select 1'))
    await pool.end()
    server.close()
  })
})
