import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/database.ts'
import type { Drawing } from '../../../platform/jobs/monthly-draw.ts'
import { holdingRoles } from '../../allocation/index.ts'

/**
 * Draws, for every team that works with children and has no draw of the month yet, the visits its manager is to check: of each worker as many
 * as the local standard says, of those in which a child was seen. Which is decided by the month and the visit's own id alone, so that whoever
 * draws again from the same visits draws the same; once written down it stays as it is. Brothers and sisters seen together are one visit, told
 * of one of them. Visits to children whose records are restricted are drawn by a lot of their own: nothing of another draw tells that there are
 * any. A sealed record is left out.
 *
 * @returns how many visits were drawn
 */
export async function drawVisits(tx: Tx, { month, today, now }: Drawing): Promise<number> {
  const lot = sql`md5(${month}::date::text || visit.id::text)`
  const { rows } = await sql`
    with made as (
      select visit.id, visit.worker_id, held.team_id, child.restricted_level > 1 as hidden, ${lot} as lot,
             row_number() over (partition by coalesce(visit.together_id, visit.id)
                                order by child.restricted_level > 1, ${lot}) as of_occasion
        from visit
        join staff on staff.id = visit.worker_id
        join person child on child.id = visit.child_id
        join lateral (
          select allocation.team_id from allocation
           where allocation.child_id = visit.child_id and allocation.role = any(${holdingRoles})
             and allocation.team_id is not null
           order by allocation.state = 'allocated' desc, allocation.role <> 'lead social worker',
                    allocation.from_on desc nulls last, allocation.id
           limit 1) held on true
       where visit.visited_on >= ${month} and visit.visited_on < (${month}::date + interval '1 month')::date
         and visit.seen
         and visit.state = 'recorded'
         and staff.role not in ('TM', 'SM')
         and child.restricted_level < 3
    ), turned as (
      select *, row_number() over (partition by team_id, worker_id, hidden order by lot) as turn
        from made where of_occasion = 1
    ), draw as (
      insert into visit_draw (month, team_id, drawn_at, drawn_on, of_many)
      select ${month}, team.id, ${now}, ${today},
             (select count(*) from turned where turned.team_id = team.id and not hidden)
        from team
       where exists (
         select from allocation
          where allocation.team_id = team.id
            and allocation.state = 'allocated'
            and allocation.role = any(${holdingRoles}))
      on conflict (team_id, month) do nothing
      returning id, team_id
    )
    insert into visit_drawn (visit_id, draw_id)
    select turned.id, draw.id
      from turned join draw on draw.team_id = turned.team_id
     where turn <= (select visits_of_each_worker from draw_setting)
    returning visit_id
  `.execute(tx)
  return rows.length
}
