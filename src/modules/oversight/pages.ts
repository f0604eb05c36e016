import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver, NotAllowed, scopeOf, type Actor } from '../../platform/access/policy.ts'
import { addDays, isDay, timeOf, type Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { daySaid } from '../actions/index.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { loadsOf } from '../allocation/index.ts'
import { directing } from './direct.ts'
import { childrenNamed, countsOf, hitsOf, staffNamed, teamsOf, type OverseenTeam } from './queries.ts'
import { found, rowsOf } from './rows.ts'
import type { Hit, Saying } from './rule.ts'
import { findList, listOf, rules, type List } from './rule-table.ts'
import { firstMany, teamLine, teamView, weekBefore, type TeamFacts } from './team-view.ts'
import { dayOfList, listView, rulesView } from './views.ts'
import { weeksOf } from './weeks.ts'
import { sampledPages } from './sampled/pages.ts'
import { samplesFor } from './sampled/queries.ts'
import { serviceLists, serviceView } from './service-view.ts'

interface OfTeam {
  readonly Params: { readonly teamId?: string }
  readonly Querystring: Readonly<Record<string, string | undefined>>
}
type Asked = FastifyRequest<OfTeam>

const seeing = { audience: 'oversight.read', shows: 'children' } as const
const telling = { audience: 'oversight.read', shows: 'nobody' } as const

export async function pages(app: App): Promise<void> {
  app.get<OfTeam>('/oversight', { config: seeing }, showService)
  app.get('/oversight/rules', { config: telling }, (_request, reply) =>
    reply.page({
      title: 'How oversight is worked out',
      width: 'reading',
      breadcrumbs: [{ text: 'Oversight', href: '/oversight' }],
      body: rulesView(),
    }),
  )
  app.get<OfTeam>('/oversight/teams/:teamId', { config: seeing }, showTeam)
  app.get<OfTeam>('/oversight/teams/:teamId/children', { config: seeing }, showList)
  app.get<OfTeam>('/oversight/children', { config: seeing }, showList)
  directing(app)
  sampledPages(app)
}

async function sayingOf({ server }: FastifyRequest, on: Day): Promise<Saying> {
  const { book, setting } = server
  return {
    on,
    calendar: await workingCalendar(book.db),
    named: (clock) => setting.clockNames.get(clock) ?? clock,
  }
}

/** A team manager's oversight is of one team; anybody above chooses among theirs. */
async function showService(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const actor = actorOf(request)
  request.shows([])
  const { book } = request.server
  const teams = await teamsOf(book.db, actor)
  // A team in which nobody works with children, as the safeguarding hub, has no page of its own.
  if (scopeOf(actor, 'oversight.read') === 'team' && teams[0] !== undefined)
    return reply.redirect(`/oversight/teams/${teams[0].id}`, 303)
  const today = book.today()
  const teamIds = teams.map(({ id }) => id)
  const calendar = await workingCalendar(book.db)
  const counts = await countsOf(
    book.db,
    { actor, teamIds, on: today, today, calendar, nobodys: true },
    serviceLists,
  )
  return reply.page({
    title: 'Oversight',
    lead: asAt(request),
    body: serviceView({ teams, counts, samples: await samplesFor(book.db, actor) }),
  })
}

const asAt = ({ server: { book } }: FastifyRequest): string =>
  `As at ${daySaid(book.today(), book.today())}, ${timeOf(book.now())}`

/** @throws NotAllowed if the team is not the actor's to oversee, NoSuchPerson if there is none */
async function requireTeam(request: Asked, actor: Actor, teamId: string): Promise<OverseenTeam> {
  if (!z.guid().safeParse(teamId).success) throw new NoSuchPerson()
  const [team] = await teamsOf(request.server.book.db, actor, teamId)
  if (team === undefined) throw new NotAllowed('oversight.read')
  return team
}

async function showTeam(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const actor = actorOf(request)
  const team = await requireTeam(request, actor, request.params.teamId ?? '')
  const facts = await teamFacts(request, actor, team)
  request.shows([...facts.children.keys()])
  const { today } = request.server.book
  const line = teamLine(facts, `${daySaid(today(), today())}, ${timeOf(request.server.book.now())}`)
  const above = scopeOf(actor, 'oversight.read') !== 'team'
  return reply.page({
    title: `${team.name} team`,
    ...(above && { breadcrumbs: [{ text: 'Oversight', href: '/oversight' }] }),
    lead: html`<span class="hf-small hf-quiet">${line} ${link(
      'Refresh',
      `/oversight/teams/${team.id}`,
    )}</span>`,
    body: teamView(facts),
  })
}

async function teamFacts(request: Asked, actor: Actor, team: OverseenTeam): Promise<TeamFacts> {
  const { db, today } = request.server.book
  const saying = await sayingOf(request, today())
  const asking = { actor, teamIds: [team.id], today: today(), calendar: saying.calendar, nobodys: false }
  const hits = found(await hitsOf(db, { ...asking, on: today(), rules }))
  const drift = rules.filter((rule) => rule.drift)
  const lastWeek = found(await hitsOf(db, { ...asking, on: weekBefore(today()), rules: drift }))
  const first = rowsOf(listOf('reasons'), hits).slice(0, firstMany)
  return {
    team,
    hits,
    lastWeek,
    loads: await loadsOf(db, [team.id]),
    staff: await staffNamed(db, workersIn(hits.hits)),
    first,
    children: await childrenNamed(
      db,
      actor,
      'oversight.read',
      first.map(({ childId }) => childId),
    ),
    saying,
    mayDirect: mayEver(actor, 'action.give'),
    mayAllocate: mayEver(actor, 'allocation.write'),
    mayCheck: mayEver(actor, 'visit.check'),
    weeks: await weeksOf(db, actor, team.id, today()),
  }
}

const workersIn = (hits: readonly Pick<Hit, 'workerId'>[]): string[] => [
  ...new Set(hits.flatMap(({ workerId }) => (workerId === null ? [] : [workerId]))),
]

/** What the address asks for: codes and a day of the last year, and anything else is nothing here. */
function askedFor({ query, server }: Asked) {
  const today = server.book.today()
  const list = findList(query['rule'] ?? '')
  const { worker, on } = query
  if (list === undefined || (worker !== undefined && !z.guid().safeParse(worker).success))
    throw new NoSuchPerson()
  const asked = on !== undefined && isDay(on) && on <= today && on >= addDays(today, -366) ? on : today
  return { list, worker: worker ?? null, on: asked }
}

const nouns = {
  children: ['child', 'children'],
  visits: ['visit', 'visits'],
  directions: ['direction', 'directions'],
  duties: ['duty', 'duties'],
} as const

/** '7 children', '62 visits'. */
function countedAs({ byChild, rules: [rule] }: List, count: number): string {
  const [one, many] = nouns[byChild ? 'children' : (rule?.counts ?? 'children')]
  return counted(count, one, many)
}

async function showList(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const actor = actorOf(request)
  const { db, today } = request.server.book
  const { teamId = null } = request.params
  const { list, worker, on } = askedFor(request)
  const teams = teamId === null ? await teamsOf(db, actor) : [await requireTeam(request, actor, teamId)]
  const saying = await sayingOf(request, on)
  const hits = await hitsOf(db, {
    actor,
    teamIds: teams.map(({ id }) => id),
    on,
    today: today(),
    calendar: saying.calendar,
    rules: list.rules,
    nobodys: teamId === null,
  })
  const rows = rowsOf(list, found(hits), { workerId: worker })
  const staff = await staffNamed(db, [...new Set([...workersIn(rows), ...(worker === null ? [] : [worker])])])
  const ids = [...new Set(rows.map(({ childId }) => childId))]
  const children = await childrenNamed(db, actor, 'oversight.read', ids)
  request.shows(ids)
  const whose = worker === null ? '' : `, ${staff.get(worker) ?? 'a worker we cannot name'}`
  const back = teams.length === 1 && teamId !== null ? `${teams[0]?.name ?? ''} team` : 'Oversight'
  return reply.page({
    title: `${list.name}${whose}${dayOfList(on, today(), daySaid(on, today()))}`,
    lead: countedAs(list, rows.length),
    breadcrumbs: [{ text: back, href: teamId === null ? '/oversight' : `/oversight/teams/${teamId}` }],
    body: listView({
      list,
      rows,
      children,
      staff,
      saying,
      teamId,
      mayDirect: mayEver(actor, 'action.give'),
      mayDo: list.rules.every(({ doneAt }) => doneAt !== undefined && mayEver(actor, doneAt.needs)),
      hidden: hidden(request),
    }),
  })
}
