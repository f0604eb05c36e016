import { sql } from 'kysely'
import { mayKnowOf } from '../../platform/access/reach.ts'
import { frontDoor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import { warnings } from './ladders.ts'
import { questions, type Question } from './questions.ts'

/** Why an alert is over, as its reader is told. */
export const clearedWords = {
  'done in time': 'The record now shows that it was done in time.',
  'done late': 'It has been done, after its day.',
  'fell away': 'It no longer has to be done.',
  'put right': 'The record was put right: there is no such duty.',
  'not known': 'It is not known: what we were sent of this child cannot say.',
  'moved on': 'It is somebody else’s now.',
  'now late': 'Its day has passed, and the manager has been told.',
  answered: 'You answered it.',
  'day moved': 'Its day was moved.',
  'warned again': 'The last warning took its place.',
} as const
export type ClearedWhy = keyof typeof clearedWords

/** Clears every alert that is over, and says why. An answer that promised an action holds it until the action is done. */
export async function clearAlerts(tx: Tx, clocks: readonly string[], today: Day): Promise<void> {
  await clearClocks(tx, clocks, today)
  await clearMovedOn(tx, today)
  for (const question of questions) await clearQuestion(tx, question, today)
}

const promised = sql<boolean>`exists (select 1
                                        from action
                                       where action.id = alert.action_id
                                         and action.state = 'open')`

async function clearClocks(tx: Tx, clocks: readonly string[], today: Day): Promise<void> {
  const warning = sql`alert.rung = any(${[...warnings]})`
  await sql`
    with found as (
      select alert.id, ${promised} as promised, case
               when reading.child_id is null then 'put right'
               when not reading.known then 'not known'
               when reading.met_on is not null then
                 case when coalesce(reading.met_at <= reading.due_at, reading.met_on <= reading.due_on, true)
                      then 'done in time' else 'done late' end
               when reading.ended_on <= ${today}::date then 'fell away'
               when coalesce(reading.due_on, reading.since_on) is distinct from alert.due_on
                 or reading.due_at is distinct from alert.due_at then 'day moved'
               when ${warning} and alert.due_on < ${today}::date then 'now late'
               when alert.rung = 'first warning' and exists (
                 select 1 from alert again
                  where again.child_id = alert.child_id
                    and again.entry = alert.entry
                    and again.record_id = alert.record_id
                    and again.since_on = alert.since_on
                    and again.rung = 'second warning'
                    and again.state <> 'cleared') then 'warned again'
             end as why
        from alert
        left join clock_reading reading on reading.child_id = alert.child_id and reading.clock = alert.entry
             and reading.record_id = alert.record_id and reading.since_on = alert.since_on
       where alert.state in ('open', 'answered') and alert.entry = any(${clocks})
    )
    update alert set state = 'cleared', cleared_on = ${today}, cleared_why = found.why
      from found
     where found.id = alert.id and found.why is not null
       and not (found.promised and found.why in ('done late', 'fell away', 'day moved'))
  `.execute(tx)
}

/** What was for somebody who has left, who is too near the child, or whose child it is no longer: the next in the post is told. */
async function clearMovedOn(tx: Tx, today: Day): Promise<void> {
  await sql`
    update alert set state = 'cleared', cleared_on = ${today}, cleared_why = 'moved on'
      from staff left join team on team.id = staff.team_id
     where staff.id = alert.to_id and alert.state = 'open'
       and (staff.disabled_at is not null or staff.leaves_on < ${today}::date
         or not ${mayKnowOf(sql.ref('staff.id'), sql.ref('alert.child_id'))}
         or (staff.role in ('SW', 'PA', 'SSW', 'EHL')
           and not exists (select 1
                             from allocation
                            where child_id = alert.child_id
                              and state = 'allocated'
                              and worker_id = staff.id)
           and not exists (select 1 from action where action.id = alert.record_id and owner_id = staff.id)
           and not exists (select 1 from visit where visit.id = alert.record_id and worker_id = staff.id))
         or (staff.role = 'TM' and team.service <> ${frontDoor}
           and exists (select 1
                         from allocation
                        where child_id = alert.child_id
                          and state = 'allocated'
                          and team_id is not null
                          and role not in ('chair', 'reviewing officer'))
           and not exists (select 1
                             from allocation
                            where child_id = alert.child_id
                              and state = 'allocated'
                              and team_id = staff.team_id)))
  `.execute(tx)
}

async function clearQuestion(tx: Tx, { id, stands, answerEnds }: Question, today: Day): Promise<void> {
  await sql`
    with standing as materialized (${stands(today)}),
    found as (
      select alert.id, case when ${answerEnds}
                            and alert.state = 'answered' then 'answered'
                            else 'put right' end as why
        from alert
       where alert.entry = ${id} and alert.state in ('open', 'answered') and not ${promised}
         and ((${answerEnds} and alert.state = 'answered')
           or not exists (select 1
                            from standing
                           where standing.child_id = alert.child_id
                             and standing.record_id = alert.record_id))
    )
    update alert set state = 'cleared', cleared_on = ${today}, cleared_why = found.why
      from found where found.id = alert.id
  `.execute(tx)
}
