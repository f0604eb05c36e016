import type { FastifyReply, FastifyRequest } from 'fastify'
import { addMonths, longDay, type Day } from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { typedDay } from '../../platform/record/field.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { filterLine } from '../../platform/web/holdfast/filter-panel.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { agencyWords, isAgency } from './agencies.ts'
import { agencyMonths, byMonth, type Opens } from './by-month.ts'
import {
  atOnce,
  behind,
  meetingKinds,
  months,
  quoracy,
  quoracyBehind,
  whichWords,
  type Which,
  scores,
  whats,
  type Behind,
  type MeetingKind,
  type Month,
  type Quoracy,
  type Score,
  type Stretch,
  type What,
} from './scorecard.ts'

interface Route {
  readonly Params: { readonly agency: string }
  readonly Querystring: Readonly<Record<string, string | undefined>>
}
type Asked = FastifyRequest<Route>

/** Which agency comes to meetings and sends reports; each number opens the meetings it counts. */
export function partnerPages(app: App): void {
  app.get<Route>('/partners', { config: { audience: 'partners.read', shows: 'nobody' } }, showScores)
  app.get<Route>(
    '/partners/conferences',
    { config: { audience: 'partners.read', shows: 'children' } },
    showQuoracy,
  )
  app.get<Route>(
    '/partners/:agency',
    { config: { audience: 'partners.read', shows: 'children' } },
    showBehind,
  )
}

/** The days asked of; the last twelve months where none are, or none that can be read. */
function stretchOf({ query }: Asked, today: Day): Stretch {
  const to = typedDay(query['to'] ?? '') ?? today
  const from = typedDay(query['from'] ?? '') ?? addMonths(to, -12)
  return from <= to ? { from, to } : { from: to, to: from }
}

async function showScores(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const stretch = stretchOf(request, book.today())
  const actor = actorOf(request)
  const [all, held, monthly] = await Promise.all([
    scores(book.db, actor, stretch),
    quoracy(book.db, actor, stretch),
    agencyMonths(book.db, actor, stretch.to),
  ])
  const kinds = Object.keys(meetingKinds) as MeetingKind[]
  return reply.page({
    title: 'Agencies at meetings',
    lead: `Conferences and core groups held from ${longDay(stretch.from)} to ${longDay(stretch.to)}, of children whose records you may open. A meeting about brothers and sisters is counted once.`,
    body: html`${asking(stretch)}${quoracyView(held, stretch)}${kinds.map((kind) =>
      scoresView(
        all.filter((one) => one.kind === kind),
        kind,
        stretch,
        byMonth(monthly, kind, stretch.to, opensMonth),
      ),
    )}`,
  })
}

const asking = ({ from, to }: Stretch): Html =>
  filterLine({
    action: '/partners',
    method: 'get',
    questions: html`${input({
      id: 'from',
      name: 'from',
      label: { text: 'From' },
      classes: 'govuk-input--width-10',
      value: typed(from),
    })}
      ${input({
        id: 'to',
        name: 'to',
        label: { text: 'To' },
        classes: 'govuk-input--width-10',
        value: typed(to),
      })}`,
  })

const typed = (on: Day): string => on.split('-').toReversed().join('/')

const quoracyAt = (which: Which, { from, to }: Stretch): string =>
  `/partners/conferences?${new URLSearchParams({ which, from, to }).toString()}`

function quoracyView({ held, quorate, dissents }: Quoracy, stretch: Stretch): Html {
  if (held === 0) return html`<p>No conference was held.</p>`
  const opens = (which: Which, count: number): Html =>
    count === 0
      ? html`0`
      : link(`${count}`, quoracyAt(which, stretch), `: ${whichWords[which].toLowerCase()}`)
  return html`<p>${opens('quorate', quorate)} of ${opens('held', held)} conferences had enough agencies to decide. An agency did not agree with what was decided for ${opens('dissent', dissents)} ${dissents === 1 ? 'child' : 'children'}.</p>`
}

async function showQuoracy(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const stretch = stretchOf(request, book.today())
  const which = (Object.keys(whichWords) as Which[]).find((one) => one === request.query['which']) ?? 'held'
  const page = pageOf(request)
  const all = await quoracyBehind(book.db, actorOf(request), stretch, { which, page })
  const shown = all.slice(0, atOnce)
  request.shows(shown.map(({ childId }) => childId))
  const next =
    all.length > atOnce &&
    html`<p>${link('Earlier conferences', `${quoracyAt(which, stretch)}&page=${page + 1}`)}</p>`
  const rows = shown.map((one) => ({
    head: link(
      one.called === '' ? 'A child not named yet' : one.called,
      `/children/${one.childId}/conferences/${one.id}`,
    ),
    cells: [
      longDay(one.heldOn),
      one.state === 'held' ? 'Enough agencies' : 'Too few agencies',
      one.dissent ? 'Yes' : 'No',
    ],
  }))
  return reply.page({
    title: whichWords[which],
    lead: `Held from ${longDay(stretch.from)} to ${longDay(stretch.to)}, newest first${
      which === 'dissent' ? '' : '; brothers and sisters at one conference are one line'
    }.`,
    breadcrumbs: [
      {
        text: 'Agencies at meetings',
        href: `/partners?${new URLSearchParams({ from: stretch.from, to: stretch.to }).toString()}`,
      },
    ],
    body: html`${
      rows.length === 0
        ? html`<p>None is counted here.</p>`
        : cards({
            caption: whichWords[which],
            columns: ['Child', 'Held', 'Who came', 'Somebody thought otherwise'],
            rows,
          })
    }${next}`,
  })
}

const pageOf = ({ query }: Asked): number =>
  Math.min(Math.max(1, Math.trunc(Number(query['page'] ?? 1)) || 1), 200)

const opensMonth: Opens = (agency, kind, stretch) => addressOf(agency, kind, 'asked', stretch)

function scoresView(all: readonly Score[], kind: MeetingKind, stretch: Stretch, monthly: Html): Html {
  const conferences = kind === 'conference'
  const opens = (agency: string, what: What, count: number): Html | string =>
    count === 0
      ? '0'
      : link(
          `${count}`,
          addressOf(agency, kind, what, stretch),
          `: ${agencyWords(agency)}, ${whats[what].toLowerCase()}`,
        )
  const rows = all.map(({ agency, asked, came, away, reports, shared, notice }) => ({
    head: agencyWords(agency),
    cells: [
      opens(agency, 'asked', asked),
      html`${opens(agency, 'came', came)} (${share(came, asked)})`,
      opens(agency, 'away', away),
      ...(conferences
        ? [
            html`${opens(agency, 'reports', reports)} (${share(reports, asked)})`,
            opens(agency, 'shared', shared),
          ]
        : []),
      notice === null ? '–' : `${notice} days`,
    ],
  }))
  const columns = [
    'Agency',
    'Asked to',
    'Came',
    'Did not come',
    ...(conferences ? ['Sent a report', 'Gone through with the family in time'] : []),
    'Usual notice',
  ]
  const body =
    rows.length === 0
      ? html`<p>None was held to which agencies were asked.</p>`
      : cards({ caption: `${meetingKinds[kind]}, by agency`, columns, rows, pack: true })
  return section({ id: kind.replace(' ', '-'), title: meetingKinds[kind] }, html`${body}${monthly}`)
}

const share = (some: number, all: number): string => (all === 0 ? '–' : `${Math.round((100 * some) / all)}%`)

const addressOf = (agency: string, kind: MeetingKind, what: What, { from, to }: Stretch, page = 1): string =>
  `/partners/${encodeURIComponent(agency)}?${new URLSearchParams({ kind, what, from, to, ...(page > 1 && { page: `${page}` }) }).toString()}`

async function showBehind(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { agency } = request.params
  if (!isAgency(agency)) throw new NoSuchPerson()
  const { book } = request.server
  const stretch = stretchOf(request, book.today())
  const kind: MeetingKind = request.query['kind'] === 'core group' ? 'core group' : 'conference'
  const what = (Object.keys(whats) as What[]).find((one) => one === request.query['what']) ?? 'asked'
  const page = pageOf(request)
  const [all, trend] = await Promise.all([
    behind(book.db, actorOf(request), stretch, { agency, kind, what, page }),
    months(book.db, actorOf(request), stretch, agency),
  ])
  request.shows(all.slice(0, atOnce).map(({ childId }) => childId))
  const next =
    all.length > atOnce &&
    html`<p>${link('Earlier meetings', addressOf(agency, kind, what, stretch, page + 1))}</p>`
  return reply.page({
    title: `${agencyWords(agency)}: ${whats[what].toLowerCase()}`,
    lead: `${meetingKinds[kind]} held from ${longDay(stretch.from)} to ${longDay(stretch.to)}, newest first.`,
    breadcrumbs: [
      {
        text: 'Agencies at meetings',
        href: `/partners?${new URLSearchParams({ from: stretch.from, to: stretch.to }).toString()}`,
      },
    ],
    body: html`${meetingsTable(all.slice(0, atOnce))}${next}${trendView(trend)}`,
  })
}

const cameWords: Readonly<Record<string, string>> = {
  'in person': 'In person',
  video: 'By video',
  no: 'Did not come',
}

function meetingsTable(all: readonly Behind[]): Html {
  if (all.length === 0) return html`<p>No meeting is counted here.</p>`
  const rows = all.map((one) => {
    const end = one.kind === 'conference' ? `conferences/${one.id}` : `core-groups/${one.id}`
    return {
      head: link(one.called === '' ? 'A child not named yet' : one.called, `/children/${one.childId}/${end}`),
      cells: [
        longDay(one.heldOn),
        cameWords[one.attended ?? ''] ?? 'Not recorded',
        one.reportReceivedOn === null ? '–' : longDay(one.reportReceivedOn),
      ],
    }
  })
  return cards({ caption: 'Meetings', columns: ['Child', 'Held', 'Came', 'Report'], rows })
}

function trendView(trend: readonly Month[]): Html {
  if (trend.length < 2) return html``
  const rows = trend.map(({ month, asked, came }) => ({
    head: month,
    cells: [`${asked}`, `${came}`, share(came, asked)],
  }))
  return section(
    { id: 'trend', title: 'Month by month, conferences and core groups together' },
    cards({
      caption: 'Month by month',
      columns: ['Month', 'Asked to', 'Came', 'Of those asked'],
      rows,
      pack: true,
    }),
  )
}
