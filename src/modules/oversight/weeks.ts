import { sql } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import { sparkline } from '../../platform/web/charts/sparkline.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { holdingRoles } from '../allocation/index.ts'
import { seeing } from './seeing.ts'

/** Visits whose day fell in one week, and how many of them were made by it. */
export interface Week {
  readonly due: number
  readonly onTime: number
}

/** How many weeks back the page looks. */
const weeks = 8

/** The last eight weeks of seven days, oldest first, the last ending on the day: of the children the team has that day. */
export async function weeksOf(db: Db, actor: Actor, teamId: string, on: Day): Promise<Week[]> {
  return prepared(
    db,
    sql<Week>`
    with theirs as materialized (
      select distinct child_id from allocation
       where team_id = ${teamId} and state = 'allocated' and role = any(${holdingRoles})
         and ${within(actor, 'oversight.read', sql.ref('allocation.child_id'))}
    ), fell as (
      select (${on}::date - due_on) / 7 as back, met_on <= due_on as on_time from theirs
        join clock_reading using (child_id)
       where clock = any(${seeing})
         and known
         and due_on > ${on}::date - ${sql.lit(7 * weeks)}
         and due_on <= ${on}::date
         and coalesce(ended_on >= due_on, true)
    )
    select count(fell.back)::int as due, count(*) filter (where fell.on_time)::int as on_time
      from generate_series(0, ${sql.lit(weeks - 1)}) as week (back) left join fell using (back)
     group by week.back order by week.back desc
  `,
  )
}

/** The share made on time, week by week, drawn and said; nothing where a week had no visit due. */
export function weeksView(all: readonly Week[]): Html {
  const shares = all.map(({ due, onTime }) => (due === 0 ? null : Math.round((100 * onTime) / due)))
  const values = shares.flatMap((share) => (share === null ? [] : [share]))
  if (values.length < 2) return nothing
  const drawn = sparkline({ values, each: 'weeks', label: 'Visits made on time' })
  const said = shares.map((share) => (share === null ? 'none due' : `${share}%`)).join(', ')
  return html`<p class="hf-small hf-quiet">On time in the last ${all.length} weeks, oldest first: ${said}. ${drawn}</p>`
}
