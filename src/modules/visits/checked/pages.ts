import type { FastifyReply, FastifyRequest } from 'fastify'
import { requireChild } from '../../../platform/access/reach.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, formKey, posted } from '../../../platform/web/form.ts'
import { questions } from '../../../platform/web/question.ts'
import { actOf } from '../../../platform/web/record-pages.ts'
import { shortDay } from '../../../platform/dates/day.ts'
import { action, giveAction, giveAsks, mayBeAsked } from '../../actions/index.ts'
import { checkActions } from './commands.ts'
import { toCheck, visitOf } from './queries.ts'
import { actionsToCheck } from './views.ts'

interface OfVisit {
  readonly Params: { readonly childId: string; readonly visitId: string }
}
type Asked = FastifyRequest<OfVisit>

const at = '/children/:childId/visits/:visitId'
const config = { audience: 'visit.write', shows: 'child' } as const

/** After a visit is saved: what it found of the plan, and what somebody is to do now. */
export function checkedPages(app: App): void {
  app.get<OfVisit>(`${at}/check-actions`, { config }, (request, reply) => showActions(request, reply, {}, []))
  app.post<OfVisit>(`${at}/check-actions`, { config }, saveActions)
  app.get<OfVisit>(`${at}/new-action`, { config }, (request, reply) => showNew(request, reply, {}, []))
  app.post<OfVisit>(`${at}/new-action`, { config }, saveNew)
}

const visitAt = ({ params: { childId, visitId } }: Asked): string => `/children/${childId}/visits/${visitId}`

async function saveActions(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { visitId } = request.params
  const typed = posted(request)
  const outcome = await checkActions(request.server.book, actOf(request, request.params), visitId, typed)
  if (outcome.kind === 'refused') return showActions(request, reply, typed, outcome.findings)
  return reply.redirect(visitAt(request), 303)
}

async function showActions(
  request: Asked,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book, setting } = request.server
  const { childId, visitId } = request.params
  await requireChild(book.db, actOf(request, request.params).actor, 'action.read', childId)
  const { visitedOn } = await visitOf(book.db, childId, visitId)
  const actions = await toCheck(book.db, childId, visitId)
  if (actions.length === 0) return reply.redirect(visitAt(request), 303)
  return reply.page(
    {
      title: 'The plan’s actions',
      lead: `As the visit of ${shortDay(visitedOn)} found them. Leave out what you could not see.`,
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(request, actionsToCheck(actions, typed, findings, book.today()), 'Save what you found'),
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function saveNew(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, visitId } = request.params
  const { book } = request.server
  const { actor } = actOf(request, request.params)
  await visitOf(book.db, childId, visitId)
  const giving = {
    actor,
    childIds: [childId],
    formKey: formKey(request),
    fromId: visitId,
    needs: 'visit.write',
  } as const
  const outcome = await giveAction(book, giving, request.body)
  if (outcome.kind === 'refused') return showNew(request, reply, posted(request), outcome.findings)
  return reply.redirect(visitAt(request), 303)
}

const { ownerId } = action.fields
const asked = {
  ...action.fields,
  ownerId: { ...ownerId, hint: 'Leave it as it is for the child’s own lead worker.' },
}

async function showNew(
  request: Asked,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book, setting } = request.server
  const { childId, visitId } = request.params
  const { visitedOn } = await visitOf(book.db, childId, visitId)
  const shown = { typed, findings, people: { ownerId: await mayBeAsked(book.db, childId) } }
  return reply.page(
    {
      title: 'What must be done now?',
      lead: `After the visit of ${shortDay(visitedOn)}.`,
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(request, questions(asked, giveAsks, shown), 'Save action'),
    },
    findings.length > 0 ? 422 : 200,
  )
}
