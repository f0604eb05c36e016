import { dayOf, daysBetween, shortDay, type Day, type Instant } from '../../platform/dates/day.ts'
import { ageWords, counted, nameOf, ordinal } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { filterLine } from '../../platform/web/holdfast/filter-panel.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state, type StateKind } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { Card, CardChild, Stage, TodayAtTheDoor } from './queries.ts'
import { waited } from './waited.ts'
import { agencies, decisions, type Decision } from './words.ts'

/** What the board is drawn from. */
interface Board {
  readonly cards: readonly Card[]
  readonly today: Day
  readonly now: Instant
  readonly door: TodayAtTheDoor
  readonly mayReceive: boolean
}

const titles: Readonly<Record<Stage, string>> = {
  new: 'New',
  checks: 'Checks out',
  ready: 'Ready to decide',
  decided: 'Decided today',
}
const empty: Readonly<Record<Stage, string>> = {
  new: 'Nothing new.',
  checks: 'No agency is being asked.',
  ready: 'Nothing waits for a decision.',
  decided: 'Nothing decided yet today.',
}

/** The four columns, red and oldest first, under how the day stands. */
export function boardView({ cards, today, now, door, mayReceive }: Board): Html {
  const columns = (Object.keys(titles) as Stage[]).map((stage) =>
    column(
      stage,
      cards.filter((card) => card.stage === stage),
      today,
      now,
    ),
  )
  const waiting = cards.filter(({ stage }) => stage !== 'decided')
  const clear = waiting.length === 0 && html`<p>The board is clear. ${door.decided} decided today.</p>`
  const take = mayReceive && button({ text: 'New contact', href: '/front-door/new' })
  return html`${doorWords(door, mayReceive)}${take}${clear}
    <div class="hf-board hf-board--door">
      ${columns}
    </div>`
}

/** 'Today: 41 in, 36 decided. Within one working day, last 7 days: 97%.' */
function doorWords(door: TodayAtTheDoor, mayReceive: boolean): Html {
  const { cameIn, decided, withinADay, decidedLately, sentIn, oldestSentIn } = door
  const share = decidedLately === 0 ? null : Math.round((100 * withinADay) / decidedLately)
  const rule =
    share === null
      ? nothing
      : html` Decided within one working day, last 7 days: <strong>${share}%</strong> (${withinADay} of ${decidedLately}).`
  const unread =
    sentIn > 0 &&
    html` ${state(
      'soon',
      html`${
        mayReceive
          ? link(`${sentIn} sent in and not yet read`, '/front-door/sent-in')
          : `${sentIn} sent in and not yet read`
      }${oldestSentIn === null ? '' : `, the oldest ${shortDay(oldestSentIn.slice(0, 10) as Day)}`}`,
      { wrap: true },
    )}`
  return html`<p>Today: <strong>${cameIn}</strong> in, <strong>${decided}</strong> decided.${rule}${unread}</p>`
}

function column(stage: Stage, cards: readonly Card[], today: Day, now: Instant): Html {
  const all = cards[0]?.inColumn ?? 0
  const rest =
    all > cards.length &&
    html`<p>${link(
      `All ${all.toLocaleString('en-GB')}`,
      `/front-door/list?stage=${stage}`,
      titles[stage],
    )}</p>`
  const body =
    cards.length === 0
      ? html`<p class="hf-quiet">${empty[stage]}</p>`
      : listed(cards.map((card) => cardView(card, today, now)))
  return section(
    { id: stage, title: titles[stage], aside: all > 0 ? all.toLocaleString('en-GB') : undefined },
    html`${body}${rest}`,
  )
}

/** How long since it came; in days where only its day is known. */
const age = ({ receivedAt, receivedOn }: Pick<Card, 'receivedAt' | 'receivedOn'>, now: Instant): string =>
  receivedAt === null ? counted(daysBetween(receivedOn, dayOf(now)), 'day') : waited(receivedAt, now)

const urgencyStates: Readonly<Record<string, readonly [StateKind, string]>> = {
  red: ['over', 'Red'],
  amber: ['soon', 'Amber'],
  green: ['ok', 'Green'],
  blue: ['ok', 'Blue'],
}

/** How urgent it is, and whether somebody says a child is in danger now. */
const urgencyView = ({ urgency, immediateDanger }: Pick<Card, 'urgency' | 'immediateDanger'>): Html => {
  const [kind, words] = urgencyStates[urgency ?? ''] ?? (['soon', 'Not rated'] as const)
  return html`${state(kind, words)}${immediateDanger && html` ${state('over', 'In danger now')}`}`
}

/** Who told us, in a word or two: the national list's own words are long. */
const sourceWords: Readonly<Record<string, string>> = {
  '1': 'Family or public',
  '2': 'School',
  '3': 'Health',
  '4': 'Housing',
  '5': 'Council',
  '6': 'Police',
  '7': 'Courts or probation',
  '8': 'Other organisation',
  '9': 'Anonymous',
}
const shortSource = (source: string | null): string =>
  source === null || source === '10' ? 'Not said' : (sourceWords[source[0] ?? ''] ?? 'Not said')

const dueWords = ({ dueOn, stage }: Card, today: Day): Html | false =>
  stage !== 'decided' &&
  dueOn !== null &&
  (dueOn < today
    ? state('over', `Decision was due ${shortDay(dueOn)}`)
    : dueOn === today
      ? state('soon', 'Decide today')
      : state('ok', `Decide by ${shortDay(dueOn)}`))

function cardView(card: Card, today: Day, now: Instant): Html {
  const [first] = card.children
  if (first === undefined) return nothing
  const href = `/children/${first.id}/contacts/${first.contactId}`
  const about = names(card)
  const decided =
    card.decision !== null && html`<p>${decisions[card.decision as Decision] ?? card.decision}</p>`
  return html`<p>${urgencyView(card)} <span class="hf-quiet hf-small">${age(card, now)}, ${shortSource(card.source)}</span></p>
    <p><strong>${link(about, href)}</strong> <span class="hf-small">${ages(card, today)}</span></p>
    ${repeatView(card)}${openView(card)}${checksView(card)}${disputedView(card)}${decided}
    ${dueWords(card, today) && html`<p>${dueWords(card, today)}</p>`}`
}

const disputedView = ({ state: stands }: Card): Html | false =>
  stands === 'disputed' && html`<p>${state('over', 'The referrer disagrees', { wrap: true })}</p>`

const names = ({ children }: Card): string => children.map((child) => nameOf(child)).join(', ')
const ages = ({ children }: Card, today: Day): string =>
  children.map((child) => ageWords(child, today)).join(', ')

function repeatView({ children }: Card): Html | false {
  const most = Math.max(...children.map(({ inYear }) => inYear))
  return (
    most >= 3 &&
    html`<p>${state(
      'soon',
      `${ordinal(most).replace(/^./, (first) => first.toUpperCase())} contact in 12 months`,
    )}</p>`
  )
}

function openView({ children }: Card): Html {
  return html`${children
    .filter(({ openWork }) => openWork)
    .map((child) => html`<p class="hf-small">${openWords(child)}</p>`)}`
}

function openWords({ worker, read }: CardChild): Html {
  if (worker === null) return state('over', 'We help this child, and nobody is allocated', { wrap: true })
  return read
    ? state('met', `${worker} has read it`)
    : state('soon', `${worker} told, has not read it`, { wrap: true })
}

function checksView({ checks, stage }: Card): Html | false {
  if (checks.length === 0 || stage === 'decided') return false
  const words = checks.map(
    ({ agency, state: stands }) =>
      html`<li>${state(
        stands === 'asked' ? 'unknown' : 'met',
        `${agencies[agency]}: ${stands === 'asked' ? 'not back' : stands === 'waived' ? 'not waited for' : 'back'}`,
      )}</li>`,
  )
  return html`<ul class="hf-plain hf-small">${words}</ul>`
}

/** The list's filter, as its address has it. */
export interface Narrowing {
  readonly stage: Stage | null
  readonly urgency: string | null
  readonly source: string | null
  readonly from: number
}

const anything = { value: '', text: 'Any' }

/** The same tellings as a table, narrowed. */
export function listView(cards: readonly Card[], by: Narrowing, today: Day, now: Instant): Html {
  const line = filterLine({
    action: '/front-door/list',
    method: 'get',
    questions: html`${select({
      id: 'stage',
      name: 'stage',
      label: { text: 'Stage' },
      value: by.stage ?? '',
      items: [anything, ...Object.entries(titles).map(([value, text]) => ({ value, text }))],
    })}
      ${select({
        id: 'urgency',
        name: 'urgency',
        label: { text: 'Urgency' },
        value: by.urgency ?? '',
        items: [
          anything,
          { value: 'red', text: 'Red' },
          { value: 'amber', text: 'Amber' },
          { value: 'green', text: 'Green' },
          { value: 'blue', text: 'Blue' },
          { value: 'none', text: 'Not rated' },
        ],
      })}
      ${select({
        id: 'source',
        name: 'source',
        label: { text: 'From' },
        value: by.source ?? '',
        items: [anything, ...Object.entries(sourceWords).map(([value, text]) => ({ value, text }))],
      })}`,
  })
  if (cards.length === 0) return html`${line}<p>No contact stands like this now.</p>`
  return html`${line}${rowsView(cards, today, now)}${pagesView(cards, by)}`
}

const rowsView = (shown: readonly Card[], today: Day, now: Instant): Html =>
  cards({
    caption: 'Contacts, by risk and then by age',
    columns: ['Children', 'Urgency', 'From', 'Age', 'Stage', 'Decision'],
    rows: shown.map((card) => ({
      head: html`${link(
        names(card),
        `/children/${card.children[0]?.id ?? ''}/contacts/${card.children[0]?.contactId ?? ''}`,
      )} <span class="hf-small">${ages(card, today)}</span>${repeatView(card)}`,
      cells: [
        urgencyView(card),
        shortSource(card.source),
        age(card, now),
        titles[card.stage],
        card.decision === null || card.state === 'disputed'
          ? html`${disputedView(card)}${dueWords(card, today)}`
          : (decisions[card.decision as Decision] ?? card.decision),
      ],
    })),
  })

/** Rows of one page of the list, in each stage. */
export const aPage = 50

function pagesView(cards: readonly Card[], { stage, urgency, source, from }: Narrowing): Html {
  const most = Math.max(...cards.map(({ inColumn }) => inColumn))
  const at = (start: number): string => {
    const asked = Object.entries({ stage, urgency, source, from: start === 0 ? null : String(start) })
    const given = asked.filter((one): one is [string, string] => one[1] !== null)
    return `/front-door/list?${new URLSearchParams(given).toString()}`
  }
  const earlier = from > 0 && link('Earlier', at(Math.max(0, from - aPage)))
  const later = most > from + aPage && link('More', at(from + aPage))
  return html`<p class="hf-row">${earlier}${later}</p>`
}
