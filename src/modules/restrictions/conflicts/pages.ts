import type { FastifyReply, FastifyRequest } from 'fastify'
import { longDay } from '../../../platform/dates/day.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import { nameOf } from '../../../platform/people/name.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { asTyped, errorLinks, form, hidden, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { radios } from '../../../platform/web/govuk/radios.ts'
import { textarea } from '../../../platform/web/govuk/textarea.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { html } from '../../../platform/web/html.ts'
import { questions } from '../../../platform/web/question.ts'
import { decideProposal, proposals, type Proposal } from './decide.ts'
import { declaredBy, declareKin, declareOwn, forgetKin, kinFields, ownFields } from './declared.ts'
import { grounds } from './matching.ts'

interface One {
  readonly Params: { readonly proposalId: string }
}
const deciding = { audience: 'conflict.write', shows: 'children' } as const
const own = { audience: 'signed in', shows: 'nobody' } as const
const mine = '/account/family'

/** What staff declare of themselves, and the matches that somebody must decide. */
export function conflictPages(app: App): void {
  app.get('/conflicts', { config: deciding }, showAll)
  app.get<One>('/conflicts/:proposalId', { config: deciding }, (request, reply) =>
    showOne(request, reply, []),
  )
  app.post<One>('/conflicts/:proposalId', { config: deciding }, decide)
  app.get(mine, { config: own }, (request, reply) => showMine(request, reply, []))
  app.post(mine, { config: own }, postOwn)
  app.post(`${mine}/people`, { config: own }, postKin)
  app.post<{ Params: { kinId: string } }>(
    `${mine}/people/:kinId/remove`,
    { config: own },
    async (request, reply) => {
      await forgetKin(request.server.book.db, actorOf(request).id, request.params.kinId)
      return reply.redirect(mine, 303)
    },
  )
}

const matched = (one: Proposal): string => one.grounds.map((code) => grounds[code]).join('; ')

async function showAll(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const all = await proposals(request.server.book.db, actorOf(request))
  request.shows(all.map(({ childId }) => childId))
  const lines = all.map(
    (one) => html`<p><strong>${link(`${one.who} and ${nameOf(one)}`, `/conflicts/${one.id}`)}</strong></p>
      <p>The child, or somebody in the family, ${matched(one)}. ${
        one.strong
          ? 'The record is kept from them until you decide.'
          : 'The record is open to them as their role has it.'
      }</p>`,
  )
  return reply.page({
    title: 'Colleagues who may know a child',
    lead: 'Found by comparing what staff declare with the record. They are not told of a match. Ask their manager, not them, where you are not sure.',
    body: lines.length === 0 ? html`<p class="govuk-body">There is no match to decide.</p>` : listed(lines),
  })
}

const found: Readonly<Record<string, string>> = {
  yes: 'They are close: keep the record from them',
  no: 'It is somebody else, or chance',
}

async function showOne(
  request: FastifyRequest<One>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const [one] = await proposals(request.server.book.db, actorOf(request), request.params.proposalId)
  if (one === undefined) throw new NoSuchPerson()
  request.shows([one.childId])
  const typed = posted(request)
  const wrong = (at: string) => {
    const [first] = findings.filter((finding) => finding.at === at)
    return first === undefined ? {} : { errorMessage: { text: first.message } }
  }
  const inside = html`${radios({
    name: 'close',
    idPrefix: 'close',
    value: `${String(typed['close'] ?? '')}`,
    fieldset: { legend: { text: 'Is the child, or the family, close to them?' } },
    items: Object.entries(found).map(([value, text]) => ({ value, text })),
    ...wrong('close'),
  })}
    ${textarea({
      id: 'why',
      name: 'why',
      rows: 3,
      value: String(typed['why'] ?? ''),
      label: { text: 'How do you know?' },
      ...wrong('why'),
    })}`
  return reply.page(
    {
      title: `${one.who} and ${nameOf(one)}`,
      width: 'reading',
      breadcrumbs: [{ text: 'Colleagues who may know a child', href: '/conflicts' }],
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">The child, or somebody in the family, ${matched(one)}.</p>
        ${form(request, inside, 'Save')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function decide(request: FastifyRequest<One>, reply: FastifyReply): Promise<FastifyReply> {
  const { close, why } = posted(request)
  const findings: Finding[] = []
  if (close !== 'yes' && close !== 'no')
    findings.push({ rule: 'conflict-close', message: 'Select whether they are close', at: 'close' })
  if (typeof why !== 'string' || why.trim() === '')
    findings.push({ rule: 'conflict-why', message: 'Enter how you know', at: 'why' })
  if (findings.length > 0) return showOne(request, reply, findings)
  request.shows([])
  await decideProposal(
    request.server.book,
    actorOf(request),
    request.params.proposalId,
    close === 'yes',
    String(why).trim(),
  )
  return reply.redirect('/conflicts', 303)
}

async function showMine(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { own: told, kin } = await declaredBy(request.server.book.db, actorOf(request).id)
  const typed = request.method === 'POST' ? posted(request) : asTyped(told ?? {})
  const shown = { typed, findings }
  const people = kin.map(
    (one) => html`<p>${one.name}${one.bornOn !== null && html`, born ${longDay(one.bornOn)}`}: ${
      (kinFields.relation.options ?? {})[one.relation] ?? one.relation
    }</p>
      <form method="post" action="${mine}/people/${one.id}/remove">
        ${hidden(request)}
        ${button({
          text: html`Remove<span class="govuk-visually-hidden"> ${one.name}</span>`,
          classes: 'govuk-button--secondary',
        })}
      </form>`,
  )
  return reply.page(
    {
      title: 'You and your family',
      width: 'reading',
      errors: errorLinks(findings),
      lead: 'So that no record of your own family opens to you by chance. It is compared with the record and shown to nobody but you. Every question may be left empty.',
      body: html`<form method="post" action="${mine}" novalidate>
          ${hidden(request)}
          ${questions(ownFields, Object.keys(ownFields), shown)}
          ${button({ text: 'Save' })}
        </form>
        ${section(
          { id: 'people', title: 'Those close to you' },
          people.length === 0
            ? html`<p class="govuk-body">You have declared nobody yet.</p>`
            : listed(people),
        )}
        ${section(
          { id: 'add', title: 'Add somebody' },
          html`<form method="post" action="${mine}/people" novalidate>
              ${hidden(request)}
              ${questions(kinFields, Object.keys(kinFields), shown)}
              ${button({ text: 'Add them' })}
            </form>`,
        )}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function postOwn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { answers, unreadable } = readAnswers(
    ownFields,
    ['bornOn', 'lines', 'postcode', 'phone'],
    posted(request),
  )
  if (answers === null) return showMine(request, reply, unreadable)
  await declareOwn(request.server.book.db, actorOf(request).id, answers)
  return reply.redirect(mine, 303)
}

async function postKin(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { answers, unreadable } = readAnswers(kinFields, ['name', 'kinBornOn', 'relation'], posted(request))
  if (answers === null) return showMine(request, reply, unreadable)
  await declareKin(request.server.book.db, actorOf(request).id, {
    name: answers.name,
    bornOn: answers.kinBornOn,
    relation: answers.relation,
  })
  return reply.redirect(mine, 303)
}
