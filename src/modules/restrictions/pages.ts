import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../../platform/access/policy.ts'
import { kebab } from '../../platform/record/names.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf, recordPages, theirs } from '../../platform/web/record-pages.ts'
import { adoptedPages } from './adopted.ts'
import { offered } from './commands.ts'
import { conflictPages } from './conflicts/pages.ts'
import { emergencyAsks, openInEmergency } from './emergency.ts'
import { leftAlonePages } from './left-alone-pages.ts'
import {
  childByNumber,
  colleagues,
  heldOf,
  isLastNamed,
  sealedFor,
  toDecide,
  toReview,
  whoLooked,
  type Held,
} from './queries.ts'
import { emergencyOpening, exclusion, namedAccess, restriction } from './record.ts'
import { somebodyStays } from './rules.ts'
import { accessView, decisionsView, lookedView, reviewsView, sealedView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
interface OneOpening {
  readonly Params: { readonly childId: string; readonly recordId: string }
}

const at = '/children/:childId/access'
const kinds: Readonly<Record<Held['kind'], { readonly table: string }>> = {
  restriction,
  'named access': namedAccess,
  exclusion,
  'emergency opening': emergencyOpening,
}

export async function pages(app: App): Promise<void> {
  adoptedPages(app)
  conflictPages(app)
  leftAlonePages(app)
  app.get<OneChild>(at, { config: { audience: 'restrict.ask', shows: 'child' } }, access)
  app.get<OneChild>(
    '/children/:childId/who-has-looked',
    { config: { audience: 'looked.read', shows: 'child' } },
    looked,
  )
  const asService = 'somebody asks to be let in to what is hidden from them'
  const opening = { audience: 'emergency.open', shows: 'nobody', asService } as const
  app.get<OneChild>('/children/:childId/open-in-emergency', { config: opening }, (request, reply) =>
    ask(request, reply, []),
  )
  app.post<OneChild>('/children/:childId/open-in-emergency', { config: { ...opening, stepUp: true } }, open)
  app.get('/emergency', { config: opening }, (request, reply) => ask(request, reply, []))
  app.post('/emergency', { config: { ...opening, stepUp: true } }, openByNumber)
  app.get('/access-to-decide', { config: { audience: 'restrict.agree', shows: 'nobody' } }, decisions)
  app.get('/sealed-records', { config: { audience: 'child.read', shows: 'children' } }, sealedRecords)
  app.get('/emergency/to-look-into', { config: { audience: 'emergency.review', shows: 'nobody' } }, reviews)
  app.get<OneOpening>(
    '/children/:childId/emergency/:recordId',
    { config: { audience: 'emergency.review', shows: 'nobody' } },
    oneReview,
  )
  for (const { commands: some, goesTo } of parts)
    recordPages(app, {
      at,
      commands: some,
      people: async (request) => ({
        staffId: await colleagues(request.server.book.db),
        ownerId: await colleagues(request.server.book.db, 'SM'),
      }),
      goesTo,
      tells,
      guards: async (request, name, { childId, recordId }) =>
        name === 'endNamedAccess' && (await isLastNamed(request.server.book.db, childId, recordId))
          ? [somebodyStays]
          : [],
    })
}

const {
  agreeRestriction,
  refuseRestriction,
  letIn,
  keepOut,
  agreeSeal,
  refuseSeal,
  agreeToUnseal,
  refuseToUnseal,
  ...others
} = offered
const { agreeToOpen, refuseToOpen, findJustified, findNotJustified, needsEnquiry, ...asking } = others

/** What was asked for stands above what is decided about it. */
const seal = ['sealWhy']
const opening = ['reason', 'why', 'hours']
const tells = {
  agreeRestriction: ['why', 'reviewOn'],
  refuseRestriction: ['why', 'reviewOn'],
  letIn: ['why'],
  keepOut: ['why'],
  askToUnseal: seal,
  agreeSeal: seal,
  refuseSeal: seal,
  agreeToUnseal: seal,
  refuseToUnseal: seal,
  agreeToOpen: opening,
  refuseToOpen: opening,
  findJustified: opening,
  findNotJustified: opening,
  needsEnquiry: opening,
}

/** Who decides may not open the record itself: they go back to what else waits for them. */
const parts = [
  { commands: asking, goesTo: (childId: string) => `/children/${childId}/access` },
  {
    commands: {
      agreeRestriction,
      refuseRestriction,
      letIn,
      keepOut,
      agreeSeal,
      refuseSeal,
      agreeToUnseal,
      refuseToUnseal,
    },
    goesTo: () => '/access-to-decide',
  },
  {
    commands: { agreeToOpen, refuseToOpen, findJustified, findNotJustified, needsEnquiry },
    goesTo: () => '/emergency/to-look-into',
  },
] as const

async function access(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const held = await heldOf(request.server.book.db, childId)
  const may = await theirs(request, childId, offered)
  const steps = Object.entries(may)
  const hrefOf = (name: string, id: string | null): string =>
    `/children/${childId}/access/${id === null ? '' : `${id}/`}${kebab(name)}`
  const doing = (one: Held) =>
    steps
      .filter(
        ([, { on, from }]) =>
          on.table === kinds[one.kind].table &&
          from !== null &&
          (from as readonly string[]).includes(one.state),
      )
      .map(([name, { title }]) => ({ text: title, href: hrefOf(name, one.id) }))
  const begun = held.some(
    ({ kind, state }) => kind === 'restriction' && state !== 'refused' && state !== 'lifted',
  )
  const opens = steps.filter(([name, { from }]) => from === null && (name !== 'askRestriction' || !begun))
  const acts = html`<div class="govuk-button-group">
      ${opens.map(([name, { title }]) =>
        button({ text: title, href: hrefOf(name, null), classes: 'govuk-button--secondary' }),
      )}
    </div>`
  return reply.page({
    title: 'Who may see this record',
    masthead: await request.server.setting.masthead(request, childId),
    body: html`${accessView(held, doing, acts)}${mayLook(request)}`,
  })
}

const mayLook = (request: FastifyRequest<OneChild>): Html =>
  request.session !== null && mayEver(request.session.actor, 'looked.read')
    ? html`<p class="govuk-body">${link(
        'Who has looked at it',
        `/children/${request.params.childId}/who-has-looked`,
      )}</p>`
    : nothing

const mostLooks = 200

async function looked(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const looks = await whoLooked(request.server.book.db, childId, mostLooks)
  return reply.page({
    title: 'Who has looked at this record',
    masthead: await request.server.setting.masthead(request, childId),
    body: lookedView(looks, mostLooks),
  })
}

/** Asks why a record must be opened. Nothing of the child is shown: not even whether there is one. */
function ask(request: FastifyRequest, reply: FastifyReply, findings: readonly Finding[]): FastifyReply {
  const { childId } = request.params as { childId?: string }
  const typed = posted(request)
  const number = typeof typed['laChildId'] === 'string' ? typed['laChildId'] : ''
  const wrong = findings.find(({ at: field }) => field === 'laChildId')
  const which =
    childId === undefined &&
    input({
      id: 'laChildId',
      name: 'laChildId',
      value: number,
      label: { text: 'The child’s number' },
      classes: 'govuk-input--width-10',
      ...(wrong && { errorMessage: { text: wrong.message } }),
    })
  const inside = html`${which}${questions(emergencyOpening.fields, emergencyAsks, { typed, findings })}`
  return reply.page(
    {
      title: 'Open a record in an emergency',
      width: 'reading',
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">This record is not one you work with. You may open it if a child needs you to: to read, and only for as long as you say.</p>
        <p class="govuk-body">Your manager and the child’s manager are told today, each page you open is written down, and somebody looks into it within two working days. A restricted record waits for a second person, unless a child is at immediate risk.</p>
        ${form(request, inside, 'Open the record')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function open(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  return opened(request, reply, request.params.childId)
}

const noNumber: Finding = { rule: 'answer', message: 'Enter the child’s number', at: 'laChildId' }

async function openByNumber(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { laChildId } = posted(request)
  const number = typeof laChildId === 'string' ? laChildId.trim() : ''
  if (number === '') return ask(request, reply, [noNumber])
  const childId = await childByNumber(request.server.book.db, number)
  return childId === null ? reply.page(askedFor) : opened(request, reply, childId)
}

async function opened(request: FastifyRequest, reply: FastifyReply, childId: string): Promise<FastifyReply> {
  const { book } = request.server
  const { actor } = actOf(request, { childId })
  const outcome = await openInEmergency(book, actor, childId, formKey(request), request.body)
  if (outcome.kind === 'refused') return ask(request, reply, outcome.findings)
  const { state } = await book.db
    .selectFrom('emergencyOpening')
    .select('state')
    .where('id', '=', outcome.recordId)
    .executeTakeFirstOrThrow()
  return state === 'waiting' ? reply.page(askedFor) : reply.redirect(`/children/${childId}/overview`, 303)
}

/** The same whether the record waits for a second person or there is none of this number. */
const askedFor = {
  title: 'A manager has to agree',
  width: 'reading' as const,
  body: html`<p class="govuk-body">If there is a record of this number, it is open to you once a service manager or the director has agreed. If a child is in danger now, ring them.</p>
    <p class="govuk-body"><a class="govuk-link" href="/">Go back to your work</a></p>`,
}

async function reviews(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const actor = actorOf(request)
  return reply.page({
    title: 'Opened in an emergency',
    lead: 'Records that colleagues opened though they do not work with the child. Each is looked into within two working days.',
    body: reviewsView(await toReview(request.server.book.db, actor)),
  })
}

async function sealedRecords(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const records = await sealedFor(request.server.book.db, actorOf(request))
  request.shows(records.map(({ id }) => id))
  return reply.page({
    title: 'Sealed records you are named on',
    lead: 'No search finds a sealed record, and nobody but those named on it knows that there is one.',
    body: sealedView(records),
  })
}

async function decisions(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return reply.page({
    title: 'Who may see a record: to decide',
    lead: 'Restrictions, seals and people to let in that a colleague asked for. Somebody else decides each.',
    body: decisionsView(await toDecide(request.server.book.db, actorOf(request))),
  })
}

/** One opening, and what may be decided of it. The child is not named here. */
async function oneReview(request: FastifyRequest<OneOpening>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { actor } = actOf(request, { childId })
  const one = (await toReview(request.server.book.db, actor)).find(({ id }) => id === recordId)
  if (one === undefined) return reply.redirect('/emergency/to-look-into', 303)
  const may = await theirs(request, childId, offered)
  const steps = Object.entries(may).filter(
    ([, { on, from }]) =>
      on.table === emergencyOpening.table && (from as readonly string[] | null)?.includes(one.state),
  )
  return reply.page({
    title: 'Opened in an emergency',
    width: 'reading',
    breadcrumbs: [{ text: 'Opened in an emergency', href: '/emergency/to-look-into' }],
    body: html`${reviewsView([one])}
      <div class="govuk-button-group">
        ${steps.map(([name, { title }]) =>
          button({
            text: title,
            href: `/children/${childId}/access/${recordId}/${kebab(name)}`,
            classes: 'govuk-button--secondary',
          }),
        )}
      </div>`,
  })
}
