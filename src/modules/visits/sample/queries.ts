import { sql, type RawBuilder } from 'kysely'
import { scopeOf, type Actor } from '../../../platform/access/policy.ts'
import { within } from '../../../platform/access/reach.ts'
import type { Day, Instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Named } from '../../../platform/people/name.ts'

/** Visits that were drawn by a day and not checked by it: of `asked.day`, with the team each was drawn for. */
export const drawnAndLeft: RawBuilder<unknown> = sql`
  select asked.day, visit.child_id, visit.worker_id, visit_draw.team_id, visit.visited_on, visit_draw.drawn_on
    from asked join visit_draw on visit_draw.drawn_on <= asked.day
    join visit_drawn on visit_drawn.draw_id = visit_draw.id
    join visit on visit.id = visit_drawn.visit_id
   where visit.state = 'recorded' or visit.sampled_on > asked.day`

/** One month of one team: what was drawn, and how far it has been checked, of the children whose visits the reader may check. */
export interface Draw {
  readonly month: Day
  readonly teamId: string
  readonly team: string
  readonly drawnAt: Instant
  readonly drawnOn: Day
  readonly ofMany: number
  readonly drawn: number
  readonly checked: number
}

function theirTeams(actor: Actor): RawBuilder<boolean> {
  const scope = scopeOf(actor, 'visit.check')
  if (scope === 'authority') return sql<boolean>`true`
  return scope === 'service'
    ? sql<boolean>`team.service = ${actor.service}`
    : sql<boolean>`team.id = ${actor.teamId}`
}

/** How many visits of each worker are drawn: a local standard. */
export async function visitsOfEach(db: Db): Promise<number> {
  const row = await db.selectFrom('drawSetting').select('visitsOfEachWorker').executeTakeFirstOrThrow()
  return row.visitsOfEachWorker
}

/** The draws of the last twelve months, newest first; at most 120. */
export async function drawsFor(db: Db, actor: Actor): Promise<Draw[]> {
  const { rows } = await sql<Draw>`
    select visit_draw.month, team.id as team_id, team.name as team, visit_draw.drawn_at, visit_draw.drawn_on,
           greatest(visit_draw.of_many, count(visit.id)::int) as of_many, count(visit.id)::int as drawn,
           count(visit.id) filter (where visit.state = 'checked')::int as checked
      from visit_draw join team on team.id = visit_draw.team_id
      left join visit_drawn on visit_drawn.draw_id = visit_draw.id
      left join visit on visit.id = visit_drawn.visit_id
       and ${within(actor, 'visit.check', sql.ref('visit.child_id'))}
     where ${theirTeams(actor)}
     group by visit_draw.id, team.id
     order by visit_draw.month desc, team.name
     limit 120
  `.execute(db)
  return rows
}

/** A visit that was drawn. */
export interface Drawn extends Named {
  readonly id: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly visitedOn: Day
  readonly workerId: string | null
  readonly worker: string | null
  readonly month: Day
  readonly team: string
  readonly state: string
  readonly purposeRating: string | null
  readonly sampler: string | null
}

/** Which are listed: those left, or all of one month; of one team, or of every team of the reader's. */
export interface Asked {
  readonly month: Day | null
  readonly teamId: string | null
  /** The first is 1. */
  readonly page: number
}

/** Visits of a page. */
export const atOnce = 50

/** One more than a page holds where there are more. */
export async function drawnVisits(db: Db, actor: Actor, { month, teamId, page }: Asked): Promise<Drawn[]> {
  const { rows } = await sql<Drawn>`
    select visit.id, visit.child_id, person.kind, given_name, family_name, known_as, la_child_id,
           visit.visited_on, visit.worker_id,
           staff.name as worker, visit_draw.month, team.name as team, visit.state, visit.purpose_rating,
           sampler.name as sampler
      from visit_draw join team on team.id = visit_draw.team_id
      join visit_drawn on visit_drawn.draw_id = visit_draw.id
      join visit on visit.id = visit_drawn.visit_id
      join person on person.id = visit.child_id
      left join staff on staff.id = visit.worker_id
      left join staff sampler on sampler.id = visit.sampled_by
     where ${theirTeams(actor)} and ${within(actor, 'visit.check', sql.ref('visit.child_id'))}
       and ${month === null ? sql`visit.state = 'recorded'` : sql`visit_draw.month = ${month}`}
       and ${teamId === null ? sql`true` : sql`team.id = ${teamId}`}
     order by visit.state <> 'recorded', visit_draw.month, team.name, staff.name, visit.visited_on, visit.id
     limit ${sql.lit(atOnce + 1)} offset ${(page - 1) * atOnce}
  `.execute(db)
  return rows
}
