import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { addMonths, endOfMonth, firstOfMonth, longDay, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { agencyWords } from './agencies.ts'
import { meetings, type MeetingKind, type Stretch } from './scorecard.ts'

/** One month of one agency and one kind of meeting: how often it came of how often it was asked. */
export interface AgencyMonth {
  readonly agency: string
  readonly kind: MeetingKind
  /** The first day of the month. */
  readonly month: Day
  readonly asked: number
  readonly came: number
}

/** The twelve months beside one another; the last up to the day, and no further. */
const many = 12

/** The twelve months that end with the month of a day, that day included. */
export const yearTo = (to: Day): Stretch => ({ from: addMonths(firstOfMonth(to), 1 - many), to })

export const agencyMonths = (db: Db, actor: Actor, to: Day): Promise<AgencyMonth[]> =>
  prepared(
    db,
    sql<AgencyMonth>`
    with met as materialized (${meetings(actor, yearTo(to))})
    select agency, kind, date_trunc('month', held_on)::date as month, count(*)::int as asked,
           (count(*) filter (where came))::int as came
      from met group by 1, 2, 3
  `,
  )

/** Where the meetings behind a number are. */
export type Opens = (agency: string, kind: MeetingKind, stretch: Stretch) => string

/** Each agency by month, of one kind of meeting: how often it came, of how often it was asked. Nothing where nobody was asked. */
export function byMonth(all: readonly AgencyMonth[], kind: MeetingKind, to: Day, opens: Opens): Html {
  const ours = all.filter((one) => one.kind === kind)
  if (ours.length === 0) return nothing
  const { from } = yearTo(to)
  const months = Array.from({ length: many }, (_, i) => addMonths(from, i))
  const agencies = [...new Set(ours.map(({ agency }) => agency))].toSorted()
  const rows = agencies.map((agency) => ({
    head: agencyWords(agency),
    cells: months.map((month) => cellOf(ours, agency, { month, to }, opens)),
  }))
  return html`<h3 class="hf-h3 govuk-!-margin-top-6">Came, month by month</h3>
    <p class="hf-quiet hf-small">Of the meetings each was asked to. The last month goes to ${longDay(to)}.</p>
    ${cards({
      caption: `${kind === 'conference' ? 'Conferences' : 'Core groups'}, by agency and month: how often each came, of how often it was asked`,
      columns: ['Agency', ...months.map(monthSaid)],
      rows,
      pack: true,
    })}`
}

function cellOf(
  all: readonly AgencyMonth[],
  agency: string,
  { month, to }: { readonly month: Day; readonly to: Day },
  opens: Opens,
): Html {
  const found = all.find((one) => one.agency === agency && one.month === month)
  if (found === undefined) return html`<span class="hf-quiet">–</span>`
  const end = endOfMonth(month)
  const stretch = { from: month, to: end < to ? end : to }
  return link(
    `${found.came} of ${found.asked}`,
    opens(agency, found.kind, stretch),
    `, ${agencyWords(agency)}, ${monthSaid(month)}`,
  )
}

/** 'Nov 26'. */
const monthSaid = (month: Day): string => {
  const [, name = '', year = ''] = longDay(month).split(' ')
  return `${name.slice(0, 3)} ${year.slice(2)}`
}
