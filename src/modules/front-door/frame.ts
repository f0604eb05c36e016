import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../../platform/access/policy.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { Page } from '../../platform/web/layout.ts'
import { subNavigation } from '../../platform/web/moj/sub-navigation.ts'
import { policeLine, policeStanding } from './police-line.ts'

const parts = [
  ['Board', '/front-door'],
  ['List', '/front-door/list'],
  ['Sent in', '/front-door/sent-in'],
  ['From referrers', '/front-door/from-referrers'],
  ['Police notices', '/front-door/police-notices'],
  ['Agency checks', '/front-door/checks'],
  ['Feedback to referrers', '/front-door/feedback'],
  ['Repeated contacts', '/front-door/repeated'],
] as const

const police = '/front-door/police-notices'
const sentIn = '/front-door/sent-in'
const fromReferrers = '/front-door/from-referrers'

/** What was sent in is in quarantine: for those who take contacts in, and nobody else. */
const opens = ({ session }: FastifyRequest, href: string): boolean =>
  (href !== sentIn && href !== fromReferrers) ||
  (session !== null && mayEver(session.actor, 'contact.receive'))

/** The notices themselves for who may read them before they are screened; how they stand, for everybody else here. */
const policeHref = ({ session }: FastifyRequest): string =>
  session !== null && mayEver(session.actor, 'notice.read') ? police : `${police}/over-time`

/** The pages of the front door, each under the same names. */
function partsOf(request: FastifyRequest): Html {
  const path = request.url.split('?')[0] ?? ''
  return subNavigation({
    label: 'Front door',
    items: parts
      .filter(([, href]) => opens(request, href))
      .map(([text, href]) => ({
        text,
        href: href === police ? policeHref(request) : href,
        active: href === '/front-door' ? path === href : path.startsWith(href),
      })),
  })
}

/** A page of the front door, with what stands over all of them. */
export async function frontDoorPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  status = 200,
): Promise<FastifyReply> {
  const { db, now } = request.server.book
  const line = policeLine(await policeStanding(db, now()), now(), policeHref(request))
  return reply.page({ ...page, body: html`${partsOf(request)}${line}${page.body}` }, status)
}
