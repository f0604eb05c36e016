import { longMoment } from '../../platform/dates/day.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { jobsStanding, tryAgain, type JobsStanding } from '../../platform/jobs/standing.ts'
import { counted } from '../../platform/people/name.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { warningText } from '../../platform/web/govuk/warning-text.ts'
import { cards, type CardRow } from '../../platform/web/holdfast/cards.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { trail } from './views.ts'

const config = { audience: 'administer', shows: 'nobody' } as const

/** What is done later and by itself: what waits, what failed, and since when. It names no child. */
export function jobPages(app: App): void {
  app.get('/administration/jobs', { config }, show)
  app.post<{ Params: { name: string } }>(
    '/administration/jobs/:name/try-again',
    { config },
    async (request, reply) => {
      if (!known(request).has(request.params.name)) throw new NoSuchPerson()
      await tryAgain(app.book.db, request.params.name)
      return reply.redirect('/administration/jobs', 303)
    },
  )
}

const known = (request: FastifyRequest): ReadonlyMap<string, string> =>
  new Map((request.server.setting.jobs ?? []).map(({ name, says }) => [name, says]))

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const standing = await jobsStanding(request.server.book.db)
  const says = known(request)
  const none = html`<p class="govuk-body">Nothing has been done by itself yet, and nothing waits.</p>`
  return reply.page({
    title: 'Work done by itself',
    breadcrumbs: trail(),
    body: html`${givenUp(request, standing, says)}${failing(standing, says)}${
      standing.length === 0 ? none : table(standing, says)
    }`,
  })
}

/** One line of how all of it stands, for the chapter's first page. */
export function standingWords(standing: readonly JobsStanding[]): string {
  const sum = (of: 'waiting' | 'failing' | 'given'): number =>
    standing.reduce((total, each) => total + each[of], 0)
  const given = sum('given')
  const waits = `${sum('waiting') + sum('failing')} waiting.`
  return given === 0 ? `${waits} None given up.` : `${waits} ${given} given up: look at what went wrong.`
}

function givenUp(
  request: FastifyRequest,
  standing: readonly JobsStanding[],
  says: ReadonlyMap<string, string>,
): Html {
  const all = standing.filter(({ given }) => given > 0)
  if (all.length === 0) return nothing
  return html`${all.map(
    ({ name, given, lastFailure }) =>
      html`${warningText({
        text: `${says.get(name) ?? name}: given up after failing every time (${counted(given, 'job', 'jobs')}).`,
      })}
        ${
          lastFailure !== null &&
          html`<p class="govuk-body">What went wrong last: <code>${lastFailure}</code></p>`
        }
        ${
          says.has(name) &&
          html`<form method="post" action="/administration/jobs/${name}/try-again">
              ${hidden(request)}
              ${button({
                text: html`Try again<span class="govuk-visually-hidden">: ${says.get(name)}</span>`,
                classes: 'govuk-button--secondary',
              })}
            </form>`
        }`,
  )}`
}

/** What does not work now and is tried again by itself: another system is away, and whoever can bring it back should know. */
const failing = (standing: readonly JobsStanding[], says: ReadonlyMap<string, string>): readonly Html[] =>
  standing
    .filter((each) => each.failing > 0)
    .map(({ name, failing: count, triedAgainAt, lastFailure }) =>
      insetText({
        text: html`<p class="govuk-body">${says.get(name) ?? name}: failed (${counted(count, 'job', 'jobs')}), and tried again by itself${
          triedAgainAt !== null && `, next on ${longMoment(triedAgainAt)}`
        }. Nothing is lost.</p>
        ${
          lastFailure !== null &&
          html`<p class="govuk-body govuk-!-margin-bottom-0">What went wrong last: <code>${lastFailure}</code></p>`
        }`,
      }),
    )

const table = (standing: readonly JobsStanding[], says: ReadonlyMap<string, string>): Html =>
  cards({
    caption: 'What is done by itself, and how it stands',
    columns: [
      'What',
      'Waiting',
      'Being done',
      'Failed, tried again',
      'Given up',
      'Oldest waiting since',
      'Last done',
    ],
    rows: standing.map((each) => row(each, says)),
  })

const row = (each: JobsStanding, says: ReadonlyMap<string, string>): CardRow => ({
  head: says.get(each.name) ?? each.name,
  cells: [
    String(each.waiting),
    String(each.running),
    String(each.failing),
    String(each.given),
    each.oldest === null ? 'None' : longMoment(each.oldest),
    each.lastDone === null ? 'Not yet' : longMoment(each.lastDone),
  ],
})
