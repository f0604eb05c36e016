import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../../platform/access/policy.ts'
import { reachable } from '../../platform/access/reach.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, hidden, posted } from '../../platform/web/form.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import { commands, giveAction, giveAsks } from './commands.ts'
import { actionsOf, mayBeAsked } from './queries.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { action } from './record.ts'
import { actionsView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
type AskedFor = FastifyRequest<OneChild>

/** What an action says above the questions about it: what was asked, and, where it was answered, what was done. */
const whatWasAsked = ['what', 'soThat', 'dueOn']
const whyMoved = ['what', 'dueOn', 'extendedWhy']
const whatWasDone = [...whatWasAsked, 'answer', 'evidence', 'answeredOn']

export async function pages(app: App): Promise<void> {
  const at = '/children/:childId/actions'
  const giving = { audience: 'action.give', shows: 'child' } as const
  app.get<OneChild>(at, { config: { audience: 'action.read', shows: 'child' } }, show)
  app.get<OneChild>(`${at}/give`, { config: giving }, (request, reply) => ask(request, reply, {}, []))
  app.post<OneChild>(`${at}/give`, { config: giving }, give)
  recordPages(app, {
    at,
    commands,
    goesTo: (childId) => `/children/${childId}/actions`,
    people: async (request, childId) => ({ ownerId: await mayBeAsked(request.server.book.db, childId) }),
    tells: {
      answer: whatWasAsked,
      verify: whatWasDone,
      sendBack: whatWasDone,
      extend: whyMoved,
      moveAgain: whyMoved,
      stop: whatWasAsked,
      decide: whatWasDone,
      decideToStop: whatWasDone,
    },
    save: {
      accept: 'Take it on',
      answer: 'Send the answer',
      verify: 'Agree it was done',
      sendBack: 'Send it back',
      extend: 'Give more time',
      moveAgain: 'Move the day',
      stop: 'Stop it',
      decide: 'Save the decision',
      decideToStop: 'Stop it',
    },
  })
}

async function show(request: AskedFor, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const { actor } = actOf(request, { childId })
  const may = async (
    permission: 'action.give' | 'action.answer' | 'action.decide' | 'plan.authorise',
  ): Promise<boolean> =>
    mayEver(actor, permission) && (await reachable(book.db, actor, permission, [childId])).has(childId)
  const looking = {
    childId,
    actorId: actor.id,
    today: book.today(),
    calendar: await workingCalendar(book.db),
    mayGive: await may('action.give'),
    mayAnswer: await may('action.answer'),
    mayDecide: await may('action.decide'),
    mayMoveAgain: await may('plan.authorise'),
    hidden: (version: number) => hidden(request, version),
  }
  return reply.page({
    title: 'Directions and actions',
    masthead: await setting.masthead(request, childId),
    body: actionsView(await actionsOf(book.db, childId), looking),
  })
}

async function give(request: AskedFor, reply: FastifyReply): Promise<FastifyReply> {
  const { actor, childId } = actOf(request, request.params)
  const giving = { actor, childIds: [childId], formKey: formKey(request) }
  const outcome = await giveAction(request.server.book, giving, request.body)
  if (outcome.kind === 'refused') return ask(request, reply, posted(request), outcome.findings)
  return reply.redirect(`/children/${childId}/actions`, 303)
}

const { ownerId } = action.fields
const asked = {
  ...action.fields,
  ownerId: { ...ownerId, hint: 'Leave it as it is for the child’s own lead worker.' },
}

async function ask(
  request: AskedFor,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book, setting } = request.server
  const { childId } = request.params
  const shown = { typed, findings, people: { ownerId: await mayBeAsked(book.db, childId) } }
  return reply.page(
    {
      title: 'Give a direction',
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(request, questions(asked, giveAsks, shown), 'Give direction'),
    },
    findings.length > 0 ? 422 : 200,
  )
}
