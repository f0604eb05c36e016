import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/web/admit.ts'
import { mayEver } from '../../../platform/access/policy.ts'
import { reachable } from '../../../platform/access/reach.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import { perform } from '../../../platform/record/perform.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, hidden, posted } from '../../../platform/web/form.ts'
import { actOf } from '../../../platform/web/record-pages.ts'
import { commands as notes } from '../../notes/index.ts'
import { current, relativesOf } from '../family/people.ts'
import { mastheadFor } from '../masthead.ts'
import { mastheadFacts, type MastheadFacts } from '../masthead-facts.ts'
import { calledBy } from '../name.ts'
import { askedOf, groupsOf, hrefOf, postedOf, type Asked } from './asked.ts'
import { isNote, sayImpact, writeImpact } from './commands.ts'
import { entriesOf, extentOf, type Asking } from './entries.ts'
import { keptBack } from './kept-back.ts'
import { beatsOf, patternOf } from './pattern.ts'
import { printed } from './print.ts'
import { chronologyView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
type Request = FastifyRequest<OneChild>

const reading = { audience: 'chronology.read', shows: 'child' } as const
const writing = { audience: 'note.write', shows: 'child' } as const

/** A child's story as one list: read, narrowed, added to and printed. */
export function chronologyPages(app: App): void {
  const at = '/children/:childId/chronology'
  app.get<OneChild>(at, { config: reading }, (request, reply) =>
    show(request, reply, { asked: askedOf(request.query) }),
  )
  app.post<OneChild>(`${at}/search`, { config: reading }, search)
  app.post<OneChild>(at, { config: writing }, addEvent)
  app.post<OneChild>(`${at}/:recordId/impact`, { config: writing }, addImpact)
  app.get<OneChild>(`${at}.pdf`, { config: reading }, print)
}

/** Codes and days go into the address; words do not, so their answer is the post's own. */
async function search(request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { asked, words, wrong } = postedOf(request.body)
  if (wrong.length > 0) {
    const findings = wrong.map((at) => ({
      rule: 'answer',
      message: `Enter the day to show ${at}, for example 3/9/26`,
      at,
    }))
    return show(request, reply, { asked, findings, typed: posted(request) })
  }
  if (words === null) return reply.redirect(hrefOf(request.params.childId, asked), 303)
  return show(request, reply, { asked, words })
}

/** A note of the kind 'event', which is in the short list from the start: the one question fewer. */
async function addEvent(request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const typed = posted(request)
  const act = actOf(request, { childId: request.params.childId })
  const outcome = await perform(request.server.book, notes.record, act, {
    ...typed,
    kind: 'event',
    significant: 'yes',
  })
  if (outcome.kind === 'done') return reply.redirect(`/children/${act.childId}/chronology`, 303)
  return show(request, reply, { asked: askedOf({}), typed, findings: outcome.findings })
}

async function addImpact(request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const asked = askedOf(request.body)
  const act = actOf(request, { childId, recordId })
  const { book } = request.server
  // A note is asked what it meant as one of its own questions; of every other entry it is said in an event of its record.
  const outcome = isNote(asked.entry ?? null)
    ? await perform(book, writeImpact, act, request.body)
    : await sayImpact(book, { ...act, recordId }, asked.entry ?? '', posted(request))
  const back = { ...asked, impact: null, entry: null }
  if (outcome.kind === 'done') return reply.redirect(hrefOf(childId, back), 303)
  return show(request, reply, {
    asked: { ...asked, impact: recordId },
    findings: outcome.findings,
    typed: posted(request),
  })
}

interface Showing {
  readonly asked: Asked
  readonly words?: string | null
  readonly typed?: Typed
  readonly findings?: readonly Finding[]
}

/** Entries a page, and the most a search for words gives. */
const page = { listed: 50, searched: 200, printed: 2000 }

async function show(
  request: Request,
  reply: FastifyReply,
  { asked, words = null, typed = {}, findings = [] }: Showing,
): Promise<FastifyReply> {
  const { childId } = request.params
  const { book } = request.server
  const on = book.today()
  const most = words === null ? page.listed : page.searched
  const [facts, names, beats] = await Promise.all([
    mastheadFacts(book.db, actorOf(request), childId, on),
    asked.view === 'family' ? siblingNames(request) : new Map<string, string>(),
    beatsOf(book.db, childId, on, keptBack(request)),
  ])
  const back = keptBack(request, names.size > 0)
  const [found, extent] = await Promise.all([
    entriesOf(book.db, { ...askingOf(asked, [childId, ...names.keys()], words, most), keptBack: back }, on),
    extentOf(book.db, [childId], back),
  ])
  request.shows([...names.keys()])
  const body = chronologyView({
    childId,
    called: calledBy(facts),
    asked,
    words,
    entries: found.slice(0, most),
    more: found.length > most,
    extent,
    pattern: patternOf(beats, on),
    on,
    names: withChild(names, facts),
    mayWrite: request.session !== null && mayEver(request.session.actor, 'note.write'),
    hidden: hidden(request),
    typed,
    findings,
  })
  return reply.page(
    {
      title: 'Chronology',
      ownHeading: true,
      masthead: mastheadFor(request, facts, on),
      errors: errorLinks(findings),
      body,
    },
    findings.length > 0 ? 422 : 200,
  )
}

const withChild = (names: ReadonlyMap<string, string>, facts: MastheadFacts): ReadonlyMap<string, string> =>
  new Map([[facts.id, calledBy(facts)], ...names])

/** Brothers and sisters whose records this person may read as well. */
async function siblingNames(request: Request): Promise<ReadonlyMap<string, string>> {
  const { db, today } = request.server.book
  const { actor } = actOf(request, { childId: request.params.childId })
  const people = current(await relativesOf(db, actorOf(request), request.params.childId, today()), today())
  const siblings = people.filter(
    ({ kin, hidden: closed }) => !closed && (kin === 'sibling' || kin === 'half-sibling'),
  )
  if (siblings.length === 0) return new Map()
  const may = await reachable(
    db,
    actor,
    'chronology.read',
    siblings.map(({ id }) => id),
  )
  return new Map(siblings.filter(({ id }) => may.has(id)).map((one) => [one.id, calledBy(one)]))
}

const askingOf = (
  { view, from, to, kinds, before }: Asked,
  childIds: readonly string[],
  words: string | null,
  most: number,
): Omit<Asking, 'keptBack'> => ({
  childIds,
  groups: kinds.length > 0 ? groupsOf(view).filter((code) => kinds.includes(code)) : groupsOf(view),
  significantOnly: view === 'significant' && words === null,
  from,
  to,
  words,
  before,
  most,
})

/** The same list on paper, whole. Whose it is stands in it, and not in its file's name. */
async function print(request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book } = request.server
  const asked = askedOf(request.query)
  const names = asked.view === 'family' ? await siblingNames(request) : new Map<string, string>()
  const on = book.today()
  const [facts, entries] = await Promise.all([
    mastheadFacts(book.db, actorOf(request), childId, on),
    entriesOf(
      book.db,
      {
        ...askingOf({ ...asked, before: null }, [childId, ...names.keys()], null, page.printed),
        keptBack: keptBack(request, names.size > 0),
      },
      on,
    ),
  ])
  request.shows([...names.keys()])
  const by = request.session?.actor.name ?? ''
  const pdf = await printed({
    facts,
    asked,
    entries: entries.slice(0, page.printed),
    cut: entries.length > page.printed,
    names: withChild(names, facts),
    by,
    on,
    at: book.now(),
  })
  return reply
    .type('application/pdf')
    .header('content-disposition', 'attachment; filename="chronology.pdf"')
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(pdf)
}
