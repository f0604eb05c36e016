import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { roleNames } from '../../platform/access/policy.ts'
import { form, posted } from '../../platform/web/form.ts'
import { radios } from '../../platform/web/govuk/radios.ts'
import { html } from '../../platform/web/html.ts'
import type { Page } from '../../platform/web/layout.ts'
import { endedNote, letIn } from './entrance.ts'
import { canSignIn, demonstrationUsers, type DemonstrationUser } from './queries.ts'

const chosen = z.object({ who: z.guid() })

/** Lets anybody be anybody, where everybody is invented. */
export async function beSomebody(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const read = chosen.safeParse(posted(request))
  const allowed = read.success && (await canSignIn(db, read.data.who))
  return allowed ? letIn(request, reply, read.data.who, 'demonstration') : showPeople(request, reply, true)
}

/** The invented people one may be. */
export async function showPeople(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: boolean,
): Promise<FastifyReply> {
  const users = await demonstrationUsers(request.server.book.db)
  return reply.page(peoplePage(request, users, refused), refused ? 422 : 200)
}

function peoplePage(request: FastifyRequest, users: readonly DemonstrationUser[], refused: boolean): Page {
  const problem = 'Choose who to sign in as'
  const items = users.map(({ id, name, role, team }) => ({
    value: id,
    text: name,
    hint: { text: team === null ? roleNames[role] : `${roleNames[role]}, ${team}` },
  }))
  const list = radios({
    name: 'who',
    idPrefix: 'who',
    items,
    fieldset: { legend: { text: 'Everyone here is invented. Choose who to be.' } },
    ...(refused && { errorMessage: { text: problem } }),
  })
  return {
    title: 'Sign in to the demonstration',
    width: 'reading',
    errors: refused ? [{ text: problem, href: '#who' }] : [],
    body: html`${endedNote(request)}${form(request, list, 'Sign in')}`,
  }
}
