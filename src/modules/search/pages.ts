import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver } from '../../platform/access/policy.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, hidden, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { readAsked } from './asked.ts'
import { find, findAsked, keepAsked } from './queries.ts'
import { answersView, searchForm } from './views.ts'

interface OneSearch {
  readonly Params: { readonly searchId: string }
}

/** What is typed is posted and kept under an id of its own, so that going back to the answers asks for nothing again. */
export async function pages(app: App): Promise<void> {
  const config = { audience: 'search', shows: 'nobody' } as const
  app.get('/search', { config }, (request, reply) => ask(request, reply, '', []))
  app.post('/search', { config }, post)
  app.get<OneSearch>('/search/:searchId', { config: { audience: 'search', shows: 'children' } }, show)
}

const tooLittle: Finding = {
  rule: 'answer',
  message: 'Enter a name of two letters or more, a date of birth, a number or an address',
  at: 'q',
}

async function post(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const { q } = posted(request)
  const typed = (typeof q === 'string' ? q : '').trim().slice(0, 200)
  if (readAsked(typed, today()) === null) return ask(request, reply, typed, [tooLittle])
  const id = await keepAsked(db, actorOf(request).id, typed)
  return reply.redirect(`/search/${id}`, 303)
}

function ask(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
  findings: readonly Finding[],
): FastifyReply {
  const body = searchForm(hidden(request), typed, findings)
  const page = { title: 'Search', width: 'reading', errors: errorLinks(findings), body } as const
  return reply.page(page, findings.length > 0 ? 422 : 200)
}

async function show(request: FastifyRequest<OneSearch>, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const actor = actorOf(request)
  const id = z.guid().safeParse(request.params.searchId)
  const typed = id.success ? await findAsked(db, actor.id, id.data) : null
  const asked = typed === null ? null : readAsked(typed, today())
  if (typed === null || asked === null) throw new NoSuchPerson()
  const found = await find(db, actor, asked)
  request.shows(found.flatMap((one) => [one.id, ...one.family.map((child) => child.id)]))
  const answers = { typed, found, today: today(), mayAdd: mayEver(actor, 'person.write') }
  return reply.page({
    title: 'Search',
    width: 'reading',
    body: html`${searchForm(hidden(request), typed)}${answersView(answers)}`,
  })
}
