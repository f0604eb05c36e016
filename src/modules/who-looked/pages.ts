import type { FastifyReply, FastifyRequest } from 'fastify'
import { roleNames } from '../../platform/access/policy.ts'
import { longMoment } from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { radios } from '../../platform/web/govuk/radios.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { showLimits, postLimit } from './limits-pages.ts'
import { patterns } from './patterns.ts'
import { braked, flags, flagTold, judge, judgements, release, type Judgement } from './queries.ts'
import { monthWords, showReport, csv, pdf, type OneMonth } from './report-pages.ts'
import { reportsKept } from './report.ts'
import { brakedView, flagsView, flagView, home } from './views.ts'
import { crumbs, why, needsWhy, whyOf } from './why.ts'

interface OneFlag {
  readonly Params: { readonly flagId: string }
}

interface OneBrake {
  readonly Params: { readonly brakeId: string }
}

const lists = { audience: 'looked.judge', shows: 'nobody' } as const

const one = { audience: 'looked.judge', shows: 'children' } as const

export async function pages(app: App): Promise<void> {
  app.get(home, { config: lists }, show)
  app.get(`${home}/limits`, { config: lists }, (request, reply) => showLimits(request, reply, []))
  app.post(`${home}/limits`, { config: lists }, postLimit)
  app.get<OneFlag>(`${home}/:flagId`, { config: one }, (request, reply) => showFlag(request, reply, []))
  app.post<OneFlag>(`${home}/:flagId`, { config: one }, judged)
  app.get<OneBrake>(`${home}/stopped/:brakeId`, { config: lists }, (request, reply) =>
    showBrake(request, reply, []),
  )
  app.post<OneBrake>(`${home}/stopped/:brakeId`, { config: lists }, released)
  app.get<OneMonth>(`${home}/reports/:month`, { config: lists }, showReport)
  app.get<OneMonth>(`${home}/reports/:month/access.csv`, { config: lists }, csv)
  app.get<OneMonth>(`${home}/reports/:month/access.pdf`, { config: lists }, pdf)
}

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const actor = actorOf(request)
  const [waiting, done, stopped, months] = await Promise.all([
    flags(db, actor, true),
    flags(db, actor, false),
    braked(db, actor),
    reportsKept(db),
  ])
  const kept =
    months.length === 0
      ? html`<p class="govuk-body">The first report is kept on the first of next month.</p>`
      : listed(months.map(({ month }) => html`<p>${link(monthWords(month), `${home}/reports/${month}`)}</p>`))
  return reply.page({
    title: 'Who looked',
    lead: 'When somebody opened a child’s record in a way that stands out. Each line says what was opened, not why: it is a question to ask, never a finding against anybody.',
    body: html`${section(
      { id: 'waiting', title: 'To be judged', aside: String(waiting.length) },
      flagsView(waiting, 'Nothing waits to be judged.'),
    )}
      ${section(
        { id: 'stopped', title: 'Many records at once', aside: link('Limits', `${home}/limits`) },
        brakedView(stopped),
      )}
      ${section({ id: 'reports', title: 'The month’s report of access' }, kept)}
      ${section({ id: 'judged', title: 'Judged' }, flagsView(done, 'Nothing has been judged yet.'))}`,
  })
}

async function showFlag(
  request: FastifyRequest<OneFlag>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const told = await flagTold(request.server.book.db, actorOf(request), request.params.flagId)
  if (told === null) throw new NoSuchPerson()
  const { flag, reads, judged: before } = told
  request.shows(reads.map(({ childId }) => childId))
  return reply.page(
    {
      title: patterns[flag.pattern].says,
      breadcrumbs: crumbs,
      errors: errorLinks(findings),
      body: html`${flagView(flag, reads, before)}
        ${section({ id: 'judge', title: 'What did it turn out to be?' }, judging(request, findings))}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

function judging(request: FastifyRequest<OneFlag>, findings: readonly Finding[]): Html {
  const { judgement } = posted(request)
  const wrong = findings.find(({ at }) => at === 'judgement')
  const inside = html`${radios({
    name: 'judgement',
    idPrefix: 'judgement',
    value: typeof judgement === 'string' ? judgement : '',
    fieldset: { legend: { text: 'What did you find?' } },
    items: Object.entries(judgements).map(([value, text]) => ({ value, text })),
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })}${why(request, findings, 'What did you ask, and what were you told?')}`
  return form(request, inside, 'Save')
}

const needsJudgement: Finding = {
  rule: 'looked-judgement',
  message: 'Select what you found',
  at: 'judgement',
}

async function judged(request: FastifyRequest<OneFlag>, reply: FastifyReply): Promise<FastifyReply> {
  const { judgement } = posted(request)
  const chosen =
    typeof judgement === 'string' && Object.hasOwn(judgements, judgement) ? (judgement as Judgement) : null
  const reason = whyOf(request)
  if (chosen === null || reason === null)
    return showFlag(request, reply, [
      ...(chosen === null ? [needsJudgement] : []),
      ...(reason === null ? [needsWhy] : []),
    ])
  await judge(request.server.book.db, actorOf(request), request.params.flagId, chosen, reason)
  return reply.redirect(home, 303)
}

async function showBrake(
  request: FastifyRequest<OneBrake>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const held = (await braked(request.server.book.db, actorOf(request))).find(
    ({ id }) => id === request.params.brakeId,
  )
  if (held?.state !== 'stopped') throw new NoSuchPerson()
  return reply.page(
    {
      title: 'Let them read again',
      width: 'reading',
      breadcrumbs: crumbs,
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">${held.who}, ${roleNames[held.role].toLowerCase()}, opened the records of ${held.opened} children they do not work with within an hour, ${longMoment(held.at)}. No child’s record opens to them until somebody lets them.</p>
        ${form(
          request,
          why(request, findings, 'What did you ask, and what were you told?'),
          'Let them read again',
        )}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function released(request: FastifyRequest<OneBrake>, reply: FastifyReply): Promise<FastifyReply> {
  const reason = whyOf(request)
  if (reason === null) return showBrake(request, reply, [needsWhy])
  await release(request.server.book.db, actorOf(request), request.params.brakeId, reason)
  return reply.redirect(home, 303)
}
