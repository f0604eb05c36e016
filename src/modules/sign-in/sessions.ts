import type { FastifyReply, FastifyRequest } from 'fastify'
import { closeOneOf, sessionsOf, type How, type OwnSession } from '../../platform/access/session.ts'
import { longMoment } from '../../platform/dates/day.ts'
import { actorOf, cookieOf } from '../../platform/web/admit.ts'
import { hidden, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { listed } from '../../platform/web/holdfast/section.ts'
import { html } from '../../platform/web/html.ts'

const ways: Readonly<Record<How, string>> = {
  demonstration: 'as a person of the demonstration',
  password: 'with an emergency account',
  openid: 'with your council account',
}

/** Where somebody is signed in, and a way to end each (ASVS 5.0 V7.5.2). */
export async function showSessions(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const sessions = await sessionsOf(request.server.book.db, actorOf(request).id, cookieOf(request) ?? '')
  const line = (
    one: OwnSession,
  ) => html`<p><strong>Signed in on ${longMoment(one.startedAt)}</strong>, ${ways[one.how]}${one.isThis && ': here'}</p>
    <p>Last used on ${longMoment(one.lastSeenAt)}</p>
    ${
      !one.isThis &&
      html`<form method="post" action="/account/sessions/end">
          ${hidden(request)}
          <input type="hidden" name="session" value="${one.reference}">${button({
            text: `End this one, of ${longMoment(one.startedAt)}`,
            classes: 'govuk-button--secondary',
          })}
        </form>`
    }`
  return reply.page({
    title: 'Where you are signed in',
    width: 'reading',
    lead: 'Each browser you signed in with. End one you do not know, and tell your administrator.',
    body: html`${listed(sessions.map(line))}
      ${
        request.session?.how === 'password' &&
        html`<p class="govuk-body"><a class="govuk-link" href="/account/password">Change your password</a></p>`
      }
      <form method="post" action="/sign-out/everywhere">
        ${hidden(request)}
        ${button({ text: 'Sign out everywhere', classes: 'govuk-button--secondary' })}
      </form>`,
  })
}

/** Ends one of somebody's own sessions; one that is not theirs, or is over, is no matter. */
export async function endSession(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { session } = posted(request)
  if (typeof session === 'string') await closeOneOf(request.server.book.db, actorOf(request).id, session)
  return reply.redirect('/account/sessions', 303)
}
