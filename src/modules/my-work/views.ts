import { addDays, shortDay, weekday, type Day } from '../../platform/dates/day.ts'
import { counted, nameOf, ageWords } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { cards, type CardRow } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { seenDots, seenKey } from '../../platform/web/holdfast/seen.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { weightedLoad } from '../../platform/web/holdfast/weighted-load.ts'
import { worklist } from '../../platform/web/holdfast/worklist.ts'
import { html, nothing, type Html, type Words } from '../../platform/web/html.ts'
import { daySaid, dueSaid, overWords } from '../actions/index.ts'
import { hasHelp, helpKinds, helpWords, type HelpKind } from '../allocation/index.ts'
import { writingItem } from './assessments.ts'
import { leadsTo } from './drafts.ts'
import type { WorkFacts } from './facts.ts'
import { familiesOf } from './families.ts'
import { childLink, listedName } from './names.ts'
import { comingWeek, isForToday, lastSeenWords, needsYou, type Coming } from './needs-you.ts'
import type { Duty, MyChild } from './queries.ts'
import { workersOwn } from './whose-duty.ts'

/** How the list of children is narrowed and ordered: codes of the address. */
export interface Shown {
  readonly plan: HelpKind | null
  readonly order: Order
  readonly all: boolean
  /** Carried in links and the filter, where a manager looks at a worker. */
  readonly worker: string | null
}

export const orders = { due: 'Next due', alone: 'Last seen alone', name: 'Name' } as const
export type Order = keyof typeof orders

/** Rows of the day's list before 'Show all'. */
const atOnce = 20

/** '17 children in 9 families', and the load. */
export function loadLine({ children, load, own, whose, maySupervise }: WorkFacts): Html {
  const carried =
    children.length > 0 &&
    html`<span class="hf-nowrap">${counted(children.length, 'child', 'children')} in ${counted(familiesOf(children), 'family', 'families')}.</span>`
  return html`<p class="govuk-!-margin-0 hf-small">${carried} ${load !== undefined && load.children > 0 && html`<span class="hf-nowrap">Weighted ${weightedLoad(load.load, load.limit)}</span>`} ${own ? maySupervise && link('Supervision', '/supervision') : html`<span>Showing ${whose.name}’s. ${link('Show mine', '/my-work')}</span>`}</p>`
}

/** The whole page below its heading. On a phone what needs you today stands first, and the button to record a visit stays in reach. */
export function workView(facts: WorkFacts, shown: Shown): Html {
  if (!hasOwnWork(facts)) return noChildren(facts)
  const record =
    facts.own && html`<div class="hf-pin">${button({ text: 'Record a visit', href: '/record' })}</div>`
  return html`${overLoad(facts)}<div class="hf-cols hf-cols--21"><div>${today(facts, shown)}</div>
      <div class="hf-not-phone">${besides(facts, shown)}</div></div>
    ${week(facts)} ${myChildren(facts, shown)} ${record}`
}

/** Whether anybody is allocated to them, or anything asked of them for today. */
export const hasOwnWork = (facts: WorkFacts): boolean =>
  facts.children.length > 0 || needsYou(facts).length > 0

function noChildren({ whose, own }: WorkFacts): Html {
  const [manager] = whose.managers
  const who =
    manager === undefined ? '' : own ? ` Your manager is ${manager}.` : ` Their manager is ${manager}.`
  return html`<p class="govuk-body">${own ? 'You have no children allocated.' : `${whose.name} has no children allocated.`}${who}</p>`
}

const overLoad = ({ load, whose, own }: WorkFacts): Html =>
  load === undefined || load.load <= load.limit
    ? nothing
    : html`<p>${state('over', `${own ? 'You carry' : `${whose.name} carries`} more than the limit of ${load.limit}. ${own ? 'Tell your manager what cannot be done.' : ''}`, { wrap: true })}</p>`

function today(facts: WorkFacts, shown: Shown): Html {
  const rows = needsYou(facts)
  const some = shown.all ? rows : rows.slice(0, atOnce)
  const more = rows.length > some.length && html`<p>${link(`Show all ${rows.length}`, allHref(shown))}</p>`
  const body = rows.length === 0 ? html`<p>Nothing is late or due today.</p>` : html`${worklist(some)}${more}`
  return section(
    { id: 'today', title: facts.own ? 'Needs you today' : 'Needs them today', aside: things(rows.length) },
    body,
  )
}

const things = (count: number): string => counted(count, 'thing')

/** Rows of a list beside, before 'Show all'. */
const atSide = 5

const allHref = ({ worker }: Shown): string => `/my-work?all=yes${worker === null ? '' : `&worker=${worker}`}`

/** What was begun, what others owe, and what is asked for later. */
export function besides(facts: WorkFacts, shown: Shown): Html {
  const { drafts, asks, own, assessments } = facts
  const writing = assessments.filter(({ state: stands }) => stands === 'started')
  const later = asks.filter((one) => one.mine && one.state === 'open' && !isForToday(one, facts))
  // What others say is done waits for whoever asked, and for nobody else.
  const answered = asks.filter((one) => !one.mine && one.state === 'answered')
  const waiting = asks.filter((one) => (one.mine ? one.state === 'answered' : one.state !== 'answered'))
  return html`${own && section({ id: 'drafts', title: 'Drafts', aside: String(drafts.length + writing.length) }, someOr('Nothing begun and not sent.', [...writing.map((one) => writingItem(one, facts)), ...drafts.map((draft) => draftItem(draft, facts))]))}
    ${answered.length > 0 && section({ id: 'answered', title: own ? 'Answered, for you to agree' : 'Answered, for them to agree', aside: String(answered.length) }, asked(answered, facts, shown))}
    ${section({ id: 'waiting', title: 'Waiting for others', aside: String(waiting.length) }, asked(waiting, facts, shown))}
    ${later.length > 0 && section({ id: 'later', title: 'Asked, due later', aside: String(later.length) }, listed(later.map((one) => laterItem(one, facts))))}`
}

function asked(all: WorkFacts['asks'], facts: WorkFacts, shown: Shown): Html {
  const some = shown.all ? all : all.slice(0, atSide)
  const rest = all.length > some.length && html`<p>${link(`Show all ${all.length}`, allHref(shown))}</p>`
  return html`${someOr(
    'Nothing.',
    some.map((one) => waitingItem(one, facts)),
  )}${rest}`
}

const someOr = (none: string, items: readonly Html[]): Html =>
  items.length === 0 ? html`<p class="hf-quiet">${none}</p>` : listed(items)

function draftItem(draft: WorkFacts['drafts'][number], { today: on }: WorkFacts): Html {
  const { words, path } = leadsTo(draft.command)
  return html`<p>${link(`${words} ${nameOf(draft)}`, `/children/${draft.id}/${path}`)}</p>
    <p class="hf-quiet hf-small">Saved ${daySaid(draft.savedOn, on)}, not sent.</p>`
}

function waitingItem(one: WorkFacts['asks'][number], { today: on, calendar }: WorkFacts): Html {
  const whom = one.mine ? (one.asker ?? 'whoever asked') : (one.owner ?? 'nobody yet')
  const what =
    one.state === 'answered' && one.answeredOn !== null
      ? one.mine
        ? `${whom} to agree it was done. Answered ${daySaid(one.answeredOn, on)}`
        : `Answered by ${whom} ${daySaid(one.answeredOn, on)}`
      : `With ${whom}, ${dueSaid(one.dueOn, on, calendar).words.toLowerCase()}`
  return html`<p>${link(one.what, `/children/${one.childId}/actions`)}</p><p class="hf-quiet hf-small">${nameOf(one)}. ${what}</p>`
}

const laterItem = (one: WorkFacts['asks'][number], { today: on }: WorkFacts): Html =>
  html`<p>${link(one.what, `/children/${one.childId}/actions`)}</p><p class="hf-quiet hf-small">${nameOf(one)}. Due ${daySaid(one.dueOn, on)}</p>`

/** Tomorrow and six days more; a weekend is one column. */
function week(facts: WorkFacts): Html {
  const coming = comingWeek(facts)
  const days = Array.from({ length: 7 }, (_, i) => addDays(facts.today, i + 1))
  const columns = days.flatMap((on, i) => {
    if (weekday(on) === 7 && i > 0) return []
    const both = weekday(on) === 6 && i < 6
    return [column(both ? [on, addDays(on, 1)] : [on], coming, facts)]
  })
  return section(
    { id: 'week', title: 'Next 7 days', aside: things(coming.length) },
    html`<ol class="hf-week">${columns}</ol>`,
  )
}

/** Of one day, so many by name: the rest are in the list of children below. */
const inAColumn = 6

function column(days: readonly Day[], coming: readonly Coming[], { today: on }: WorkFacts): Html {
  const due = coming.filter((one) => days.includes(one.on))
  const items = due.slice(0, inAColumn).map(({ what, child }) => html`<li>${what}, ${linkTo(child)}</li>`)
  const rest = due.length > inAColumn && html`<li class="hf-quiet">and ${due.length - inAColumn} more</li>`
  const none = html`<li><span class="hf-quiet">Nothing due</span></li>`
  return html`<li><p class="hf-strong">${days.map((day) => dayOnly(day, on)).join(' – ')}</p><ul class="hf-plain">${due.length === 0 ? none : items}${rest}</ul></li>`
}

const linkTo = (child: Coming['child']): Html =>
  link(
    nameOf(child),
    'childId' in child ? `/children/${child.childId}/actions` : `/children/${child.id}/overview`,
  )

/** 'Tue 24', with the month where it is another. */
const dayOnly = (at: Day, on: Day): string =>
  at.slice(0, 7) === on.slice(0, 7) ? shortDay(at).split(' ').slice(0, 2).join(' ') : shortDay(at)

function myChildren(facts: WorkFacts, shown: Shown): Html {
  const next = nextDuties(facts)
  const chosen = facts.children.filter((child) => shown.plan === null || hasHelp(child, shown.plan))
  const ordered = chosen.toSorted(inOrder(shown.order, next))
  const table = cards({
    caption: `${facts.own ? 'My' : 'Their'} children, ${orders[shown.order].toLowerCase()} first`,
    columns: ['Child', 'Plan', 'Last seen', 'Next due', 'Plan moving?'],
    rows: ordered.map((child) => childRow(child, next.get(child.id), facts)),
  })
  const left = facts.children.length - chosen.length
  return section(
    {
      id: 'children',
      title: facts.own ? 'My children' : 'Their children',
      aside: counted(familiesOf(facts.children), 'family', 'families'),
    },
    html`${filter(shown)}${ordered.length === 0 ? html`<p>None of them has this plan.</p>` : table}
      <div class="hf-row hf-row--apart govuk-!-margin-top-3">${seenKey}${left > 0 && html`<p class="govuk-!-margin-0">Showing ${chosen.length} of ${facts.children.length} children. ${link('Show all', shown.worker === null ? '/my-work' : `/my-work?worker=${shown.worker}`)}</p>`}</div>`,
  )
}

/** The next thing due for each child: what is late only where it is the worker's to do. */
function nextDuties({ duties, today: on }: WorkFacts): Map<string, Duty> {
  const first = new Map<string, Duty>()
  for (const duty of duties)
    if (!first.has(duty.childId) && (duty.dueOn >= on || workersOwn.has(duty.clock)))
      first.set(duty.childId, duty)
  return first
}

function inOrder(order: Order, next: ReadonlyMap<string, Duty>) {
  const far = '9999-12-31'
  const keyOf = (child: MyChild): string => {
    if (order === 'due') return next.get(child.id)?.dueOn ?? far
    return order === 'alone' ? (child.aloneOn ?? '') : ''
  }
  return (one: MyChild, other: MyChild): number =>
    keyOf(one).localeCompare(keyOf(other)) ||
    nameOf(one).localeCompare(nameOf(other), 'en') ||
    one.id.localeCompare(other.id)
}

const filter = ({ plan, order, worker }: Shown): Html =>
  html`<form class="hf-filter" method="get">${worker !== null && html`<input type="hidden" name="worker" value="${worker}">`}
    ${select({ id: 'plan', name: 'plan', label: { text: 'Plan' }, value: plan ?? '', items: [{ value: '', text: 'Any plan' }, ...options(helpKinds)] })}
    ${select({ id: 'order', name: 'order', label: { text: 'Order by' }, value: order, items: options(orders) })}
    ${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

function childRow(child: MyChild, duty: Duty | undefined, facts: WorkFacts): CardRow {
  const { today: on } = facts
  return {
    head: html`${link(nameOf(child), `/children/${child.id}/overview`)}<br><span class="hf-quiet hf-small">${ageWords(child, on)}</span>`,
    cells: [
      helpWords(child),
      html`${lastSeenWords(child, on).replace('Last seen ', '')} ${seenDots(child.attempts.toReversed())}${child.seenAlone !== 'yes' && child.aloneOn !== null && html`<br><span class="hf-quiet hf-small">Alone ${daySaid(child.aloneOn, on)}</span>`}`,
      nextDue(duty, facts),
      movement(child, on),
    ],
  }
}

function nextDue(duty: Duty | undefined, { today: on, calendar, named }: WorkFacts): Words {
  if (duty === undefined) return html`<span class="hf-quiet">Nothing due</span>`
  const { state: kind } = dueSaid(duty.dueOn, on, calendar)
  const when = duty.dueOn < on ? overWords(duty.dueOn, on, calendar) : daySaid(duty.dueOn, on)
  return state(kind, `${named(duty.clock)}, ${when}`, { wrap: true })
}

/** '1 of 4 moving; home the same for 34 days'. */
function movement({ outcomes, moving, stuckWhat, stuckSince }: MyChild, on: Day): Words {
  if (outcomes === null) return html`<span class="hf-quiet">Not yours to read</span>`
  if (outcomes === 0) return 'No plan yet'
  const count = `${moving} of ${outcomes} moving`
  if (stuckWhat === null || stuckSince === null) return count
  return state('over', `${count}; “${stuckWhat}” the same since ${daySaid(stuckSince, on)}`, { wrap: true })
}

/** What can be recorded about each child: the page behind + Record. */
export function recordView(children: readonly MyChild[], on: Day, may: RecordMay): Html {
  const sorted = children.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'en'))
  const mine =
    sorted.length === 0
      ? html`<p class="govuk-body">You have no children allocated. Search for the child, and record from their page.</p>`
      : listed(sorted.map((child) => recordItem(child, on, may)))
  return html`${mine}${section({ id: 'others', title: 'Somebody else' }, listed(others(may)))}`
}

const others = (may: RecordMay): Html[] => [
  ...(may.search ? [html`<p>${link('Find another child', '/search')}</p>`] : []),
  ...(may.person ? [html`<p>${link('Add a child we do not know yet', '/people/add')}</p>`] : []),
  ...(may.child
    ? [
        html`<p>${link('Children privately fostered', '/private-fostering')}</p>`,
        html`<p>${link('Strategy discussions and enquiries that wait', '/strategy-discussions')}</p>`,
        html`<p>${link('Families waiting for a service', '/service-waits')}</p>`,
        html`<p>${link('Homes, and children in those that are not registered', '/homes')}</p>`,
      ]
    : []),
  ...(may.manager
    ? [
        html`<p>${link('Worries to look at', '/worries')}</p>`,
        html`<p>${link('Written agreements', '/agreements')}</p>`,
      ]
    : []),
]

interface RecordMay {
  readonly visit: boolean
  readonly note: boolean
  readonly direct: boolean
  readonly search: boolean
  readonly person: boolean
  readonly child: boolean
  readonly manager: boolean
}

function recordItem(child: MyChild, on: Day, may: RecordMay): Html {
  const about = `: ${listedName(child, on)}`
  const at = (page: string): string => `/children/${child.id}/${page}`
  return html`<div class="hf-row hf-row--apart"><p><strong>${childLink(child, on)}</strong></p><p class="hf-row govuk-!-margin-0">
    ${may.visit && link('Visit', at('visits/record'), about)}
    ${may.note && html`${link('Call', at('notes/record?kind=call'), about)} ${link('Message', at('notes/record?kind=message'), about)} ${link('Meeting', at('notes/record?kind=meeting'), about)} ${link('Event', at('notes/record?kind=event'), about)}`}
    ${may.direct && link('Direction', at('actions/give'), about)}</p></div>`
}
