import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { NotAllowed, scopeOf } from '../../platform/access/policy.ts'
import { staffNames } from '../../platform/access/staff.ts'
import type { Day } from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { load } from '../../platform/record/store.ts'
import { actorOf, maySee } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { html, nothing } from '../../platform/web/html.ts'
import { actOf, recordPages, theirs } from '../../platform/web/record-pages.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { becameOf, endingsBehind, kinds, whats, type What, type Whose } from './afterwards.ts'
import { becameView, behindView } from './afterwards-view.ts'
import { beginClosure, commands, deciding } from './commands.ts'
import { decisionPages } from './decision-pages.ts'
import { endingOf, endingsOf, heldOf, receivers, waitingIn, workersOfTeam } from './queries.ts'
import { transfer } from './transfer-record.ts'
import { closure, type Closure } from './record.ts'
import { fits, transferCommands } from './transfers.ts'
import { checklist, childView, previous, stateWords, waitingView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
interface Asked {
  readonly Querystring: { readonly what?: unknown; readonly whose?: unknown }
}
interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
const reading = { audience: 'closure.read', shows: 'child' } as const
const root = '/children/:childId/closure'
const moves = '/children/:childId/transfers'
/** What whoever receives a child reads before they say yes or no. */
const moving = ['authority', 'reason', 'mustKnow', 'childToldOn', 'carriedBy']

export async function pages(app: App): Promise<void> {
  app.get<Asked>('/endings', { config: { audience: 'closure.propose', shows: 'children' } }, waits)
  app.get<OneChild>(root, { config: reading }, ofChild)
  app.post<OneChild>(`${root}/begin`, { config: { audience: 'closure.propose', shows: 'child' } }, begin)
  app.get<OneRecord>(`${root}/:recordId`, { config: reading }, showClosure)
  app.get<OneRecord>(`${moves}/:recordId`, { config: reading }, showTransfer)
  decisionPages(app, root, moves)
  app.addHook('preHandler', onlyWhomItNames)
  recordPages(app, {
    at: root,
    commands,
    keepsDrafts: ['writeClosure', 'proposeClosure'],
    goesTo: (childId, recordId) => `/children/${childId}/closure/${recordId}`,
    save: {
      writeClosure: 'Save and go on',
      proposeClosure: 'Propose it',
      returnClosure: 'Send it back',
      withdrawClosure: 'Withdraw it',
    },
  })
  recordPages(app, {
    at: moves,
    commands: transferCommands,
    keepsDrafts: ['transferOut', 'transferToTeam'],
    people: async (request) => ({
      receiverId: await receivers(request.server.book.db),
      newWorkerId: await workersOfTeam(request.server.book.db, request.session?.actor.teamId ?? null),
    }),
    goesTo: (childId, recordId) => `/children/${childId}/transfers/${recordId}`,
    tells: { acceptToTeam: moving, declineTransfer: moving },
    save: { transferOut: 'Propose it', transferToTeam: 'Propose it', acceptToTeam: 'Accept the child' },
  })
}

/**
 * A transfer is received by whom it names, whose child it is not yet: nobody else who may receive one sees the child by it.
 *
 * @throws NotAllowed if the transfer names somebody else, and the child is none of theirs
 */
async function onlyWhomItNames(request: FastifyRequest): Promise<void> {
  if (request.routeOptions.config.audience !== 'transfer.accept' || maySee(request, 'closure.read')) return
  const { childId, recordId } = request.params as { childId: string; recordId: string }
  const transferred = await request.server.book.db
    .selectFrom('transfer')
    .select('receiverId')
    .where('id', '=', recordId)
    .where('childId', '=', childId)
    .executeTakeFirst()
  if (transferred?.receiverId !== actorOf(request).id) throw new NotAllowed('transfer.accept')
}

async function waits(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const actor = actorOf(request)
  const today = book.today()
  const decides = scopeOf(actor, 'closure.decide') !== null
  const { what, whose } = request.query
  if (decides && isWhat(what)) return behind(request, reply, { what, whose: whoseOf(whose), today })
  const rows = await waitingIn(book.db, actor)
  request.shows(rows.map(({ childId }) => childId))
  const after = decides ? becameView(await becameOf(book.db, actor, today)) : nothing
  return reply.page({
    title: 'Endings and transfers',
    body: html`${waitingView(rows, today)}${after}`,
  })
}

const isWhat = (what: unknown): what is What => whats.some((one) => one === what)
const whoseOf = (whose: unknown): Whose =>
  whose === 'not-known' || z.guid().safeParse(whose).success ? String(whose) : 'all'

async function behind(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: { readonly what: What; readonly whose: Whose; readonly today: Day },
): Promise<FastifyReply> {
  const { db } = request.server.book
  const rows = await endingsBehind(db, actorOf(request), asked)
  request.shows(rows.map(({ childId }) => childId))
  const by =
    asked.whose === 'all' ? null : asked.whose === 'not-known' ? 'not known who' : (rows[0]?.by ?? null)
  const title = `${kinds[asked.what].title}${by === null ? '' : `: ${by}`}`
  return reply.page({ title, body: behindView(rows) })
}

async function begin(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const outcome = await beginClosure(request.server.book, actOf(request, { childId }))
  const id = outcome.kind === 'done' ? outcome.recordId : ''
  return reply.redirect(`/children/${childId}/closure/${id}`, 303)
}

const openings = {
  transferToTeam: 'transfer-to-team',
  transferOut: 'transfer-out',
  transferIn: 'transfer-in',
} as const

async function ofChild(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const may = await theirs(request, childId, { ...commands, ...transferCommands })
  const held = await heldOf(book.db, childId)
  const going = held.some(
    ({ what, state }) => what === 'closure' && ['draft', 'proposed', 'for countersign'].includes(state),
  )
  const others = Object.entries(openings)
    .filter(([name]) => may[name] !== undefined)
    .map(([name, path]) => ({
      text: transferCommands[name as keyof typeof openings].title,
      href: `/children/${childId}/transfers/${path}`,
    }))
  const ending =
    may['writeClosure'] === undefined || going
      ? null
      : html`<form method="post" action="/children/${childId}/closure/begin" novalidate>
          ${hidden(request)}
          ${button({ text: 'Begin an ending', preventDoubleClick: true })}
        </form>`
  const now = await endingOf(book.db, childId, null, book.today())
  return reply.page({
    title: 'Endings and transfers',
    masthead: await setting.masthead(request, childId),
    body: html`${childView(childId, held, { ending, others })}
      ${previous(childId, await endingsOf(book.db, childId))}
      ${now.episodeOpen && checklist(childId, now)}`,
  })
}

async function showClosure(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, closure, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const href = `/children/${childId}/closure/${recordId}`
  const names = await staffNames(book.db, [row.proposedBy, row.decidedBy, row.countersignedBy, row.checkedBy])
  const open = ['draft', 'proposed', 'for countersign'].includes(row.state)
  const may = await theirs(request, childId, commands)
  const before = (await endingsOf(book.db, childId)).filter(({ closureId }) => closureId !== recordId)
  return reply.page({
    title: closure.title,
    lead: stateWords('closure', row.state, null),
    masthead: await setting.masthead(request, childId),
    body: html`${await decideButtons(request, row, href)}${whatNext(may, row.state, href)}
      ${recordSummary(closure, { ...row, episodeId: null } as Closure, names)}
      ${open && checklist(childId, await endingOf(book.db, childId, row, book.today()))}
      ${previous(childId, before)}`,
  })
}

/** The decision, for whoever may take it: not a button that leads to a refusal. */
async function decideButtons(request: FastifyRequest, row: Closure, href: string) {
  const needs = Object.fromEntries(
    Object.entries(deciding).map(([name, one]) => [name, { ...commands.checkClosure, needs: one.needs }]),
  )
  const may = await theirs(request, row.childId, needs)
  const [name] = Object.entries(deciding).find(([, { from }]) => from === row.state) ?? []
  if (name === undefined || may[name] === undefined) return null
  const text = name === 'decide' ? 'Decide whether our work ends' : 'Agree, or not, as service manager'
  return button({ text, href: `${href}/${name}` })
}

async function showTransfer(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, transfer, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const href = `/children/${childId}/transfers/${recordId}`
  const names = await staffNames(book.db, [row.proposedBy, row.receiverId, row.acceptedBy, row.newWorkerId])
  const fit = fits[row.kind ?? ''] ?? []
  const every = await theirs(request, childId, transferCommands)
  const receives = row.receiverId === request.session?.actor.id
  const may = Object.fromEntries(
    Object.entries(every).filter(
      ([name, { needs }]) => fit.includes(name) && (needs !== 'transfer.accept' || receives),
    ),
  )
  const decides = await theirs(request, childId, { checkClosure: commands.checkClosure })
  const out = row.kind === 'out' && row.state === 'proposed' && decides['checkClosure'] !== undefined
  return reply.page({
    title: transfer.title,
    lead: stateWords('transfer', row.state, row.kind),
    masthead: await setting.masthead(request, childId),
    body: html`${
      out && button({ text: 'Record that they accepted', href: `${href}/accept-out` })
    }${whatNext(may, row.state, href)}${recordSummary(transfer, row, names)}`,
  })
}
