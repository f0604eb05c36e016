import type { FastifyReply, FastifyRequest } from 'fastify'
import { timeOf } from '../../platform/dates/day.ts'
import { mayEver, type Actor } from '../../platform/access/policy.ts'
import { holds, reachable } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { dropDraft, findDraft, keepDraft, type DraftOf, type Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, hidden, posted, formKey } from '../../platform/web/form.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import { callPages } from './calls/pages.ts'
import { checkedPages } from './checked/pages.ts'
import { planAtVisits } from './checked/queries.ts'
import { checkVisit, recordVisit, writeUp } from './commands.ts'
import { formView, type Known } from './form-view.ts'
import {
  adultsAround,
  lastVisit,
  mayBeSeen,
  nextVisits,
  openQuestions,
  purposes,
  satisfiedBy,
  visitingClocks,
  visitTold,
  type VisitTold,
} from './queries.ts'
import { samplePages } from './sample/pages.ts'
import { factsView, toldView, type PlanSeen } from './told-view.ts'
import { visitForm } from './views.ts'

interface Params {
  readonly childId: string
  readonly visitId: string
}

const writing = { audience: 'visit.write', shows: 'child' } as const
const reading = { audience: 'visit.read', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  callPages(app)
  checkedPages(app)
  samplePages(app)
  const at = '/children/:childId/visits'
  app.get<{ Params: Params }>(`${at}/record`, { config: writing }, async (request, reply) => {
    const typed = (await findDraft(app.book.db, draftOf(request))) ?? {}
    return show(request, reply, typed, [])
  })
  app.post<{ Params: Params }>(`${at}/record`, { config: writing }, record)
  app.post<{ Params: Params }>(
    `${at}/draft`,
    { config: { ...writing, shows: 'nobody' } },
    async (request, reply) => {
      await keepDraft(app.book.db, draftOf(request), withoutOurs(posted(request)), formKey(request))
      return reply.code(204).send()
    },
  )
  app.get<{ Params: Params }>(`${at}/:visitId`, { config: reading }, tell)
  recordPages(app, {
    at,
    commands: { writeUp, checkVisit },
    save: { checkVisit: 'Save the check' },
    above: { checkVisit: whatIsChecked },
    goesTo: (childId, id) => `/children/${childId}/visits/${id}`,
  })
}

type Asked = FastifyRequest<{ Params: Params }>

function draftOf(request: Asked): DraftOf {
  return {
    command: 'visit.recorded',
    childId: request.params.childId,
    authorId: actOf(request, request.params).actor.id,
  }
}

/** What was typed, without the token and the key: a draft outlives both. */
const withoutOurs = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith('_')))

async function record(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const typed = posted(request)
  const chosen = typed['child'] ?? []
  const outcome = await recordVisit(
    book,
    actOf(request, request.params),
    typeof chosen === 'string' ? [chosen] : chosen,
    typed,
  )
  if (outcome.kind === 'refused') return show(request, reply, typed, outcome.findings)
  await dropDraft(book.db, draftOf(request))
  const first = await visitOwner(request, outcome.recordId)
  return reply.redirect(`/children/${first}/visits/${outcome.recordId}`, 303)
}

/** The first visit stored may be a brother's, where the child asked about was not seen. */
async function visitOwner({ server }: FastifyRequest, visitId: string): Promise<string> {
  const { childId } = await server.book.db
    .selectFrom('visit')
    .select('childId')
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow()
  return childId
}

async function show(
  request: Asked,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const known = await whatIsKnown(request, childId)
  request.shows(known.children.map(({ id }) => id))
  const view = formView(known, childId, typed, findings)
  const back = known.children[0]
  return reply.page(
    {
      title: 'Record a visit',
      ownHeading: true,
      errors: errorLinks(findings),
      breadcrumbs: [
        {
          text: back === undefined ? 'Back' : `Back to ${view.children[0]?.short ?? 'the child'}`,
          href: `/children/${childId}/overview`,
        },
      ],
      body: visitForm(view, hidden(request), `/children/${childId}/visits/draft`),
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function whatIsKnown(request: FastifyRequest, childId: string): Promise<Known> {
  const { book } = request.server
  const { actor } = actOf(request, { childId })
  const family = await mayBeSeen(book.db, actor, childId)
  const reach = await reachable(
    book.db,
    actor,
    'visit.write',
    family.map(({ id }) => id),
  )
  return {
    children: family.filter(({ id }) => reach.has(id)),
    adults: await adultsAround(book.db, childId),
    purposes: await purposes(book.db, childId),
    last: await lastVisit(book.db, childId),
    questions: await openQuestions(book.db, childId),
    due: await nextVisits(book.db, book.duties, [...reach]),
    today: book.today(),
    time: timeOf(book.now()),
  }
}

async function tell(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, visitId } = request.params
  const { book, setting } = request.server
  const visits = await visitTold(book.db, childId, visitId)
  const [first] = visits
  if (first === undefined) throw new NoSuchPerson()
  const { actor } = actOf(request, { childId })
  const reach = await reachable(
    book.db,
    actor,
    'visit.read',
    visits.map((one) => one.childId),
  )
  const mine = visits.filter((one) => one.childId === childId || reach.has(one.childId))
  request.shows(mine.map((one) => one.childId))
  const satisfied = await satisfiedBy(book.db, [...reach], first.visitedOn, visitingClocks(book.duties))
  const plans = await planFor(request, mine, actor)
  const nameOfClock = (id: string) => setting.clockNames.get(id) ?? id
  return reply.page({
    title: 'Visit',
    masthead: await setting.masthead(request, childId),
    body: html`${toldView(mine, satisfied, nameOfClock, {
      plans,
      checks: await reachable(book.db, actor, 'visit.check', [...reach, childId]),
      corrects: await reachable(book.db, actor, 'correct', [...reach, childId]),
      actorId: actor.id,
      today: book.today(),
      write: mayEver(actor, 'visit.write'),
      worry: request.relation !== null && holds(actor, 'worry.write', request.relation),
    })}`,
  })
}

/** What each visit found of the plan, and whether the reader may say more: of the children whose actions they may read. */
async function planFor({ server }: Asked, visits: readonly VisitTold[], actor: Actor): Promise<PlanSeen[]> {
  const { db } = server.book
  const ids = visits.map(({ childId }) => childId)
  const [reads, writes] = [
    await reachable(db, actor, 'action.read', ids),
    await reachable(db, actor, 'visit.write', ids),
  ]
  const plans = await planAtVisits(
    db,
    visits.filter(({ childId }) => reads.has(childId)).map(({ id }) => id),
  )
  return plans.map((plan) => ({ ...plan, mayWrite: writes.has(plan.childId) }))
}

/** The visit as it was recorded: nobody rates what the page does not show. */
async function whatIsChecked({ server, params }: FastifyRequest, childId: string): Promise<Html> {
  const { recordId } = params as { readonly recordId: string }
  const [asked] = await visitTold(server.book.db, childId, recordId)
  return html`${asked !== undefined && factsView(asked)}`
}
