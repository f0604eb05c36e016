import Fastify, {
  type FastifyInstance,
  type FastifyRequest,
  type onRequestHookHandler,
  type onSendHookHandler,
  type RouteOptions,
} from 'fastify'
import { findSession } from '../src/platform/access/session.ts'
import { lookedAt } from '../src/platform/access/read-event.ts'
import { buildServer } from '../src/app/server.ts'
import { bookOf } from '../src/app/book.ts'
import { benchCounty } from './county.ts'

const began = new WeakMap<FastifyRequest, number>()
const start: onRequestHookHandler = (request, _reply, done) => {
  began.set(request, performance.now())
  done()
}
const tell: onSendHookHandler = (request, reply, payload, done) => {
  const took = performance.now() - (began.get(request) ?? Number.NaN)
  reply.header('server-timing', `total;dur=${took.toFixed(2)}`)
  done(null, payload)
}

// A process of its own, so that the driver's work is not in the figures. Each answer says how long it took here.
const opened = await benchCounty(Number(process.argv[2] ?? 60_000))
const app = await buildServer(
  {
    book: bookOf(opened.db),
    council: 'Exampleshire',
    demonstration: true,
    secure: false,
  },
  timed,
)
const alone = bareApp()
const here = { host: '127.0.0.1', port: 0 }
process.send?.({ address: await app.listen(here), bare: await alone.listen(here) })
process.on('disconnect', () => void Promise.all([app.close(), alone.close()]).then(() => opened.close()))

/** Each answer says how long it took, its read event stored: the last thing done before the first byte leaves. */
function timed(route: RouteOptions): void {
  route.onRequest = [start, ...[route.onRequest ?? []].flat()]
  route.onSend = [...[route.onSend ?? []].flat(), tell]
}

/** What a page cannot do with less: Fastify as it comes, who asks, one child read, the look written down, an answer. */
function bareApp(): FastifyInstance {
  const alone = Fastify()
  alone.get<{ Params: { childId: string } }>('/bare/:childId', async (request, reply) => {
    const { db } = opened
    const session = await findSession(db, request.headers.cookie?.replace('holdfast=', '') ?? '')
    const child = await db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', request.params.childId)
      .executeTakeFirstOrThrow()
    if (session === null) return reply.code(403).send()
    await lookedAt(db, session.actor, [child.id], '/bare')
    return reply.type('text/html').send(`<h1>${child.id}</h1>`)
  })
  return alone
}
