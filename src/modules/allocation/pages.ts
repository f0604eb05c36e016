import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../../platform/access/policy.ts'
import { reachable } from '../../platform/access/reach.ts'
import { addMonths } from '../../platform/dates/day.ts'
import { calledBy } from '../../platform/people/name.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { maySee } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { asTyped, errorLinks, form, posted } from '../../platform/web/form.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { end } from './commands.ts'
import { giveAsks, giveWorker, reliefAsks } from './giving.ts'
import { leaversPage } from './leavers.ts'
import { childCalled, familiarTo, loadsOf, loadsWith, teamsToAllocate, workersOf } from './queries.ts'
import { allocation } from './record.ts'
import { inTurnOf, suggestions } from './suggest.ts'
import { loadWords, workersView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
type Asked = FastifyRequest<OneChild>

const reading = { audience: 'allocation.read', shows: 'child' } as const
const writing = { audience: 'allocation.write', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  const at = '/children/:childId/workers'
  app.get<OneChild>(at, { config: reading }, show)
  app.get<OneChild>(`${at}/allocate`, { config: writing }, (request, reply) =>
    ask(request, reply, asTyped({ role: 'lead social worker', fromOn: app.book.today() }), []),
  )
  app.post<OneChild>(`${at}/allocate`, { config: writing }, give)
  leaversPage(app)
  recordPages(app, {
    at,
    commands: { end },
    goesTo: (childId) => `/children/${childId}/workers`,
    save: { end: 'End their time with the child' },
  })
}

async function show(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const { actor } = actOf(request, { childId })
  const child = await childCalled(book.db, actor, childId)
  if (child === undefined) throw new NoSuchPerson()
  const today = book.today()
  const mayAllocate =
    mayEver(actor, 'allocation.write') &&
    (await reachable(book.db, actor, 'allocation.write', [childId])).has(childId)
  return reply.page({
    title: 'Workers',
    masthead: await setting.masthead(request, childId),
    body: workersView({
      childId,
      called: calledBy(child),
      workers: await workersOf(book.db, childId),
      today,
      from: addMonths(today, -12),
      mayAllocate,
      mayRead: maySee(request, 'chronology.read'),
    }),
  })
}

/** The worker's own team is the child's, so it is not asked. */
async function give(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const act = actOf(request, request.params)
  const { book } = request.server
  const typed = posted(request)
  const choice = (await loadsOf(book.db, await teamsToAllocate(book.db, act.actor))).find(
    ({ id }) => id === typed['workerId'],
  )
  const chosen = { ...typed, workerId: choice?.id ?? '', teamId: choice?.teamId ?? '' }
  const outcome = await giveWorker(book, act, chosen)
  if (outcome.kind === 'refused') return ask(request, reply, typed, outcome.findings)
  return reply.redirect(`/children/${act.childId}/workers`, 303)
}

async function ask(
  request: Asked,
  reply: FastifyReply,
  typed: Readonly<Record<string, string | readonly string[]>>,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const { actor } = actOf(request, request.params)
  const teams = await teamsToAllocate(book.db, actor)
  const [staff, known, now] = await Promise.all([
    loadsWith(book.db, teams, childId),
    familiarTo(book.db, childId),
    loadsOf(book.db, teams),
  ])
  const ranked = inTurnOf(staff, known)
  const carries = new Map(now.map(({ id, load }) => [id, load]))
  // Whoever works with the child already would carry no more.
  const fresh = ranked.filter(({ id, load }) => carries.get(id) !== load)
  const workers = Object.fromEntries(
    ranked.map((one) => [one.id, loadWords(one, carries.get(one.id) ?? one.load, teams.length > 1)]),
  )
  const mayGoOver = mayEver(actor, 'allocation.override')
  const asks = [...giveAsks, ...(mayGoOver ? reliefAsks : [])]
  const shown = { typed, findings, requires: ['workerId', 'fromOn'], people: { workerId: workers } }
  return reply.page(
    {
      title: 'Give the child a worker',
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: html`${suggestions(fresh, known, book.today())}
      ${form(request, questions(withHints, asks, shown), 'Give the child this worker')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

const only = 'Only where the worker would carry more than their limit.'
const { overLimitWhy, reliefPlan, reliefByOn } = allocation.fields
const withHints = {
  ...allocation.fields,
  overLimitWhy: { ...overLimitWhy, hint: only },
  reliefPlan: { ...reliefPlan, hint: `${only} ${reliefPlan.hint ?? ''}`.trim() },
  reliefByOn: { ...reliefByOn, hint: only },
}
