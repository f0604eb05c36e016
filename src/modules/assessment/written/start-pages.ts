import type { FastifyReply } from 'fastify'
import { actorOf } from '../../../platform/web/admit.ts'
import { nameOf } from '../../../platform/people/name.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { errorLinks, form, posted } from '../../../platform/web/form.ts'
import { checkboxes } from '../../../platform/web/govuk/checkboxes.ts'
import { html } from '../../../platform/web/html.ts'
import { question } from '../../../platform/web/question.ts'
import { actOf } from '../../../platform/web/record-pages.ts'
import { assessment } from '../record.ts'
import { may, mayWriteOf, show, telling, type Asked } from './asked.ts'
import { listView } from './list-view.ts'
import { assessmentsOf, siblingsOf } from './queries.ts'
import { startAssessment } from './starting.ts'

export async function showAll(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const all = await assessmentsOf(request.server.book.db, childId)
  return show(request, reply, {
    title: 'Assessments',
    body: listView(all, childId, may(request, 'assessment.write'), await telling(request)),
  })
}

export async function askStart(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const siblings = await siblingsOf(db, actorOf(request), request.params.childId)
  const reach = await mayWriteOf(
    request,
    db,
    siblings.map(({ id }) => id),
  )
  const others = siblings.filter(({ id }) => reach.has(id))
  request.shows(others.map(({ id }) => id))
  const typed =
    request.method === 'POST'
      ? posted(request)
      : { startedOn: today().split('-').toReversed().join('/'), child: others.map(({ id }) => id) }
  const chosen = typed['child'] ?? []
  const wrong = findings.find(({ at: on }) => on === 'child')
  const who =
    others.length > 0 &&
    checkboxes({
      name: 'child',
      idPrefix: 'child',
      values: typeof chosen === 'string' ? [chosen] : chosen,
      items: others.map((one) => ({ value: one.id, text: nameOf(one) })),
      fieldset: { legend: { text: 'Who else is assessed with this child?' } },
      hint: { text: 'What is true of the family is written once. Each child still has a part of their own.' },
      ...(wrong !== undefined && { errorMessage: { text: wrong.message } }),
    })
  const inside = html`${question('startedOn', assessment.fields.startedOn, {
    typed,
    findings,
    requires: ['startedOn'],
  })}${who}`
  return show(
    request,
    reply,
    {
      title: 'Start an assessment',
      width: 'reading',
      errors: errorLinks(findings),
      body: form(request, inside, 'Start'),
    },
    findings.length > 0 ? 422 : 200,
  )
}

export async function start(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const chosen = posted(request)['child'] ?? []
  const others = (typeof chosen === 'string' ? [chosen] : chosen).filter(
    (id) => id !== childId && /^[0-9a-f-]{36}$/.test(id),
  )
  const outcome = await startAssessment(
    request.server.book,
    actOf(request, { childId }),
    [childId, ...new Set(others)],
    request.body,
  )
  if (outcome.kind === 'refused') return askStart(request, reply, outcome.findings)
  return reply.redirect(`/children/${childId}/assessments/${outcome.recordId}`, 303)
}
