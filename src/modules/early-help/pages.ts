import type { FastifyReply, FastifyRequest } from 'fastify'
import { staffNames } from '../../platform/access/staff.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { AnyCommand, AnyRecordType } from '../../platform/record/record.ts'
import { load } from '../../platform/record/store.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { recordPages, theirs } from '../../platform/web/record-pages.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { helpCommands, stepDownCommands, stepUpCommands } from './commands.ts'
import { helpOf, receivers, waitingIn } from './queries.ts'
import { earlyHelpEpisode, stepDown, stepUp } from './record.ts'
import { childView, stateWords, waitingView } from './views.ts'

interface Kind {
  /** The folder of its addresses, below '/children/:childId/early-help'. */
  readonly at: string
  readonly on: AnyRecordType
  readonly commands: Readonly<Record<string, AnyCommand>>
}

const kinds: readonly Kind[] = [
  { at: 'help', on: earlyHelpEpisode, commands: helpCommands },
  { at: 'step-up', on: stepUp, commands: stepUpCommands },
  { at: 'step-down', on: stepDown, commands: stepDownCommands },
]
const opening: Readonly<Record<string, string>> = {
  askForHelp: 'help/ask-for-help',
  requestStepUp: 'step-up/request-step-up',
  proposeStepDown: 'step-down/propose-step-down',
}

interface OneChild {
  readonly Params: { readonly childId: string }
}
interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
const root = '/children/:childId/early-help'

export async function pages(app: App): Promise<void> {
  const reading = { audience: 'early-help.read', shows: 'child' } as const
  app.get('/early-help', { config: { audience: 'early-help.read', shows: 'children' } }, waits)
  app.get<OneChild>(root, { config: reading }, ofChild)
  for (const kind of kinds) {
    const at = `${root}/${kind.at}`
    app.get<OneRecord>(`${at}/:recordId`, { config: reading }, (request, reply) => show(request, reply, kind))
    recordPages(app, {
      at,
      commands: kind.commands,
      people: async (request) => ({ receiverId: await receivers(request.server.book.db) }),
      goesTo: (childId, recordId) => `/children/${childId}/early-help/${kind.at}/${recordId}`,
      tells,
      save: {
        agreeStepDown: 'Agree',
        acceptStepDown: 'Accept the family',
        acceptStepUp: 'Accept',
        declineStepUp: 'Decline',
      },
    })
  }
}

/** What is decided about, as whoever proposed it wrote it. */
const proposed = ['reason', 'risks', 'managedBy', 'familyView', 'childView'] as const
const tells = {
  agreeStepDown: proposed,
  acceptStepDown: proposed,
  sendBackStepDown: proposed,
  acceptStepUp: proposed,
  declineStepUp: proposed,
  disputeStepUp: ['thresholdReason'],
  closeStepDown: ['found', 'foundWords'],
}

async function waits(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const rows = await waitingIn(book.db, actorOf(request))
  request.shows(rows.map(({ childId }) => childId))
  return reply.page({ title: 'Early help', body: waitingView(rows, book.today()) })
}

async function ofChild(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const every = Object.assign({}, ...kinds.map(({ commands }) => commands)) as Record<string, AnyCommand>
  const may = await theirs(request, childId, every)
  const begin = Object.entries(opening)
    .filter(([name]) => may[name] !== undefined)
    .map(([name, path]) => ({
      text: every[name]?.title as string,
      href: `/children/${childId}/early-help/${path}`,
    }))
  return reply.page({
    title: 'Early help',
    masthead: await setting.masthead(request, childId),
    body: childView(childId, await helpOf(book.db, childId), begin),
  })
}

async function show(
  request: FastifyRequest<OneRecord>,
  reply: FastifyReply,
  { at, on, commands }: Kind,
): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, on, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const named = Object.values(row as unknown as Record<string, unknown>).filter(
    (value): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value),
  )
  const names = await staffNames(book.db, named)
  const href = `/children/${childId}/early-help/${at}/${recordId}`
  const may = await theirs(request, childId, commands)
  return reply.page({
    title: on.title,
    lead: stateWords(at, row.state),
    masthead: await setting.masthead(request, childId),
    body: html`${recordSummary(on, row, names)}${whatNext(may, row.state, href)}`,
  })
}
