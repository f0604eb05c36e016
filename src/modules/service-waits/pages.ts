import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { load } from '../../platform/record/store.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { recordPages, theirs } from '../../platform/web/record-pages.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { commands, referralCommands, toolCommands } from './commands.ts'
import { outcomesOf, servicesOf, toolsOf, waitingIn, waitsByService } from './queries.ts'
import { serviceReferral, services } from './record.ts'
import { childView, stateWords, waitingView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
interface OneService {
  readonly Querystring: { readonly service?: string }
}
const at = '/children/:childId/services'
const reading = { audience: 'service.read', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  app.get<OneService>('/service-waits', { config: { audience: 'service.read', shows: 'children' } }, waits)
  app.get<OneChild>(at, { config: reading }, all)
  app.get<OneRecord>(`${at}/:recordId`, { config: reading }, show)
  const home = (childId: string) => `/children/${childId}/services`
  recordPages(app, {
    at,
    commands: referralCommands,
    people: async (_request, childId) => ({ outcomeId: await outcomesOf(app.book.db, childId) }),
    goesTo: home,
    keepsDrafts: ['refer', 'keepSafe'],
  })
  recordPages(app, { at: `${at}/tools`, commands: toolCommands, goesTo: home, keepsDrafts: ['recordTool'] })
}

async function waits(request: FastifyRequest<OneService>, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  const asked = request.query.service ?? ''
  const service = asked in services ? asked : null
  const [rows, byService] = await Promise.all([
    waitingIn(book.db, actor, book.today(), service),
    waitsByService(book.db, actor, book.today()),
  ])
  request.shows(rows.map(({ childId }) => childId))
  return reply.page({ title: 'Waiting for a service', body: waitingView(rows, byService, service) })
}

async function all(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const [held, tools, calendar, may] = await Promise.all([
    servicesOf(book.db, childId, book.today()),
    toolsOf(book.db, childId),
    workingCalendar(book.db),
    theirs(request, childId, commands),
  ])
  return reply.page({
    title: 'Services',
    masthead: await setting.masthead(request, childId),
    body: childView({ childId, held, tools, mayWrite: 'refer' in may, today: book.today(), calendar }),
  })
}

async function show(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, serviceReferral, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const outcomes = new Map(Object.entries(await outcomesOf(book.db, childId)))
  const may = await theirs(request, childId, referralCommands)
  const shown = {
    ...row,
    outcomeId: row.outcomeId !== null && outcomes.has(row.outcomeId) ? row.outcomeId : null,
  }
  return reply.page({
    title: serviceReferral.title,
    lead: stateWords[row.state],
    masthead: await setting.masthead(request, childId),
    body: html`${recordSummary(serviceReferral, shown, outcomes)}${whatNext(may, row.state, `/children/${childId}/services/${recordId}`)}`,
  }) // prettier-ignore
}
