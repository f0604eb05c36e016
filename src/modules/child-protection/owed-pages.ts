import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Calendar } from '../../platform/dates/calendar.ts'
import { addDays, type Day } from '../../platform/dates/day.ts'
import { nameOf } from '../../platform/people/name.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { filterLine } from '../../platform/web/holdfast/filter-panel.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { daySaid, dueSaid } from '../actions/index.ts'
import { atOnce, conferencesOwed, stages, type Owed, type Stage } from './owed.ts'
import { homeOf } from './looking.ts'
import { kindWords } from './words.ts'

interface Route {
  readonly Querystring: Readonly<Record<string, string | undefined>>
}

/** From which conferences are booked and held: every one that is owed, by the day it is due, and what it lacks. */
export function owedPages(app: App): void {
  app.get<Route>('/conferences', { config: { audience: 'conference.read', shows: 'children' } }, show)
}

async function show(request: FastifyRequest<Route>, reply: FastifyReply): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const actor = actorOf(request)
  const chairs = actor.role === 'CPC'
  const asked = {
    stage: (Object.keys(stages) as Stage[]).find((one) => one === request.query['stage']) ?? null,
    mine: chairs && request.query['mine'] === 'yes',
    page: Math.min(Math.max(1, Math.trunc(Number(request.query['page'] ?? 1)) || 1), 200),
  }
  const [all, calendar] = await Promise.all([
    conferencesOwed(db, actor, { ...asked, chairId: asked.mine ? actor.id : null }),
    workingCalendar(db),
  ])
  const shown = all.slice(0, atOnce)
  request.shows(shown.flatMap(({ children }) => children.map(({ id }) => id)))
  const table =
    shown.length === 0
      ? html`<p>No conference stands like this: every one that is owed is held and finished.</p>`
      : cards({
          caption: 'Conferences, the earliest due first',
          columns: ['Children', 'Conference', 'Due', 'What is lacking', 'Chair'],
          rows: shown.map((one) => rowOf(one, today(), calendar)),
        })
  return reply.page({
    title: 'Conferences',
    lead: 'Every child protection conference that is owed, asked for, booked or to be finished, the earliest due first. Brothers and sisters at one conference are one line.',
    body: html`${asking(asked, chairs)}${table}${pagesOf(asked, all.length > atOnce)}`,
  })
}

interface Asked {
  readonly stage: Stage | null
  readonly mine: boolean
  readonly page: number
}

const asking = ({ stage, mine }: Asked, chairs: boolean): Html =>
  filterLine({
    action: '/conferences',
    method: 'get',
    questions: html`${select({
      id: 'stage',
      name: 'stage',
      label: { text: 'Stage' },
      value: stage ?? '',
      items: [
        { value: '', text: 'Any' },
        ...Object.entries(stages).map(([value, text]) => ({ value, text })),
      ],
    })}
      ${
        chairs &&
        select({
          id: 'mine',
          name: 'mine',
          label: { text: 'Whose' },
          value: mine ? 'yes' : '',
          items: [
            { value: '', text: 'Everybody’s' },
            { value: 'yes', text: 'Those I chair' },
          ],
        })
      }`,
  })

function pagesOf({ stage, mine, page }: Asked, more: boolean): Html {
  const at = (to: number): string =>
    `/conferences?${new URLSearchParams({ ...(stage !== null && { stage }), ...(mine && { mine: 'yes' }), page: `${to}` }).toString()}`
  return html`<p class="hf-row">${
    page > 1 && link('Earlier due', at(page - 1))
  }${more && link('Later due', at(page + 1))}</p>`
}

function rowOf(one: Owed, today: Day, calendar: Calendar) {
  const lacks = lackingOf(one, today)
  return {
    head: html`${one.children.map(
      (child, i) =>
        html`${i > 0 && ', '}${link(
          nameOf(child),
          child.conferenceId === null ? homeOf(child.id) : `${homeOf(child.id)}/${child.conferenceId}`,
        )}`,
    )}`,
    cells: [
      html`${conferenceWords(one)}<br><span class="hf-quiet hf-small">${whenWords(one, today)}</span>`,
      dueView(one, today, calendar),
      lacks.length === 0
        ? state('met', 'Nothing')
        : html`<ul class="hf-plain">${lacks.map((words) => html`<li>${words}</li>`)}</ul>`,
      one.chair ?? 'Nobody named',
    ],
  }
}

const clockKinds: Readonly<Record<string, string>> = {
  icpc: 'Initial conference',
  'rcpc-inquorate': 'Conference held again: too few agencies came',
}
const conferenceWords = ({ kind, clock }: Owed): string =>
  kind === null ? (clockKinds[clock ?? ''] ?? 'Review conference') : (kindWords[kind] ?? 'Conference')

const whenWords = ({ stage, bookedFor, heldOn }: Owed, today: Day): string =>
  stage === 'hold' && bookedFor !== null
    ? `Booked for ${daySaid(bookedFor, today)}`
    : stage === 'send' && heldOn !== null
      ? `Held ${daySaid(heldOn, today)}`
      : stages[stage]

function dueView({ dueOn, requestedOn }: Owed, today: Day, calendar: Calendar): Html | string {
  if (dueOn === null) return requestedOn === null ? '–' : `Asked for ${daySaid(requestedOn, today)}`
  const { state: kind, words } = dueSaid(dueOn, today, calendar)
  return kind === 'ok' ? words : html`${state(kind, words, { wrap: true })}<br>${daySaid(dueOn, today)}`
}

/** What stands between a conference and being held in time, with enough agencies, and finished; nothing where nothing does. */
function lackingOf(one: Owed, today: Day): string[] {
  switch (one.stage) {
    case 'ask':
      return ['Nobody has asked for it']
    case 'agree':
      return ['A manager has not agreed']
    case 'book':
      return ['No day is booked']
    case 'hold':
      return lackingBefore(one, today)
    case 'send':
      return lackingAfter(one)
  }
}

/** Days before a conference from which a report that the family has not seen is lacking. */
const soon = 28

/** Social care and two other agencies, as a conference needs to decide. */
const enough = 3

function lackingBefore(
  { bookedFor, dueOn, chair, asked, socialCareAsked, reportShared }: Owed,
  today: Day,
): string[] {
  const all: readonly (readonly [boolean, string])[] = [
    [bookedFor !== null && bookedFor < today, 'The day has passed: say whether it was held'],
    [bookedFor !== null && dueOn !== null && bookedFor > dueOn, 'Booked after the day it is due'],
    [chair === null, 'No chair'],
    [asked === 0, 'No agency is asked'],
    [asked > 0 && (asked < enough || !socialCareAsked), `Too few agencies asked to decide: ${asked}`],
    [
      !reportShared && bookedFor !== null && bookedFor <= addDays(today, soon),
      'Report not gone through with the family',
    ],
  ]
  return all.filter(([lacks]) => lacks).map(([, words]) => words)
}

function lackingAfter({ decided, decisionsSent, drafted, signed }: Owed): string[] {
  const all: readonly (readonly [boolean, string])[] = [
    [!decided, 'Not decided for every child'],
    [decided && !decisionsSent, 'Decisions not sent'],
    [!drafted, 'Record not drafted'],
    [drafted && !signed, 'Record not signed by the chair'],
    [signed, 'Record not sent'],
  ]
  return all.filter(([lacks]) => lacks).map(([, words]) => words)
}
