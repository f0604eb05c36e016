import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { NotAllowed, type Actor } from '../../platform/access/policy.ts'
import { nameOf } from '../../platform/people/name.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { listed } from '../../platform/web/holdfast/section.ts'
import { questions } from '../../platform/web/question.ts'
import { action, giveAction } from '../actions/index.ts'
import { childrenNamed, type NamedChild } from './queries.ts'
import { namedAndAged } from './words.ts'

const config = { audience: 'action.give', shows: 'children' } as const
const asks = ['what', 'soThat', 'dueOn'] as const

/** A direction about several children at once: ticked in a list, then asked for on one page, each to its own worker. */
export function directing(app: App): void {
  app.post('/oversight/directions', { config }, async (request, reply) => {
    const typed = posted(request)
    const { actor } = request.session ?? {}
    if (actor === undefined) throw new NotAllowed('action.give')
    return typed['step'] === 'give'
      ? give(request, reply, actor, typed)
      : ask(request, reply, actor, typed, [])
  })
}

/** Who was ticked, of those this actor may give a direction about. */
async function ticked(request: FastifyRequest, actor: Actor, typed: Typed): Promise<NamedChild[]> {
  const named = typed['child'] ?? []
  const ids = (typeof named === 'string' ? [named] : named).filter((id) => z.guid().safeParse(id).success)
  const found = await childrenNamed(request.server.book.db, actor, 'action.give', [...new Set(ids)])
  return [...found.values()].toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'en'))
}

async function give(
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  typed: Typed,
): Promise<FastifyReply> {
  const children = await ticked(request, actor, typed)
  const giving = { actor, childIds: children.map(({ id }) => id), formKey: formKey(request) }
  const outcome = await giveAction(request.server.book, giving, typed)
  if (outcome.kind === 'refused') return ask(request, reply, actor, typed, outcome.findings)
  request.shows([])
  const team = typed['team']
  const known = typeof team === 'string' && z.guid().safeParse(team).success
  return reply.redirect(known ? `/oversight/teams/${team}` : '/oversight', 303)
}

const nobody: Finding = { rule: 'answer', message: 'Go back and tick at least one child', at: 'child' }

async function ask(
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  typed: Typed,
  found: readonly Finding[],
): Promise<FastifyReply> {
  const children = await ticked(request, actor, typed)
  request.shows(children.map(({ id }) => id))
  const findings = children.length === 0 ? [nobody] : found
  const { today } = request.server.book
  const team = typeof typed['team'] === 'string' ? typed['team'] : ''
  const carried = html`<input type="hidden" name="step" value="give"><input type="hidden" name="team" value="${team}">${children.map(
    ({ id }) => html`<input type="hidden" name="child" value="${id}">`,
  )}`
  const who = listed(
    children.map(
      (child) =>
        html`<p>${namedAndAged(child, today())} <span class="hf-quiet">to ${
          child.worker ?? 'nobody yet: the child has no worker'
        }</span></p>`,
    ),
  )
  const inside = html`${carried}
    <div id="child">
      ${who}
    </div>
    ${questions(action.fields, asks, { typed, findings })}`
  return reply.page(
    {
      title: 'Give a direction',
      lead:
        children.length === 1
          ? 'About one child'
          : `About ${children.length} children, each to their own worker`,
      width: 'reading',
      errors: errorLinks(findings),
      body:
        children.length === 0
          ? html`<p id="child">Nobody was ticked.</p>`
          : form(request, inside, 'Give direction'),
    },
    findings.length > 0 ? 422 : 200,
  )
}
