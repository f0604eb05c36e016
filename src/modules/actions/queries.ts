import { sql } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'

/** One ask about a child, as the list tells it. */
export interface Asked {
  readonly id: string
  readonly childId: string
  readonly state: string
  readonly what: string
  readonly soThat: string | null
  readonly direction: boolean
  readonly askedBy: string | null
  readonly asker: string | null
  readonly ownerId: string | null
  readonly owner: string | null
  readonly askedOn: Day
  readonly dueOn: Day
  readonly firstDueOn: Day
  readonly acceptedOn: Day | null
  readonly answer: string | null
  readonly evidence: string | null
  readonly evidenceId: string | null
  /** Where the record that shows it is kept; null for one that has no page of its own here. */
  readonly evidenceIn: 'visits' | 'records/note' | 'documents' | null
  readonly answeredOn: Day | null
  readonly answeredBy: string | null
  readonly verifiedOn: Day | null
  readonly difference: string | null
  readonly extended: number
  readonly extendedWhy: string | null
  readonly stoppedWhy: string | null
  readonly decision: string | null
  readonly decidedOn: Day | null
  readonly decider: string | null
  readonly timesAsked: number
  /** When the same was first asked, though in another record. */
  readonly firstAskedOn: Day
  readonly version: number
}

/** Everything asked about a child: open first and the earliest due of them, then the latest closed. */
export async function actionsOf(db: Db, childId: string): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select action.id, action.child_id, action.state, what, so_that, direction, asked_by, asker.name as asker,
           owner_id,
           owner.name as owner, asked_on, due_on, first_due_on, accepted_on, answer, evidence, evidence_id,
           answered_on, answered_by,
           verified_on, difference, extended, extended_why, stopped_why, times_asked, decision, decided_on,
           decider.name as decider, action.version,
           case when evidence_id is null then null
                when exists (select from visit where visit.id = evidence_id) then 'visits'
                when exists (select from note where note.id = evidence_id) then 'records/note'
                when exists (select
                               from document
                              where document.id = evidence_id) then 'documents' end as evidence_in,
           (with recursive earlier as (
              select action.repeats_id, action.asked_on
               union
              select before.repeats_id, before.asked_on
                from earlier
                join action before on before.id = earlier.repeats_id
            ) select min(asked_on) from earlier) as first_asked_on
      from action
      left join staff asker on asker.id = action.asked_by
      left join staff owner on owner.id = action.owner_id
      left join staff decider on decider.id = action.decided_by
     where action.child_id = ${childId} and asked_on is not null
     order by action.state not in ('open', 'answered'),
           case when action.state in ('open', 'answered') then due_on end,
              asked_on desc, action.id
     limit 200
  `.execute(db)
  return rows
}

/** Who may be asked to do something about a child: those who work with them, and the teams they are in. */
export async function mayBeAsked(db: Db, childId: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; name: string; role: string | null }>`
    with theirs as (
      select worker_id, team_id, role from allocation where child_id = ${childId} and state = 'allocated'
    )
    select staff.id, staff.name, min(theirs.role) as role
      from staff
      left join theirs on theirs.worker_id = staff.id
     where staff.disabled_at is null
       and (theirs.worker_id is not null or staff.team_id in (select team_id from theirs))
     group by staff.id
     order by min(theirs.role) is null, staff.name
     limit 60
  `.execute(db)
  return Object.fromEntries(rows.map(({ id, name, role }) => [id, role === null ? name : `${name}, ${role}`]))
}
