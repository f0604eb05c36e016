import type { FastifyReply, FastifyRequest } from 'fastify'
import { staffNames } from '../../platform/access/staff.ts'
import { holds, reachable } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { load } from '../../platform/record/store.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { actOf, recordPages, theirs } from '../../platform/web/record-pages.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { actionPage } from './action-page.ts'
import { decisions, discussionCommands, enquiryCommands } from './commands.ts'
import { coveredNow } from './deciding.ts'
import { askedIn, householdOf, inDiscussion, leftOut, ofChild, waitingIn } from './queries.ts'
import { section47, strategyDiscussion } from './record.ts'
import { absent } from './rules.ts'
import { absentView, askedView, childView, partsView, waitingView } from './views.ts'
import { stateWords } from './words.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
type Asked = FastifyRequest<OneRecord>

const root = '/children/:childId/strategy'
const enquiries = '/children/:childId/enquiries'
const reading = { audience: 'enquiry.read', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  app.get('/strategy-discussions', { config: { audience: 'enquiry.read', shows: 'children' } }, waits)
  app.get<OneChild>(root, { config: reading }, all)
  app.get<OneRecord>(`${root}/:recordId`, { config: reading }, showDiscussion)
  app.get<OneRecord>(`${enquiries}/:recordId`, { config: reading }, showEnquiry)
  actionPage(app, `${root}/:recordId/action`)
  recordPages(app, {
    at: root,
    commands: { ...discussionCommands, ...decisions },
    people: async (request, childId) => ({ alsoFor: await mayBeNamed(request, childId) }),
    guards: async (request, name, { childId, recordId }) =>
      name in decisions && recordId !== null
        ? [await coveredNow(app.book.db, actorOf(request), childId, recordId)]
        : [],
    goesTo: (childId, recordId) => `/children/${childId}/strategy/${recordId}`,
    save: { askForDiscussion: 'Ask for it', decideDiscussion: 'Decide', decideWithoutQuorum: 'Decide' },
    keepsDrafts: ['askForDiscussion', 'recordDiscussion', 'decideDiscussion', 'decideWithoutQuorum'],
  })
  recordPages(app, {
    at: enquiries,
    commands: enquiryCommands,
    goesTo: (childId, recordId) => `/children/${childId}/enquiries/${recordId}`,
    tells: { authorise: found, authoriseEarly: found, sendBackEnquiry: found },
    save: {
      conclude: 'Send it to the manager',
      sendBackEnquiry: 'Send it back',
      authorise: 'Agree',
      authoriseEarly: 'Agree',
    },
    keepsDrafts: ['conclude', 'authorise', 'authoriseEarly'],
  })
}

/** What the enquiry found, and on what: a manager agrees to nothing that is not before them. */
const found = ['childSeenOn', 'childAccount', 'outcome', 'evidence', 'next']

/** Children of the household whom whoever asks may ask it for. */
async function mayBeNamed(request: FastifyRequest, childId: string): Promise<Record<string, string>> {
  const { db } = request.server.book
  const { actor } = actOf(request, { childId })
  const household = await householdOf(db, actor, childId)
  const may = await reachable(
    db,
    actor,
    'strategy.ask',
    household.map(({ id }) => id),
  )
  request.shows([childId, ...may])
  return Object.fromEntries(household.filter(({ id }) => may.has(id)).map(({ id, name }) => [id, name]))
}

async function waits(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const rows = await waitingIn(book.db, actorOf(request))
  request.shows(rows.map(({ childId }) => childId))
  return reply.page({ title: 'Strategy discussions and enquiries', body: waitingView(rows, book.today()) })
}

async function all(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const may = await theirs(request, childId, discussionCommands)
  return reply.page({
    title: 'Strategy discussions and enquiries',
    masthead: await setting.masthead(request, childId),
    body: childView(childId, await ofChild(book.db, childId), 'askForDiscussion' in may),
  })
}

async function showDiscussion(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, strategyDiscussion, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const { actor } = actOf(request, { childId })
  const parts = await inDiscussion(book.db, recordId)
  const may = await reachable(
    book.db,
    actor,
    'enquiry.read',
    parts.map((part) => part.childId),
  )
  const seen = parts.filter((part) => may.has(part.childId))
  const left = await leftOut(book.db, actor, childId, recordId)
  const leftSeen = await reachable(
    book.db,
    actor,
    'enquiry.read',
    left.map(({ id }) => id),
  )
  request.shows([childId, ...seen.map((part) => part.childId), ...leftSeen])
  const shown = { ...row, alsoFor: null }
  const href = `/children/${childId}/strategy/${recordId}`
  const mayGive = request.relation !== null && holds(actor, 'strategy.hold', request.relation)
  const asked = await askedIn(book.db, childId, recordId)
  return reply.page({
    title: strategyDiscussion.title,
    lead: stateWords('discussion', row.state, row.outcome),
    masthead: await setting.masthead(request, childId),
    body: html`${row.state === 'held' && absentView(absent(row))}${recordSummary(
      strategyDiscussion,
      shown,
      await namesIn(request, row),
    )}
      ${whatNext(await mayDo(request, { ...discussionCommands, ...decisions }), row.state, href)}
      ${partsView(
        recordId,
        seen,
        left.filter(({ id }) => leftSeen.has(id)),
      )}
      ${askedView(childId, asked, mayGive && row.state !== 'asked for' ? `${href}/action` : null)}`,
  })
}

async function showEnquiry(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, section47, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const shown = { ...row, episodeId: null, discussionId: null }
  const asked = await askedIn(book.db, childId, recordId)
  return reply.page({
    title: section47.title,
    lead: stateWords('enquiry', row.state),
    masthead: await setting.masthead(request, childId),
    body: html`${recordSummary(section47, shown, await namesIn(request, row))}
      ${whatNext(
        await mayDo(request, enquiryCommands),
        row.state,
        `/children/${childId}/enquiries/${recordId}`,
      )}
      ${askedView(childId, asked, null)}`,
  })
}

const mayDo = (request: Asked, commands: Record<string, AnyCommand>): Promise<Record<string, AnyCommand>> =>
  theirs(request, request.params.childId, commands)

function namesIn(request: FastifyRequest, row: object): Promise<ReadonlyMap<string, string>> {
  const ids = Object.values(row).filter(
    (value): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value),
  )
  return staffNames(request.server.book.db, ids)
}
