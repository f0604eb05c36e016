import type { FastifyReply, FastifyRequest } from 'fastify'
import { longDay } from '../../../platform/dates/day.ts'
import type { App } from '../../../platform/web/app.ts'
import { mastheadFor } from '../masthead.ts'
import { tell } from '../overview/tell.ts'
import { handoverNotes } from './notes.ts'
import { handoverView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}

/** Everything the next worker must know, on one page that prints. */
export function handoverPage(app: App): void {
  const config = { audience: 'chronology.read', shows: 'child' } as const
  app.get<OneChild>('/children/:childId/handover', { config }, show)
}

async function show(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book } = request.server
  const on = book.today()
  const [telling, notes] = await Promise.all([
    tell(request, childId, { on, asAt: null }),
    handoverNotes(book.db, childId),
  ])
  return reply.page({
    title: 'Handover pack',
    masthead: mastheadFor(request, telling.facts, on),
    lead: `What the record holds on ${longDay(on)} for whoever works with ${telling.called} next. It prints as it stands.`,
    body: handoverView(telling, notes),
  })
}
