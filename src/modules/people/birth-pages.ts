import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { birthAsks, notYetBorn, recordBirth } from './birth.ts'
import { personRecord } from './record.ts'

type Asked = FastifyRequest<{ Params: { readonly childId: string } }>
const at = '/children/:childId/people/born'
const config = { audience: 'person.write', shows: 'child' } as const

/** The day a baby is born: asked once, on the record that was opened before. */
export function birthPages(app: App): void {
  app.get<{ Params: { childId: string } }>(at, { config }, (request, reply) => show(request, reply, []))
  app.post<{ Params: { childId: string } }>(at, { config }, async (request, reply) => {
    const { childId } = request.params
    const outcome = await recordBirth(app.book, actOf(request, { childId }), posted(request))
    if (outcome.kind === 'refused') return show(request, reply, outcome.findings)
    return reply.redirect(`/children/${childId}/overview`, 303)
  })
}

async function show(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  await notYetBorn(request.server.book.db, childId)
  const inside = questions(personRecord.fields, birthAsks, {
    typed: posted(request),
    findings,
    requires: ['bornOn'],
  })
  return reply.page(
    {
      title: 'The baby is born',
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">The plan, its conferences and visits go on for the child from this day. Nothing has to be written again.</p>
        ${form(request, inside, 'Record the birth')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}
