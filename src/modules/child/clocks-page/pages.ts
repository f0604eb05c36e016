import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../../platform/web/app.ts'
import { clockOfServer, everyChapter, stopsOf } from '../clock-book.ts'
import { localStandards } from './standards.ts'
import { clockView, clocksView } from './views.ts'

interface OneClock {
  readonly Params: { readonly id: string }
}

/** How every date is worked out: every clock with its law, and each by itself. */
export function clocksPages(app: App): void {
  const config = { audience: 'signed in', shows: 'nobody' } as const
  app.get('/clocks', { config }, list)
  app.get<OneClock>('/clocks/:id', { config }, one)
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, duties } = request.server.book
  const body = clocksView(
    everyChapter(request.server.setting),
    await localStandards(db),
    new Set(stopsOf(duties).keys()),
  )
  return reply.page({ title: 'How every date is worked out', body })
}

async function one(request: FastifyRequest<OneClock>, reply: FastifyReply): Promise<FastifyReply> {
  const clock = clockOfServer(request.server.setting)(request.params.id)
  if (clock === undefined)
    return reply.page(
      { title: 'There is no clock of that name', body: clocksView([], new Map(), new Set()) },
      404,
    )
  const { db, duties } = request.server.book
  const body = clockView(clock, await localStandards(db), stopsOf(duties).get(clock.id))
  return reply.page({
    title: clock.name,
    width: 'reading',
    breadcrumbs: [{ text: 'How every date is worked out', href: '/clocks' }],
    body,
  })
}
