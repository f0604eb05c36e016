import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver } from '../../platform/access/policy.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { nameOf } from '../../platform/people/name.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { clockSetting } from '../../platform/record/readings.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { asTyped, errorLinks, form, formKey, formVersion, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { daySaid } from '../actions/index.ts'
import { besideOf, type Beside } from './beside.ts'
import { bookingPages } from './booking-pages.ts'
import { bookingOf, missedOf } from './bookings.ts'
import { correctSession, recordSession } from './commands.ts'
import { nextSession } from './due.ts'
import { correctionFields, sessionAsks, sessionFields } from './fields.ts'
import { groupPages } from './group-pages.ts'
import { groupsOf } from './groups.ts'
import {
  childrenTalkedOf,
  historyOf,
  sessionOf,
  sessionsOf,
  supervisedBy,
  type Session,
  type Supervised,
} from './queries.ts'
import { besideView, peopleView, sessionView, workerView } from './views.ts'

type OfWorker = FastifyRequest<{ Params: { readonly staffId: string } }>
type OfSession = FastifyRequest<{ Params: { readonly sessionId: string } }>

const reading = { audience: 'supervision.read', shows: 'children' } as const
const writing = { audience: 'supervision.write', shows: 'children' } as const
const home = { text: 'Supervision', href: '/supervision' }

/** A manager's sessions with each member of staff: of no child, and read by three people alone. */
export async function pages(app: App): Promise<void> {
  app.get('/supervision', { config: { ...reading, shows: 'nobody' } }, showPeople)
  groupPages(app)
  bookingPages(app)
  app.get('/supervision/:staffId', { config: reading }, showWorker)
  app.get('/supervision/:staffId/record', { config: writing }, (request: OfWorker, reply) =>
    ask(request, reply, {}, []),
  )
  app.post('/supervision/:staffId/record', { config: writing }, record)
  app.get('/supervision/sessions/:sessionId', { config: reading }, showSession)
  app.get('/supervision/sessions/:sessionId/correct', { config: writing }, (request: OfSession, reply) =>
    askAgain(request, reply, null, []),
  )
  app.post('/supervision/sessions/:sessionId/correct', { config: writing }, correct)
}

async function showPeople(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  if (!mayEver(actor, 'supervision.write')) return reply.redirect(`/supervision/${actor.id}`, 303)
  const today = book.today()
  const setting = await clockSetting(book.db)
  const people = await supervisedBy(book.db, actor, today)
  return reply.page({
    title: 'Supervision',
    lead: html`Sessions with each member of staff. <a class="govuk-link" href="/supervision/${actor.id}">Your own</a>`,
    body: peopleView(people, (one) => ({
      ...nextSession(one, today, setting),
      today,
      calendar: setting.calendar,
    })),
  })
}

const isId = (text: string): boolean => z.guid().safeParse(text).success

async function workerOf(request: FastifyRequest, staffId: string): Promise<Supervised> {
  const { book } = request.server
  const [worker] = isId(staffId) ? await supervisedBy(book.db, actorOf(request), book.today(), staffId) : []
  if (worker === undefined) throw new NoSuchPerson()
  return worker
}

async function showWorker(request: OfWorker, reply: FastifyReply): Promise<FastifyReply> {
  const { book, setting } = request.server
  const actor = actorOf(request)
  const worker = await workerOf(request, request.params.staffId)
  const own = worker.id === actor.id
  const clocks = await clockSetting(book.db)
  const today = book.today()
  const beside = await besideOf(book.db, actor, worker.id, today)
  request.shows(shownIn(beside))
  return reply.page({
    title: own ? 'Your supervision' : `Supervision: ${worker.name}`,
    ...(mayEver(actor, 'supervision.write') && { breadcrumbs: [home] }),
    body: workerView({
      worker,
      own,
      beside,
      next: { ...nextSession(worker, today, clocks), today, calendar: clocks.calendar },
      sessions: await sessionsOf(book.db, actor, worker.id),
      groups: await groupsOf(book.db, worker.id),
      agreed: await bookingOf(book.db, worker.id),
      missed: await missedOf(book.db, worker.id),
      named: (clock) => setting.clockNames.get(clock) ?? clock,
    }),
  })
}

const shownIn = ({ children, directions }: Beside): string[] => [
  ...new Set([...children.map(({ id }) => id), ...directions.map(({ childId }) => childId)]),
]

async function record(request: OfWorker, reply: FastifyReply): Promise<FastifyReply> {
  const { staffId } = request.params
  const by = { actor: actorOf(request), formKey: formKey(request) }
  const outcome = await recordSession(request.server.book, by, staffId, request.body)
  if (outcome.kind === 'refused') return ask(request, reply, posted(request), outcome.findings)
  request.shows([])
  return reply.redirect(`/supervision/sessions/${outcome.recordId}`, 303)
}

/** The questions, and beside them what is late of theirs. */
async function ask(
  request: OfWorker,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book, setting } = request.server
  const worker = await workerOf(request, request.params.staffId)
  if (!worker.mine) throw new NoSuchPerson()
  const today = book.today()
  const beside = await besideOf(book.db, actorOf(request), worker.id, today)
  request.shows(shownIn(beside))
  const children = Object.fromEntries(beside.children.map((child) => [child.id, nameOf(child)]))
  const inside = questions(sessionFields, asksWith(children), { typed, findings, people: { children } })
  const late = besideView(beside, { today }, (clock) => setting.clockNames.get(clock) ?? clock)
  return reply.page(
    {
      title: `Supervision: ${worker.name}`,
      breadcrumbs: [home, { text: worker.name, href: `/supervision/${worker.id}` }],
      errors: errorLinks(findings),
      body: html`<div class="hf-cols hf-cols--21">
          <div>
            ${form(request, inside, 'Save session')}
          </div>
          <div class="hf-side">
            ${late}
          </div>
        </div>`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

/** Nobody is asked to choose among no children. */
const asksWith = (children: object) =>
  sessionAsks.filter((name) => name !== 'children' || Object.keys(children).length > 0)

async function findSession(request: OfSession): Promise<Session> {
  const { sessionId } = request.params
  const found = isId(sessionId)
    ? await sessionOf(request.server.book.db, actorOf(request), sessionId)
    : undefined
  if (found === undefined) throw new NoSuchPerson()
  return found
}

const crumbsOf = (session: Session) => [
  home,
  { text: session.worker, href: `/supervision/${session.workerId}` },
]

async function showSession(request: OfSession, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  const session = await findSession(request)
  const children = await childrenTalkedOf(book.db, actor, session)
  request.shows(children.map(({ id }) => id))
  const today = book.today()
  return reply.page({
    title: `Supervision: ${session.worker}`,
    lead: `${daySaid(session.heldOn, today)}, with ${session.supervisor}`,
    width: 'reading',
    breadcrumbs: crumbsOf(session),
    body: sessionView({
      session,
      children,
      history: await historyOf(book.db, session.id),
      today,
      mayCorrect: session.supervisorId === actor.id,
    }),
  })
}

async function correct(request: OfSession, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = await findSession(request)
  const by = { actor: actorOf(request), formKey: formKey(request) }
  const at = { id, version: formVersion(request) }
  const outcome = await correctSession(request.server.book, by, at, request.body)
  if (outcome.kind === 'refused') return askAgain(request, reply, posted(request), outcome.findings)
  request.shows([])
  return reply.redirect(`/supervision/sessions/${id}`, 303)
}

async function askAgain(
  request: OfSession,
  reply: FastifyReply,
  typed: Typed | null,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  const session = await findSession(request)
  if (session.supervisorId !== actor.id) throw new NoSuchPerson()
  const talked = await childrenTalkedOf(book.db, actor, session)
  const beside = await besideOf(book.db, actor, session.workerId, book.today())
  const all = [...talked, ...beside.children]
  const ids = [...new Set(all.map(({ id }) => id))]
  request.shows(ids)
  const children = Object.fromEntries(all.map((child) => [child.id, nameOf(child)]))
  const held = asTyped({ ...session, children: talked.map(({ id }) => id) })
  const asks = [...asksWith(children), 'reason']
  const inside = questions(correctionFields, asks, { typed: typed ?? held, findings, people: { children } })
  return reply.page(
    {
      title: 'Put a session right',
      lead: `${session.worker}, ${daySaid(session.heldOn, book.today())}. What stood before is kept.`,
      width: 'reading',
      breadcrumbs: crumbsOf(session),
      errors: errorLinks(findings),
      body: form(request, inside, 'Save the change', session.version),
    },
    findings.length > 0 ? 422 : 200,
  )
}
