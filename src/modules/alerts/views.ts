import type { Calendar } from '../../platform/dates/calendar.ts'
import { timeOf, type Day } from '../../platform/dates/day.ts'
import type { Clock } from '../../platform/clocks/clock.ts'
import { nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { tag } from '../../platform/web/govuk/tag.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { tally } from '../../platform/web/holdfast/tally.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { daySaid, dueSaid } from '../actions/index.ts'
import { clearedWords } from './clear.ts'
import { warnings } from './ladders.ts'
import { onAPage, parts, type Count, type Listing, type Part, type Told } from './queries.ts'

/** What the inbox is told in: the day, the working days, and what each duty is called. */
export interface Telling {
  readonly today: Day
  readonly calendar: Calendar
  readonly named: (entry: string) => string
}

/** Everything one page of the inbox shows. */
interface Inbox extends Telling {
  readonly listing: Listing
  readonly counts: readonly Count[]
  readonly told: readonly Told[]
  /** The button that marks all as read, with its hidden fields; null where nothing is unread. */
  readonly markRead: Html | null
}

const sum = (counts: readonly Count[]): number => counts.reduce((all, { count }) => all + count, 0)

const hrefOf = ({ part, entry, page }: Listing): string =>
  `/inbox?part=${part}${entry === null ? '' : `&duty=${entry}`}${page === 1 ? '' : `&page=${page}`}#list`

/** What somebody was told: in figures, and then one part of it as a list. */
export function inboxView(inbox: Inbox): Html {
  const { counts, listing, markRead, named } = inbox
  const ofPart = counts.filter(({ part }) => part === listing.part)
  const all = (Object.keys(parts) as Part[]).map((part) => ({
    name: parts[part],
    count: sum(counts.filter((one) => one.part === part)),
    href: hrefOf({ part, entry: null, page: 1 }),
  }))
  const title =
    listing.entry === null ? parts[listing.part] : `${parts[listing.part]}: ${named(listing.entry)}`
  return html`${tally(all)}${markRead}
    <div id="list">
      ${section(
        {
          id: 'told',
          title,
          aside:
            listing.entry === null
              ? undefined
              : link('All of them', hrefOf({ ...listing, entry: null, page: 1 })),
        },
        html`${listing.entry === null && byDuty(ofPart, listing, named)}${list(inbox, ofPart)}`,
      )}
    </div>`
}

/** More than one duty, each a way to its own children. */
const byDuty = (counts: readonly Count[], { part }: Listing, named: Telling['named']): Html | false =>
  counts.length > 1 &&
  html`<details class="govuk-details govuk-!-margin-bottom-4">
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">By duty</span></summary>
    ${tally(
      counts
        .slice(0, 40)
        .map(({ entry, count }) => ({ name: named(entry), count, href: hrefOf({ part, entry, page: 1 }) })),
    )}
    </details>`

function list(inbox: Inbox, ofPart: readonly Count[]): Html {
  const { told, listing } = inbox
  const { entry, page } = listing
  const total = sum(entry === null ? ofPart : ofPart.filter((one) => one.entry === entry))
  if (told.length === 0) return html`<p class="govuk-body">Nothing.</p>`
  const more = html`${page > 1 && link('The ones before', hrefOf({ ...listing, page: page - 1 }))} ${
    page * onAPage < total && link('The next ones', hrefOf({ ...listing, page: page + 1 }))
  }`
  return html`${listed(told.map((one) => row(one, inbox)))}<p class="govuk-body">${more}</p>`
}

/** The child, or that there is one whose record is not the reader’s to open. */
const whose = (one: Told): string => (one.open ? nameOf(one) : 'A child whose record is not open to you')

function row(one: Told, { named, today, calendar }: Telling): Html {
  return html`<p class="govuk-!-margin-bottom-1"><strong>${link(
    whose(one),
    `/inbox/${one.id}`,
    `: ${named(one.entry)}`,
  )}</strong> ${standing(one, today, calendar)} ${one.state === 'open' && !one.read && tag('New')}</p>
    <p class="hf-quiet hf-small">${named(one.entry)}${
      one.about !== null && html`: “${one.about}”`
    }. ${toldWords(one, today)}</p>
    ${outcome(one, today)}`
}

const standing = ({ state: stands, dueOn }: Told, today: Day, calendar: Calendar): Html | false => {
  if (stands === 'cleared') return state('met', 'Cleared')
  if (dueOn === null) return false
  const said = dueSaid(dueOn, today, calendar)
  return state(said.state, said.words)
}

const toldWords = ({ rung, raisedOn }: Told, today: Day): string =>
  warnings.has(rung)
    ? `You were warned on ${daySaid(raisedOn, today)}`
    : `Told to you as ${rung} on ${daySaid(raisedOn, today)}`

/** What came of it: what was answered, and what ended it. */
function outcome(one: Told, today: Day): Html {
  const answered =
    one.actionWhat !== null
      ? `You asked for: ${one.actionWhat}${
          one.actionDueOn === null ? '' : `, by ${daySaid(one.actionDueOn, today)}`
        }${one.actionOwner === null ? '' : `, ${one.actionOwner}`}.`
      : one.answer
  const cleared =
    one.clearedWhy === null || one.clearedOn === null
      ? null
      : `${clearedWords[one.clearedWhy]} Cleared on ${daySaid(one.clearedOn, today)}.`
  return html`${
    answered !== null && (one.open || one.answer !== null) && html`<p class="hf-small">${answered}</p>`
  }${cleared !== null && html`<p class="hf-small">${cleared}</p>`}`
}

/** One telling as a page: what must be done, why the reader is told, and the form. */
interface OneTold extends Telling {
  readonly one: Told
  readonly clock: Clock | undefined
  /** What ends it where it is no clock’s. */
  readonly clears: string
  readonly source: string
  readonly form: Html
}

export function toldView({ one, clock, clears, source, form, today, calendar, named }: OneTold): Html {
  const due =
    one.dueOn === null
      ? null
      : `${daySaid(one.dueOn, today)}${one.dueAt === null ? '' : ` at ${timeOf(one.dueAt)}`}`
  const rows = [
    {
      key: { text: 'Child' },
      value: { text: one.open ? link(nameOf(one), `/children/${one.childId}/overview`) : whose(one) },
    },
    { key: { text: 'What must be done' }, value: { text: clock?.duty ?? named(one.entry) } },
    one.about !== null && { key: { text: 'Which one' }, value: { text: `“${one.about}”` } },
    due !== null && {
      key: { text: clock === undefined ? 'Since' : 'Due' },
      value: { text: html`${due} ${clock !== undefined && standing(one, today, calendar)}` },
    },
    { key: { text: 'Why you are told' }, value: { text: `${toldWords(one, today)}.` } },
    { key: { text: 'What clears it' }, value: { text: clears } },
    { key: { text: 'Where it is said' }, value: { text: source } },
  ]
  return html`${summaryList({ rows })}
    ${outcome(one, today)}${one.state === 'open' && !warnings.has(one.rung) ? form : nothing}
    <p class="govuk-body govuk-!-margin-top-6">${link('Back to the inbox', '/inbox')}</p>`
}

/** The button under which everything unread is read. */
export const markReadForm = (hidden: Html): Html =>
  html`<form method="post" action="/inbox/read">
      ${hidden}
      ${button({
        text: 'Mark all as read',
        classes: 'govuk-button--secondary govuk-!-margin-top-4 govuk-!-margin-bottom-6',
      })}
    </form>`
