import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link } from '../../../platform/web/holdfast/section.ts'
import { html } from '../../../platform/web/html.ts'
import { question } from '../../../platform/web/question.ts'
import { changes } from '../change.ts'
import { historyOf, trail, whyBox } from '../views.ts'
import { isId } from '../users/commands.ts'
import { saveTeam, teamFields, teamOf, teams } from './commands.ts'

interface OneTeam {
  readonly Params: { readonly teamId: string }
}

const at = '/administration/teams'
const config = { audience: 'administer', shows: 'nobody' } as const

/** The teams, and the service each belongs to. */
export function teamPages(app: App): void {
  app.get(at, { config }, list)
  app.get(`${at}/add`, { config }, (request, reply) => show(request, reply, null, []))
  app.post(`${at}/add`, { config }, (request, reply) => save(request, reply, null))
  app.get<OneTeam>(`${at}/:teamId`, { config }, (request, reply) =>
    show(request, reply, idOf(request.params), []),
  )
  app.post<OneTeam>(`${at}/:teamId`, { config }, (request, reply) =>
    save(request, reply, idOf(request.params)),
  )
}

function idOf({ teamId }: OneTeam['Params']): string {
  if (!isId(teamId)) throw new NoSuchPerson()
  return teamId
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const all = await teams(request.server.book.db)
  const table = cards({
    caption: 'Teams',
    columns: ['Team', 'Service', 'People', 'Children'],
    rows: all.map(({ id, name, service, people, children }) => ({
      head: link(name, `${at}/${id}`),
      cells: [service, String(people), String(children)],
    })),
  })
  const none = html`<p class="govuk-body">There are no teams yet. Add the first: workers and children are put into teams.</p>`
  return reply.page({
    title: 'Teams',
    breadcrumbs: trail(),
    body: html`${button({ text: 'Add a team', href: `${at}/add` })}${all.length === 0 ? none : table}`,
  })
}

async function save(
  request: FastifyRequest,
  reply: FastifyReply,
  teamId: string | null,
): Promise<FastifyReply> {
  const { book } = request.server
  const outcome = await saveTeam(book, actorOf(request), teamId, request.body)
  return outcome.kind === 'refused' ? show(request, reply, teamId, outcome.findings) : reply.redirect(at, 303)
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  teamId: string | null,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db } = request.server.book
  const stands = teamId === null ? {} : await teamOf(db, teamId)
  const typed = { ...stands, ...posted(request) }
  const shown = { typed, findings }
  const changed = teamId === null ? [] : await changes(db, { kind: 'team', about: teamId })
  const { why } = posted(request)
  const inside = html`${question('name', teamFields.name, shown)}${question(
    'service',
    teamFields.service,
    shown,
  )}
    ${whyBox(typeof why === 'string' ? why : '', findings, 'Why?')}`
  return reply.page(
    {
      title: teamId === null ? 'Add a team' : 'Change a team',
      width: 'reading',
      breadcrumbs: trail({ text: 'Teams', href: at }),
      errors: errorLinks(findings),
      body: html`${form(request, inside, teamId === null ? 'Add the team' : 'Save the change')}
        ${historyOf(changed, ({ about }) => about)}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}
