import type { FastifyReply, FastifyRequest } from 'fastify'
import { dropDraft, findDraft, keepDraft, type DraftOf, type Typed } from '../../platform/record/draft.ts'
import type { Fields } from '../../platform/record/field.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted, formKey } from '../../platform/web/form.ts'
import { html, nothing } from '../../platform/web/html.ts'
import { questions, type Shown } from '../../platform/web/question.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { openOutcomesOf, planOutcome } from '../plans/index.ts'
import {
  decideAsks,
  decideLong,
  decideNeeds,
  holdReview,
  reviewAsks,
  reviewNeeds,
  walked,
  walkedAtOnce,
} from './commands.ts'
import { cinDecision, cinReview } from './record.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
type Asked = FastifyRequest<OneChild>

const at = '/children/:childId/child-in-need'

export async function pages(app: App): Promise<void> {
  const writing = { audience: 'plan.write', shows: 'child' } as const
  const deciding = { audience: 'child-in-need.decide', shows: 'child' } as const
  app.get<OneChild>(`${at}/review`, { config: writing }, async (request, reply) => {
    const draft = await findDraft(app.book.db, draftOf(request))
    return askReview(request, reply, draft ?? {}, [], draft !== null)
  })
  app.post<OneChild>(`${at}/review`, { config: writing }, review)
  app.post<OneChild>(`${at}/review/draft`, { config: { ...writing, shows: 'nobody' } }, keep)
  app.get<OneChild>(`${at}/decide`, { config: deciding }, (request, reply) =>
    askDecision(request, reply, {}, []),
  )
  app.post<OneChild>(`${at}/decide`, { config: deciding }, async (request, reply) => {
    const outcome = await decideLong(app.book, actOf(request, request.params), request.body)
    if (outcome.kind === 'refused') return askDecision(request, reply, posted(request), outcome.findings)
    return reply.redirect(`/children/${request.params.childId}/plan`, 303)
  })
}

const draftOf = (request: Asked): DraftOf => ({
  command: 'cin-review.held',
  childId: request.params.childId,
  authorId: actOf(request, request.params).actor.id,
})

async function keep(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const typed = Object.entries(posted(request)).filter(([name]) => !name.startsWith('_'))
  await keepDraft(request.server.book.db, draftOf(request), Object.fromEntries(typed), formKey(request))
  return reply.code(204).send()
}

async function review(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const { childId } = request.params
  const outcomes = await openOutcomesOf(book, childId)
  const ids = outcomes.map(({ id }) => id)
  const outcome = await holdReview(book, actOf(request, { childId }), ids, posted(request))
  if (outcome.kind === 'refused') return askReview(request, reply, posted(request), outcome.findings, false)
  await dropDraft(book.db, draftOf(request))
  return reply.redirect(`/children/${childId}/plan`, 303)
}

/** The plan line by line, then what the meeting made of it. */
async function askReview(
  request: Asked,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
  kept: boolean,
): Promise<FastifyReply> {
  const { book, setting } = request.server
  const { childId } = request.params
  const all = await openOutcomesOf(book, childId)
  const now = all.slice(0, walkedAtOnce)
  const shown: Shown = { typed, findings, requires: reviewNeeds }
  const lines: Fields = Object.fromEntries(
    now.map(({ id, what }) => [
      walked(id),
      { ...planOutcome.fields.progress, label: `“${what}”: is it different yet?` },
    ]),
  )
  const more =
    all.length > now.length
      ? html`<p>${all.length - now.length} more can be said on the Plan page, each by itself.</p>`
      : nothing
  const first = questions(cinReview.fields, reviewAsks.slice(0, 3), shown)
  const rest = questions(cinReview.fields, reviewAsks.slice(3), shown)
  const walk = html`${now.length > 0 && html`<h2 class="hf-h2">The plan, line by line</h2>`}
    ${questions(lines, Object.keys(lines), shown)}
    ${more}`
  return reply.page(
    {
      title: 'Child in need review',
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(request, html`${first}${walk}${rest}`, 'Save the review', null, {
        draftAt: `/children/${childId}/child-in-need/review/draft`,
        kept,
      }),
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function askDecision(
  request: Asked,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const inside = questions(cinDecision.fields, decideAsks, { typed, findings, requires: decideNeeds })
  return reply.page(
    {
      title: 'Decide about a long plan',
      lead: 'Step up, step down, or go on and say why.',
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(request, inside, 'Record the decision'),
    },
    findings.length > 0 ? 422 : 200,
  )
}
