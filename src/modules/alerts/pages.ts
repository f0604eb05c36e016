import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { reachable } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, hidden, posted } from '../../platform/web/form.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions, type Shown } from '../../platform/web/question.ts'
import { mayBeAsked } from '../actions/index.ts'
import { named, questionOf } from './catalogue.ts'
import { answerAlert, answerFields } from './commands.ts'
import { askMessages, saveMessages } from './messages.ts'
import { warnings } from './ladders.ts'
import { servicePages } from './services/pages.ts'
import { servicesToldTo } from './services/queries.ts'
import { servicesSection } from './services/views.ts'
import {
  countsOf,
  type Count,
  findTold,
  markRead,
  parts,
  toldTo,
  type Listing,
  type Part,
  type Told,
} from './queries.ts'
import { inboxView, markReadForm, toldView, type Telling } from './views.ts'

interface One {
  readonly Params: { readonly alertId: string }
}
interface Asked {
  readonly Querystring: { readonly part?: string; readonly duty?: string; readonly page?: string }
}

const config = { audience: 'my-work.read', shows: 'children' } as const
const silent = { audience: 'my-work.read', shows: 'nobody' } as const

export async function pages(app: App): Promise<void> {
  app.get<Asked>('/inbox', { config }, inbox)
  app.post('/inbox/read', { config: silent }, readAll)
  servicePages(app)
  app.get<One>('/inbox/:alertId', { config }, (request, reply) => show(request, reply, {}, []))
  app.post<One>('/inbox/:alertId', { config }, answer)
  app.get('/account/messages', { config: { audience: 'signed in', shows: 'nobody' } }, askMessages)
  app.post('/account/messages', { config: { audience: 'signed in', shows: 'nobody' } }, saveMessages)
}

async function tellingOf({ server }: FastifyRequest): Promise<Telling> {
  const { book, setting } = server
  return {
    today: book.today(),
    calendar: await workingCalendar(book.db),
    named: (entry) => named(entry, setting.clockNames),
  }
}

/** Only codes and figures stand in the address, and anything else is passed over; where none stands, what there is comes first. */
const listingOf = (
  { part = '', duty, page = '1' }: Asked['Querystring'],
  counts: readonly Count[],
): Listing => ({
  part: Object.hasOwn(parts, part)
    ? (part as Part)
    : ((Object.keys(parts) as Part[]).find((each) => counts.some((one) => one.part === each)) ?? 'answer'),
  entry: duty !== undefined && /^[a-z0-9-]{1,60}$/.test(duty) ? duty : null,
  page: Math.max(1, Math.min(1000, Number.parseInt(page, 10) || 1)),
})

async function inbox(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const actor = actorOf(request)
  const telling = await tellingOf(request)
  const counts = await countsOf(db, actor, telling.today)
  const listing = listingOf(request.query, counts)
  const { clocks = [] } = request.server.setting
  const urgent = clocks.filter(({ ladder }) => ladder === 'A' || ladder === 'B').map(({ id }) => id)
  const services = await servicesToldTo(db, actor)
  const told = await toldTo(db, actor, { ...listing, urgent, today: telling.today })
  request.shows(told.filter(({ open }) => open).map(({ childId }) => childId))
  return reply.page({
    title: 'Inbox',
    lead: 'What you were told because a duty is near or late, or a queue or a load has grown.',
    body: html`${servicesSection(services, telling)}${inboxView({
      ...telling,
      listing,
      told,
      counts,
      markRead: (request.session?.unread ?? 0) > 0 ? markReadForm(hidden(request)) : null,
    })}`,
  })
}

async function readAll(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await markRead(request.server.book.db, actorOf(request), null)
  return reply.redirect('/inbox', 303)
}

async function toldToMe(request: FastifyRequest<One>): Promise<Told> {
  const { alertId } = request.params
  const one = z.guid().safeParse(alertId).success
    ? await findTold(request.server.book.db, actorOf(request), alertId)
    : undefined
  if (one === undefined) throw new NoSuchPerson()
  return one
}

async function show(
  request: FastifyRequest<One>,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book, setting } = request.server
  const one = await toldToMe(request)
  if (!one.read) await markRead(book.db, actorOf(request), one.id)
  request.shows(one.open ? [one.childId] : [])
  const telling = await tellingOf(request)
  const clock = setting.clocks?.find(({ id }) => id === one.entry)
  const question = questionOf(one.entry)
  return reply.page(
    {
      title: telling.named(one.entry),
      width: 'reading',
      breadcrumbs: [{ text: 'Inbox', href: '/inbox' }],
      errors: errorLinks(findings),
      body: toldView({
        ...telling,
        one,
        clock,
        clears: question?.clears ?? clearsWords(clock?.stops),
        source: question?.source ?? (clock === undefined ? '' : `${clock.source} (${clock.edition})`),
        form: await answerForm(request, one, { typed, findings }),
      }),
    },
    findings.length > 0 ? 422 : 200,
  )
}

const clearsWords = (stops: string | undefined): string =>
  `It clears by itself: ${stops ?? 'when it is done'}`

/** Something by a day, or words; words alone for whoever may ask nothing about this child. */
async function answerForm(request: FastifyRequest<One>, one: Told, shown: Shown): Promise<Html> {
  if (one.state !== 'open' || warnings.has(one.rung)) return html``
  const { db } = request.server.book
  const words = questions(answerFields, ['answer'], { ...shown, requires: ['answer'] })
  const may = await reachable(db, actorOf(request), 'action.give', [one.childId])
  if (!may.has(one.childId) || !one.open)
    return form(request, html`<input type="hidden" name="next" value="words">${words}`, 'Answer')
  const people = { ownerId: await mayBeAsked(db, one.childId) }
  const next = questions(answerFields, ['next'], shown)
  const action = questions(answerFields, ['what', 'ownerId', 'dueOn'], {
    ...shown,
    people,
    requires: ['what', 'dueOn'],
  })
  const part = (title: string, inside: Html): Html => html`<h2 class="govuk-heading-s">${title}</h2>${inside}`
  return form(
    request,
    html`${next}${part('If something will be done', action)}${part('If nothing more is needed', words)}`,
    'Answer',
  )
}

async function answer(request: FastifyRequest<One>, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const one = await toldToMe(request)
  request.shows([])
  const outcome = await answerAlert(
    book,
    { actor: actorOf(request), formKey: formKey(request) },
    one.id,
    request.body,
  )
  if (outcome.kind === 'refused') return show(request, reply, posted(request), outcome.findings)
  return reply.redirect('/inbox', 303)
}
