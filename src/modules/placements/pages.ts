import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { reachable } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf, recordPages, theirs } from '../../platform/web/record-pages.ts'
import { daySaid } from '../actions/index.ts'
import { commands } from './commands.ts'
import { asksOf, recordHome } from './homes.ts'
import {
  homeHeld,
  homesFor,
  livingIn,
  registrationsOf,
  reviewDueOn,
  reviewsOf,
  stayOf,
  unregisteredFor,
  type StayNow,
} from './queries.ts'
import { homeFields } from './record.ts'
import { childView, homeView, narrowings, registerView, type Narrowing } from './views.ts'

type OfChild = FastifyRequest<{ Params: { readonly childId: string } }>
type OfHome = FastifyRequest<{ Params: { readonly homeId: string } }>
type OfRegister = FastifyRequest<{ Querystring: { readonly show?: string } }>

const at = '/children/:childId/home'
const reading = { audience: 'care.read', shows: 'children' } as const
const writing = { audience: 'home.write', shows: 'child' } as const

/** Homes and whether each is registered; children in those that are not; the director's reviews. */
export async function pages(app: App): Promise<void> {
  app.get('/homes', { config: reading }, showRegister)
  app.get('/homes/:homeId', { config: reading }, showHome)
  app.get(at, { config: { ...reading, shows: 'child' } }, showChild)
  app.get(`${at}/record`, { config: writing }, (request: OfChild, reply) => ask(request, reply, []))
  app.post(`${at}/record`, { config: writing }, record)
  recordPages(app, {
    at,
    commands,
    goesTo: (childId) => `/children/${childId}/home`,
    save: { reviewHome: 'Save the review' },
    keepsDrafts: Object.keys(commands),
    above: { reviewHome: async (_request, childId) => lastReview(app, childId) },
  })
}

const isNarrowing = (asked: string): asked is Narrowing => Object.hasOwn(narrowings, asked)

async function showRegister(request: OfRegister, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const [actor, today] = [actorOf(request), book.today()]
  const [children, homes] = await Promise.all([
    unregisteredFor(book.db, actor, today),
    homesFor(book.db, actor, today),
  ])
  request.shows(children.map(({ childId }) => childId))
  const asked = request.query.show ?? ''
  const by = isNarrowing(asked) ? asked : null
  return reply.page({ title: 'Homes', body: registerView({ children, by, homes, today }) })
}

async function showHome(request: OfHome, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const { homeId } = request.params
  const [actor, today] = [actorOf(request), book.today()]
  const home = z.guid().safeParse(homeId).success ? await homeHeld(book.db, actor, homeId, today) : undefined
  if (home === undefined) throw new NoSuchPerson()
  const [registrations, living] = await Promise.all([
    registrationsOf(book.db, homeId),
    livingIn(book.db, actor, homeId, today),
  ])
  request.shows(living.map(({ childId }) => childId))
  return reply.page({
    title: home.name,
    width: 'reading',
    breadcrumbs: [{ text: 'Homes', href: '/homes' }],
    body: homeView(home, registrations, living, today),
  })
}

async function showChild(request: OfChild, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const today = book.today()
  const stay = await stayOf(book.db, childId, today)
  const [registrations, reviews, dueOn, may, writes] = await Promise.all([
    stay?.homeId == null ? [] : registrationsOf(book.db, stay.homeId),
    reviewsOf(book.db, childId),
    reviewDueOn(book.db, childId),
    theirs(request, childId, commands),
    reachable(book.db, actorOf(request), 'home.write', [childId]),
  ])
  const told = { childId, stay, registrations, reviews, dueOn, today }
  return reply.page({
    title: 'Home',
    width: 'reading',
    masthead: await setting.masthead(request, childId),
    body: childView({
      ...told,
      mayWrite: stay !== null && writes.has(childId),
      mayReview: 'reviewHome' in may,
    }),
  })
}

/** What the last review said was to be done: the next one asks what came of it. */
async function lastReview(app: App, childId: string): Promise<Html> {
  const { db, today } = app.book
  const [last] = await reviewsOf(db, childId)
  const stay = await stayOf(db, childId, today())
  const where = stay?.home ?? 'a home whose name is not held'
  const since =
    stay === null
      ? 'No placement is held for today'
      : `Lives in ${where} since ${daySaid(stay.placedOn, today())}`
  const before = last?.reviewedOn == null ? null : daySaid(last.reviewedOn, today())
  return html`<p class="govuk-body">${since}.</p>
    ${
      before !== null &&
      html`<p class="govuk-body">To be done by the review of ${before}: ${last?.beingDone}</p>`
    }`
}

async function record(request: OfChild, reply: FastifyReply): Promise<FastifyReply> {
  const act = actOf(request, request.params)
  const outcome = await recordHome(request.server.book, act, request.body)
  if (outcome.kind === 'refused') return ask(request, reply, outcome.findings)
  return reply.redirect(`/children/${act.childId}/home`, 303)
}

/** What is not held yet of the home where the child lives. */
async function ask(
  request: OfChild,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const stay = await stayOf(book.db, childId, book.today())
  const typed: Typed = posted(request)
  const inside = stay === null ? notInCare : html`${known(stay)}${asked(stay, typed, findings)}`
  return reply.page(
    {
      title: 'Record whether the home is registered',
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: stay === null ? inside : form(request, inside, 'Save'),
    },
    findings.length > 0 ? 422 : 200,
  )
}

const notInCare = html`<p class="govuk-body">No placement is held for today: nothing can be said of a home.</p>`

const asked = (stay: StayNow, typed: Typed, findings: readonly Finding[]): Html =>
  questions(homeFields, asksOf(stay), { typed, findings, requires: ['name'] })

/** What the record says already, and so is not asked. */
function known({ home, urn, postcode }: StayNow): Html {
  const where = postcode === null ? 'a placement without a postcode' : `the placement at ${postcode}`
  const number = urn === null ? '' : `, with Ofsted’s number ${urn}`
  return html`<p class="govuk-body">${home === null ? `About ${where}${number}.` : `About ${home}${number}.`}
    It is told of every child of ours who lives there.</p>`
}
