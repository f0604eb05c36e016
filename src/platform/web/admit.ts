import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { viewOfRecord } from '../access/kept-in.ts'
import { NotAllowed, requireEver, type Actor, type Permission } from '../access/policy.ts'
import { holds, requireChild } from '../access/reach.ts'
import { countOpening, Stopped } from '../access/brake.ts'
import { NoSuchPerson } from '../people/child.ts'
import { findSession, gaveToken, type Session } from '../access/session.ts'
import { askedBy } from '../db/asking.ts'
import type { Setting } from './app.ts'
import { signedOutPage } from './unsaved.ts'

/** Finds who asks, and gives the answer its nonce. */
export async function knowWho(request: FastifyRequest): Promise<void> {
  const secret = cookieOf(request)
  request.nonce = randomBytes(16).toString('base64')
  request.session = secret === null ? null : await findSession(request.server.book.db, secret)
}

/** The session of whoever asks. @throws Error on a route for anyone, where there may be none */
export function sessionOf({ session }: FastifyRequest): Session {
  if (session === null) throw new Error('this page is for those signed in')
  return session
}

/** Whoever asks. @throws Error on a route for anyone, where there may be nobody */
export const actorOf = (request: FastifyRequest): Actor => sessionOf(request).actor

/** The name of the session's cookie: `__Host-` binds it to this host where there is TLS. */
export const cookieName = ({ secure }: Pick<Setting, 'secure'>): string =>
  secure ? '__Host-holdfast' : 'holdfast'

/** What the browser sent back under a cookie's name, or null. */
export function cookieNamed({ headers }: FastifyRequest, name: string): string | null {
  const found = headers.cookie?.split('; ').find((each) => each.startsWith(`${name}=`))
  return found?.slice(name.length + 1) ?? null
}

/** The secret in the session's cookie, or null. */
export const cookieOf = (request: FastifyRequest): string | null =>
  cookieNamed(request, cookieName(request.server.setting))

/**
 * Nobody is answered before we know who asks, and whether this page is theirs to ask for.
 *
 * @throws NotOurForm, NotAllowed, NoSuchPerson
 */
export async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { audience = 'signed in' } = request.routeOptions.config
  await knowWho(request)
  askedBy(request.session?.seal ?? null)
  if (request.method !== 'GET') requireOurPage(request)
  if (audience === 'anyone') return
  if (request.session === null) return askWho(request, reply)
  if (request.method !== 'GET') await requireOurForm(request, request.session)
  if (audience !== 'signed in') await requireAudience(request, request.session, audience)
  if (await brakes(request, request.session))
    return void (await reply.redirect(`/sign-in/again?to=${encodeURIComponent(wayTo(request))}`, 303))
  if (request.routeOptions.config.stepUp === true && !request.session.fresh)
    return void (await reply.redirect(`/sign-in/again?to=${encodeURIComponent(wayTo(request))}`, 303))
}

/** Nobody is signed in, or not any more: what was typed stays on a page of its own, and a page that was asked for is gone on to afterwards. */
async function askWho(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const unsent = signedOutPage(request)
  if (unsent !== null) return void (await reply.page(unsent, 401))
  if (request.method === 'GET') reply.header('set-cookie', wayCookie(request, request.url))
  await reply.redirect('/sign-in', 303)
}

/** Remembers, in the browser, which page somebody is on their way to: its address alone, for ten minutes, for the pages of signing in. */
export const wayCookie = (request: FastifyRequest, path: string): string =>
  `${wayName}=${encodeURIComponent(path)}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=600${request.server.setting.secure ? '; Secure' : ''}`

/** The page somebody was on their way to, only one of ours; null where there is none. */
export function wayOf(request: FastifyRequest): string | null {
  const path = decodeURIComponent(cookieNamed(request, wayName) ?? '')
  return /^\/[a-z0-9]/i.test(path) ? path : null
}

const wayName = 'holdfast-way'

/** Where to go once somebody has shown that it is them: a form that was sent is sent again from its page. */
const wayTo = ({ method, url, headers }: FastifyRequest): string =>
  method === 'GET' ? url : (URL.parse(headers.referer ?? '')?.pathname ?? '/')

async function requireAudience(
  request: FastifyRequest,
  { actor }: Session,
  audience: Permission,
): Promise<void> {
  requireEver(actor, audience)
  const { childId } = request.params as { childId?: string }
  if (childId === undefined) return
  request.relation = await requireChild(request.server.book.db, actor, audience, childId).catch(
    (fault: unknown) => {
      if (fault instanceof NoSuchPerson) request.missed = childId
      throw fault
    },
  )
  if (request.routeOptions.config.shows === 'child') request.shows([childId])
}

/** Whether whoever asks may do this to the child of the address. */
export const maySee = ({ session, relation }: FastifyRequest, permission: Permission): boolean =>
  session !== null && relation !== null && holds(session.actor, permission, relation)

/**
 * A page for records of any kind serves those who read that kind.
 *
 * @param table the record's table, as code names it
 * @throws NotAllowed if whoever asks does not read such records of this child
 */
export function requireKind(request: FastifyRequest, table: string): void {
  const view = viewOfRecord(table)
  if (view === null || !maySee(request, view)) throw new NotAllowed(view ?? 'child.read')
}

/**
 * Whether somebody who opens many records must first show that it is them.
 *
 * @throws Stopped where reading is stopped for them
 */
async function brakes(
  { params, relation, routeOptions, server }: FastifyRequest,
  { actor, stopped }: Session,
): Promise<boolean> {
  const { childId } = params as { childId?: string }
  const { shows } = routeOptions.config
  if (shows === 'children' && stopped) throw new Stopped()
  if (shows !== 'child' || childId === undefined || relation === null) return false
  const does = await countOpening(server.book.db, actor, relation, childId)
  if (does === 'stop') throw new Stopped()
  return does === 'ask again'
}

/** The form did not come from a page we sent this person. */
export class NotOurForm extends Error {
  override readonly name = 'NotOurForm'
}

/** How the browser reached us. */
export const originOf = ({ server, protocol, host }: FastifyRequest): string =>
  server.setting.origin ?? `${protocol}://${host}`

/**
 * A form of another site is refused by what the browser says of where it came from; a program that is no browser says nothing,
 * and shows itself otherwise.
 */
function requireOurPage(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const elsewhere = origin === undefined ? false : origin !== originOf(request)
  if (elsewhere || site === 'cross-site' || site === 'same-site') throw new NotOurForm()
}

/** A form made before somebody was signed out, or on another device, is theirs still: its token was given to them and to nobody else. */
async function requireOurForm(request: FastifyRequest, { csrf, actor }: Session): Promise<void> {
  const posted = request.headers['x-csrf'] ?? (request.body as Record<string, unknown> | null)?.['_csrf']
  if (posted === csrf) return
  if (typeof posted === 'string' && (await gaveToken(request.server.book.db, actor.id, posted))) return
  throw new NotOurForm()
}
