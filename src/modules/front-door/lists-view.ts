import { dayOf, momentOf, shortDay, timeOf, type Day, type Instant } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { CheckOwed, FeedbackOwed } from './owed.ts'
import type { Repeated } from './queries.ts'
import { agencies, decisions, type Decision } from './words.ts'

type Row = readonly (Html | string)[]

function listTable(caption: string, columns: readonly string[], rows: readonly Row[]): Html {
  const more = rows.length >= 200 && html`<p>Showing the first 200.</p>`
  return html`${more}
    ${cards({ caption, columns, rows: rows.map(([head = '', ...cells]) => ({ head, cells })) })}`
}

const contactLink = (row: FeedbackOwed | CheckOwed): Html =>
  link(nameOf(row), `/children/${row.childId}/contacts/${row.contactId}`)

/** Decisions whose referrers have not heard. */
export function feedbackView(rows: readonly FeedbackOwed[], today: Day): Html {
  if (rows.length === 0) return html`<p>Every referrer has been told, or there is a reason why not.</p>`
  const cells = rows.map((row) => [
    contactLink(row),
    decisions[row.decision as Decision] ?? row.decision ?? '',
    shortDay(row.decidedOn),
    row.reply ?? 'No way to reply was given',
    row.dueOn !== null && row.dueOn < today
      ? state('over', `Was due ${shortDay(row.dueOn)}`)
      : state('soon', row.dueOn === null ? 'To be told' : `By ${shortDay(row.dueOn)}`),
  ])
  return listTable(
    'Referrers to be told',
    ['Child', 'Decision', 'Decided', 'Reply to', 'Telling them'],
    cells,
  )
}

/** Questions to other agencies that are not answered. */
export function checksView(rows: readonly CheckOwed[], now: Instant): Html {
  if (rows.length === 0) return html`<p>Every agency that was asked has replied.</p>`
  const cells = rows.map((row) => [
    contactLink(row),
    agencies[row.agency],
    `${shortDay(dayOf(row.askedAt))} ${timeOf(row.askedAt)}`,
    row.chasedOn === null ? 'Not reminded' : `Reminded ${shortDay(row.chasedOn)}`,
    row.dueAt === null
      ? state('unknown', 'Not back')
      : momentOf(row.dueAt) < momentOf(now)
        ? state('over', `Was due ${shortDay(dayOf(row.dueAt))} ${timeOf(row.dueAt)}`)
        : state('soon', `Due ${shortDay(dayOf(row.dueAt))} ${timeOf(row.dueAt)}`),
  ])
  return listTable('Agencies not back', ['Child', 'Who', 'Asked', 'Reminded', 'Answer'], cells)
}

/** Children told about three times or more in a year. */
export function repeatedView(rows: readonly Repeated[]): Html {
  if (rows.length === 0) return html`<p>No child has had three contacts in the last 12 months.</p>`
  const cells = rows.map((row) => [
    link(nameOf(row), `/children/${row.childId}/contacts/${row.lastId}`),
    counted(row.contacts, 'contact'),
    row.withoutAction === 0 ? 'None' : state('soon', String(row.withoutAction)),
    shortDay(row.lastOn, { year: true }),
  ])
  return listTable(
    'Children with three contacts or more in 12 months',
    ['Child', 'In 12 months', 'Ended in no action or advice', 'Last'],
    cells,
  )
}
