import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { holdingRoles } from '../allocation/index.ts'
import type { Measure } from './measure.ts'
import type { Stretch } from './stretch.ts'

/** What a measure counted in one stretch, of one team or of all where `teamId` is null. */
export interface Figure {
  readonly measure: string
  readonly day: Day
  readonly since: Day
  readonly teamId: string | null
  readonly numerator: number
  /** Rows it is held against. */
  readonly denominator: number
  /** Rows that could not be told either way. */
  readonly unknown: number
  /** The average, median, longest, or number of workers, as the measure asks; null where none is known. */
  readonly amount: number | null
}

/**
 * The rows behind a measure: `row` with day, since, child_id, worker_id, team_id, at, counted (null where not known),
 * within (whether in the denominator) and amount. A row of a child belongs to the team that last had the child by the day.
 */
export const rowsOf = (measure: Measure, stretches: readonly Stretch[]): RawBuilder<unknown> => sql`
  asked as materialized (
    select *
      from unnest(${stretches.map(({ day }) => day)}::date[],
                  ${stretches.map(({ since }) => since)}::date[]) as asked (day, since)
  ), told as materialized (
    select asked.day, asked.since, one.child_id, one.at,
           (${measure.numerator ?? sql`true`})::boolean as counted,
           (${measure.denominator ?? sql`null`})::boolean as within,
           (${measure.value ?? sql`null`})::numeric as amount,
           (${measure.worker ?? sql`null`})::uuid as worker_id,
           (${measure.team ?? sql`null`})::uuid as own_team
      from asked cross join lateral (${measure.population}) one
  ), row as (
    select told.day, told.since, told.child_id, told.at, told.counted,
           coalesce(told.within, told.counted is not null) as within, told.amount,
           told.worker_id, ${measure.team === undefined ? sql`held.team_id` : sql`told.own_team`} as team_id
      from told ${measure.team === undefined ? theirTeam : sql``}
  )`

const theirTeam = sql`left join lateral (
  select allocation.team_id from allocation
   where allocation.child_id = told.child_id
     and allocation.role = any(${holdingRoles})
     and coalesce(allocation.from_on <= told.day, true)
   order by coalesce(allocation.to_on > told.day, allocation.state = 'allocated') desc,
         allocation.role <> 'lead social worker',
         allocation.from_on desc nulls last, allocation.id
   limit 1) held on true`

function amountOf({ figure }: Measure): RawBuilder<number | null> {
  switch (figure) {
    case 'mean':
      return sql`avg(amount) filter (where counted)`
    case 'median':
      return sql`percentile_cont(0.5) within group (order by amount) filter (where counted)`
    case 'longest':
      return sql`max(amount) filter (where counted)`
    case 'each worker':
      return sql`count(distinct worker_id) filter (where counted)`
    case 'count':
    case 'percent':
    case 'rate':
      return sql`null`
  }
}

/** What a measure counts in each stretch: of all together, and of every team that has a row. */
export async function figuresOf(
  db: Db | Tx,
  measure: Measure,
  stretches: readonly Stretch[],
): Promise<Figure[]> {
  const { rows } = await sql<Omit<Figure, 'measure'> & { whole: number }>`
    with ${rowsOf(measure, stretches)}
    select day, since, team_id, grouping(team_id) as whole,
           (count(*) filter (where counted))::int as numerator,
           (count(*) filter (where within))::int as denominator,
           (count(*) filter (where counted is null))::int as unknown,
           (${amountOf(measure)})::float8 as amount
      from row group by grouping sets ((day, since), (day, since, team_id))
  `.execute(db)
  const found = rows.flatMap(({ whole, ...row }) =>
    whole === 0 && row.teamId === null ? [] : [{ ...row, measure: measure.id }],
  )
  const none = stretches.filter(
    ({ day, since }) => !found.some((one) => one.teamId === null && one.day === day && one.since === since),
  )
  return [
    ...found,
    ...none.map((stretch) => ({
      ...stretch,
      measure: measure.id,
      teamId: null,
      numerator: 0,
      denominator: 0,
      unknown: 0,
      amount: null,
    })),
  ]
}
