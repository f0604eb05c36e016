import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '../../platform/web/admit.ts'
import { holds } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, hidden } from '../../platform/web/form.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import { dropProposed, mayBeAsked, reword } from '../actions/index.ts'
import { onOutcomes, onPlans } from './commands.ts'
import { compareView } from './compare-view.ts'
import { draftView } from './draft-views.ts'
import { formPages } from './form-pages.ts'
import { authorisePlan } from './in-force.ts'
import type { PlanOf } from './plan-of.ts'
import { driftOf } from './drift.ts'
import { ofSiblings, plansOf, type PlanHeld, type PlansHeld } from './queries.ts'
import { inTheWay, worthAnotherLook } from './rules.ts'
import { actionsOf, asDraft, outcomesOf, versionsOf } from './versions.ts'
import { showWaiting } from './waiting-page.ts'
import { plansView, type Looking } from './views.ts'
import { kindWords, standingWords } from './words.ts'

interface Params {
  readonly childId: string
  readonly recordId: string
}
type Asked = FastifyRequest<{ Params: Params }>

const at = '/children/:childId/plan'
const reading = { audience: 'plan.read', shows: 'child' } as const

/** The pages of plans of every kind; `kinds` says what else each kind means. */
export const pagesOf =
  (kinds: readonly PlanOf[]) =>
  async (app: App): Promise<void> => {
    app.get<{ Params: Params }>(at, { config: reading }, (request, reply) => showAll(request, reply, kinds))
    app.get<{ Params: Params }>(`${at}/draft`, { config: reading }, openDraft)
    app.get<{ Params: Params }>(`${at}/:recordId`, { config: reading }, (request, reply) =>
      showOne(request, reply, kinds, []),
    )
    app.get<{ Params: Params; Querystring: { with?: string } }>(
      `${at}/:recordId/compare`,
      { config: reading },
      (request, reply) => compare(request, reply, kinds),
    )
    app.post<{ Params: Params }>(
      `${at}/:recordId/authorise`,
      { config: { audience: 'plan.authorise', shows: 'child' } },
      (request, reply) => authorise(request, reply, kinds),
    )
    app.get('/plans-to-authorise', { config: { audience: 'plan.authorise', shows: 'children' } }, showWaiting)
    formPages(app, kinds)
    recorded(app)
  }

/** Forms that are one command on one record. */
function recorded(app: App): void {
  const people = async (request: FastifyRequest, childId: string) => {
    const staff = await mayBeAsked(request.server.book.db, childId)
    return { seesId: staff, ownerId: staff }
  }
  const save = {
    send: 'Send',
    sendBackPlan: 'Send it back',
    verifyPlan: 'Agree it',
    dropOutcome: 'Take it out',
    stopOutcome: 'Take it out',
    dropProposed: 'Take it out',
  }
  const plan = (childId: string) => `/children/${childId}/plan`
  const keepsDrafts = ['describePlan', 'arrange', 'sayProgress']
  recordPages(app, {
    at,
    commands: onPlans,
    people,
    save,
    keepsDrafts,
    goesTo: (childId, id) => `${plan(childId)}/${id}`,
  })
  const { rewordOutcome, dropOutcome, ...inForce } = onOutcomes
  const draft = (childId: string) => `${plan(childId)}/draft`
  recordPages(app, { at: `${at}/outcomes`, commands: inForce, save, keepsDrafts, goesTo: plan })
  recordPages(app, {
    at: `${at}/outcomes`,
    commands: { rewordOutcome, dropOutcome },
    save,
    goesTo: draft,
    tells: { dropOutcome: ['what', 'byOn'] },
  })
  recordPages(app, {
    at: `${at}/actions`,
    commands: { reword, dropProposed },
    people,
    save,
    goesTo: draft,
    tells: { dropProposed: ['what', 'dueOn'] },
  })
}

async function looking(request: Asked, kinds: readonly PlanOf[]): Promise<Looking> {
  const { childId } = request.params
  const { book } = request.server
  const { actor } = actOf(request, { childId })
  const may = (permission: Parameters<typeof holds>[1]): boolean =>
    request.relation !== null && holds(actor, permission, request.relation)
  return {
    childId,
    telling: { today: book.today(), calendar: await workingCalendar(book.db) },
    drifting: await driftOf(book.db, childId, book.today()),
    mayWrite: may('plan.write'),
    mayAuthorise: may('plan.authorise'),
    mayVerify: may('plan.verify'),
    linksOf: ({ kind }) =>
      kinds
        .filter((one) => one.kind === kind)
        .flatMap(({ links }) => links.filter(({ needs }) => may(needs)))
        .map(({ text, url }) => [text, url.replace(':childId', childId)]),
  }
}

async function showAll(request: Asked, reply: FastifyReply, kinds: readonly PlanOf[]): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const held = await plansOf(book.db, childId, book.today())
  return reply.page({
    title: 'Plan',
    masthead: await setting.masthead(request, childId),
    body: plansView(held, await looking(request, kinds)),
  })
}

/** To the draft that is being written, wherever in it somebody was; to the plan where there is none. */
async function openDraft(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { plans } = await plansOf(request.server.book.db, childId, request.server.book.today())
  const draft = plans.find(({ state }) => state === 'draft' || state === 'sent')
  return reply.redirect(`/children/${childId}/plan${draft === undefined ? '' : `/${draft.id}`}`, 303)
}

async function heldPlan(request: Asked): Promise<{ held: PlansHeld; plan: PlanHeld }> {
  const { book } = request.server
  const held = await plansOf(book.db, request.params.childId, book.today())
  const plan = held.plans.find(({ id }) => id === request.params.recordId)
  if (plan === undefined) throw new NoSuchPerson()
  return { held, plan }
}

/** A draft opens as a draft; any other version as what it said. */
async function showOne(
  request: Asked,
  reply: FastifyReply,
  kinds: readonly PlanOf[],
  refused: readonly Finding[],
): Promise<FastifyReply> {
  const { held, plan } = await heldPlan(request)
  const { childId } = request.params
  if (plan.state === 'live') return reply.redirect(`/children/${childId}/plan`, 303)
  if (plan.state !== 'draft' && plan.state !== 'sent')
    return reply.redirect(`/children/${childId}/plan/${plan.id}/compare`, 303)
  const { book, setting } = request.server
  const outcomes = outcomesOf(held, plan)
  const draft = asDraft(held, plan, await ofSiblings(book.db, actorOf(request), childId), book.today())
  const drafted = {
    plan,
    outcomes,
    actions: actionsOf(held, plan, outcomes),
    blocks: inTheWay(draft),
    warns: worthAnotherLook(draft),
    hidden: hidden(request, plan.version),
  }
  const seen = await looking(request, kinds)
  return reply.page(
    {
      title: kindWords(plan),
      lead: standingWords(plan, book.today()),
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(refused),
      body: draftView(drafted, seen),
    },
    refused.length > 0 ? 422 : 200,
  )
}

async function authorise(
  request: Asked,
  reply: FastifyReply,
  kinds: readonly PlanOf[],
): Promise<FastifyReply> {
  const outcome = await authorisePlan(
    request.server.book,
    { ...actOf(request, request.params), recordId: request.params.recordId },
    kinds,
  )
  if (outcome.kind === 'refused') return showOne(request, reply, kinds, outcome.findings)
  return reply.redirect(`/children/${request.params.childId}/plan`, 303)
}

async function compare(
  request: FastifyRequest<{ Params: Params; Querystring: { with?: string } }>,
  reply: FastifyReply,
  kinds: readonly PlanOf[],
): Promise<FastifyReply> {
  const { held, plan } = await heldPlan(request)
  const line = versionsOf(held, plan)
  const older = line.find(({ id }) => id === request.query.with) ?? line[1] ?? null
  return reply.page({
    title: `${kindWords(plan)}, version ${plan.number}`,
    masthead: await request.server.setting.masthead(request, request.params.childId),
    body: compareView(held, plan, older?.id === plan.id ? null : older, await looking(request, kinds)),
  })
}
