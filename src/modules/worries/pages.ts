import type { FastifyReply, FastifyRequest } from 'fastify'
import { staffNames } from '../../platform/access/staff.ts'
import { holds } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { load } from '../../platform/record/store.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { actOf, recordPages, theirs } from '../../platform/web/record-pages.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { mayBeAsked } from '../actions/index.ts'
import { commands } from './commands.ts'
import { allIsWell, happenedSince, questionsOf, toLookAt, worriesOf } from './queries.ts'
import { worry } from './record.ts'
import { childView, managersView, standingWords } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
const at = '/children/:childId/worries'
const reading = { audience: 'risk.read', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  app.get('/worries', { config: { audience: 'worry.close', shows: 'children' } }, forManagers)
  app.get<OneChild>(at, { config: reading }, all)
  app.get<OneRecord>(`${at}/:recordId`, { config: reading }, show)
  recordPages(app, {
    at,
    commands,
    people: async (_request, childId) => ({ ownerId: await mayBeAsked(app.book.db, childId) }),
    goesTo: (childId) => `/children/${childId}/worries`,
    save: { closeWorry: 'Close it' },
    keepsDrafts: Object.keys(commands),
  })
}

async function forManagers(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const rows = await toLookAt(book.db, actorOf(request), book.today())
  request.shows(rows.map(({ childId }) => childId))
  return reply.page({ title: 'Worries to look at', body: managersView(rows) })
}

async function all(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const { actor } = actOf(request, { childId })
  const [worries, since, questions, calm, calendar] = await Promise.all([
    worriesOf(book.db, childId),
    happenedSince(book.db, childId),
    questionsOf(book.db, childId),
    allIsWell(book.db, childId),
    workingCalendar(book.db),
  ])
  const mayWrite = request.relation !== null && holds(actor, 'worry.write', request.relation)
  return reply.page({
    title: 'Worries, and what we do not know',
    masthead: await setting.masthead(request, childId),
    body: childView({ childId, worries, since, questions, calm, mayWrite, today: book.today(), calendar }),
  })
}

async function show(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, worry, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const names = await staffNames(book.db, [row.ownerId, row.reviewedBy, row.closedBy])
  const may = await theirs(request, childId, commands)
  return reply.page({
    title: worry.title,
    lead: standingWords(row),
    masthead: await setting.masthead(request, childId),
    body: html`${recordSummary(worry, row, names)}${whatNext(
      may,
      row.state,
      `/children/${childId}/worries/${recordId}`,
    )}`,
  })
}
