import type { Permission } from '../../../platform/access/policy.ts'
import type { Calendar } from '../../../platform/dates/calendar.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { summaryList } from '../../../platform/web/govuk/summary-list.ts'
import { tag } from '../../../platform/web/govuk/tag.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { daySaid, dueSaid } from '../../actions/index.ts'
import type { ServiceTold } from './queries.ts'
import { serviceEntries } from './standing.ts'

interface Telling {
  readonly today: Day
  readonly calendar: Calendar
}

interface OneTelling extends Telling {
  /** Whether the reader may open what asks for this. */
  readonly opens: (needs: Permission) => boolean
}

/** What somebody was told of queues, teams and workers; nothing at all where there is none. */
export function servicesSection(told: readonly ServiceTold[], telling: Telling): Html {
  if (told.length === 0) return nothing
  return section(
    { id: 'services', title: 'Queues, teams and workers' },
    listed(told.map((one) => line(one, telling))),
  )
}

const titleOf = ({ entry, named }: ServiceTold): string =>
  named === null ? serviceEntries[entry].name : `${named}: ${serviceEntries[entry].name.toLowerCase()}`

function line(one: ServiceTold, { today, calendar }: Telling): Html {
  const due = one.dueOn === null || one.state !== 'open' ? null : dueSaid(one.dueOn, today, calendar)
  return html`<p class="govuk-!-margin-bottom-1"><strong>${link(
    titleOf(one),
    `/inbox/services/${one.id}`,
  )}</strong> ${due !== null && state(due.state, due.words)} ${
    one.state === 'open' && !one.read && tag('New')
  }</p>
    <p class="hf-quiet hf-small">${one.says}.</p>${answered(one, today)}`
}

const answered = ({ answer, answeredOn, answerByOn }: ServiceTold, today: Day): Html =>
  answer === null || answeredOn === null
    ? nothing
    : html`<p class="hf-small">Answered ${daySaid(answeredOn, today)}: ${answer}${
        answerByOn !== null && `, by ${daySaid(answerByOn, today)}`
      }</p>`

/** Where to look, by its address. */
const placeNames: Readonly<Record<(typeof serviceEntries)[keyof typeof serviceEntries]['href'], string>> = {
  '/oversight': 'Oversight',
  '/supervision': 'Supervision',
  '/front-door/police-notices': 'The front door',
  '/front-door/from-referrers': 'The front door',
}

/** One telling as a page. */
export function serviceView(one: ServiceTold, telling: OneTelling, form: Html): Html {
  const entry = serviceEntries[one.entry]
  const { today } = telling
  const rows = [
    { key: { text: 'What it is' }, value: { text: one.says } },
    one.named !== null && {
      key: { text: 'About' },
      value: { text: one.teamId === null ? one.named : link(one.named, `/oversight/teams/${one.teamId}`) },
    },
    { key: { text: 'Since' }, value: { text: daySaid(one.sinceOn, today) } },
    one.dueOn !== null && { key: { text: 'Due' }, value: { text: daySaid(one.dueOn, today) } },
    { key: { text: 'What clears it' }, value: { text: entry.clears } },
    telling.opens(entry.hrefNeeds) && {
      key: { text: 'Where to look' },
      value: { text: link(placeNames[entry.href], entry.href) },
    },
  ]
  return html`${summaryList({ rows })}${answered(one, today)}${one.state === 'open' && form}
    <p class="govuk-body govuk-!-margin-top-6">${link('Back to the inbox', '/inbox')}</p>`
}

export { titleOf as serviceTitle }
