import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../platform/web/app.ts'
import { recordPages, theirs } from '../../platform/web/record-pages.ts'
import { commands } from './commands.ts'
import { directionsOpen, discussionsOf, summariesOf } from './queries.ts'
import { talkPage } from './talk-page.ts'
import { supervisedView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
const at = '/children/:childId/discussions'

export async function pages(app: App): Promise<void> {
  app.get<OneChild>(at, { config: { audience: 'chronology.read', shows: 'child' } }, show)
  recordPages(app, {
    at,
    commands: { writeSummary: commands.writeSummary },
    goesTo: (childId) => `/children/${childId}/discussions`,
    keepsDrafts: ['writeSummary'],
  })
  talkPage(app)
}

async function show(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const [discussions, summaries, directions, may] = await Promise.all([
    discussionsOf(book.db, childId),
    summariesOf(book.db, childId),
    directionsOpen(book.db, childId),
    theirs(request, childId, commands),
  ])
  return reply.page({
    title: 'Discussions and summaries',
    masthead: await setting.masthead(request, childId),
    body: supervisedView({
      childId,
      today: book.today(),
      discussions,
      summaries,
      directions,
      mayDiscuss: 'recordDiscussion' in may,
      mayWrite: 'writeSummary' in may,
    }),
  })
}
