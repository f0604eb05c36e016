import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { mayEver } from '../../../platform/access/policy.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import { optional, words, type Fields } from '../../../platform/record/field.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, formKey, posted } from '../../../platform/web/form.ts'
import { link } from '../../../platform/web/holdfast/section.ts'
import { html } from '../../../platform/web/html.ts'
import { questions } from '../../../platform/web/question.ts'
import { alike } from '../../people/index.ts'
import { frontDoorPage } from '../frame.ts'
import { contact } from '../record.ts'
import { told, toldRequires, wrongWith } from '../receive.ts'
import { contactHref } from '../where.ts'
import { toBeMatched } from './children-named.ts'
import { keep, sentInOf, waitingSentIn, type SentIn } from './store.ts'
import { setAside, takeIn } from './take-in.ts'
import { dropTelling, findTelling, keepTelling } from './telling-draft.ts'
import { matchView, sentInList, type Matching } from './views.ts'

interface OneSentIn {
  readonly Params: { readonly sentInId: string }
}

const fields: Fields = {
  children: optional(
    words({
      label: 'Which children?',
      hint: 'One on each line: name, and date of birth if known. For example, Sam Marsh 3 11 2019.',
      missing: 'Enter which children it is about',
    }),
  ),
  ...contact.fields,
}
const asks = ['children', ...told]
const requires = ['children', ...toldRequires]

/** Taking down what somebody says, and matching what was sent in to the children it is about. */
export function sentInPages(app: App): void {
  const receiving = { audience: 'contact.receive', shows: 'nobody' } as const
  const matching = { audience: 'contact.receive', shows: 'children' } as const
  const screening = { audience: 'contact.screen', shows: 'nobody' } as const
  app.get('/front-door/new', { config: receiving }, (request, reply) => showNew(request, reply, []))
  app.post('/front-door/new', { config: receiving }, takeDown)
  app.post('/front-door/new/draft', { config: receiving }, keepTyped)
  app.get('/front-door/sent-in', { config: receiving }, list)
  app.get<OneSentIn>('/front-door/sent-in/:sentInId', { config: matching }, (request, reply) =>
    match(request, reply, []),
  )
  app.post<OneSentIn>('/front-door/sent-in/:sentInId', { config: matching }, matched)
  app.get<OneSentIn>('/front-door/sent-in/:sentInId/set-aside', { config: screening }, (request, reply) =>
    showAside(request, reply, []),
  )
  app.post<OneSentIn>('/front-door/sent-in/:sentInId/set-aside', { config: screening }, aside)
}

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const begun =
    request.method === 'POST' ? null : await findTelling(request.server.book.db, actorOf(request).id)
  const inside = questions(fields, asks, { typed: begun ?? posted(request), findings, requires })
  const keeping = { draftAt: '/front-door/new/draft', kept: begun !== null }
  const body = html`<p>If a child is in danger now, ring the police on 999 first, then write it down.</p>
    ${form(request, inside, 'Save and find the children', null, keeping)}`
  return frontDoorPage(
    request,
    reply,
    { title: 'New contact', width: 'reading', errors: errorLinks(findings), body },
    findings.length > 0 ? 422 : 200,
  )
}

const asked = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => asks.includes(name)))

async function keepTyped(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  await keepTelling(db, actorOf(request).id, asked(posted(request)), formKey(request))
  return reply.code(204).send()
}

async function takeDown(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const typed = posted(request)
  const { answers, unreadable } = readAnswers(contact.fields, told, typed)
  const named = String(typed['children'] ?? '').trim() !== ''
  const none = { rule: 'answer', message: 'Enter which children it is about', at: 'children' }
  const wrong = [
    ...(named ? [] : [none]),
    ...unreadable,
    ...(answers === null ? [] : wrongWith(answers, book.today())),
  ]
  if (answers === null || wrong.length > 0) return showNew(request, reply, wrong)
  const { id } = await keep(book.db, {
    answers: asked(typed),
    channel: answers.channel ?? 'phone',
    formKey: formKey(request) ?? randomUUID(),
    at: book.now(),
    address: null,
    takenBy: actorOf(request).id,
  })
  await dropTelling(book.db, actorOf(request).id)
  return reply.redirect(`/front-door/sent-in/${id}`, 303)
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { rows, all } = await waitingSentIn(request.server.book.db)
  return frontDoorPage(request, reply, { title: 'Sent in, not yet read', body: sentInList(rows, all) })
}

async function held(request: FastifyRequest<OneSentIn>): Promise<SentIn> {
  const sent = await sentInOf(request.server.book.db, request.params.sentInId)
  if (sent === undefined) throw new NoSuchPerson()
  return sent
}

async function match(
  request: FastifyRequest<OneSentIn>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const sent = await held(request)
  const { book } = request.server
  const actor = actorOf(request)
  const named = toBeMatched(String(sent.answers['children'] ?? ''))
  const children: Matching[] = []
  for (const child of sent.state === 'waiting' ? named : []) {
    const name = `${child.givenName} ${child.familyName}`.trim()
    const found = name === '' ? [] : await alike(book.db, actor, { name, bornOn: child.bornOn, not: null })
    children.push({ child, found: found.filter(({ kind, opens }) => kind !== 'adult' && opens) })
  }
  request.shows(children.flatMap(({ found }) => found.map(({ id }) => id)))
  const view = matchView({ sent, children, typed: posted(request), findings, today: book.today() })
  const asideLink =
    mayEver(actor, 'contact.screen') &&
    sent.state === 'waiting' &&
    html`<p>${link('This is not a contact: set it aside', `/front-door/sent-in/${sent.id}/set-aside`)}</p>`
  const body =
    sent.state === 'waiting'
      ? html`${view.told}${form(request, view.questions, 'Take it in')}${asideLink}`
      : html`${view.told}
        <p>${
          sent.state === 'taken in' ? 'It has been taken in.' : `It was set aside: ${sent.settledWhy ?? ''}`
        }</p>`
  const title = sent.takenBy === null ? `Sent in, ${sent.receipt}` : 'Find the children'
  return frontDoorPage(
    request,
    reply,
    { title, width: 'reading', errors: errorLinks(findings), body },
    findings.length > 0 ? 422 : 200,
  )
}

async function matched(request: FastifyRequest<OneSentIn>, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  const reading = { actor, sentInId: request.params.sentInId, formKey: formKey(request) }
  const outcome = await takeIn(book, reading, posted(request))
  if (outcome.kind === 'refused') return match(request, reply, outcome.findings)
  return reply.redirect(await contactHref(book.db, outcome.recordId), 303)
}

const asideFields: Fields = {
  why: words({
    label: 'Why is it not a contact?',
    hint: 'For example, sent twice, meant for another council, or sent by a machine. It is kept.',
    missing: 'Enter why it is set aside',
  }),
}

async function showAside(
  request: FastifyRequest<OneSentIn>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const sent = await held(request)
  const inside = questions(asideFields, ['why'], { typed: posted(request), findings })
  const page = {
    title: `Set aside ${sent.receipt}`,
    width: 'reading',
    errors: errorLinks(findings),
    body: form(request, inside, 'Set aside'),
  } as const
  return frontDoorPage(request, reply, page, findings.length > 0 ? 422 : 200)
}

async function aside(request: FastifyRequest<OneSentIn>, reply: FastifyReply): Promise<FastifyReply> {
  const actor = actorOf(request)
  const reading = { actor, sentInId: request.params.sentInId, formKey: formKey(request) }
  const outcome = await setAside(request.server.book, reading, posted(request))
  if (outcome.kind === 'refused') return showAside(request, reply, outcome.findings)
  return reply.redirect('/front-door/sent-in', 303)
}
