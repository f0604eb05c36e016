import { sql } from 'kysely'
import type { ClockSetting } from '../../platform/clocks/clock.ts'
import { isDay, type Day } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import { supervisionManager, supervisionWorker } from './clocks.ts'

/** Those whose supervision is a manager’s of managers, chairs and reviewing officers. */
const managing = new Set(['TM', 'SM', 'FM', 'CPC', 'IRO'])

/** The clock of somebody's own supervision, by their role. */
export const clockOf = (role: string) => (managing.has(role) ? supervisionManager : supervisionWorker)

/** By which day somebody is to have met their manager again; null where no session is held here yet, from which it could run. */
export function nextDue(
  { role, lastOn }: { readonly role: string; readonly lastOn: Day | null },
  { calendar, limits }: ClockSetting,
): Day | null {
  if (lastOn === null) return null
  const { due } = clockOf(role).due(lastOn, {}, calendar, limits)
  return due !== null && isDay(due) ? due : null
}

/** A member of staff whose own supervision is late. */
export interface LateSupervision {
  readonly id: string
  readonly clock: 'supervision-worker' | 'supervision-manager'
  readonly service: string | null
  readonly lastOn: Day
  readonly dueOn: Day
}

/** Everybody here still, and not away, whose last session is longer ago than their clock allows. */
export async function lateSupervision(tx: Tx, today: Day, setting: ClockSetting): Promise<LateSupervision[]> {
  const { rows } = await sql<{ id: string; role: string; service: string | null; lastOn: Day }>`
    select staff.id, staff.role, team.service, max(held_on) as last_on
      from supervision_session join staff on staff.id = worker_id left join team on team.id = staff.team_id
     where staff.disabled_at is null and coalesce(staff.leaves_on >= ${today}::date, true)
       and not exists (select from staff_absence away where away.staff_id = staff.id and away.from_on <= ${today} and coalesce(away.to_on >= ${today}, true))
     group by staff.id, team.id order by staff.id
  `.execute(tx)
  return rows.flatMap((one) => {
    const dueOn = nextDue(one, setting)
    const clock =
      clockOf(one.role).id === 'supervision-manager' ? 'supervision-manager' : 'supervision-worker'
    return dueOn === null || dueOn >= today ? [] : [{ ...one, clock, dueOn }]
  })
}
