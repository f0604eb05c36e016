import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver, roleNames, type Actor } from '../../platform/access/policy.ts'
import { closeSession, openSession } from '../../platform/access/session.ts'
import { cookieName, cookieOf, type App } from '../../platform/web/app.ts'
import { form, posted } from '../../platform/web/form.ts'
import { radios } from '../../platform/web/govuk/radios.ts'
import { html } from '../../platform/web/html.ts'
import type { Page } from '../../platform/web/layout.ts'
import { canSignIn, demonstrationUsers, type DemonstrationUser } from './queries.ts'

const anyone = { audience: 'anyone', shows: 'nobody' } as const

export async function pages(app: App): Promise<void> {
  app.get('/', { config: { audience: 'signed in', shows: 'nobody' } }, (request, reply) =>
    reply.redirect(firstPage(request.session?.actor), 303),
  )
  app.get('/sign-in', { config: anyone }, (request, reply) => showUsers(request, reply, false))
  app.post('/sign-in', { config: anyone }, signIn)
  app.post('/sign-out', { config: { audience: 'signed in', shows: 'nobody' } }, signOut)
}

/** Where each role's day begins. */
function firstPage(actor: Actor | undefined): string {
  if (actor === undefined) return '/sign-in'
  if (actor.role === 'ADM') return '/administration'
  if (mayEver(actor, 'import')) return '/import'
  if (mayEver(actor, 'oversight.read')) return '/oversight'
  return mayEver(actor, 'my-work.read') ? '/my-work' : '/account'
}

const chosen = z.object({ who: z.guid() })

async function signIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const read = chosen.safeParse(posted(request))
  const allowed = request.server.setting.demonstration && read.success && (await canSignIn(db, read.data.who))
  if (!allowed) return showUsers(request, reply, true)
  const secret = await openSession(db, read.data.who)
  return reply.header('set-cookie', cookie(request, secret)).redirect('/', 303)
}

async function signOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const secret = cookieOf(request)
  if (secret !== null) await closeSession(request.server.book.db, secret)
  return reply.header('set-cookie', `${cookie(request, '')}; Max-Age=0`).redirect('/sign-in', 303)
}

function cookie({ server: { setting } }: FastifyRequest, secret: string): string {
  return `${cookieName(setting)}=${secret}; Path=/; HttpOnly; SameSite=Lax${setting.secure ? '; Secure' : ''}`
}

async function showUsers(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: boolean,
): Promise<FastifyReply> {
  const { demonstration } = request.server.setting
  const users = demonstration ? await demonstrationUsers(request.server.book.db) : []
  return reply.page(signInPage(request, users, refused), refused ? 422 : 200)
}

function signInPage(request: FastifyRequest, users: readonly DemonstrationUser[], refused: boolean): Page {
  const problem = 'Choose who to sign in as'
  if (users.length === 0) return noOne
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
    body: form(request, list, 'Sign in'),
  }
}

const noOne: Page = {
  title: 'Sign in',
  width: 'reading',
  body: html`<p class="govuk-body">Signing in with the council’s own accounts is not part of this version. The record can be filled and asked by command: <code>holdfast --help</code>.</p>`,
}
