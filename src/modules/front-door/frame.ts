import type { FastifyReply, FastifyRequest } from 'fastify'
import { html, type Html } from '../../platform/web/html.ts'
import type { Page } from '../../platform/web/layout.ts'
import { subNavigation } from '../../platform/web/moj/sub-navigation.ts'

const parts = [
  ['Board', '/front-door'],
  ['List', '/front-door/list'],
  ['Sent in', '/front-door/sent-in'],
  ['Agency checks', '/front-door/checks'],
  ['Feedback to referrers', '/front-door/feedback'],
  ['Repeated contacts', '/front-door/repeated'],
] as const

/** The pages of the front door, each under the same names. */
function partsOf(request: FastifyRequest): Html {
  const path = request.url.split('?')[0] ?? ''
  return subNavigation({
    label: 'Front door',
    items: parts.map(([text, href]) => ({
      text,
      href,
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
  return reply.page({ ...page, body: html`${partsOf(request)}${page.body}` }, status)
}
