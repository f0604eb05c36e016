import type { FastifyReply, FastifyRequest } from 'fastify'
import { isDay, longDay, type Day } from '../../../platform/dates/day.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../../platform/web/form.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { question } from '../../../platform/web/question.ts'
import { lastRebuild } from '../rebuild.ts'
import { rebuildView, trail, whyBox } from '../views.ts'
import { addHoliday, holidayFields, holidays, reachOf, removeHoliday, type Holiday } from './commands.ts'

interface OneDay {
  readonly Params: { readonly day: string }
}

const at = '/administration/bank-holidays'
const config = { audience: 'administer', shows: 'nobody' } as const

/** The days that are not worked. */
export function holidayPages(app: App): void {
  app.get(at, { config }, (request, reply) => list(request, reply, []))
  app.post(at, { config }, async (request, reply) => {
    const outcome = await addHoliday(app.book, actorOf(request), request.body)
    if (outcome.kind === 'refused') return list(request, reply, outcome.findings)
    return reply.redirect(at, 303)
  })
  app.get<OneDay>(`${at}/:day/remove`, { config }, (request, reply) => askRemove(request, reply, []))
  app.post<OneDay>(`${at}/:day/remove`, { config }, async (request, reply) => {
    const outcome = await removeHoliday(app.book, actorOf(request), dayOf(request.params), request.body)
    if (outcome.kind === 'refused') return askRemove(request, reply, outcome.findings)
    return reply.redirect(at, 303)
  })
}

function dayOf({ day }: OneDay['Params']): Day {
  if (!isDay(day)) throw new NoSuchPerson()
  return day
}

/** Whether the list still reaches far enough for the dates we show. */
export function reachView(all: readonly Holiday[], today: Day): Html {
  const reach = reachOf(all, today)
  if (reach === null)
    return html`<p class="govuk-body">${state(
      'over',
      'There is no list: only Saturdays and Sundays are left out of working days.',
      { wrap: true },
    )}</p>`
  const words = `The list can be trusted until ${longDay(reach.until)}.`
  return html`<p class="govuk-body">${
    reach.short ? state('soon', `${words} Add the days of the next year.`, { wrap: true }) : words
  }</p>`
}

async function list(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const all = await holidays(db)
  const shown = { typed: posted(request), findings }
  const { why } = posted(request)
  const adding = html`${question('day', holidayFields.day, shown)}${question(
    'name',
    holidayFields.name,
    shown,
  )}
    ${whyBox(typeof why === 'string' ? why : '', findings, 'Why?')}`
  return reply.page(
    {
      title: 'Bank holidays',
      width: 'reading',
      breadcrumbs: trail(),
      errors: errorLinks(findings),
      body: html`${reachView(all, today())}${rebuildView(await lastRebuild(db))}
        ${section({ id: 'add', title: 'Add a bank holiday' }, form(request, adding, 'Add the day'))}
        ${all.length > 0 && section({ id: 'days', title: 'Bank holidays in England' }, table(all))}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

const table = (all: readonly Holiday[]): Html =>
  cards({
    caption: 'Bank holidays',
    columns: ['Day', 'Name', 'Change'],
    rows: all.map(({ day, name }) => ({
      head: longDay(day),
      cells: [name, link('Remove', `${at}/${day}/remove`, `${name}, ${longDay(day)}`)],
    })),
  })

async function askRemove(
  request: FastifyRequest<OneDay>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const day = dayOf(request.params)
  const held = (await holidays(request.server.book.db)).find((one) => one.day === day)
  if (held === undefined) throw new NoSuchPerson()
  return reply.page(
    {
      title: 'Remove a bank holiday',
      width: 'reading',
      breadcrumbs: trail({ text: 'Bank holidays', href: at }),
      errors: errorLinks(findings),
      body: html`<p class="govuk-body"><strong>${held.name}, ${longDay(day)}</strong> would be a working day. Every date counted across it is worked out again.</p>
        ${form(request, whyBox('', findings, 'Why?'), 'Remove the day')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}
