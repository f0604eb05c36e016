import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../access/policy.ts'
import type { Session } from '../access/session.ts'
import { timeOf } from '../dates/day.ts'
import { withBeneath } from './beneath.ts'
import { layout, type Page, type Shell } from './layout.ts'
import { withPrompts } from './record-prompts.ts'

/** What every answer says to the browser unless it says otherwise; a page says more (ASVS 5.0 V3.4.4 to V3.4.6, V14.3.2). */
const unlessSaid = {
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
}

/** Gives an answer, as it leaves, each of these that it does not say for itself. */
export async function keptToItself(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  for (const [name, value] of Object.entries(unlessSaid))
    if (!reply.hasHeader(name)) reply.header(name, value)
  return payload
}

/** Two years, as the preload lists ask (ASVS 5.0 V3.4.1). */
export async function onlyByTls(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
  return payload
}

/** Answers with a whole page: what it says, what is beneath it, and what stands round it for whoever asked. */
export function page(this: FastifyReply, what: Page, status = 200): FastifyReply {
  const { request } = this
  const body = withBeneath(request.beneath, withPrompts(request.recordPrompts, what.body), status)
  const shown = { ...what, body }
  const policy = `default-src 'none'; style-src 'self'; script-src 'self' 'nonce-${request.nonce}'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'`
  return this.code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('referrer-policy', 'same-origin')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    .send(layout(shown, shellOf(request)).toString())
}

/** What is unread in somebody's inbox; undefined for those who have none. */
const unreadOf = (session: Session | null): number | undefined =>
  session !== null && mayEver(session.actor, 'my-work.read') ? session.unread : undefined

/** What stands round the page for whoever asked. */
function shellOf({ session, server, url, nonce, relation }: FastifyRequest): Shell {
  const { council, demonstration, navigation } = server.setting
  const path = url.split('?')[0] ?? ''
  const links = session === null ? [] : navigation.filter(({ needs }) => mayEver(session.actor, needs))
  return {
    council,
    demonstration,
    nonce,
    trouble: server.troubles.banner(),
    signedIn: session?.actor.name ?? null,
    // Somebody whose own the record has become meanwhile reads it as their own.
    emergencyUntil: relation?.openedUntil == null || relation.own ? undefined : timeOf(relation.openedUntil),
    csrf: session?.csrf,
    unread: unreadOf(session),
    searches: session !== null && mayEver(session.actor, 'search'),
    records: session !== null && mayEver(session.actor, 'visit.write'),
    navigation: links.map(({ text, href }) => ({
      text,
      href,
      current: path === href ? 'page' : path.startsWith(`${href}/`),
    })),
  }
}
