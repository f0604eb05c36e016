import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver, type Actor } from '../../platform/access/policy.ts'
import { longDay } from '../../platform/dates/day.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { recordPages } from '../../platform/web/record-pages.ts'
import {
  aServiceManager,
  isLeftAlone,
  leftAlone,
  leftAloneFor,
  somebodyAnswers,
  type LeftAlone,
} from './left-alone.ts'
import { colleagues } from './queries.ts'

const list = '/sealed-records/left'

/** Sealed records that nobody answers for any more, told by their reasons and never by a name. */
export function leftAlonePages(app: App): void {
  app.get(list, { config: { audience: 'seal.vouch', shows: 'nobody' } }, left)
  recordPages(app, {
    at: '/children/:childId/access',
    commands: leftAlone,
    people: async (request) => ({ staffId: await colleagues(request.server.book.db, 'SM') }),
    goesTo: () => list,
    guards: async (request, name, { childId }) => {
      const { db } = request.server.book
      if (!(await isLeftAlone(db, childId)))
        return [somebodyAnswers(name === 'nameAnew' ? 'staffId' : 'answeredWhy')]
      return name === 'nameAnew' ? [aServiceManager(new Set(Object.keys(await colleagues(db, 'SM'))))] : []
    },
  })
}

async function left(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const actor = actorOf(request)
  const records = await leftAloneFor(request.server.book.db, actor)
  return reply.page({
    title: 'Sealed records nobody answers for',
    lead: 'Whoever was named on them has left. The director names a service manager for each, and the data protection officer or another director agrees. Neither opens the record by that.',
    body: leftView(records, actor),
  })
}

function leftView(records: readonly LeftAlone[], actor: Actor): Html {
  if (records.length === 0)
    return html`<p class="govuk-body">There is none: somebody is named on every sealed record.</p>`
  return listed(records.map((one) => line(one, actor)))
}

const line = (one: LeftAlone, actor: Actor): Html =>
  html`<p><strong>${one.sealWhy ?? 'No reason was given'}</strong>${
    one.sealedOn !== null && html`, sealed on ${longDay(one.sealedOn)}`
  }</p>
    ${
      one.askedId === null
        ? html`<p>Nobody is named for it yet.</p>`
        : html`<p>${one.askedBy ?? 'Somebody'} names <strong>${one.who}</strong>.</p>`
    }
    ${steps(one, actor)}`

function steps({ childId, askedId, askedById, sealedOn }: LeftAlone, actor: Actor): Html | false {
  const at = `/children/${childId}/access`
  const about = sealedOn === null ? '' : `: sealed on ${longDay(sealedOn)}`
  if (askedId === null)
    return mayEver(actor, 'seal.agree') && html`<p>${link('Name somebody', `${at}/name-anew`, about)}</p>`
  return askedById === actor.id
    ? html`<p class="hf-quiet">Somebody else agrees: you named them yourself.</p>`
    : html`<p>${link('Agree', `${at}/${askedId}/agree-anew`, about)} ${link(
        'Refuse',
        `${at}/${askedId}/refuse-anew`,
        about,
      )}</p>`
}
