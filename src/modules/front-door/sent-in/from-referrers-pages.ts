import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { NotAllowed, scopeOf } from '../../../platform/access/policy.ts'
import { dayOf, shortDay, timeOf } from '../../../platform/dates/day.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import { ordinal } from '../../../platform/people/name.ts'
import { words } from '../../../platform/record/field.ts'
import { readAnswers, StateMoved } from '../../../platform/record/perform.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../../platform/web/form.ts'
import { link, listed } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { questions } from '../../../platform/web/question.ts'
import { frontDoorPage } from '../frame.ts'
import { waitingStates } from '../record.ts'
import { answerReferrer, fromReferrers, type FromReferrer } from './from-referrers.ts'

interface One {
  readonly Params: { readonly messageId: string }
}
const at = '/front-door/from-referrers'
const fields = {
  reply: words({
    label: 'What are they told?',
    hint: 'They read it with their two numbers. It must not say whether a child is known, or anything else of a family.',
    missing: 'Enter what they are told',
  }),
}

/** What people who told us say afterwards: read, and answered. A disagreement is a manager’s to answer. */
export function fromReferrersPages(app: App): void {
  const config = { audience: 'contact.receive', shows: 'children' } as const
  app.get(at, { config }, list)
  app.get<One>(`${at}/:messageId`, { config }, (request, reply) => show(request, reply, []))
  app.post<One>(`${at}/:messageId`, { config }, answer)
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const rows = await fromReferrers(request.server.book.db, actorOf(request))
  request.shows([])
  const body =
    rows.length === 0
      ? html`<p>Everything that referrers have said since has been answered.</p>`
      : listed(rows.map(item))
  return frontDoorPage(request, reply, { title: 'From referrers', body })
}

const kindWords = ({ kind, disagreed }: FromReferrer): Html =>
  kind === 'more'
    ? state('soon', 'Tells us more')
    : state('over', disagreed > 1 ? `Disagrees, the ${ordinal(disagreed)} time` : 'Disagrees')

const when = ({ sentAt }: FromReferrer): string => `${shortDay(dayOf(sentAt))} ${timeOf(sentAt)}`

const item = (one: FromReferrer): Html =>
  html`<p>${kindWords(one)} ${link(`Read what came with ${one.receipt}`, `${at}/${one.id}`)}</p>
    <p class="hf-quiet hf-small">${when(one)}</p>`

async function held(request: FastifyRequest<One>): Promise<FromReferrer> {
  const { messageId } = request.params
  const [one] = z.guid().safeParse(messageId).success
    ? await fromReferrers(request.server.book.db, actorOf(request), messageId)
    : []
  if (one === undefined) throw new NoSuchPerson()
  return one
}

/** What their disagreement has done to the contact. */
const disputeWords = ({ contactId, contactState }: FromReferrer): string =>
  contactId === null
    ? ''
    : contactState === 'disputed'
      ? 'It stands disputed: decide it again there first, then answer here.'
      : waitingStates.some((waiting) => waiting === contactState)
        ? 'It had not been decided when they wrote: read this before it is.'
        : 'It has been decided again since.'

/** Whoever took the contact in reads more of it; a disagreement is decided by whoever decides. */
const needs = ({ kind }: FromReferrer) => (kind === 'more' ? 'contact.receive' : 'contact.decide')

async function answer(request: FastifyRequest<One>, reply: FastifyReply): Promise<FastifyReply> {
  const one = await held(request)
  const actor = actorOf(request)
  if (scopeOf(actor, needs(one)) === null) throw new NotAllowed(needs(one))
  request.shows([])
  const { answers, unreadable } = readAnswers(fields, ['reply'], request.body)
  if (answers === null) return show(request, reply, unreadable)
  const { book } = request.server
  if (!(await answerReferrer(book.db, actor, one.id, { reply: answers.reply, at: book.now() })))
    throw new StateMoved('somebody has answered it already')
  return reply.redirect(at, 303)
}

async function show(
  request: FastifyRequest<One>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const one = await held(request)
  const { childId, contactId } = one
  request.shows(childId === null ? [] : [childId])
  const where =
    childId === null || contactId === null
      ? link('What they sent first', `/front-door/sent-in/${one.sentInId}`)
      : link('The contact it came to be', `/children/${childId}/contacts/${contactId}`)
  const may = scopeOf(actorOf(request), needs(one)) !== null
  const inside = questions(fields, ['reply'], { typed: posted(request), findings, requires: ['reply'] })
  const body = html`<p>${kindWords(one)} <span class="hf-quiet">${when(one)}, receipt ${one.receipt}</span></p>
    ${one.words.split(/\n+/).map((part) => html`<p>${part}</p>`)}
    <p>${where}. ${one.kind === 'disagrees' && disputeWords(one)}</p>
    ${
      may
        ? form(request, inside, 'Answer and put away')
        : html`<p class="hf-small">A manager of the front door answers this.</p>`
    }`
  return frontDoorPage(
    request,
    reply,
    { title: 'From a referrer', width: 'reading', errors: errorLinks(findings), body },
    findings.length > 0 ? 422 : 200,
  )
}
