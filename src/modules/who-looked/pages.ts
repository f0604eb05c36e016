import type { FastifyReply, FastifyRequest } from 'fastify'
import { roleNames, type Role } from '../../platform/access/policy.ts'
import { isDay, longDay, longMoment, type Day } from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { radios } from '../../platform/web/govuk/radios.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { asPdf } from '../../platform/web/paper.ts'
import { limits, setLimit } from './limits.ts'
import type { PatternId } from './looks.ts'
import { patterns } from './patterns.ts'
import { braked, flags, flagTold, judge, judgements, release, type Judgement } from './queries.ts'
import { reportCsv, reportLines, reportOf, reportsKept, type AccessFigures } from './report.ts'
import { brakedView, flagsView, flagView, home } from './views.ts'

interface OneFlag {
  readonly Params: { readonly flagId: string }
}
interface OneBrake {
  readonly Params: { readonly brakeId: string }
}
interface OneMonth {
  readonly Params: { readonly month: string }
}

const lists = { audience: 'looked.judge', shows: 'nobody' } as const
const one = { audience: 'looked.judge', shows: 'children' } as const
const crumbs = [{ text: 'Who looked', href: home }]

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

function why(request: FastifyRequest, findings: readonly Finding[], label: string): Html {
  const typed = posted(request)['why']
  const wrong = findings.find(({ at }) => at === 'why')
  return textarea({
    id: 'why',
    name: 'why',
    rows: 4,
    value: typeof typed === 'string' ? typed : '',
    label: { text: label },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
}

const needsWhy: Finding = {
  rule: 'looked-why',
  message: 'Enter at least 10 letters: what you asked and what you were told',
  at: 'why',
}
const needsJudgement: Finding = {
  rule: 'looked-judgement',
  message: 'Select what you found',
  at: 'judgement',
}

function whyOf(request: FastifyRequest): string | null {
  const typed = posted(request)['why']
  return typeof typed === 'string' && typed.trim().length >= 10 ? typed.trim() : null
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

async function showLimits(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const all = await limits(request.server.book.db)
  const typed = posted(request)
  const wrong = (at: string) => {
    const [first] = findings.filter((finding) => finding.at === at)
    return first === undefined ? {} : { errorMessage: { text: first.message } }
  }
  const text = (name: string): string => (typeof typed[name] === 'string' ? typed[name] : '')
  const inside = html`${select({
    id: 'role',
    name: 'role',
    label: { text: 'Which role?' },
    value: text('role'),
    items: [
      { value: '', text: 'Choose' },
      ...all.map(({ role }) => ({ value: role, text: roleNames[role] })),
    ],
    ...wrong('role'),
  })}
    ${input({
      id: 'most',
      name: 'most',
      value: text('most'),
      inputmode: 'numeric',
      classes: 'govuk-input--width-4',
      label: { text: 'How many children they do not work with, in an hour?' },
      hint: { text: 'From 10 to 5,000. Half as many more stops them.' },
      ...wrong('most'),
    })}
    ${why(request, findings, 'Why does the role need this?')}`
  return reply.page(
    {
      title: 'Limits',
      breadcrumbs: crumbs,
      errors: errorLinks(findings),
      lead: 'How many records of children they do not work with somebody may open in an hour, before they are asked to show that it is them.',
      body: html`${cards({
        caption: 'Limits',
        columns: ['Role', 'In an hour', 'Why'],
        rows: all.map(({ role, most, why: reason }) => ({
          head: roleNames[role],
          cells: [String(most), reason ?? 'As Holdfast comes'],
        })),
      })}
        ${section({ id: 'set', title: 'Set another' }, form(request, inside, 'Save'))}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function postLimit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { role, most } = posted(request)
  const many = Number(most)
  const reason = whyOf(request)
  const findings: Finding[] = []
  if (!isRole(role)) findings.push({ rule: 'limit-role', message: 'Select the role', at: 'role' })
  if (!Number.isInteger(many) || many < 10 || many > 5000)
    findings.push({ rule: 'limit', message: 'Enter a whole number from 10 to 5,000', at: 'most' })
  if (reason === null)
    findings.push({
      rule: 'limit-why',
      message: 'Enter at least 10 letters: why the role needs this',
      at: 'why',
    })
  if (findings.length > 0 || reason === null || !isRole(role)) return showLimits(request, reply, findings)
  await setLimit(request.server.book.db, actorOf(request).id, { role, most: many, why: reason })
  return reply.redirect(`${home}/limits`, 303)
}

const isRole = (typed: unknown): typed is Role => typeof typed === 'string' && Object.hasOwn(roleNames, typed)

/** 'October 2026'. */
const monthWords = (month: Day): string => longDay(month).split(' ').slice(-2).join(' ')

async function monthOf(request: FastifyRequest<OneMonth>): Promise<AccessFigures> {
  const { month } = request.params
  const kept = isDay(month) ? await reportOf(request.server.book.db, month) : null
  if (kept === null) throw new NoSuchPerson()
  return kept.figures
}

async function showReport(request: FastifyRequest<OneMonth>, reply: FastifyReply): Promise<FastifyReply> {
  const figures = await monthOf(request)
  const at = `${home}/reports/${request.params.month}`
  return reply.page({
    title: `Who looked in ${monthWords(figures.month)}`,
    breadcrumbs: crumbs,
    lead: 'Kept as it was on the first of the month after. It counts people and what they opened, and names nobody.',
    body: html`${cards({
      caption: 'The month',
      columns: ['What', 'How many'],
      rows: reportLines(figures).map(([head, many]) => ({ head, cells: [many] })),
    })}
      ${section(
        { id: 'roles', title: 'By role' },
        cards({
          caption: 'By role',
          pack: true,
          columns: ['Role', 'People', 'Looks', 'Children', 'Not theirs', 'Emergencies', 'Stood out'],
          rows: figures.roles.map((row) => ({
            head: roleNames[row.role],
            cells: [row.people, row.looks, row.children, row.outside, row.emergencies, row.flags].map(String),
          })),
        }),
      )}
      ${section(
        { id: 'patterns', title: 'What stood out' },
        figures.patterns.length === 0
          ? html`<p class="govuk-body">Nothing.</p>`
          : cards({
              caption: 'What stood out',
              columns: ['What', 'Times', 'Not justified'],
              rows: figures.patterns.map((row) => ({
                head: patterns[row.pattern as PatternId].says,
                cells: [String(row.flags), String(row.notJustified)],
              })),
            }),
      )}
      <p class="govuk-body">${link(
        'As a file of comma-separated values',
        `${at}/access.csv`,
      )}, or ${link('as a PDF', `${at}/access.pdf`)}</p>`,
  })
}

async function csv(request: FastifyRequest<OneMonth>, reply: FastifyReply): Promise<FastifyReply> {
  const words = reportCsv(await monthOf(request))
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="access-${request.params.month.slice(0, 7)}.csv"`)
    .send(words)
}

async function pdf(request: FastifyRequest<OneMonth>, reply: FastifyReply): Promise<FastifyReply> {
  const figures = await monthOf(request)
  const title = `Who looked in ${monthWords(figures.month)}`
  const file = await asPdf({
    title,
    large: false,
    lines: [
      { as: 'H1', words: title },
      ...reportLines(figures).map(([what, many]) => ({ as: 'LI' as const, words: `${what}: ${many}` })),
      { as: 'H2', words: 'By role' },
      ...figures.roles.map((row) => ({
        as: 'LI' as const,
        words: `${roleNames[row.role]}: ${row.people} people, ${row.looks} looks at ${row.children} children, ${row.outside} not theirs; ${row.emergencies} emergencies, ${row.flags} stood out`,
      })),
    ],
  })
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="access-${request.params.month.slice(0, 7)}.pdf"`)
    .send(file)
}
