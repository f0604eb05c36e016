import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'

/** Which children a manager has looked at. */
export interface Cohort {
  readonly kind: 'child in need' | 'child protection' | 'any help'
  /** For at least so many months; nought for all of them. */
  readonly months: number
  /** Of one team alone, or of every team in reach. */
  readonly teamId: string | null
}

export interface InCohort {
  readonly childId: string
  readonly workerId: string | null
  readonly teamId: string | null
}

/** The most children of one campaign: more are several campaigns. */
export const mostChildren = 1000

const open: Readonly<Record<Cohort['kind'], RawBuilder<unknown>>> = {
  'child in need': sql`select child_id, started_on as since from cin_plan where state = 'open'`,
  'child protection': sql`select child_id, started_on as since from cp_plan where state = 'open'`,
  'any help': sql`select child_id, referred_on as since from cin_episode where state = 'open'`,
}

/** The children of a cohort today whom the actor may have looked at, the longest first; one more than the most. */
export async function childrenOf(
  db: Db | Tx,
  actor: Actor,
  { kind, months, teamId }: Cohort,
  today: Day,
): Promise<InCohort[]> {
  const { rows } = await sql<InCohort>`
    select cohort.child_id, allocation.worker_id, allocation.team_id
      from (select child_id, min(since) as since from (${open[kind]}) opened group by child_id) cohort
      left join lateral (select worker_id, team_id from allocation where allocation.child_id = cohort.child_id
        and state = 'allocated'
        and role = 'lead social worker'
      order by from_on desc
      limit 1) allocation on true
     where cohort.since <= ${today}::date - make_interval(months => ${months}::int)
       and coalesce(${teamId}::uuid = allocation.team_id, ${teamId}::uuid is null)
       and ${within(actor, 'campaign.open', sql.ref('cohort.child_id'))}
     order by cohort.since, cohort.child_id
     limit ${sql.lit(mostChildren + 1)}
  `.execute(db)
  return rows
}

interface Reviewer {
  readonly id: string
  readonly teamId: string | null
}

/**
 * Who looks at each child: in turn, somebody of another team where there is one, and never the child's own worker. Null
 * where nobody is left.
 */
export function share(children: readonly InCohort[], reviewers: readonly Reviewer[]): (string | null)[] {
  let turn = 0
  return children.map((child) => {
    const inTurn = [...reviewers.slice(turn), ...reviewers.slice(0, turn)]
    const other = inTurn.filter(({ id }) => id !== child.workerId)
    const chosen = other.find(({ teamId }) => teamId !== child.teamId) ?? other[0]
    if (chosen !== undefined) turn = (reviewers.indexOf(chosen) + 1) % reviewers.length
    return chosen?.id ?? null
  })
}
