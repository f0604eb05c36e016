import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../../platform/access/policy.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { aPage, boardView, listView, type Narrowing } from './board-view.ts'
import { contactPages } from './contact-pages.ts'
import { frontDoorPage } from './frame.ts'
import { checksView, feedbackView, repeatedView } from './lists-view.ts'
import { checksOwed, feedbackOwed } from './owed.ts'
import { cards, onTheBoard, repeatedContacts, stages, todayAtTheDoor, type Stage } from './queries.ts'
import { letterPages } from './letter.ts'
import { fromReferrersPages } from './sent-in/from-referrers-pages.ts'
import { publicPages } from './sent-in/public-pages.ts'
import { sentInPages } from './sent-in/staff-pages.ts'
import { urgencies } from './words.ts'

export async function pages(app: App): Promise<void> {
  const config = { audience: 'front-door.read', shows: 'children' } as const
  app.get('/front-door', { config }, board)
  app.get('/front-door/list', { config }, list)
  app.get('/front-door/checks', { config }, checks)
  app.get('/front-door/feedback', { config }, feedback)
  app.get('/front-door/repeated', { config }, repeated)
  sentInPages(app)
  fromReferrersPages(app)
  letterPages(app)
  contactPages(app)
  publicPages(app)
}

async function board(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today, now } = request.server.book
  const actor = actorOf(request)
  const shown = await cards(db, actor, today(), { perColumn: onTheBoard })
  request.shows(shown.flatMap(({ children }) => children.map(({ id }) => id)))
  const door = await todayAtTheDoor(db, actor, today())
  const mayReceive = mayEver(actor, 'contact.receive')
  const body = boardView({ cards: shown, today: today(), now: now(), door, mayReceive })
  return frontDoorPage(request, reply, { title: 'Front door', body })
}

const given = (value: unknown, allowed: readonly string[]): string | null =>
  typeof value === 'string' && allowed.includes(value) ? value : null

/** The filter of an address; what it does not know it leaves out. */
function narrowing(query: Readonly<Record<string, unknown>>): Narrowing {
  const from = Number(query['from'])
  return {
    stage: given(query['stage'], stages) as Stage | null,
    urgency: given(query['urgency'], [...Object.keys(urgencies), 'none']),
    source: given(query['source'], '123456789'.split('')),
    from: Number.isInteger(from) && from > 0 ? Math.min(from, 100_000) : 0,
  }
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today, now } = request.server.book
  const by = narrowing(request.query as Readonly<Record<string, unknown>>)
  const shown = await cards(db, actorOf(request), today(), { ...by, perColumn: aPage })
  request.shows(shown.flatMap(({ children }) => children.map(({ id }) => id)))
  const body = listView(shown, by, today(), now())
  return frontDoorPage(request, reply, { title: 'Contacts', body })
}

async function checks(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, now } = request.server.book
  const rows = await checksOwed(db, actorOf(request))
  request.shows(rows.map(({ childId }) => childId))
  return frontDoorPage(request, reply, { title: 'Agency checks', body: checksView(rows, now()) })
}

async function feedback(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const rows = await feedbackOwed(db, actorOf(request))
  request.shows(rows.map(({ childId }) => childId))
  return frontDoorPage(request, reply, {
    title: 'Feedback to referrers',
    body: feedbackView(rows, today()),
  })
}

async function repeated(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const rows = await repeatedContacts(db, actorOf(request), today())
  request.shows(rows.map(({ childId }) => childId))
  return frontDoorPage(request, reply, { title: 'Repeated contacts', body: repeatedView(rows) })
}
