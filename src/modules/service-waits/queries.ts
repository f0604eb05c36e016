import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { addYears, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'

/** A referral to a service, with the days waited: to its start or its end, else to today. */
export interface ServiceHeld {
  readonly id: string
  readonly state: string
  readonly service: string | null
  readonly provider: string | null
  readonly forWhom: string | null
  readonly referredOn: Day | null
  readonly startedOn: Day | null
  readonly meanwhile: string | null
  readonly days: number | null
}

const daysTo = (today: Day) => sql`(coalesce(started_on, ended_on, ${today}::date) - referred_on) as days`

/** A child's services: those waited for first, the longest first; at most 100. */
export async function servicesOf(db: Db, childId: string, today: Day): Promise<ServiceHeld[]> {
  const { rows } = await sql<ServiceHeld>`
    select id, state, service, provider, for_whom, referred_on, started_on, meanwhile, ${daysTo(today)}
      from service_referral where child_id = ${childId}
     order by state not in ('referred', 'accepted'), referred_on, id
     limit 100
  `.execute(db)
  return rows
}

export interface ToolHeld {
  readonly id: string
  readonly tool: string | null
  readonly completedOn: Day | null
  readonly level: string | null
}

export async function toolsOf(db: Db, childId: string): Promise<ToolHeld[]> {
  const { rows } = await sql<ToolHeld>`
    select id, tool, completed_on, level
      from risk_tool
     where child_id = ${childId}
     order by completed_on desc, id desc
     limit 50
  `.execute(db)
  return rows
}

/** A family that waits. */
export interface Waiting extends ServiceHeld, Named {
  readonly kind: string
  readonly laChildId: string | null
  readonly childId: string
  readonly outcome: string | null
}

/** Everybody who waits for a service, the longest first; of one service where it is named; at most 200. */
export async function waitingIn(
  db: Db,
  actor: Actor,
  today: Day,
  service: string | null,
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select referral.id, referral.child_id, referral.state, service, provider, for_whom, referred_on,
           started_on, meanwhile, ${daysTo(today)},
           plan_outcome.what as outcome, person.kind, given_name, family_name, known_as, la_child_id
      from service_referral referral
      join person on person.id = referral.child_id
      left join plan_outcome on plan_outcome.id = referral.outcome_id
     where referral.state in ('referred', 'accepted') and coalesce(service = ${service}, true)
       and ${within(actor, 'service.read', sql.ref('referral.child_id'))}
     order by referred_on, referral.id
     limit 200
  `.execute(db)
  return rows
}

/** How long families wait for one service: those waiting now, and those who began or gave up in the twelve months to the day. */
export interface Wait {
  readonly service: string
  readonly waiting: number
  readonly median: number | null
  readonly ninetieth: number | null
  readonly never: number
}

export async function waitsByService(db: Db, actor: Actor, today: Day): Promise<Wait[]> {
  const from = addYears(today, -1)
  const waited = sql`(coalesce(started_on, ${today}::date) - referred_on)`
  const counts = sql`filter (where referral.state in ('referred', 'accepted') or started_on > ${from}::date)`
  const { rows } = await sql<Wait>`
    select service, count(*) filter (where referral.state in ('referred', 'accepted'))::int as waiting,
           round(percentile_cont(0.5) within group (order by ${waited}) ${counts})::int as median,
           round(percentile_cont(0.9) within group (order by ${waited}) ${counts})::int as ninetieth,
           count(*) filter (where started_on is null and ended_on > ${from}::date)::int as never
      from service_referral referral
     where service is not null
       and referred_on is not null
       and ${within(actor, 'service.read', sql.ref('referral.child_id'))}
     group by service
     order by waiting desc, service
  `.execute(db)
  return rows
}

/** The outcomes of a child's plans that a service may be for: id → what must change. */
export async function outcomesOf(db: Db, childId: string): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('planOutcome')
    .select(['id', 'what'])
    .where('childId', '=', childId)
    .where('state', 'in', ['open', 'proposed'])
    .orderBy('setOn')
    .limit(50)
    .execute()
  return Object.fromEntries(rows.map(({ id, what }) => [id, what]))
}
