import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/database.ts'
import { monthlyDraw, type Drawing } from '../../../platform/jobs/monthly-draw.ts'

/**
 * Draws, for every manager who has no draw of the month yet, the oversight entries that their own manager is to look at: as many as the local
 * standard says. Which is decided by the month and the entry's own id alone; once written down it stays as it is. A manager who made none has
 * a draw of none: that is what there is to see. Entries of children whose records are restricted are drawn by a lot of their own: nothing of
 * another draw tells that there are any. A sealed record is left out.
 *
 * @returns how many entries were drawn
 */
export async function drawEntries(tx: Tx, { month, today, now }: Drawing): Promise<number> {
  const lot = sql`md5(${month}::date::text || entry.id::text)`
  const { rows } = await sql`
    with made as (
      select entry.id, entry.held_by, child.restricted_level > 1 as hidden,
             row_number() over (partition by entry.held_by, child.restricted_level > 1
                                order by ${lot}, entry.id) as turn
        from oversight_discussion entry
        join person child on child.id = entry.child_id
       where entry.held_on >= ${month} and entry.held_on < (${month}::date + interval '1 month')::date
         and entry.state = 'recorded' and child.restricted_level < 3
    ), draw as (
      insert into oversight_draw (month, manager_id, drawn_at, drawn_on, of_many)
      select ${month}, staff.id, ${now}, ${today},
             (select count(*) from made where made.held_by = staff.id and not hidden)
        from staff
       where staff.disabled_at is null
         and coalesce(staff.started_on < (${month}::date + interval '1 month')::date, true)
         and (staff.role = 'SM' or staff.role = 'TM' and exists (
               select from staff worker
                where worker.team_id = staff.team_id and worker.role in ('SW', 'PA', 'SSW', 'EHL')))
      on conflict (manager_id, month) do nothing
      returning id, manager_id
    )
    insert into oversight_drawn (discussion_id, draw_id)
    select made.id, draw.id
      from made join draw on draw.manager_id = made.held_by
     where turn <= (select entries_of_each_manager from draw_setting)
    on conflict do nothing
    returning discussion_id
  `.execute(tx)
  return rows.length
}

export const drawOversight = monthlyDraw({
  name: 'draw-entries',
  says: 'Draws the oversight entries of last month that each manager’s own manager is to look at',
  at: '25 1 * * *',
  draw: drawEntries,
})
