import type { FastifyReply, FastifyRequest } from 'fastify'
import { staffNames } from '../../platform/access/staff.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { load } from '../../platform/record/store.ts'
import type { App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { recordPages, theirs } from '../../platform/web/record-pages.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { mayBeAsked } from '../actions/index.ts'
import { commands } from './commands.ts'
import { everyChildPage } from './every-child.ts'
import { notKnown } from './record.ts'

interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
const at = '/children/:childId/unknowns'

const stateWords: Readonly<Record<(typeof notKnown.states)[number], string>> = {
  open: 'Not known yet',
  answered: 'Answered',
  'could not establish': 'A manager decided that it cannot be found out',
}

export async function pages(app: App): Promise<void> {
  everyChildPage(app, `${at}/every-child`)
  app.get<OneRecord>(`${at}/:recordId`, { config: { audience: 'risk.read', shows: 'child' } }, show)
  recordPages(app, {
    at,
    commands,
    people: async (_request, childId) => ({ ownerId: await mayBeAsked(app.book.db, childId) }),
    goesTo: (childId) => `/children/${childId}/worries`,
    save: { askQuestion: 'Ask it', stopAsking: 'Decide' },
    keepsDrafts: Object.keys(commands),
  })
}

async function show(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, notKnown, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const names = await staffNames(book.db, [row.ownerId, row.answeredBy])
  const may = await theirs(request, childId, commands)
  return reply.page({
    title: notKnown.title,
    lead: stateWords[row.state],
    masthead: await setting.masthead(request, childId),
    body: html`${recordSummary(notKnown, row, names)}${whatNext(
      may,
      row.state,
      `/children/${childId}/unknowns/${recordId}`,
    )}`,
  })
}
