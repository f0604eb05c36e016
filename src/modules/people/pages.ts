import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { correctionHref } from '../../platform/web/record-correct.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import { addChildPages } from './add-child-pages.ts'
import { birthPages } from './birth-pages.ts'
import { addRelative, commands, personAsks, relationAsks } from './commands.ts'
import { mergePages } from './merge-pages.ts'
import { peopleNearby } from './queries.ts'
import { personRecord, relationship } from './record.ts'

interface Params {
  readonly childId: string
}
type Asked = FastifyRequest<{ Params: Params }>

const writing = { audience: 'person.write', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  const family = (childId: string) => `/children/${childId}/family`
  addChildPages(app)
  mergePages(app)
  birthPages(app)
  app.get<{ Params: Params }>('/children/:childId/people/add', { config: writing }, (request, reply) =>
    showAddRelative(request, reply, []),
  )
  app.post<{ Params: Params }>('/children/:childId/people/add', { config: writing }, postAddRelative)
  // Who a child is, is corrected by the form of every other record.
  app.get<{ Params: Params }>(
    '/children/:childId/person/correct',
    { config: { audience: 'correct', shows: 'nobody' } },
    (request, reply) =>
      reply.redirect(correctionHref(request.params.childId, personRecord, request.params.childId), 303),
  )
  recordPages(app, {
    at: '/children/:childId/people',
    commands,
    people: async (request, childId) => ({
      relativeId: await peopleNearby(
        app.book.db,
        actOf(request, { childId }).actor,
        childId,
        app.book.today(),
      ),
    }),
    goesTo: family,
  })
}

async function showAddRelative(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const shown = { typed: posted(request), findings }
  const asks = html`${questions(personRecord.fields, personAsks, shown)}
    ${questions(relationship.fields, relationAsks, shown)}`
  return reply.page(
    {
      title: 'Add somebody to the family',
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">Already on the record? ${link(
        'Choose them instead',
        `/children/${childId}/people/relate`,
      )}</p>
        ${form(request, asks, 'Add to the family')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function postAddRelative(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const outcome = await addRelative(
    request.server.book,
    actOf(request, { childId: request.params.childId }),
    posted(request),
  )
  if (outcome.kind === 'refused') return showAddRelative(request, reply, outcome.findings)
  return reply.redirect(`/children/${request.params.childId}/family`, 303)
}
