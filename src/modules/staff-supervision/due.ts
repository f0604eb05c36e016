import { sql } from 'kysely'
import type { Clock, ClockFacts, ClockSetting } from '../../platform/clocks/clock.ts'
import { daysBetween, isDay, type Day } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import { isFirstHalfYear, supervisionManager, supervisionNew, supervisionWorker } from './clocks.ts'
import { supervised } from './whose.ts'

/** Those whose supervision is a manager’s of managers, chairs and reviewing officers. */
const managing = new Set(['TM', 'SM', 'FM', 'CPC', 'IRO'])

/** What is known of somebody, of when their supervision is due. */
interface Supervisee {
  readonly role: string
  /** The last session that is held here. */
  readonly lastOn: Day | null
  /** When they started with us, as the workforce's record has it. */
  readonly startedOn: Day | null
  /** In their first year of practice. */
  readonly newlyQualified: boolean
}

export type SupervisionClock = 'supervision-worker' | 'supervision-new' | 'supervision-manager'

/** By which day somebody is to have met their manager again, and by which rule. */
export interface NextSession {
  readonly clock: SupervisionClock
  /** The rule in words. */
  readonly rule: string
  /** Null where no session is held here yet, from which it could run. */
  readonly dueOn: Day | null
  /** Newly qualified, and nobody has said since when: the four weeks run. */
  readonly startNotKnown: boolean
}

/** The week since they started that a day is in; the first is 1. */
const weekOf = (startedOn: Day, on: Day): number => Math.floor(daysBetween(startedOn, on) / 7) + 1

const latest = (one: Day, other: Day | null): Day => (other !== null && other > one ? other : one)

/** When somebody meets their manager again: often while they are new, from their start; else from the last session. */
export function nextSession(who: Supervisee, today: Day, setting: ClockSetting): NextSession {
  const { role, lastOn, startedOn, newlyQualified } = who
  const managed = managing.has(role)
  const startNotKnown = !managed && newlyQualified && startedOn === null
  if (managed || startedOn === null || startedOn > today)
    return {
      ...reckoned(managed ? supervisionManager : supervisionWorker, lastOn, {}, setting),
      startNotKnown,
    }
  const since = latest(startedOn, lastOn)
  const weekOrdinal = weekOf(startedOn, since)
  // With no session here and a start long ago, sessions may be held elsewhere: nothing is late of what nobody knows.
  const known = lastOn !== null || isFirstHalfYear(weekOf(startedOn, today))
  if (!known || (!newlyQualified && !isFirstHalfYear(weekOrdinal)))
    return { ...reckoned(supervisionWorker, lastOn, {}, setting), startNotKnown }
  return { ...reckoned(supervisionNew, since, { weekOrdinal }, setting), startNotKnown }
}

function reckoned(
  { id, name, due }: Clock,
  since: Day | null,
  facts: ClockFacts,
  { calendar, limits }: ClockSetting,
): Omit<NextSession, 'startNotKnown'> {
  const on = since === null ? null : due(since, facts, calendar, limits).due
  return { clock: id as SupervisionClock, rule: name, dueOn: on !== null && isDay(on) ? on : null }
}

/** A member of staff whose own supervision is late. */
export interface LateSupervision {
  readonly id: string
  readonly clock: SupervisionClock
  readonly service: string | null
  /** Null for somebody new who has had none. */
  readonly lastOn: Day | null
  readonly dueOn: Day
}

interface Everybody extends Supervisee {
  readonly id: string
  readonly service: string | null
}

/** Everybody here still, and not away, whose last session is longer ago than their clock allows. */
export async function lateSupervision(tx: Tx, today: Day, setting: ClockSetting): Promise<LateSupervision[]> {
  const { rows } = await sql<Everybody>`
    select staff.id, staff.role, team.service, staff.started_on, staff.newly_qualified,
           max(held_on) as last_on
      from staff
      left join team on team.id = staff.team_id
      left join supervision_session on worker_id = staff.id
     where staff.disabled_at is null and coalesce(staff.leaves_on >= ${today}::date, true) and ${supervised}
       and not exists (select from staff_absence away where away.staff_id = staff.id
                          and away.from_on <= ${today} and coalesce(away.to_on >= ${today}, true))
     group by staff.id, team.id order by staff.id
  `.execute(tx)
  return rows.flatMap((one) => {
    const { clock, dueOn } = nextSession(one, today, setting)
    return dueOn === null || dueOn >= today ? [] : [{ ...one, clock, dueOn }]
  })
}
