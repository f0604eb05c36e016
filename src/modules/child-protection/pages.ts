import type { FastifyReply, FastifyRequest } from 'fastify'
import { holds } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { App } from '../../platform/web/app.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { asDocx, asPdf, type Paper } from '../../platform/web/paper.ts'
import { forms } from './forms.ts'
import { owedPages } from './owed-pages.ts'
import { letterPages } from './letters.ts'
import { planOnPaper, recordOnPaper } from './papers.ts'
import {
  calledOf,
  conferenceAt,
  conferencesOf,
  coreGroupAt,
  coreGroupsOf,
  isUnborn,
  latestPlan,
  planInForce,
} from './queries.ts'
import { partnerPages } from './scorecard-pages.ts'
import { kindWords } from './words.ts'
import type { Looking } from './looking.ts'
import { conferenceView } from './conference-view.ts'
import { coreGroupView, meetingsView } from './views.ts'

interface Params {
  readonly childId: string
  readonly recordId: string
}
interface Route {
  readonly Params: Params
  readonly Querystring: { readonly print?: string }
}
type Asked = FastifyRequest<Route>

const at = '/children/:childId/conferences'
const reading = { audience: 'conference.read', shows: 'child' } as const

/** A child's conferences and core groups, on the screen and on paper; and how each agency takes part, over all of them. */
export async function pages(app: App): Promise<void> {
  app.get<Route>(at, { config: reading }, showAll)
  app.get<Route>(`${at}/:recordId`, { config: reading }, showConference)
  app.get<Route>('/children/:childId/core-groups/:recordId', { config: reading }, showGroup)
  app.get<Route>(`${at}/:recordId/record.pdf`, { config: reading }, async (request, reply) =>
    sendPdf(reply, await recordOf(request), 'conference-record'),
  )
  app.get<Route>(`${at}/:recordId/record.docx`, { config: reading }, async (request, reply) =>
    sendDocx(reply, await recordOf(request), 'conference-record'),
  )
  app.get<Route>('/children/:childId/protection-plan.pdf', { config: reading }, async (request, reply) =>
    sendPdf(reply, await planOf(request), 'protection-plan'),
  )
  app.get<Route>('/children/:childId/protection-plan.docx', { config: reading }, async (request, reply) =>
    sendDocx(reply, await planOf(request), 'protection-plan'),
  )
  letterPages(app)
  forms(app)
  partnerPages(app)
  owedPages(app)
}

function looking(request: Asked): Looking {
  const { childId } = request.params
  const { actor } = actOf(request, { childId })
  return {
    childId,
    today: request.server.book.today(),
    may: (permission) => request.relation !== null && holds(actor, permission, request.relation),
  }
}

async function showAll(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const [period, conferences, groups, unborn] = await Promise.all([
    latestPlan(book.db, childId),
    conferencesOf(book.db, childId),
    coreGroupsOf(book.db, childId),
    isUnborn(book.db, childId),
  ])
  return reply.page({
    title: 'Conferences and core groups',
    masthead: await setting.masthead(request, childId),
    body: html`${
      unborn && looking(request).may('person.write') && birthLink(childId)
    }${meetingsView({ period, conferences, groups }, looking(request))}`,
  })
}

/** A plan made before birth goes on for the child: the day is asked for on the same record. */
const birthLink = (childId: string): Html =>
  html`<p>${link(
    'The baby is born',
    `/children/${childId}/people/born`,
  )}: the conferences and the plan go on for the child.</p>`

async function held(request: Asked) {
  const { childId, recordId } = request.params
  const found = await conferenceAt(
    request.server.book.db,
    actOf(request, { childId }).actor,
    childId,
    recordId,
  )
  if (found === null) throw new NoSuchPerson()
  return found
}

async function showConference(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const found = await held(request)
  request.shows(found.others.map(({ childId }) => childId))
  return reply.page({
    title: kindWords[found.row.kind ?? ''] ?? 'Child protection conference',
    masthead: await request.server.setting.masthead(request, request.params.childId),
    body: conferenceView(found, looking(request)),
  })
}

async function showGroup(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const found = await coreGroupAt(request.server.book.db, childId, recordId)
  if (found === null) throw new NoSuchPerson()
  return reply.page({
    title: 'Core group',
    masthead: await request.server.setting.masthead(request, childId),
    body: coreGroupView(found, looking(request)),
  })
}

async function recordOf(request: Asked): Promise<Paper> {
  const { row, names, asked } = await held(request)
  const { book } = request.server
  const called = await calledOf(book.db, row.childId)
  const chair = row.chairId === null ? null : (names[row.chairId] ?? null)
  return recordOnPaper({
    called,
    row,
    chair,
    asked,
    large: request.query.print === 'large',
    on: book.today(),
  })
}

async function planOf(request: Asked): Promise<Paper> {
  const { childId } = request.params
  const { book } = request.server
  const { actor } = actOf(request, { childId })
  const all = await conferencesOf(book.db, childId)
  const last = all.find(({ heldOn }) => heldOn !== null)
  const [called, period, plan, outline] = await Promise.all([
    calledOf(book.db, childId),
    latestPlan(book.db, childId),
    planInForce(book.db, childId),
    last === undefined ? null : conferenceAt(book.db, actor, childId, last.id),
  ])
  const open = period?.state === 'open' ? period : null
  return planOnPaper({
    called,
    period: open,
    plan,
    last: outline?.row ?? null,
    large: request.query.print === 'large',
    on: book.today(),
  })
}

// A name never goes into a file's name either.
const sendPdf = async (reply: FastifyReply, paper: Paper, name: string): Promise<FastifyReply> =>
  sent(reply, 'application/pdf', `${name}.pdf`).send(await asPdf(paper))

const sendDocx = async (reply: FastifyReply, paper: Paper, name: string): Promise<FastifyReply> =>
  sent(reply, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', `${name}.docx`).send(
    await asDocx(paper),
  )

const sent = (reply: FastifyReply, type: string, name: string): FastifyReply =>
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`)
