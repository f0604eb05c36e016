import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf, maySee } from '../../../platform/web/admit.ts'
import * as z from 'zod'
import type { Permission } from '../../../platform/access/policy.ts'
import { holds } from '../../../platform/access/reach.ts'
import { isDay } from '../../../platform/dates/day.ts'
import type { App } from '../../../platform/web/app.ts'
import { nextVisits } from '../../visits/index.ts'
import { linkTo } from '../links.ts'
import { mastheadFor } from '../masthead.ts'
import { mastheadFacts } from '../masthead-facts.ts'
import { calledBy } from '../name.ts'
import { ofSeeing, readingsOn } from '../overview/readings.ts'
import { visitsAndNotes, type Line } from './list.ts'
import { visitsView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
type Asked = FastifyRequest<OneChild>

/** Every visit to a child and every note about one. */
export function visitsPages(app: App): void {
  app.get<OneChild>('/children/:childId/visits', { config: { audience: 'visit.read', shows: 'child' } }, show)
}

const query = z.object({ before: z.string().refine(isDay).nullable().catch(null) })
const most = 50

async function show(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book } = request.server
  const { before } = query.parse(request.query)
  const on = book.today()
  const [facts, found, readings, due] = await Promise.all([
    mastheadFacts(book.db, actorOf(request), childId, on),
    visitsAndNotes(book.db, childId, before, most, maySee(request, 'note.read')),
    readingsOn(book.db, childId, on),
    nextVisits(book.db, book.duties, [childId]),
  ])
  const body = visitsView({
    childId,
    called: calledBy(facts),
    ...pageOf(found),
    seeing: ofSeeing(readings),
    due,
    on,
    newest: before === null,
    recordHref: where(request, 'visit.write', '/children/:childId/visits/record'),
    noteHref: where(request, 'note.write', '/children/:childId/notes/record'),
  })
  return reply.page({
    title: 'Visits and notes',
    ownHeading: true,
    masthead: mastheadFor(request, facts, on),
    body,
  })
}

/** A page that ends with a whole day, so that the next begins with another; a day with more than a page is shown cut. */
function pageOf(found: readonly Line[]): { readonly lines: readonly Line[]; readonly more: boolean } {
  const next = found[most]
  if (next === undefined) return { lines: found, more: false }
  const whole = found.filter(({ day }) => day > next.day)
  return { lines: whole.length > 0 ? whole : found.slice(0, most), more: true }
}

function where(request: Asked, needs: Permission, url: string): string | null {
  const { session, relation } = request
  return session !== null && relation !== null && holds(session.actor, needs, relation)
    ? linkTo(request.server, url, request.params.childId)
    : null
}
