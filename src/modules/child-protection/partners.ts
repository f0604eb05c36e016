import { sql } from 'kysely'
import type { Permission } from '../../platform/access/policy.ts'
import { addWorkingDays } from '../../platform/dates/calendar.ts'
import type { Change } from '../../platform/record/change.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { giveOne } from '../actions/index.ts'
import { agencies, agencyWords } from './agencies.ts'
import { absentTwice } from './rules.ts'

/** What a manager is asked about an agency that stayed away twice, word for word. */
export const askWhy = (agency: string): string =>
  `Ask ${agencyWords(agency)} why nobody came to two meetings running, and who comes next`

interface Attendance {
  readonly agency: string
  readonly attended: string | null
}

/**
 * An agency that stayed away from two meetings of a child running: somebody asks it why, and who comes next. The child's
 * manager is asked, once while that is not done.
 */
export async function askWhyAbsent(change: Change, childId: string, needs: Permission): Promise<void> {
  const lately = await latelyOf(change, childId)
  for (const agency of Object.keys(agencies)) {
    const came = lately.filter((one) => one.agency === agency).map(({ attended }) => attended)
    if (!absentTwice(came)) continue
    const what = askWhy(agency)
    if (await askedAlready(change, childId, what)) continue
    const dueOn = addWorkingDays(change.today, 5, await workingCalendar(change.tx))
    const ownerId = await managerOf(change, childId)
    await giveOne(
      change,
      childId,
      { what, soThat: 'Every agency of the plan is there', ownerId, dueOn },
      { needs },
    )
  }
}

/** Who came to the child's meetings, the newest meeting first. */
async function latelyOf(change: Change, childId: string): Promise<Attendance[]> {
  const { rows } = await sql<Attendance>`
    select asked.agency, asked.attended
      from meeting_invitation asked
      left join conference on conference.id = asked.conference_id
      left join core_group on core_group.id = asked.core_group_id
     where asked.child_id = ${childId}
       and asked.attended is not null
       and coalesce(conference.held_on, core_group.held_on) is not null
     order by coalesce(conference.held_on, core_group.held_on) desc, asked.id desc
     limit 200
  `.execute(change.tx)
  return rows
}

async function askedAlready(change: Change, childId: string, what: string): Promise<boolean> {
  const row = await change.tx
    .selectFrom('action')
    .select('id')
    .where('childId', '=', childId)
    .where('what', '=', what)
    .where('state', 'in', ['open', 'answered'])
    .executeTakeFirst()
  return row !== undefined
}

async function managerOf(change: Change, childId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select staff.id
      from allocation
      join staff on staff.team_id = allocation.team_id
       and staff.role = 'TM'
       and staff.disabled_at is null
     where allocation.child_id = ${childId}
       and allocation.state = 'allocated'
       and allocation.role = 'lead social worker'
     order by staff.id limit 1
  `.execute(change.tx)
  return rows[0]?.id ?? null
}
