import { sql, type RawBuilder } from 'kysely'
import { mayKnowOf } from '../../platform/access/reach.ts'
import { frontDoor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import { holdingRoles } from '../allocation/index.ts'
import type { OwnerKind } from './owners.ts'
import type { Rung } from './ladders.ts'

const atWork = (today: Day): RawBuilder<boolean> =>
  sql<boolean>`staff.disabled_at is null and coalesce(staff.leaves_on >= ${today}::date, true)`

/** Who manages each team, each service, the front door and all of it: one of each, the longest here, for `with`. */
export const managers = (today: Day): RawBuilder<unknown> => sql`
  managing as materialized (
    select staff.id, staff.role, staff.team_id, team.service,
           row_number() over (partition by staff.role, staff.team_id
                              order by staff.started_on nulls last, staff.id) as of_team,
           row_number() over (partition by staff.role, team.service
                              order by staff.started_on nulls last, staff.id) as of_service
      from staff left join team on team.id = staff.team_id
     where staff.role in ('TM', 'SM', 'DIR') and ${atWork(today)}
  )`

/**
 * Who works with the child of a row called `reached`, and who manages that: for `from … cross join lateral`. A child with nobody
 * is their last team’s.
 */
export const around = (today: Day): RawBuilder<unknown> => sql`
  left join lateral (
    select (array_agg(worker_id
                      order by from_on desc) filter (where allocation.role = any(${holdingRoles})))[1] as lead,
           (array_agg(worker_id
                      order by from_on desc) filter (where allocation.role = 'supervising social worker'))[1] as supervising,
           (array_agg(worker_id
                      order by from_on desc) filter (where allocation.role = 'personal adviser'))[1] as adviser,
           (array_agg(worker_id order by from_on desc) filter (where allocation.role = 'chair'))[1] as chair,
           (array_agg(worker_id
                      order by from_on desc) filter (where allocation.role = 'reviewing officer'))[1] as reviewing
      from allocation join staff on staff.id = allocation.worker_id and ${atWork(today)}
     where allocation.child_id = reached.child_id and allocation.state = 'allocated'
  ) theirs on true
  left join lateral (
    select allocation.team_id, team.service
      from allocation join team on team.id = allocation.team_id
     where allocation.child_id = reached.child_id and allocation.role not in ('chair', 'reviewing officer')
     order by allocation.state = 'allocated' desc, allocation.role = any(${holdingRoles}) desc,
           coalesce(to_on, from_on) desc nulls last
     limit 1
  ) theirs_too on true
  left join managing team_manager on team_manager.role = 'TM'
   and team_manager.of_team = 1
   and team_manager.team_id = theirs_too.team_id
  left join managing service_manager on service_manager.role = 'SM'
   and service_manager.of_service = 1
   and service_manager.service = theirs_too.service
  left join lateral (select id
                       from managing
                      where role = 'TM'
                        and service = ${frontDoor}
                        and of_service = 1) at_the_door on true
  left join lateral (select id
                       from managing
                      where role = 'DIR'
                      order by of_team, id
                      limit 1) director on true`

/** The staff a rung is for, the best first, as an array: where there is nobody, or it is about their own family, it goes on up. */
export function candidates(rung: Rung, owner: OwnerKind): RawBuilder<readonly (string | null)[]> {
  const manager = sql`case when ${owner === 'front door'} then coalesce(at_the_door.id, team_manager.id)
                           else coalesce(team_manager.id,
                                         case when theirs_too.team_id is null then at_the_door.id end) end`
  const up = sql`${manager}, service_manager.id, director.id`
  switch (rung) {
    case 'first warning':
    case 'second warning':
    case 'owner':
      return sql`array[${whoDoesIt[owner]}, ${up}]::uuid[]`
    case 'team manager':
      return sql`array[${up}]::uuid[]`
    case 'chair':
      return sql`array[theirs.chair, theirs.reviewing]::uuid[]`
    case 'service manager':
      return sql`array[service_manager.id, director.id, ${manager}]::uuid[]`
    case 'director':
      return sql`array[director.id, service_manager.id]::uuid[]`
  }
}

const whoDoesIt: Readonly<Record<OwnerKind, RawBuilder<unknown>>> = {
  lead: sql`theirs.lead`,
  'supervising social worker': sql`theirs.supervising, theirs.lead`,
  'personal adviser': sql`theirs.adviser, theirs.lead`,
  chair: sql`theirs.chair`,
  'reviewing officer': sql`theirs.reviewing`,
  'team manager': sql`null`,
  'service manager': sql`service_manager.id`,
  director: sql`director.id`,
  'front door': sql`at_the_door.id`,
  asked: sql`(select owner_id from action where action.id = reached.record_id), theirs.lead`,
  visitor: sql`(select worker_id from visit where visit.id = reached.record_id), theirs.lead`,
}

/** The first of the candidates for whom the child’s record exists, or null. */
export const firstOf = (candidates: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select told.id from unnest(${candidates}) with ordinality as told (id, place)
    where told.id is not null
      and ${mayKnowOf(sql.ref('told.id'), sql.ref('reached.child_id'))}
    order by place limit 1)`
