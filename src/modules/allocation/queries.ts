import { sql, type RawBuilder } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import { scopeOf, type Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import { loadOf, type Carried } from './load.ts'

/** What somebody must be to a child for the child to be theirs: chairs and reviewing officers hold nobody's record. */
export const holdingRoles = [
  'lead social worker',
  'personal adviser',
  'early help lead',
  'supervising social worker',
] as const

/** The roles of staff who may be given children. */
const practising = ['SW', 'PA', 'SSW', 'EHL'] as const

/** A worker, and what they carry against what they should. */
export interface WorkerLoad {
  readonly id: string
  readonly name: string
  readonly teamId: string
  readonly team: string
  readonly newlyQualified: boolean
  readonly children: number
  readonly load: number
  readonly limit: number
}

interface CarriedRow extends Carried {
  readonly id: string
  readonly name: string
  readonly teamId: string
  readonly team: string
  readonly newlyQualified: boolean
  readonly weightedLimit: number | string
  readonly childId: string | null
}

const ofTeams = (teamIds: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`staff.team_id = any(${teamIds}) and staff.role = any(${practising})`

/** Every worker of these teams by name, with their weighted load today: one statement however many there are. */
export async function loadsOf(db: Db | Tx, teamIds: readonly string[]): Promise<WorkerLoad[]> {
  return carriedBy(db, ofTeams(teamIds))
}

/** The same workers, with what each would carry if this child were theirs. */
export async function loadsWith(db: Db, teamIds: readonly string[], childId: string): Promise<WorkerLoad[]> {
  return carriedBy(db, ofTeams(teamIds), childId)
}

/** What a worker would carry with one child more. */
export type LoadWith = Pick<WorkerLoad, 'name' | 'load' | 'limit'>

/** What one worker would carry if this child were theirs; undefined if nobody has this id. */
export async function loadWith(
  db: Db | Tx,
  workerId: string,
  childId: string,
): Promise<LoadWith | undefined> {
  return (await carriedBy(db, sql<boolean>`staff.id = ${workerId}`, childId))[0]
}

/** Why a worker would be a familiar face. */
export interface Familiar {
  readonly workerId: string
  /** Brothers and sisters of the child they work with now. */
  readonly siblings: number
  /** When they last stopped working with this child; null if they never did. */
  readonly before: Day | null
}

/** Those who know the child already, or work with a brother or sister. */
export async function familiarTo(db: Db, childId: string): Promise<Familiar[]> {
  const rows = await prepared(
    db,
    sql<Familiar>`
    with kin as (
      select relative_id as id
        from relationship
       where child_id = ${childId}
         and kind in ('sibling', 'half-sibling')
       union
      select child_id from relationship where relative_id = ${childId} and kind in ('sibling', 'half-sibling')
    ), known as (
      select worker_id, child_id, null::date as before from allocation
       where child_id in (select id from kin) and state = 'allocated' and role = any(${holdingRoles})
       union all
      select worker_id, null, to_on from allocation
       where child_id = ${childId} and state = 'ended' and role = any(${holdingRoles})
    )
    select worker_id, count(distinct child_id)::int as siblings, max(before) as before
      from known where worker_id is not null group by worker_id limit 40
  `,
  )
  return rows
}

/** One worker's load, whatever their role; undefined if nobody has this id. */
export async function loadOfWorker(db: Db, workerId: string): Promise<WorkerLoad | undefined> {
  return (await carriedBy(db, sql<boolean>`staff.id = ${workerId}`))[0]
}

async function carriedBy(
  db: Db | Tx,
  who: RawBuilder<boolean>,
  also: string | null = null,
): Promise<WorkerLoad[]> {
  const one =
    also === null ? sql`` : sql`union select staff.id, ${also}::uuid as child_id from staff where ${who}`
  const rows = await prepared(
    db,
    sql<CarriedRow>`
    with held as materialized (
      select distinct allocation.worker_id, allocation.child_id
        from allocation join staff on staff.id = allocation.worker_id
       where allocation.state = 'allocated' and allocation.role = any(${holdingRoles}) and ${who}
      ${one}
    )
    select staff.id, staff.name, staff.team_id, coalesce(team.name, '') as team, staff.newly_qualified,
           staff.weighted_limit, held.child_id,
           exists (select
                     from cp_plan
                    where cp_plan.child_id = held.child_id
                      and cp_plan.state = 'open') as on_protection_plan,
           exists (select
                     from pre_proceedings
                    where pre_proceedings.child_id = held.child_id
                      and pre_proceedings.state = 'open')
             or exists (select
                          from care_episode
                         where care_episode.child_id = held.child_id
                           and care_episode.state = 'open'
                  and care_episode.legal_status = 'C1') as before_court,
           exists (select
                     from care_summary
                    where care_summary.child_id = held.child_id
                      and care_summary.care_ended_on is null
             and care_summary.placement_location = 'Out') as in_care_out_of_area,
           exists (select from relationship join held other on other.child_id = relationship.relative_id
             where relationship.child_id = held.child_id and relationship.kind in ('sibling', 'half-sibling')
               and other.worker_id = held.worker_id and other.child_id < held.child_id)
             or exists (select from relationship join held other on other.child_id = relationship.child_id
             where relationship.relative_id = held.child_id
               and relationship.kind in ('sibling', 'half-sibling')
               and other.worker_id = held.worker_id and other.child_id < held.child_id) as with_sibling
      from staff
      left join team on team.id = staff.team_id
      left join held on held.worker_id = staff.id
     where ${who} and staff.disabled_at is null
     order by staff.name, staff.id
  `,
  )
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(told)
}

function told(rows: readonly CarriedRow[]): WorkerLoad[] {
  const [first] = rows
  if (first === undefined) return []
  const { id, name, teamId, team, newlyQualified, weightedLimit } = first
  const held = rows.filter(({ childId }) => childId !== null)
  const [children, load, limit] = [held.length, loadOf(held), Number(weightedLimit)]
  return [{ id, name, teamId, team, newlyQualified, children, load, limit }]
}

/** The teams whose workers somebody may give children to: their own, their service's, or any. */
export async function teamsToAllocate(db: Db, actor: Actor): Promise<string[]> {
  const scope = scopeOf(actor, 'allocation.write')
  if (scope === null || scope === 'own') return []
  if (scope === 'team') return actor.teamId === null ? [] : [actor.teamId]
  const teams = db.selectFrom('team').select('id')
  const mine = scope === 'service' ? teams.where('service', '=', actor.service ?? '') : teams
  return (await mine.execute()).map(({ id }) => id)
}

/** One time with one worker, as the child's page tells it. */
export interface WorkedWith {
  readonly id: string
  readonly state: string
  readonly role: string
  readonly worker: string | null
  readonly team: string | null
  readonly fromOn: Day | null
  readonly toOn: Day | null
  readonly endReason: string | null
  readonly planned: boolean | null
  readonly handoverNote: string | null
  readonly childToldOn: Day | null
  readonly jointVisitOn: Day | null
  readonly overLimitBy: string | null
  readonly overLimitWhy: string | null
  readonly reliefPlan: string | null
  readonly reliefByOn: Day | null
  readonly version: number
}

/** Everybody who has worked with a child, in the order they took over. */
export async function workersOf(db: Db, childId: string): Promise<WorkedWith[]> {
  const { rows } = await sql<WorkedWith>`
    select allocation.id, allocation.state, allocation.role, staff.name as worker, team.name as team,
           from_on, to_on, end_reason,
           planned, handover_note, child_told_on, joint_visit_on, allower.name as over_limit_by,
           over_limit_why, relief_plan, relief_by_on, allocation.version
      from allocation
      left join staff on staff.id = allocation.worker_id
      left join team on team.id = allocation.team_id
      left join staff allower on allower.id = allocation.over_limit_by
     where allocation.child_id = ${childId}
     order by from_on nulls first, allocation.id
     limit 200
  `.execute(db)
  return rows
}

/** What the pages call a child. */
interface CalledChild {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly knownAs: string | null
}

/** The child by name, if the actor may read their record. */
export async function childCalled(db: Db, actor: Actor, childId: string): Promise<CalledChild | undefined> {
  const { rows } = await sql<CalledChild>`
    select id, kind, la_child_id, given_name, family_name, known_as from person
     where id = ${childId} and ${within(actor, 'allocation.read', sql.ref('person.id'))}
  `.execute(db)
  return rows[0]
}
