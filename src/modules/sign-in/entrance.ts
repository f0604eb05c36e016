import type { FastifyReply, FastifyRequest } from 'fastify'
import { openSession, renewSession, whoseSession, type How } from '../../platform/access/session.ts'
import { cookieName, cookieOf, wayCookie, wayOf } from '../../platform/web/admit.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { nothing, type Html } from '../../platform/web/html.ts'
import { attempted } from './queries.ts'

/** Lets somebody in: an attempt written down, a session with a new secret, and the page their day begins on. */
export async function letIn(
  request: FastifyRequest,
  reply: FastifyReply,
  staffId: string,
  how: How,
): Promise<FastifyReply> {
  const { db } = request.server.book
  await attempted(db, staffId, how, true)
  const goesTo = await wayFor(request, staffId)
  const opened = cookie(request, await openSession(db, staffId, how))
  return reply.header('set-cookie', [opened, `${wayCookie(request, '')}; Max-Age=0`]).redirect(goesTo, 303)
}

/** What somebody reads who came here because their session ran out. */
export const endedNote = (request: FastifyRequest): Html =>
  request.session === null && cookieOf(request) !== null
    ? insetText(
        'You were signed out: nothing was used for 15 minutes, or 12 hours had passed. Sign in to go on where you were.',
      )
    : nothing

/** Where somebody was when they were signed out, or what they asked for by its address. What a colleague was at, at the same desk, is not theirs. */
async function wayFor(request: FastifyRequest, staffId: string): Promise<string> {
  const before = cookieOf(request)
  const was = before === null ? null : await whoseSession(request.server.book.db, before)
  return was === null || was === staffId ? (wayOf(request) ?? '/') : '/'
}

/** Somebody signed in has shown again that it is them: the session gets a new secret, and they go on where they were. */
export async function goOn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const secret = cookieOf(request)
  if (secret === null) return reply.redirect('/sign-in', 303)
  const renewed = await renewSession(request.server.book.db, secret)
  return reply.header('set-cookie', cookie(request, renewed)).redirect(wayOf(request) ?? '/', 303)
}

/** The session's cookie. */
export const cookie = (request: FastifyRequest, secret: string): string =>
  `${cookieName(request.server.setting)}=${secret}; Path=/; HttpOnly; SameSite=Lax${secure(request)}`

const secure = ({ server }: FastifyRequest): string => (server.setting.secure ? '; Secure' : '')
