import { findSession } from '../src/platform/access/session.ts'
import { lookedAt } from '../src/platform/access/read-event.ts'
import { buildServer } from '../src/app/server.ts'
import { cookieOf, type App } from '../src/platform/web/app.ts'
import { bookOf } from '../src/app/book.ts'
import { benchCounty } from './county.ts'

// A process of its own, so that the driver's work is not in the figures. Each answer says how long it took here.
const opened = await benchCounty(Number(process.argv[2] ?? 60_000))
const app = await buildServer({
  book: bookOf(opened.db),
  council: 'Exampleshire',
  demonstration: true,
  secure: false,
})
app.addHook('onSend', async (_request, reply, payload) => {
  reply.header('server-timing', `total;dur=${reply.elapsedTime.toFixed(2)}`)
  return payload
})
bare(app)
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.({ address })
process.on('disconnect', () => void app.close().then(() => opened.close()))

/** What a page cannot do with less: know who asks, read one child, write down the look, answer. */
function bare(into: App): void {
  into.get<{ Params: { childId: string } }>(
    '/bare/:childId',
    { config: { audience: 'anyone', shows: 'nobody' } },
    async (request, reply) => {
      const { db } = opened
      const session = await findSession(db, cookieOf(request) ?? '')
      const child = await db
        .selectFrom('person')
        .selectAll()
        .where('id', '=', request.params.childId)
        .executeTakeFirstOrThrow()
      if (session !== null) await lookedAt(db, session.actor, [child.id], '/bare')
      return reply.type('text/html').send(`<h1>${child.id}</h1>`)
    },
  )
}
