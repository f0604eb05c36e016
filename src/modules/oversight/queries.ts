import { sql, type RawBuilder } from 'kysely'
import { scopeOf, type Actor, type Permission } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { addWorkingDays, type Calendar } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import { helpColumns, holdingRoles, type Help } from '../allocation/index.ts'
import type { Hit, OversightRule } from './rule.ts'

/** Working days that the numbers of visits look back, the day itself included. */
export const windowDays = 10

export interface Asking {
  readonly actor: Actor
  readonly teamIds: readonly string[]
  /** Days asked of, each as the record has it. */
  readonly days: readonly Day[]
  readonly calendar: Calendar
  readonly rules: readonly OversightRule[]
  /** Whether children who have never had a worker, and so have no team, are asked about as well. */
  readonly nobodys: boolean
}

/** What each rule finds among the children of these teams on each day, in one statement, each child where the actor may look. */
export async function hitsOf(db: Db, asking: Asking): Promise<Hit[]> {
  if (asking.rules.length === 0) return []
  const found = asking.rules.map(({ id, hits }) => sql`select ${sql.lit(id)} as rule, hit.* from (${hits}) hit`)
  const { rows } = await sql<Hit>`
    with asked as materialized (
      select * from unnest(${asking.days}::date[], ${asking.days.map((on) => addWorkingDays(on, -windowDays, asking.calendar))}::date[]) as asked (day, since)
    ), held as materialized (${withWorker(asking)} union all ${leftWithNobody(asking)} ${asking.nobodys ? sql`union all ${neverAllocated(asking)}` : sql``})
    ${sql.join(found, sql` union all `)}
  `.execute(db)
  return rows
} // prettier-ignore

const mayLook = (actor: Actor): RawBuilder<boolean> =>
  within(actor, 'oversight.read', sql.ref('allocation.child_id'))

const isHolding = sql<boolean>`allocation.role = any(${holdingRoles})`
const stoodThen = sql<boolean>`coalesce(allocation.from_on <= asked.day, true) and coalesce(allocation.to_on > asked.day, allocation.state = 'allocated')`

/** One row a child and team: its lead worker where it has several. */
const withWorker = ({ actor, teamIds }: Asking): RawBuilder<unknown> => sql`
  (select distinct on (asked.day, allocation.team_id, allocation.child_id)
          asked.day, asked.since, allocation.child_id, allocation.worker_id, allocation.team_id, allocation.from_on, false as nobody
     from asked join allocation on allocation.team_id = any(${teamIds}) and ${stoodThen}
    where ${isHolding} and ${mayLook(actor)}
    order by asked.day, allocation.team_id, allocation.child_id, allocation.role <> 'lead social worker', allocation.from_on desc nulls last)`

/** We are at work with the child on the day: an episode of need, a plan or a period of care is open. */
const atWork = (child: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  exists (select from cin_episode where cin_episode.child_id = ${child} and cin_episode.referred_on <= asked.day
    and coalesce(cin_episode.closed_on > asked.day, cin_episode.state = 'open'))
  or exists (select from care_episode where care_episode.child_id = ${child} and care_episode.started_on <= asked.day
    and coalesce(care_episode.ended_on > asked.day, care_episode.state = 'open'))
  or exists (select from cp_plan where cp_plan.child_id = ${child} and cp_plan.started_on <= asked.day
    and coalesce(cp_plan.ended_on > asked.day, cp_plan.state = 'open')))`

/** Children whose last worker, of these teams, has stopped and who have had nobody since. */
const leftWithNobody = ({ actor, teamIds }: Asking): RawBuilder<unknown> => sql`
  (select asked.day, asked.since, allocation.child_id, null::uuid, allocation.team_id, allocation.to_on, true
     from asked cross join lateral (
       select distinct on (child_id) child_id, team_id, to_on from allocation
        where team_id = any(${teamIds}) and ${isHolding} and state = 'ended' and to_on <= asked.day
        order by child_id, to_on desc) allocation
    where ${atWork(sql.ref('allocation.child_id'))}
      and not exists (select from allocation later where later.child_id = allocation.child_id and later.role = any(${holdingRoles})
            and coalesce(later.from_on <= asked.day, true)
            and (coalesce(later.to_on > asked.day, later.state = 'allocated') or later.to_on <= asked.day and later.to_on > allocation.to_on))
      and ${mayLook(actor)})`

/** Children at work with whom nobody has ever been: only where what we hold could say so. */
const neverAllocated = ({ actor }: Asking): RawBuilder<unknown> => sql`
  (select asked.day, asked.since, allocation.child_id, null::uuid, null::uuid, null::date, true
     from asked cross join lateral (select distinct child_id from cin_episode where state = 'open' and referred_on <= asked.day) allocation
    where not exists (select from allocation any_ever where any_ever.child_id = allocation.child_id)
      and exists (select from coverage where coverage.child_id = allocation.child_id and coverage.fact in ('allocation', 'everything') and coverage.until_on is null
            and coalesce(coverage.from_on <= asked.day, true))
      and ${mayLook(actor)})`

/** A child as a list names them. */
export interface NamedChild extends Named, Help {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly worker: string | null
}

/** These children by id, of those the actor may do this to. */
export async function childrenNamed(
  db: Db,
  actor: Actor,
  permission: Permission,
  ids: readonly string[],
): Promise<Map<string, NamedChild>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<NamedChild>`
    select person.id, person.kind, la_child_id, given_name, family_name, known_as, born_on, expected_on, died_on,
           ${helpColumns(sql.ref('person.id'))},
           (select staff.name from allocation join staff on staff.id = allocation.worker_id
             where allocation.child_id = person.id and allocation.state = 'allocated' and ${isHolding}
             order by allocation.role <> 'lead social worker', allocation.from_on desc nulls last limit 1) as worker
      from person
     where person.id = any(${ids}) and ${within(actor, permission, sql.ref('person.id'))}
  `.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A team with children, and who manages it. */
export interface OverseenTeam {
  readonly id: string
  readonly name: string
  readonly service: string
  readonly managers: readonly string[]
}

/** The teams whose children the actor oversees, by name; with an id, that team or none. */
export async function teamsOf(db: Db, actor: Actor, teamId: string | null = null): Promise<OverseenTeam[]> {
  const { rows } = await sql<OverseenTeam>`
    select team.id, team.name, team.service,
           array(select staff.name from staff where staff.team_id = team.id and staff.role = 'TM' and staff.disabled_at is null order by staff.name) as managers
      from team
     where ${overseen(actor)} and ${teamId === null ? sql<boolean>`true` : sql<boolean>`team.id = ${teamId}`}
       and exists (select from staff where staff.team_id = team.id and staff.role in ('SW', 'PA', 'SSW', 'EHL'))
     order by team.name
  `.execute(db)
  return rows
} // prettier-ignore

function overseen(actor: Actor): RawBuilder<boolean> {
  switch (scopeOf(actor, 'oversight.read')) {
    case 'authority':
      return sql<boolean>`true`
    case 'service':
      return sql<boolean>`team.service = ${actor.service}`
    case 'team':
    case 'own':
    case null:
      return sql<boolean>`team.id = ${actor.teamId}`
  }
}

/** The names of these members of staff, by id: those who have left among them. */
export async function staffNamed(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
