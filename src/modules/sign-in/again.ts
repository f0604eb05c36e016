import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '../../platform/access/session.ts'
import { wayCookie } from '../../platform/web/admit.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { errorLinks, form } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { sendToCouncil } from './council.ts'
import { goOn } from './entrance.ts'
import { passwordQuestions, showsItself, withinTries } from './password.ts'
import { attempted, passwordAccount, signsInAs } from './queries.ts'

const wrong: Finding = {
  rule: 'again',
  message: 'Enter your password and code: together they are not right',
  at: 'password',
}
const tooMany: Finding = {
  rule: 'again',
  message: 'Wait a minute, then try again: there were too many tries',
  at: 'password',
}

/** Asks somebody signed in to show again that it is them. */
export function showAgain(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[] = [],
): FastifyReply {
  const { to } = request.query as { to?: unknown }
  if (typeof to === 'string') reply.header('set-cookie', wayCookie(request, to))
  return reply.page(
    {
      title: 'Show that it is you',
      width: 'reading',
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">What comes next takes children’s records out of Holdfast, or opens one that is not yours to open every day, or more of them than usual in an hour.</p>
        ${waysOf(request, findings)}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

function waysOf(request: FastifyRequest, findings: readonly Finding[]): Html {
  switch (request.session?.how) {
    case 'openid':
      return button({ text: 'Sign in again', href: '/sign-in/again/council' })
    case 'password':
      return form(request, passwordQuestions(findings, null), 'Continue')
    case 'demonstration':
    case undefined:
      return form(request, html`<p class="govuk-body">In the demonstration nothing is asked.</p>`, 'Continue')
  }
}

/** Goes on where somebody was, once they have shown that it is them. */
export async function showedAgain(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { session } = request
  if (session?.how === 'demonstration') return goOn(request, reply)
  if (session?.how !== 'password') return showAgain(request, reply)
  return withPassword(request, reply, session)
}

async function withPassword(
  request: FastifyRequest,
  reply: FastifyReply,
  { actor }: Session,
): Promise<FastifyReply> {
  const { db } = request.server.book
  if (!(await withinTries(request, actor.id))) return showAgain(request, reply, [tooMany])
  const account = await passwordAccount(db, await signsInAs(db, actor.id))
  if (await showsItself(request, account)) return goOn(request, reply)
  await attempted(db, actor.id, 'password', false)
  return showAgain(request, reply, [wrong])
}

/** The same, by way of the council's own sign-in page. */
export const againAtCouncil = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
  sendToCouncil(request, reply, request.session?.actor.id ?? null)
