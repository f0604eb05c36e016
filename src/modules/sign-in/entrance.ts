import type { FastifyReply, FastifyRequest } from 'fastify'
import { openSession, renewSession, type How } from '../../platform/access/session.ts'
import { cookieName, cookieNamed, cookieOf } from '../../platform/web/admit.ts'
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
  return reply.header('set-cookie', cookie(request, await openSession(db, staffId, how))).redirect('/', 303)
}

/** Somebody signed in has shown again that it is them: the session gets a new secret, and they go on where they were. */
export async function goOn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const secret = cookieOf(request)
  if (secret === null) return reply.redirect('/sign-in', 303)
  const renewed = await renewSession(request.server.book.db, secret)
  return reply.header('set-cookie', cookie(request, renewed)).redirect(whereTo(request), 303)
}

// The page somebody was on their way to. Only one of ours, and only its path: what was asked for by name is asked for again.
const wayName = 'holdfast-way'

/** Remembers, in the browser, which page somebody is on their way to. */
export const wayCookie = (request: FastifyRequest, path: string): string =>
  `${wayName}=${encodeURIComponent(path)}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=600${secure(request)}`

function whereTo(request: FastifyRequest): string {
  const path = decodeURIComponent(cookieNamed(request, wayName) ?? '')
  return /^\/[a-z0-9]/i.test(path) ? path : '/'
}

/** The session's cookie. */
export const cookie = (request: FastifyRequest, secret: string): string =>
  `${cookieName(request.server.setting)}=${secret}; Path=/; HttpOnly; SameSite=Lax${secure(request)}`

const secure = ({ server }: FastifyRequest): string => (server.setting.secure ? '; Secure' : '')
