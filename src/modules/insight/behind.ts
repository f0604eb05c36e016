import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import { rowsOf } from './figures.ts'
import type { Measure } from './measure.ts'
import type { Stretch } from './stretch.ts'

/** Which rows are asked for: those that count, all they are held against, the rest of those, or those not known. */
export const parts = ['counted', 'of', 'rest', 'unknown'] as const
export type Part = (typeof parts)[number]

/** A row behind a number. */
export interface BehindRow extends Partial<Named> {
  /** Null for a row of a worker or a post, and for a child whose record is not the actor's to open. */
  readonly childId: string | null
  /** Whether it may be named: always, where it is no child's. */
  readonly may: boolean
  readonly at: Day | null
  readonly counted: boolean | null
  readonly worker: string | null
  readonly team: string | null
  readonly kind: string | null
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
}

/** One page of the rows behind a number, those that may be named first, and how many there are in all. */
export interface Behind {
  readonly total: number
  readonly rows: readonly BehindRow[]
}

/** Rows of a page of a list. */
export const atOnce = 50

/** Whose rows: a team's, those of no team (`none`), or everybody's (null). */
export type Whose = string | null

export interface Asked {
  readonly stretch: Stretch
  readonly part: Part
  readonly whose: Whose
  /** The first is 1. */
  readonly page: number
}

/**
 * What a number was counted from. A child out of the actor's reach is a row with no name, no day, no worker and no team: the
 * number is whole, and nobody is told of.
 */
export async function behindOf(db: Db, actor: Actor, measure: Measure, asked: Asked): Promise<Behind> {
  const { stretch, part, whose, page } = asked
  const { rows } = await sql<BehindRow & { total: number }>`
    with ${rowsOf(measure, [stretch])},
    picked as materialized (select row.* from row where ${inPart(part)} and ${ofTeam(whose)}),
    reached as materialized (select picked.*, picked.child_id is null
                                 or ${within(actor, 'child.read', sql.ref('picked.child_id'))} as may
                               from picked),
    paged as (
      select reached.*, (count(*) over ())::int as total from reached
       order by may desc, counted desc nulls last, at desc nulls last, child_id, worker_id
       limit ${sql.lit(atOnce)} offset ${(page - 1) * atOnce}
    )
    select paged.total, paged.may, paged.counted, person.id as child_id, person.kind, person.la_child_id,
           person.given_name, person.family_name, person.known_as,
           person.born_on, person.expected_on, person.died_on,
           case when paged.may then paged.at end as at, case when paged.may then team.name end as team,
           case when paged.may then coalesce(staff.name, lead.name) end as worker
      from paged
      left join person on person.id = paged.child_id and paged.may
      left join team on team.id = paged.team_id
      left join staff on staff.id = paged.worker_id
      left join lateral (
        select lead_staff.name from allocation join staff lead_staff on lead_staff.id = allocation.worker_id
         where allocation.child_id = paged.child_id
           and allocation.role in ('lead social worker', 'personal adviser')
           and coalesce(allocation.from_on <= paged.day, true)
           and coalesce(allocation.to_on > paged.day, allocation.state = 'allocated')
         order by allocation.role, allocation.from_on desc nulls last limit 1) lead on true
     order by paged.may desc, paged.counted desc nulls last, paged.at desc nulls last, paged.child_id,
           paged.worker_id
  `.execute(db)
  return { total: rows[0]?.total ?? 0, rows }
}

function inPart(part: Part): RawBuilder<boolean> {
  switch (part) {
    case 'counted':
      return sql<boolean>`row.counted`
    case 'of':
      return sql<boolean>`row.within`
    case 'rest':
      return sql<boolean>`row.within and not row.counted`
    case 'unknown':
      return sql<boolean>`row.counted is null`
  }
}

function ofTeam(whose: Whose): RawBuilder<boolean> {
  if (whose === null) return sql<boolean>`true`
  return whose === 'none' ? sql<boolean>`row.team_id is null` : sql<boolean>`row.team_id = ${whose}`
}

/** The teams that numbers may be split by, by name. */
export const teamsOf = async (db: Db): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  db.selectFrom('team').select(['id', 'name']).orderBy('name').limit(200).execute()
