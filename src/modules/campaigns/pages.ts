import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver } from '../../platform/access/policy.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { dropDraft, findDraft, keepDraft, type DraftOf, type Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { load } from '../../platform/record/store.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, posted } from '../../platform/web/form.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import {
  campaignAsks,
  campaignFields,
  closeCampaign,
  closeFields,
  commands,
  lookAsks,
  lookAt,
  lookFields,
  openCampaign,
} from './commands.ts'
import {
  campaignOf,
  campaignsFor,
  countsOf,
  isShow,
  lookedAt,
  mayReview,
  teamNames,
  type Campaign,
} from './queries.ts'
import { campaignCheck } from './record.ts'
import { campaignsView, campaignView } from './views.ts'

interface One {
  readonly Params: { readonly campaignId: string }
  readonly Querystring: { readonly show?: string; readonly page?: string }
}
interface Check {
  readonly Params: { readonly childId: string; readonly recordId: string }
}

const opening = { audience: 'campaign.open', shows: 'nobody' } as const
const looking = { audience: 'campaign.answer', shows: 'children' } as const
const checking = { audience: 'campaign.answer', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  const at = '/children/:childId/review-campaigns'
  app.get('/review-campaigns', { config: { audience: 'campaign.answer', shows: 'nobody' } }, list)
  app.get('/review-campaigns/open', { config: opening }, (request, reply) => askOpen(request, reply, {}, []))
  app.post('/review-campaigns/open', { config: opening }, open)
  app.get<One>('/review-campaigns/:campaignId', { config: looking }, show)
  app.get<One>('/review-campaigns/:campaignId/close', { config: opening }, (request, reply) =>
    askClose(request, reply, {}, []),
  )
  app.post<One>('/review-campaigns/:campaignId/close', { config: opening }, close)
  app.get<Check>(`${at}/:recordId/look`, { config: checking }, async (request, reply) => {
    const draft = await findDraft(app.book.db, draftOf(request))
    return askLook(request, reply, { typed: draft ?? {}, findings: [], kept: draft !== null })
  })
  app.post<Check>(`${at}/:recordId/look`, { config: checking }, look)
  app.post<Check>(
    `${at}/:recordId/look/draft`,
    { config: { ...checking, shows: 'nobody' } },
    async (request, reply) => {
      const typed = Object.entries(posted(request)).filter(([name]) => !name.startsWith('_'))
      await keepDraft(app.book.db, draftOf(request), Object.fromEntries(typed), formKey(request))
      return reply.code(204).send()
    },
  )
  recordPages(app, { at, commands, save: { leaveOut: 'Leave out' }, goesTo: () => '/review-campaigns' })
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  return reply.page({
    title: 'Review campaigns',
    lead: 'Everybody of a cohort looked at, and nobody dropped.',
    body: campaignsView(await campaignsFor(book.db, actor), book.today(), mayEver(actor, 'campaign.open')),
  })
}

async function findCampaign(request: FastifyRequest<One>): Promise<Campaign> {
  const { campaignId } = request.params
  if (!z.guid().safeParse(campaignId).success) throw new NoSuchPerson()
  const [campaign] = await campaignsFor(request.server.book.db, actorOf(request), campaignId)
  if (campaign === undefined) throw new NoSuchPerson()
  return campaign
}

async function show(request: FastifyRequest<One>, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  const campaign = await findCampaign(request)
  const { show: asked = '', page: typed = '1' } = request.query
  const listing = {
    show: isShow(asked) ? asked : campaign.state === 'running' ? ('waiting' as const) : ('all' as const),
    page: Math.max(1, Math.min(1000, Number.parseInt(typed, 10) || 1)),
  }
  const of = { campaignId: campaign.id, today: book.today() }
  const children = await lookedAt(book.db, actor, of, listing)
  request.shows(children.map(({ childId }) => childId))
  return reply.page({
    title: campaign.title,
    breadcrumbs: [{ text: 'Review campaigns', href: '/review-campaigns' }],
    body: campaignView({
      ...listing,
      campaign,
      children,
      counts: await countsOf(book.db, actor, of),
      today: of.today,
      mayOpen: mayEver(actor, 'campaign.open'),
      actorId: actor.id,
    }),
  })
}

async function open(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const by = { actor: actorOf(request), formKey: formKey(request) }
  const outcome = await openCampaign(book, by, request.body)
  if (outcome.kind === 'refused') return askOpen(request, reply, posted(request), outcome.findings)
  return reply.redirect(`/review-campaigns/${await campaignOf(book.db, outcome.recordId)}`, 303)
}

async function askOpen(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db } = request.server.book
  const people = { reviewers: await mayReview(db, actorOf(request)), teamId: await teamNames(db) }
  const inside = questions(campaignFields, campaignAsks, { typed, findings, people, requires: ['reviewers'] })
  return reply.page(
    {
      title: 'Open a review campaign',
      width: 'reading',
      breadcrumbs: [{ text: 'Review campaigns', href: '/review-campaigns' }],
      errors: errorLinks(findings),
      body: form(request, inside, 'Open the campaign'),
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function close(request: FastifyRequest<One>, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const { id } = await findCampaign(request)
  const outcome = await closeCampaign(
    book,
    { actor: actorOf(request), formKey: formKey(request) },
    id,
    request.body,
  )
  if (outcome.kind === 'refused') return askClose(request, reply, posted(request), outcome.findings)
  return reply.redirect(`/review-campaigns/${id}`, 303)
}

async function askClose(
  request: FastifyRequest<One>,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { title } = await findCampaign(request)
  return reply.page(
    {
      title: 'Close the campaign',
      lead: title,
      width: 'reading',
      errors: errorLinks(findings),
      body: form(request, questions(closeFields, ['learned'], { typed, findings }), 'Close it'),
    },
    findings.length > 0 ? 422 : 200,
  )
}

const draftOf = (request: FastifyRequest<Check>): DraftOf => ({
  command: `campaign-check.answered ${request.params.recordId}`,
  childId: request.params.childId,
  authorId: actorOf(request).id,
})

async function look(request: FastifyRequest<Check>, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const act = { ...actOf(request, request.params), recordId: request.params.recordId }
  const outcome = await lookAt(book, act, request.body)
  if (outcome.kind === 'refused')
    return askLook(request, reply, { typed: posted(request), findings: outcome.findings, kept: false })
  await dropDraft(book.db, draftOf(request))
  return reply.redirect(`/review-campaigns/${await campaignOf(book.db, outcome.recordId)}`, 303)
}

/** The short form: five questions, and two about what must be done. */
async function askLook(
  request: FastifyRequest<Check>,
  reply: FastifyReply,
  { typed, findings, kept }: { typed: Typed; findings: readonly Finding[]; kept: boolean },
): Promise<FastifyReply> {
  const { book, setting } = request.server
  const { childId, recordId } = request.params
  const check = await load(book.db, campaignCheck, recordId)
  if (check.childId !== childId) throw new NoSuchPerson()
  const inside = questions(lookFields, [...lookAsks, 'what', 'dueOn'], {
    typed,
    findings,
    requires: lookAsks,
  })
  const known = html`<p>Read first: ${link('Plan', `/children/${childId}/plan`)}, ${link(
    'Overview',
    `/children/${childId}/overview`,
  )}, ${link('Chronology', `/children/${childId}/chronology`)}.</p>`
  return reply.page(
    {
      title: 'Look at this child',
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: html`${known}
        ${form(request, inside, 'Save what you found', null, {
          draftAt: `/children/${childId}/review-campaigns/${recordId}/look/draft`,
          kept,
        })}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}
