import { longMoment } from '../../../platform/dates/day.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { accountNumber } from '../../../platform/access/identity.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import type { Db } from '../../../platform/db/database.ts'
import { errorLinks, form, posted } from '../../../platform/web/form.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link } from '../../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { choose, trail, whyBox } from '../views.ts'
import { linkIdentity, waitingIdentities, whoMayBeLinked, type WaitingIdentity } from './identities.ts'
import { asksWhy, at } from './words.ts'

const asService = 'who signs in, and with what, is kept from whoever has'
const config = { audience: 'administer', shows: 'nobody', asService } as const
const waitingAt = `${at}/waiting`

interface One {
  readonly Params: { readonly number: string }
}

/** Council accounts that have come to the door, and whose they are. */
export function identityPages(app: App): void {
  app.get(waitingAt, { config }, list)
  app.get<One>(`${waitingAt}/:number`, { config }, (request, reply) => showOne(request, reply, []))
  app.post<One>(`${waitingAt}/:number`, { config }, async (request, reply) => {
    const actor = actorOf(request)
    const one = await theOne(request)
    if (one === undefined) return reply.redirect(waitingAt, 303)
    const outcome = await linkIdentity(app.book, actor, one, request.body)
    return outcome.kind === 'refused'
      ? showOne(request, reply, outcome.findings)
      : reply.redirect(waitingAt, 303)
  })
}

/** How many wait, on the page of users. */
export async function waitingLink(db: Db): Promise<Html> {
  const { length } = await waitingIdentities(db)
  if (length === 0) return nothing
  return html`<p class="govuk-body">${link(
    length === 1
      ? 'One council account has come to the door and is nobody’s yet'
      : `${length} council accounts have come to the door and are nobody’s yet`,
    waitingAt,
  )}</p>`
}

async function theOne(request: FastifyRequest<One>): Promise<WaitingIdentity | undefined> {
  const waiting = await waitingIdentities(request.server.book.db)
  return waiting.find((each) => accountNumber(each.subject) === request.params.number)
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const waiting = await waitingIdentities(request.server.book.db)
  return reply.page({
    title: 'Council accounts that are nobody’s yet',
    breadcrumbs: trail({ text: 'Users', href: at }),
    body:
      waiting.length === 0
        ? html`<p class="govuk-body">None has come.</p>`
        : cards({
            caption: 'Council accounts that are nobody’s yet',
            columns: ['Number', 'As the directory calls them', 'First came'],
            rows: waiting.map((each) => ({
              head: link(accountNumber(each.subject), `${waitingAt}/${accountNumber(each.subject)}`),
              cells: [each.shownAs, longMoment(each.firstSeenAt)],
            })),
          }),
  })
}

async function showOne(
  request: FastifyRequest<One>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const one = await theOne(request)
  if (one === undefined) return reply.redirect(waitingAt, 303)
  const typed = posted(request)
  const said = (name: string): string => (typeof typed[name] === 'string' ? typed[name] : '')
  const people = await whoMayBeLinked(request.server.book.db, one.issuer)
  const inside = html`${choose(
    'staffId',
    'Whose account is it?',
    { '': 'Choose', ...people },
    said('staffId'),
    findings,
  )}
    ${whyBox(said('why'), findings, asksWhy)}`
  return reply.page(
    {
      title: `Account ${accountNumber(one.subject)}`,
      width: 'reading',
      breadcrumbs: trail({ text: 'Users', href: at }, { text: 'Nobody’s yet', href: waitingAt }),
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">The directory calls them ${one.shownAs}. A name is no proof: ask them, in person or by telephone, which number the door showed them.</p>
        ${form(request, inside, 'Say it is theirs')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}
