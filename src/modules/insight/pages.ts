import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import {
  addDays,
  addYears,
  day,
  isDay,
  longDay,
  timeOf,
  type Day,
  type Instant,
} from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden } from '../../platform/web/form.ts'
import {
  atOnce,
  behindOf,
  parts,
  teamsOf,
  type Asked as AskedOfList,
  type Part,
  type Whose,
} from './behind.ts'
import { behindTitle, behindView } from './behind-view.ts'
import { boardView } from './board-view.ts'
import { findMeasure } from './every-measure.ts'
import { asCsv, measuresTold } from './export.ts'
import { figuresOf } from './figures.ts'
import type { Measure } from './measure.ts'
import { measureView } from './measure-view.ts'
import { membersView } from './members-view.ts'
import { boardOf, refresh } from './readings.ts'
import { measureSetting } from './setting.ts'
import { stretchTo, trendTo, type Stretch } from './stretch.ts'
import { besideOf } from './published.ts'

interface OfMeasure {
  readonly Params: { readonly id?: string }
  readonly Querystring: Readonly<Record<string, string | undefined>>
}
type Asked = FastifyRequest<OfMeasure>

/** The measures of a day; one of them; the children behind a number; and the file for whoever works with figures. */
export async function pages(app: App): Promise<void> {
  // A number is of every child: whom it names is asked of each row.
  const asService = 'a measure counts every child there is'
  const telling = { audience: 'measures.read', shows: 'nobody', asService } as const
  const naming = { audience: 'measures.read', shows: 'children', asService } as const
  app.get<OfMeasure>('/measures', { config: telling }, showBoard)
  app.post<OfMeasure>('/measures', { config: telling }, workOutAgain)
  app.get<OfMeasure>('/counts', { config: { ...telling, audience: 'counts.read' } }, showCounts)
  app.get<OfMeasure>('/measures/file.csv', { config: telling }, sendFile)
  app.get<OfMeasure>('/measures/:id', { config: telling }, showMeasure)
  app.get<OfMeasure>('/measures/:id/children', { config: naming }, showBehind)
}

/** How far back a day may be asked of: as far as any return the record is made from. */
const years = 15

/** The day of the address, no later than today; today where it names none. */
function dayAsked({ query, server }: Asked, name = 'on'): Day {
  const today = server.book.today()
  const asked = query[name]
  return asked !== undefined && isDay(asked) && asked <= today && asked >= addYears(today, -years)
    ? asked
    : today
}

const isId = (text: string): boolean => z.guid().safeParse(text).success

/** The team of the address, or everybody. */
const whoseAsked = ({ query: { team } }: Asked): Whose =>
  team === 'none' || (team !== undefined && isId(team)) ? team : null

/** @throws NoSuchPerson where there is no such measure: there is nothing here */
function measureAsked({ params: { id = '' } }: Asked): Measure {
  const found = findMeasure(id)
  if (found === undefined) throw new NoSuchPerson()
  return found
}

async function showBoard(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const on = dayAsked(request)
  const [board, setting, teams] = [
    await boardOf(book, on),
    await measureSetting(book.db),
    await teamsOf(book.db),
  ]
  return reply.page({
    title: 'Measures',
    lead: `Of ${longDay(on)}. Worked out at ${timeOf(board.workedOutAt as Instant)} today.`,
    body: boardView({
      board,
      setting,
      teams,
      team: whoseAsked(request),
      today: book.today(),
      hidden: hidden(request),
    }),
  })
}

/** For those who answer for the service and know of no child in it. */
async function showCounts(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const facts = { board: await boardOf(book, book.today()), setting: await measureSetting(book.db) }
  return reply.page({ title: 'Counts and trends', body: membersView(facts) })
}

async function workOutAgain(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const on = dayAsked(request)
  await refresh(request.server.book, on)
  const team = whoseAsked(request)
  return reply.redirect(
    `/measures?${new URLSearchParams({ on, ...(team !== null && { team }) }).toString()}`,
    303,
  )
}

async function showMeasure(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const measure = measureAsked(request)
  const on = dayAsked(request)
  const headline = stretchTo(on, measure.over)
  const [figures, trend] = [
    await figuresOf(db, measure, [headline]),
    await figuresOf(db, measure, trendTo(on, measure)),
  ]
  const setting = await measureSetting(db)
  const beside = besideOf(measure.comparator, setting.authority)
  const facts = {
    measure,
    on,
    today: today(),
    team: whoseAsked(request),
    figures,
    trend,
    setting,
    beside,
    teams: await teamsOf(db),
  }
  return reply.page({
    title: measure.title,
    breadcrumbs: [{ text: 'Measures', href: on === today() ? '/measures' : `/measures?on=${on}` }],
    lead: measure.means,
    body: measureView(facts),
  })
}

/** The stretch of a list: of the headline, or of one month of the trend. */
function stretchAsked(request: Asked, measure: Measure): Stretch {
  const on = dayAsked(request)
  const { since } = request.query
  return since !== undefined && isDay(since) && since < on && since >= addDays(addYears(on, -3), -1)
    ? { day: on, since: day(since) }
    : stretchTo(on, measure.over)
}

function listAsked(request: Asked, measure: Measure): AskedOfList {
  const part = parts.find((one): one is Part => one === request.query['part']) ?? 'counted'
  const page = z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .catch(1)
    .parse(request.query['page'] ?? 1)
  return { stretch: stretchAsked(request, measure), part, whose: whoseAsked(request), page }
}

async function showBehind(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const measure = measureAsked(request)
  const asked = listAsked(request, measure)
  const behind = await behindOf(book.db, actorOf(request), measure, asked)
  request.shows(behind.rows.flatMap(({ childId }) => childId ?? []))
  const teams = await teamsOf(book.db)
  const { title, lead } = behindTitle(measure, asked, behind.total, teams)
  return reply.page({
    title,
    lead,
    breadcrumbs: [
      { text: 'Measures', href: '/measures' },
      { text: measure.title, href: `/measures/${measure.id}?on=${asked.stretch.day}` },
    ],
    body: behindView({ measure, asked, behind, atOnce, on: book.today() }),
  })
}

async function sendFile(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const on = dayAsked(request)
  const text = asCsv(await measuresTold(request.server.book.db, on))
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="measures-${on}.csv"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(text)
}
