import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayTry } from '../../platform/access/rate.ts'
import type { App } from '../../platform/web/app.ts'
import { NotNotices } from './intake/read.ts'
import { KeyUsedOtherwise, takeIn } from './intake/take-in.ts'
import { senderOf } from './senders.ts'

/** Bytes: some four thousand notices with their words. */
const largest = 8 * 1_048_576
/** A desk sends its notices together; a machine gone wrong is stopped before it is heard. */
const perSender = { what: 'police notices', most: 30, seconds: 60 } as const
const perAddress = { what: 'police notices from', most: 60, seconds: 60 } as const

/** Where a police desk sends notices: for anyone by its address, but signed, and taken once however often it is sent. */
export async function api(app: App): Promise<void> {
  // The signature is over the bytes as they came.
  app.removeAllContentTypeParsers()
  for (const type of ['application/json', 'text/csv'])
    app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) =>
      done(null, body),
    )
  app.post(
    '/api/police-notices',
    { config: { audience: 'anyone', shows: 'nobody' }, bodyLimit: largest, onRequest: notTooOften },
    receive,
  )
}

const header = (request: FastifyRequest, name: string): string => String(request.headers[name] ?? '')

const refuse = (reply: FastifyReply, status: number, error: string): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').send({ error })

/** Asked before the body is read: who floods us is not listened to. */
async function notTooOften(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (await mayTry(request.server.book.db, perAddress, request.ip)) return
  await tooOften(reply)
}

const tooOften = (reply: FastifyReply): FastifyReply =>
  refuse(
    reply.header('retry-after', '60'),
    429,
    'Sent too often. Nothing was taken: send it again in a minute, with the same Idempotency-Key.',
  )

async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const now = book.now()
  const signed = {
    senderId: header(request, 'holdfast-sender'),
    timestamp: header(request, 'holdfast-timestamp'),
    signature: header(request, 'holdfast-signature'),
    body,
  }
  const sender = await senderOf(book.db, signed, now)
  if (sender === null)
    return refuse(
      reply,
      401,
      'The signature does not hold, is older than five minutes, or the sender may not send.',
    )
  if (!(await mayTry(book.db, perSender, sender.id))) return tooOften(reply)
  const repeatKey = header(request, 'idempotency-key')
  if (!/^[\x21-\x7e]{8,100}$/.test(repeatKey))
    return refuse(
      reply,
      400,
      'Send an Idempotency-Key of 8 to 100 characters, and the same one when you send it again.',
    )
  const giver = { senderId: sender.id, staffId: null, agency: sender.agency }
  try {
    const answer = await takeIn(book.db, { giver, body, repeatKey, now })
    return reply.code(200).header('cache-control', 'no-store').send(answer)
  } catch (fault) {
    if (fault instanceof NotNotices) return refuse(reply, 422, `Nothing was taken. ${fault.message}`)
    if (fault instanceof KeyUsedOtherwise)
      return refuse(reply, 409, 'This Idempotency-Key was used for other notices. Nothing was taken.')
    throw fault
  }
}
