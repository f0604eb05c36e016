import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../../platform/web/app.ts'
import { recordPages, theirs } from '../../../platform/web/record-pages.ts'
import { callCommands } from './commands.ts'
import { callsOfChild } from './queries.ts'
import { callsView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
const at = '/children/:childId/visit-calls'

/** What calls for a visit besides a child’s plan: listed, recorded and ended. */
export function callPages(app: App): void {
  app.get<OneChild>(at, { config: { audience: 'visit.read', shows: 'child' } }, show)
  recordPages(app, { at, commands: callCommands, goesTo: (childId) => `/children/${childId}/visit-calls` })
}

async function show(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const [calls, may] = await Promise.all([
    callsOfChild(book.db, childId),
    theirs(request, childId, callCommands),
  ])
  return reply.page({
    title: 'What calls for a visit',
    masthead: await setting.masthead(request, childId),
    body: callsView(childId, calls, 'callForVisit' in may, book.today()),
  })
}
