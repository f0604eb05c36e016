import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/database.ts'
import { monthlyDraw, type Drawing } from '../../../platform/jobs/monthly-draw.ts'

/** Entries of each manager, each month. A local standard. */
export const ofEachManager = 4

/**
 * Draws, for every manager who has no draw of the month yet, the oversight entries that their own manager is to look at. Which is decided by
 * the month and the entry's own id alone; once written down it stays as it is. A manager who made none has a draw of none: that is
 * what there is to see.
 *
 * @returns how many entries were drawn
 */
export async function drawEntries(tx: Tx, { month, today, now }: Drawing): Promise<number> {
  const { rows } = await sql`
    with made as (
      select entry.id, entry.held_by, row_number() over (partition by entry.held_by order by md5(${month}::date::text || entry.id::text), entry.id) as turn
        from oversight_discussion entry
       where entry.held_on >= ${month} and entry.held_on < (${month}::date + interval '1 month')::date and entry.state = 'recorded'
         and not exists (select from person hidden where hidden.id = entry.child_id and hidden.restricted_level > 1)
    ), draw as (
      insert into oversight_draw (month, manager_id, drawn_at, drawn_on, of_many)
      select ${month}, staff.id, ${now}, ${today}, (select count(*) from made where made.held_by = staff.id) from staff
       where staff.disabled_at is null and coalesce(staff.started_on < (${month}::date + interval '1 month')::date, true)
         and (staff.role = 'SM' or staff.role = 'TM' and exists (select from staff worker where worker.team_id = staff.team_id and worker.role in ('SW', 'PA', 'SSW', 'EHL')))
      on conflict (manager_id, month) do nothing
      returning id, manager_id
    )
    insert into oversight_drawn (discussion_id, draw_id)
    select made.id, draw.id from made join draw on draw.manager_id = made.held_by where turn <= ${ofEachManager}
    on conflict do nothing
    returning discussion_id
  `.execute(tx)
  return rows.length
} // prettier-ignore

export const drawOversight = monthlyDraw({
  name: 'draw-entries',
  says: 'Draws the oversight entries of last month that each manager’s own manager is to look at',
  at: '25 1 * * *',
  draw: drawEntries,
})
