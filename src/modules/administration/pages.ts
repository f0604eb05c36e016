import type { FastifyReply, FastifyRequest } from 'fastify'
import { longDay, longMoment, type Day } from '../../platform/dates/day.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { changes, type ChangeTold } from './change.ts'
import { healthOf } from './health.ts'
import { holidays } from './holidays/commands.ts'
import { holidayPages, reachView } from './holidays/pages.ts'
import { jobsStanding } from '../../platform/jobs/standing.ts'
import { jobPages, standingWords } from './job-pages.ts'
import { counts, dealWith, imports, problems, type ImportTold, type ProblemTold } from './lists.ts'
import { drawSettingPages } from './draw-setting.ts'
import { measureSettingPages } from './measure-setting.ts'
import { planTextPages } from './plan-text.ts'
import { standardPages } from './standards/pages.ts'
import { teamPages } from './teams/pages.ts'
import { userPages } from './users/pages.ts'
import { figures, mayWatch } from './metrics.ts'
import { changesView, trail } from './views.ts'
import { workforcePages } from './workforce/pages.ts'

const config = { audience: 'administer', shows: 'nobody' } as const

/** What an administrator keeps: never a child's record, which no administrator opens. */
export async function pages(app: App): Promise<void> {
  app.get('/administration', { config }, front)
  app.get(
    '/health',
    { config: { audience: 'anyone', shows: 'nobody', asService: 'whether all is sealed' } },
    async (_request, reply) => {
      const health = await healthOf(app.book)
      return reply
        .code(health.ok ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(health)
    },
  )
  app.get(
    '/metrics',
    { config: { audience: 'anyone', shows: 'nobody', asService: 'whether all is sealed' } },
    async (request, reply) => {
      if (!mayWatch(request))
        return reply.code(404).type('text/plain; charset=utf-8').send('There is nothing here\n')
      const lines = [...app.measured.lines(), ...(await figures(app.book))]
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`)
    },
  )
  app.get('/administration/imports', { config }, showImports)
  app.get('/administration/problems', { config }, showProblems)
  app.post<{ Params: { id: string } }>(
    '/administration/problems/:id/deal-with',
    { config },
    async (request, reply) => {
      const actor = actorOf(request)
      const id = Number(request.params.id)
      if (Number.isSafeInteger(id)) await dealWith(app.book.db, actor, id, app.book.now())
      return reply.redirect('/administration/problems', 303)
    },
  )
  app.get('/administration/changes', { config }, showChanges)
  userPages(app)
  workforcePages(app)
  teamPages(app)
  standardPages(app)
  holidayPages(app)
  planTextPages(app)
  measureSettingPages(app)
  drawSettingPages(app)
  jobPages(app)
}

async function front(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const held = await counts(db)
  const place = (text: string, at: string, about: string, more: Html | false = false): Html =>
    html`<p><strong>${link(text, `/administration/${at}`)}</strong></p>
      <p class="hf-quiet">${about}</p>
      ${more}`
  return reply.page({
    title: 'Administration',
    width: 'reading',
    body: listed([
      place('Users', 'users', `${held.users} may sign in. Add, change role or team, close an account.`),
      place('Teams', 'teams', `${held.teams}, and the service each belongs to.`),
      place(
        'Local standards',
        'standards',
        `${held.standards} set here. Ask for things sooner than the law does.`,
      ),
      place(
        'Bank holidays',
        'bank-holidays',
        'The days that are not worked.',
        reachView(await holidays(db), today()),
      ),
      place(
        'How alike two plans may be',
        'plan-text',
        'Before a writer is warned that a plan reads like a brother’s or sister’s.',
      ),
      place(
        'How measures are worked out',
        'measures',
        'The children of the area, for rates, and the count too small to leave the building.',
      ),
      place(
        'What is drawn each month',
        'draws',
        'How many visits of each worker, and entries of each manager, are looked at by the manager above.',
      ),
      place(
        'Police desks',
        'police-desks',
        'Police forces that send notices by themselves, each with its key.',
      ),
      place(
        'Imports',
        'imports',
        `${held.imports} received. Performance analysts import; you see only that they came.`,
      ),
      place(
        'Problems reported',
        'problems',
        held.problems === 0 ? 'None waiting.' : `${held.problems} waiting.`,
      ),
      place('Work done by itself', 'jobs', standingWords(await jobsStanding(db))),
      place(
        'DfE daily collection',
        'dfe',
        'What was sent, what waits, and what was refused. It names no child.',
      ),
      place('Changes', 'changes', `${held.changes} changes of all these: who, when and why.`),
    ]),
  })
}

async function showImports(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const all = await imports(request.server.book.db)
  const none = html`<p class="govuk-body">Nothing has been imported yet. A performance analyst does so on the Import page.</p>`
  return reply.page({
    title: 'Imports',
    breadcrumbs: trail(),
    body: all.length === 0 ? none : importTable(all),
  })
}

const importTable = (all: readonly ImportTold[]): Html =>
  cards({
    caption: 'Imports, newest first',
    columns: ['Received', 'By', 'Files', 'Still to put right', 'Where it stands'],
    rows: all.map(({ at, by, files, findings, state }) => ({
      head: longMoment(at),
      cells: [by ?? 'The command line', String(files), String(findings), states[state] ?? state],
    })),
  })

const states: Readonly<Record<string, string>> = {
  committed: 'In the record',
  'withdrawal asked': 'Somebody asked to withdraw it',
  withdrawn: 'Withdrawn',
}

async function showProblems(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const all = await problems(request.server.book.db)
  const none = html`<p class="govuk-body">Nobody has reported a problem. They would do so at the foot of any page.</p>`
  return reply.page({
    title: 'Problems reported',
    width: 'reading',
    breadcrumbs: trail(),
    body: all.length === 0 ? none : listed(all.map((one) => problem(request, one))),
  })
}

function problem(request: FastifyRequest, { id, by, page, words, at, dealtWithAt }: ProblemTold): Html {
  const deal = html`<form method="post" action="/administration/problems/${id}/deal-with">
      ${hidden(request)}
      ${button({
        text: html`Mark as dealt with<span class="govuk-visually-hidden">: number ${id}</span>`,
        classes: 'govuk-button--secondary govuk-!-margin-bottom-0',
      })}
    </form>`
  return html`<p><strong>Number ${id}.</strong> ${words}</p>
    <p class="hf-quiet hf-small">${by}, ${longMoment(at)}${
      page !== null && html`. About <code>${page}</code>`
    }</p>
    ${dealtWithAt === null ? deal : html`<p class="hf-small">Dealt with on ${longMoment(dealtWithAt)}</p>`}`
}

async function showChanges(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book, setting } = request.server
  const all = await changes(book.db, null)
  return reply.page({
    title: 'Changes',
    width: 'reading',
    breadcrumbs: trail(),
    lead: all.length === 100 ? 'The latest 100' : undefined,
    body: changesView(all, (change) => named(change, setting.clockNames)),
  })
}

/** A clock by its name and a holiday by its day, where a key alone would not tell. */
function named({ kind, about }: ChangeTold, clocks: ReadonlyMap<string, string>): string {
  if (kind === 'bank holiday') return longDay(about as Day)
  return clocks.get(about) ?? clocks.get(about.split('.')[0] ?? '') ?? about
}
