import type { FastifyReply, FastifyRequest } from 'fastify'
import { staffNames } from '../../platform/access/staff.ts'
import { reachable } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { load } from '../../platform/record/store.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { actOf, recordPages, theirs } from '../../platform/web/record-pages.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { graveWorry } from '../worries/index.ts'
import { commands } from './commands.ts'
import { agreementsIn, agreementsOf, checksOf, gravestWorry, householdOf } from './queries.ts'
import { writtenAgreement } from './record.ts'
import { notGrave } from './rules.ts'
import { checksView, childView, flagsView, managersView, stateWords } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
const at = '/children/:childId/agreements'
const reading = { audience: 'agreement.read', shows: 'child' } as const

/** What a manager reads before they agree to one, go on with it, or decide what follows a breach. */
const whatItAsks = [
  'madeWith',
  'expectations',
  'whoChecks',
  'howChecked',
  'howOften',
  'risks',
  'otherMeasures',
  'soleSafeguard',
  'asksVictim',
  'legalAdvice',
]
const howItHolds = ['madeWith', 'expectations', 'checkedOn', 'independent', 'working', 'checkFound']
const whatBroke = ['expectations', 'risks', 'breachedOn', 'breachWhat']

export async function pages(app: App): Promise<void> {
  app.get('/agreements', { config: { audience: 'agreement.approve', shows: 'children' } }, forManagers)
  app.get<OneChild>(at, { config: reading }, all)
  app.get<OneRecord>(`${at}/:recordId`, { config: reading }, show)
  recordPages(app, {
    at,
    commands,
    people: async (request, childId) => ({ alsoFor: await mayBeNamed(request, childId) }),
    guards: async (_request, name, { childId }) =>
      name === 'approveAgreement' ? [notGrave(await gravestWorry(app.book.db, childId), graveWorry)] : [],
    goesTo: (childId, recordId) => `/children/${childId}/agreements/${recordId}`,
    tells: {
      approveAgreement: whatItAsks,
      approveAsHead: whatItAsks,
      declineAgreement: whatItAsks,
      renewAgreement: howItHolds,
      renewAsHead: howItHolds,
      escalate: whatBroke,
      endAgreement: howItHolds,
    },
    save: {
      proposeAgreement: 'Send it to the manager',
      approveAgreement: 'Agree',
      approveAsHead: 'Agree',
      declineAgreement: 'Decide',
      renewAgreement: 'Renew it',
      renewAsHead: 'Renew it',
      escalate: 'Decide',
      endAgreement: 'End it',
    },
    keepsDrafts: Object.keys(commands),
  })
}

/** Children of the household whom whoever proposes it may propose it for. */
async function mayBeNamed(request: FastifyRequest, childId: string): Promise<Record<string, string>> {
  const { db } = request.server.book
  const { actor } = actOf(request, { childId })
  const household = await householdOf(db, actor, childId)
  const may = await reachable(db, actor, 'agreement.write', [...household.keys()])
  request.shows([childId, ...may])
  return Object.fromEntries([...household].filter(([id]) => may.has(id)))
}

async function forManagers(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const rows = await agreementsIn(book.db, actorOf(request))
  request.shows(rows.map(({ childId }) => childId))
  return reply.page({ title: 'Written agreements', body: managersView(rows, book.today()) })
}

async function all(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const may = await theirs(request, childId, commands)
  return reply.page({
    title: 'Written agreements',
    masthead: await setting.masthead(request, childId),
    body: childView(childId, await agreementsOf(book.db, childId), 'proposeAgreement' in may, book.today()),
  })
}

async function show(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, writtenAgreement, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const names = await staffNames(book.db, [row.proposedBy, row.approvedBy, row.escalatedBy, row.endedBy])
  const may = await theirs(request, childId, commands)
  const shown = { ...row, alsoFor: null, togetherId: null }
  const held = (await agreementsOf(book.db, childId)).find(({ id }) => id === recordId)
  return reply.page({
    title: writtenAgreement.title,
    lead: stateWords[row.state],
    masthead: await setting.masthead(request, childId),
    body: html`${held && flagsView(held, book.today())}
      ${recordSummary(writtenAgreement, shown, names)}
      ${whatNext(may, row.state, `/children/${childId}/agreements/${recordId}`)}
      ${checksView(await checksOf(book.db, childId, recordId))}`,
  })
}
