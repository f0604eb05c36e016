import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { asTyped, errorLinks, form, formKey, posted } from '../../platform/web/form.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { daySaid } from '../actions/index.ts'
import { groupChildrenFields, groupFields } from './fields.ts'
import * as groups from './groups.ts'

type OfGroup = FastifyRequest<{ Params: { readonly groupId: string } }>
const home = { text: 'Supervision', href: '/supervision' }
const reading = { audience: 'supervision.read', shows: 'children' } as const
const writing = { audience: 'supervision.write', shows: 'children' } as const

/** One session with several members of staff: written once, and told on the page of each. */
export function groupPages(app: App): void {
  const at = '/supervision/groups'
  const asks = { ...writing, shows: 'nobody' } as const
  app.get(`${at}/record`, { config: asks }, (request, reply) => ask(request, reply, {}, []))
  app.post(`${at}/record`, { config: asks }, record)
  app.get(`${at}/:groupId`, { config: reading }, show)
  app.get(`${at}/:groupId/children`, { config: writing }, (request: OfGroup, reply) =>
    askChildren(request, reply, null, []),
  )
  app.post(`${at}/:groupId/children`, { config: writing }, saveChildren)
}

const writerOf = (request: FastifyRequest) => ({ actor: actorOf(request), formKey: formKey(request) })

async function record(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const outcome = await groups.recordGroup(request.server.book, writerOf(request), posted(request))
  if (outcome.kind === 'refused') return ask(request, reply, posted(request), outcome.findings)
  return reply.redirect(`/supervision/groups/${outcome.recordId}`, 303)
}

/** What the policy says it counts as. */
const apart =
  'A group session does not stand in for personal supervision: when each of them is due is as it was.'

async function ask(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book } = request.server
  const workers = await groups.mayBeThere(book.db, actorOf(request), book.today())
  const shown = { typed, findings, requires: ['workers'], people: { workers } }
  return reply.page(
    {
      title: 'Record a group session',
      lead: apart,
      width: 'reading',
      breadcrumbs: [home],
      errors: errorLinks(findings),
      body: form(
        request,
        questions(groupFields, ['heldOn', 'workers', 'topic', 'learned'], shown),
        'Save session',
      ),
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function found(request: OfGroup): Promise<groups.GroupSession> {
  const { groupId } = request.params
  if (!/^[0-9a-f-]{36}$/.test(groupId)) throw new NoSuchPerson()
  const held = await groups.groupOf(request.server.book.db, actorOf(request), groupId)
  if (held === undefined) throw new NoSuchPerson()
  return held
}

async function show(request: OfGroup, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  const held = await found(request)
  const children = await groups.childrenOfGroup(book.db, actor, held.id)
  request.shows(children.map(({ id }) => id))
  return reply.page({
    title: `Group session: ${held.topic}`,
    lead: `${daySaid(held.heldOn, book.today())}, led by ${held.leader}`,
    width: 'reading',
    breadcrumbs: [home],
    body: groupView(held, children, held.ledBy === actor.id),
  })
}

function groupView(held: groups.GroupSession, children: readonly groups.OneChild[], leads: boolean): Html {
  const there = held.workers.map((name) => html`<p>${name}</p>`)
  const name = link('Name the children', `/supervision/groups/${held.id}/children`)
  const aside = leads ? name : String(held.children)
  return html`<p class="hf-quiet hf-small">
      ${apart} Those who were there, their managers and their managers’ managers read this.
    </p>
    ${section({ id: 'there', title: 'Who was there', aside: String(there.length) }, listed(there))}
    ${section({ id: 'learned', title: 'What was learned' }, html`<p>${held.learned}</p>`)}
    ${section({ id: 'children', title: 'Children talked about', aside }, childrenView(held, children))}`
}

function childrenView(held: groups.GroupSession, children: readonly groups.OneChild[]): Html {
  if (held.children === 0) return html`<p>No child was named.</p>`
  const more = held.children - children.length
  const lines = children.map(
    (child) => html`<p>${link(nameOf(child), `/children/${child.id}/discussions`)}</p>`,
  )
  return html`${lines.length > 0 && listed(lines)}
  ${
    more > 0 &&
    html`<p class="hf-quiet">${counted(more, 'child', 'children')} whose record you do not open.</p>`
  }`
}

async function saveChildren(request: OfGroup, reply: FastifyReply): Promise<FastifyReply> {
  const { groupId } = request.params
  await found(request)
  const outcome = await groups.nameChildren(request.server.book, writerOf(request), groupId, posted(request))
  if (outcome.kind === 'refused') return askChildren(request, reply, posted(request), outcome.findings)
  request.shows([])
  return reply.redirect(`/supervision/groups/${groupId}`, 303)
}

async function askChildren(
  request: OfGroup,
  reply: FastifyReply,
  typed: Typed | null,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db } = request.server.book
  const actor = actorOf(request)
  const held = await found(request)
  if (held.ledBy !== actor.id) throw new NoSuchPerson()
  const talked = await groups.childrenOfGroup(db, actor, held.id)
  const all = [...talked, ...(await groups.childrenHeldBy(db, actor, held.workerIds))]
  request.shows([...new Set(all.map(({ id }) => id))])
  const children = Object.fromEntries(all.map((child) => [child.id, nameOf(child)]))
  const begun = typed ?? asTyped({ children: talked.map(({ id }) => id) })
  const inside = questions(groupChildrenFields, ['children'], {
    typed: begun,
    findings,
    people: { children },
  })
  return reply.page(
    {
      title: 'Children talked about',
      lead: held.topic,
      width: 'reading',
      breadcrumbs: [home, { text: held.topic, href: `/supervision/groups/${held.id}` }],
      errors: errorLinks(findings),
      body: form(request, inside, 'Save'),
    },
    findings.length > 0 ? 422 : 200,
  )
}
