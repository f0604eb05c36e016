import type { FastifyReply, FastifyRequest } from 'fastify'
import { dayOf, longDay } from '../../platform/dates/day.ts'
import { line, type Fields } from '../../platform/record/field.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, hidden, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { addSender, endSender, listSenders, type Sender } from './senders.ts'

const path = '/administration/police-desks'
const crumbs = [{ text: 'Administration', href: '/administration' }]

/** Police desks that send by themselves: let in, and shut out, by an administrator. */
export function senderPages(app: App): void {
  const config = { audience: 'administer', shows: 'nobody' } as const
  app.get(path, { config }, async (request, reply) => show(request, reply, []))
  app.post(path, { config }, add)
  app.post<{ Params: { id: string } }>(`${path}/:id/end`, { config }, async (request, reply) => {
    const { db, now } = request.server.book
    await endSender(db, actorOf(request), request.params.id, now())
    return reply.redirect(path, 303)
  })
}

const fields: Fields = {
  name: line({ label: 'What is the desk called?', missing: 'Enter what the desk is called' }),
  agency: line({ label: 'Which police force is it of?', missing: 'Enter the police force' }),
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const senders = await listSenders(request.server.book.db)
  const held =
    senders.length === 0
      ? html`<p>No police desk sends by itself yet. Their files can be taken in at the front door.</p>`
      : listed(senders.map((one) => senderView(request, one)))
  const asked = form(
    request,
    questions(fields, ['name', 'agency'], { typed: posted(request), findings }),
    'Let this desk send',
  )
  const body = html`${held}${section({ id: 'add', title: 'Let another desk send' }, asked)}`
  return reply.page(
    { title: 'Police desks', width: 'reading', breadcrumbs: crumbs, errors: errorLinks(findings), body },
    findings.length > 0 ? 422 : 200,
  )
}

function senderView(request: FastifyRequest, { id, name, agency, madeAt, endedAt }: Sender): Html {
  const since = `Since ${longDay(dayOf(madeAt))}`
  const end =
    endedAt === null
      ? html`<form method="post" action="${path}/${id}/end" novalidate>
          ${hidden(request)}
          ${button({
            text: html`Take its key away<span class="govuk-visually-hidden"> from ${name}</span>`,
            classes: 'govuk-button--warning',
          })}
        </form>`
      : html`<p>It may not send since ${longDay(dayOf(endedAt))}.</p>`
  return html`<p><strong>${name}</strong>, ${agency}</p>
    <p class="hf-quiet">${since}. Its number: ${id}</p>
    ${end}`
}

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { answers, unreadable } = readAnswers(fields, ['name', 'agency'], posted(request))
  if (answers === null) return show(request, reply, unreadable)
  const { db, now } = request.server.book
  const actor = actorOf(request)
  const given = { name: String(answers['name']), agency: String(answers['agency']), at: now() }
  const { id, key } = await addSender(db, actor, given)
  const rows = [
    { key: { text: 'Its number' }, value: { text: id } },
    { key: { text: 'Its key' }, value: { text: html`<code>${key}</code>` } },
  ]
  const body = html`<p>Give both to the police desk by a safe way, and not by one message. The key is shown now and never again: who loses it is let in anew.</p>
    ${summaryList({ rows })}
    <p>${link('Back to police desks', path)}</p>`
  return reply.page({ title: `${given.name} may send`, width: 'reading', breadcrumbs: crumbs, body })
}
