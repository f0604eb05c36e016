import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { addDays, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import { calmVisits, grave } from './rules.ts'

/** A worry as the child's page lists it. */
export interface WorryHeld {
  readonly id: string
  readonly what: string
  readonly source: string
  readonly sinceOn: Day
  readonly score: number | null
  readonly direction: string | null
  readonly timesRisen: number | null
  readonly reviewedOn: Day | null
  readonly owner: string | null
  readonly closedOn: Day | null
}

/** What happened to a child after a worry was last looked at, that may change it. */
export interface Since {
  readonly worryId: string
  readonly what: 'missing' | 'police' | 'not seen' | 'new adult'
  readonly onDay: Day
}

export interface QuestionHeld {
  readonly id: string
  readonly question: string
  readonly askedOn: Day
  readonly byOn: Day | null
  readonly owner: string | null
}

/** A child's worries, the gravest first: those open, then those closed; at most 60. */
export async function worriesOf(db: Db, childId: string): Promise<WorryHeld[]> {
  const { rows } = await sql<WorryHeld>`
    select worry.id, what, source, since_on, score, direction, times_risen, reviewed_on, staff.name as owner,
           closed_on
      from worry left join staff on staff.id = owner_id
     where child_id = ${childId}
     order by worry.state = 'closed', score desc nulls last, since_on desc, worry.id
     limit 60
  `.execute(db)
  return rows
}

// What may change how grave a worry is, each on its day: another episode missing, a notice from the police, a visit in which
// the child was not there, an adult who has joined the home.
const happened = sql`
  select child_id, 'missing' as what, started_on as on_day
    from missing_episode
   where kind is distinct from 'A'
   union all select child_id, 'police', received_on from contact where channel = 'police feed'
   union all select child_id, 'not seen', visited_on from visit where outcome = 'child not present'
   union all select relationship.child_id, 'new adult', relationship.from_on from relationship
     join person on person.id = relative_id
      and person.kind = 'adult'
    where household
      and relationship.state = 'recorded'`

/** The first thing that has happened since each open worry of a child was last looked at. */
export async function happenedSince(db: Db, childId: string): Promise<Since[]> {
  const { rows } = await sql<Since>`
    select distinct on (worry.id) worry.id as worry_id, happened.what, happened.on_day
      from worry join (${happened}) happened on happened.child_id = worry.child_id
       and happened.on_day > coalesce(worry.reviewed_on, worry.since_on)
     where worry.child_id = ${childId} and worry.state = 'open'
     order by worry.id, happened.on_day
  `.execute(db)
  return rows
}

/** What nobody knows yet about a child, the oldest question first. */
export async function questionsOf(db: Db, childId: string): Promise<QuestionHeld[]> {
  const { rows } = await sql<QuestionHeld>`
    select unknown.id, question, asked_on, by_on, staff.name as owner from unknown
      left join staff on staff.id = owner_id
     where child_id = ${childId} and unknown.state = 'open'
     order by asked_on, unknown.id
     limit 60
  `.execute(db)
  return rows
}

// The latest visits in which a child with a plan was seen: in each the worker said that nothing new worried them.
const calm = (childId: ReturnType<typeof sql>) => sql<boolean>`(
  select count(*) = ${sql.lit(calmVisits)} and bool_and(worried is false) from (
    select worried from visit where visit.child_id = ${childId} and seen
     order by visited_on desc, id desc limit ${sql.lit(calmVisits)}) latest)`

const planned = (childId: ReturnType<typeof sql>) =>
  sql<boolean>`exists (select 1 from cp_plan where cp_plan.child_id = ${childId} and cp_plan.state = 'open')`

/** The open child protection plans too calm to be believed: child_id, record_id, and since_on, the day it became so: of the third such visit, or of the plan where that began later. */
export const tooCalm = () => sql`
  select cp_plan.child_id, cp_plan.id as record_id, greatest(cp_plan.started_on, third.visited_on) as since_on
    from cp_plan
    left join lateral (
      select visited_on from visit
       where visit.child_id = cp_plan.child_id and seen and visited_on > coalesce(
             (select max(visited_on) from visit other
               where other.child_id = cp_plan.child_id
                 and other.seen
                 and other.worried is distinct from false), '-infinity')
       order by visited_on, id offset ${sql.lit(calmVisits - 1)} limit 1) third on true
   where cp_plan.state = 'open' and ${calm(sql`cp_plan.child_id`)}`

/** Whether every one of a child's latest visits says that nothing is wrong, though there is a child protection plan. */
export async function allIsWell(db: Db, childId: string): Promise<boolean> {
  const id = sql`${childId}::uuid`
  const { rows } = await sql<{ calm: boolean }>`select ${planned(id)} and ${calm(id)} as calm`.execute(db)
  return rows[0]?.calm === true
}

/** A worry or a child a manager should look at, and why. */
export interface ToLookAt extends Named {
  readonly kind: string
  readonly laChildId: string | null
  readonly childId: string
  readonly worryId: string | null
  readonly what: string | null
  readonly why: 'risen' | 'grave' | 'not reviewed' | 'optimism'
  readonly score: number | null
  readonly sinceOn: Day | null
}

/** Days after which a worry that nobody has looked at again is one to look at. */
export const daysToReview = 42

/** What managers look at: worries that rose twice, are grave, or were not reviewed in six weeks, and too calm a record; at most 200. */
export async function toLookAt(db: Db, actor: Actor, today: Day): Promise<ToLookAt[]> {
  const { rows } = await sql<ToLookAt>`
    with flags as (
      select child_id, id as worry_id, what, score, coalesce(reviewed_on, since_on) as since_on,
             case when times_risen >= 2 then 'risen'
                  when score >= ${grave} then 'grave'
                  else 'not reviewed' end as why
        from worry
       where state = 'open' and (times_risen >= 2 or score >= ${grave}
             or coalesce(reviewed_on, since_on) < ${addDays(today, -daysToReview)}::date)
       union all
      select child_id, null, null, null, since_on, 'optimism' from (${tooCalm()}) calm
    )
    select flags.*, person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id
      from flags join person on person.id = flags.child_id
     where ${within(actor, 'worry.close', sql.ref('flags.child_id'))}
     order by array_position(array['risen', 'grave', 'optimism', 'not reviewed'], flags.why),
           flags.score desc nulls last, flags.since_on, flags.child_id
     limit 200
  `.execute(db)
  return rows
}
