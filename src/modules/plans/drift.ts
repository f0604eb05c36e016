import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { driftRules, type DriftHit, type DriftSaying } from './drift-rules.ts'

/** Of one rule, no more than so many hits weigh: twelve late papers are not worse than three children unseen. */
export const mostOfOneRule = 3

const every = sql.join(
  driftRules.map(
    ({ id, weight, hits }) =>
      sql`select ${sql.lit(id)} as rule, ${sql.lit(weight)} as weight, hit.* from (${hits}) hit`,
  ),
  sql` union all `,
)

/** Every reason why help for a child is drifting, the gravest first; at most 60. */
export async function driftOf(db: Db, childId: string, today: Day): Promise<DriftHit[]> {
  const { rows } = await sql<DriftHit>`
    with held as (select ${today}::date as day, ${childId}::uuid as child_id, null::uuid as worker_id,
                         null::uuid as team_id)
    select rule, at, number, words from (${every}) found order by weight desc, at, words limit 60
  `.execute(db)
  return rows
}

/** A rule’s words for what it found. @throws RangeError if there is no such rule */
export function driftSaid(hit: DriftHit, saying: DriftSaying): string {
  const rule = driftRules.find(({ id }) => id === hit.rule)
  if (rule === undefined) throw new RangeError(`no rule of drift ${hit.rule}`)
  return rule.says(hit, saying)
}

/** Of the children of `held`, each in it once, those whose rules of drift add up to so much: child_id and score. */
export const driftAmong = (score: number): RawBuilder<unknown> => sql`
  select child_id, sum(weight)::int as score
    from (select child_id, rule, least(count(*), ${sql.lit(mostOfOneRule)}) * max(weight) as weight
            from (${every}) found
           group by child_id, rule) perrule
   group by child_id having sum(weight) >= ${sql.lit(score)}`

/** The children with whom somebody works today and whose rules of drift add up to so much: child_id and score. */
export const driftingFrom = (score: number, today: Day): RawBuilder<unknown> => sql`
  with held as materialized (
    select distinct ${today}::date as day, child_id, null::uuid as worker_id, null::uuid as team_id
      from allocation
     where state = 'allocated'
  ) ${driftAmong(score)}`
