import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver } from '../../../platform/access/policy.ts'
import { isDay, type Day } from '../../../platform/dates/day.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import { counted, nameOf } from '../../../platform/people/name.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, formKey, posted } from '../../../platform/web/form.ts'
import { section } from '../../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { questions } from '../../../platform/web/question.ts'
import { daySaid } from '../../actions/index.ts'
import { lookAsks, lookAtEntry, lookFields } from './look.ts'
import {
  atOnce,
  cameOf,
  entriesDrawn,
  entriesOfEach,
  entryDrawn,
  samplesFor,
  type Asked,
  type Drawn,
} from './queries.ts'
import { entriesView, entryView, howDrawn, monthSaid, monthsView } from './views.ts'

type Listing = FastifyRequest<{ Querystring: Readonly<Record<string, string | undefined>> }>
type OfEntry = FastifyRequest<{ Params: { readonly entryId: string } }>

const home = { text: 'Entries of managers', href: '/oversight/entries' }

/** Oversight of overseers: what managers wrote, looked at by their own managers. A manager reads what was found of theirs. */
export function sampledPages(app: App): void {
  app.get('/oversight/entries', { config: { audience: 'oversight.read', shows: 'children' } }, list)
  app.get(
    '/oversight/entries/:entryId',
    { config: { audience: 'oversight.read', shows: 'children' } },
    (request: OfEntry, reply) => show(request, reply, {}, []),
  )
  app.post(
    '/oversight/entries/:entryId',
    { config: { audience: 'oversight.sample', shows: 'children' } },
    look,
  )
}

/** What the address asks for: a manager and a month, and what cannot be read narrows nothing. */
function askedOf({ query }: Listing): Asked & { readonly narrowed: boolean } {
  const first = `${query['month'] ?? ''}-01`
  const manager = z.guid().safeParse(query['manager'])
  const month = isDay(first) ? first : null
  return {
    own: false,
    month,
    managerId: manager.success ? manager.data : null,
    narrowed: month !== null || manager.success,
  }
}

async function list(request: Listing, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const actor = actorOf(request)
  const asked = askedOf(request)
  const looks = mayEver(actor, 'oversight.sample')
  const all = looks ? await entriesDrawn(db, actor, asked) : []
  const own = asked.narrowed ? [] : await entriesDrawn(db, actor, { own: true, month: null, managerId: null })
  request.shows([...all.slice(0, atOnce), ...own.slice(0, atOnce)].map(({ childId }) => childId))
  const how = howDrawn(await entriesOfEach(db))
  if (asked.narrowed) {
    const month = asked.month === null ? '' : `, ${monthSaid(asked.month)}`
    return reply.page({
      title: `Entries of managers${month}`,
      breadcrumbs: [home],
      body: html`${how}${listOf('Drawn', all, request)}`,
    })
  }
  const months = looks && monthsView(await samplesFor(db, actor))
  return reply.page({
    title: 'Entries of managers',
    breadcrumbs: [{ text: 'Oversight', href: '/oversight' }],
    body: html`${how}${
      looks && listOf('To look at', all, request)
    }${months}${ownView(own, todayOf(request))}`,
  })
}

function listOf(title: string, all: readonly Drawn[], request: Listing): Html {
  const shown = all.slice(0, atOnce)
  const more =
    all.length > atOnce && html`<p>The first ${atOnce} are shown: the rest come as these are looked at.</p>`
  const body =
    shown.length === 0
      ? html`<p>None is listed here.</p>`
      : html`${entriesView(shown, todayOf(request))}${more}`
  return section({ id: 'entries', title, aside: counted(shown.length, 'entry', 'entries') }, body)
}

const ownView = (own: readonly Drawn[], today: Day): Html | false =>
  own.length > 0 &&
  section(
    { id: 'own', title: 'Yours that were drawn', aside: counted(own.length, 'entry', 'entries') },
    entriesView(own.slice(0, atOnce), today),
  )

const todayOf = ({ server }: FastifyRequest): Day => server.book.today()

async function find(request: OfEntry): Promise<Drawn> {
  const { entryId } = request.params
  const found = z.guid().safeParse(entryId).success
    ? await entryDrawn(request.server.book.db, actorOf(request), entryId)
    : undefined
  if (found === undefined) throw new NoSuchPerson()
  return found
}

async function show(
  request: OfEntry,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db } = request.server.book
  const today = todayOf(request)
  const one = await find(request)
  request.shows([one.childId])
  const asks = one.mine && one.lookedOn === null && mayEver(actorOf(request), 'oversight.sample')
  const inside = questions(lookFields, lookAsks, { typed, findings })
  return reply.page(
    {
      title: `Entry about ${nameOf(one)}`,
      lead: `${one.manager}, ${daySaid(one.heldOn, today)}`,
      width: 'reading',
      breadcrumbs: [home],
      errors: errorLinks(findings),
      body: html`${entryView(one, await cameOf(db, one.childId, one.id), today)}
        ${
          asks &&
          section(
            { id: 'look', title: 'What do you make of it?' },
            form(request, inside, 'Save what you found'),
          )
        }`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function look(request: OfEntry, reply: FastifyReply): Promise<FastifyReply> {
  const { entryId } = request.params
  const by = { actor: actorOf(request), formKey: formKey(request) }
  await find(request)
  const outcome = await lookAtEntry(request.server.book, by, entryId, request.body)
  if (outcome.kind === 'refused') return show(request, reply, posted(request), outcome.findings)
  request.shows([])
  return reply.redirect('/oversight/entries', 303)
}
