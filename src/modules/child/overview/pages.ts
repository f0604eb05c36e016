import type { FastifyReply, FastifyRequest } from 'fastify'
import { maySee } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { html } from '../../../platform/web/html.ts'
import { allGroups, entriesOf } from '../chronology/entries.ts'
import { keptBack } from '../chronology/kept-back.ts'
import { clockOfServer } from '../clock-book.ts'
import { mastheadFor } from '../masthead.ts'
import { breachesView, takenBack } from './breaches.ts'
import { dueView } from './due-view.ts'
import { actsTonight, safeToAct } from './safe-to-act.ts'
import { tell } from './tell.ts'
import { overviewView } from './views.ts'
import { whenAsked, whenBanner, whenForm } from './when.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
type Asked = FastifyRequest<OneChild>

const config = { audience: 'chronology.read', shows: 'child' } as const
// Where every list leads: those who read the person and not the story are shown the person.
const first = { audience: 'child.read', shows: 'child' } as const

/** The overview, and everything that is due with nothing left out. */
export function overviewPages(app: App): void {
  app.get<OneChild>('/children/:childId/overview', { config: first }, overview)
  app.get<OneChild>('/children/:childId/due', { config }, due)
}

async function overview(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  if (!maySee(request, 'chronology.read')) return reply.redirect(`/children/${childId}/family`, 303)
  const { book } = request.server
  const when = whenAsked(request.query, book.today())
  const recent = { ...everything, childIds: [childId], to: when.on, keptBack: keptBack(request) }
  const [telling, latest] = await Promise.all([
    tell(request, childId, when),
    entriesOf(book.db, recent, when.on),
  ])
  const href = `/children/${childId}/overview`
  const tonight = actsTonight(request.session?.actor.role) && safeToAct(telling)
  return reply.page({
    title: 'Overview',
    ownHeading: true,
    masthead: mastheadFor(request, telling.facts, when.on),
    errors:
      when.wrong === null ? [] : [{ text: when.wrong, href: when.wrong.includes('time') ? '#asAt' : '#on' }],
    body: html`${whenBanner(when, href)} ${tonight} ${overviewView(
      telling,
      latest.slice(0, latestShown),
    )} ${whenForm(when, href)}`,
  })
}

/** What a day's work brings: enough to see what is new, and a tenth of what the whole story costs to ask. */
const dailyKinds: ReadonlySet<string> = new Set([
  'visit',
  'note',
  'event',
  'direction',
  'contact',
  'referral',
  'conference',
  'core-group',
  'care',
  'missing',
])

/** Entries the overview shows: the latest of those. */
const latestShown = 5
const everything = {
  groups: allGroups,
  significantOnly: false,
  from: null,
  words: null,
  before: null,
  most: latestShown,
  only: dailyKinds,
}

async function due(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const when = whenAsked(request.query, request.server.book.today())
  const { book, setting } = request.server
  const [telling, corrected] = await Promise.all([
    tell(request, childId, when),
    takenBack(book.db, childId, when.on),
  ])
  const clockOf = clockOfServer(setting)
  return reply.page({
    title: 'Everything due',
    masthead: mastheadFor(request, telling.facts, when.on),
    body: html`${dueView(telling)} ${breachesView(telling.readings, corrected, when.on, clockOf)}`,
  })
}
