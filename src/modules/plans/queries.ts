import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import type { PlanKind } from './record.ts'
import type { SiblingText } from './rules.ts'

/** One version of one plan, with the names of those it names. */
export interface PlanHeld {
  readonly id: string
  readonly state: 'draft' | 'sent' | 'live' | 'replaced' | 'ended'
  readonly version: number
  readonly kind: PlanKind
  readonly number: number
  readonly replacesId: string | null
  readonly underId: string | null
  readonly changedWhy: string | null
  readonly worries: string | null
  readonly needs: string | null
  readonly childSays: string | null
  readonly parentsAgree: string | null
  readonly parentsSay: string | null
  readonly ifNot: string | null
  readonly ifNotOn: Day | null
  readonly consent: string | null
  readonly chairedBy: string | null
  readonly agencies: string | null
  readonly sees: string | null
  readonly visitEvery: number | null
  readonly nextReviewOn: Day | null
  readonly draftedOn: Day
  readonly draftedBy: string | null
  readonly drafter: string | null
  readonly sentOn: Day | null
  readonly sentBy: string | null
  readonly sender: string | null
  readonly returnedWhy: string | null
  readonly authorisedOn: Day | null
  readonly authoriser: string | null
  readonly verifiedOn: Day | null
  readonly verifier: string | null
  readonly endedOn: Day | null
  readonly endedWhy: string | null
}

export interface OutcomeHeld {
  readonly id: string
  readonly state: 'proposed' | 'open' | 'met' | 'stopped' | 'replaced' | 'dropped'
  readonly planId: string | null
  readonly replacesId: string | null
  readonly what: string
  readonly measure: string | null
  readonly baseline: string | null
  readonly setOn: Day
  readonly byOn: Day | null
  readonly movedOn: Day | null
  readonly progress: string | null
  readonly shown: string | null
  readonly closedOn: Day | null
  readonly closedWhy: string | null
  /** Services it depends on that have not begun, with the days waited; null if none. */
  readonly waits?: readonly WaitHeld[] | null
}

export interface WaitHeld {
  readonly id: string
  readonly childId: string
  readonly service: string
  readonly provider: string | null
  readonly days: number
}

export interface ActionHeld {
  readonly id: string
  readonly outcomeId: string
  readonly state: string
  readonly what: string
  readonly ownerId: string | null
  readonly owner: string | null
  readonly doneBy: string | null
  readonly askedOn: Day | null
  readonly dueOn: Day | null
  readonly firstDueOn: Day | null
  readonly extended: number
  readonly answer: string | null
  readonly evidence: string | null
  readonly stoppedWhy: string | null
}

/** Everything the Plan page tells of one child. */
export interface PlansHeld {
  readonly plans: readonly PlanHeld[]
  readonly outcomes: readonly OutcomeHeld[]
  readonly actions: readonly ActionHeld[]
  readonly visitsMissed: number
  readonly alikeFrom: number
}

/** A child's plans with what must change, who does what and what became of it: one statement. */
export async function plansOf(db: Db | Tx, childId: string, today: Day): Promise<PlansHeld> {
  const rows = await prepared(
    db,
    sql<PlansHeld>`select
    ${list(sql`select plan.id, plan.state, plan.version, kind, number, replaces_id as "replacesId", under_id as "underId",
        changed_why as "changedWhy", worries, needs, child_says as "childSays",
        parents_agree as "parentsAgree",
        parents_say as "parentsSay", if_not as "ifNot", if_not_on as "ifNotOn", consent,
        chaired_by as "chairedBy", agencies,
        sees.name as sees, visit_every as "visitEvery", 
        coalesce(case when kind = 'child in need' then (select next_on
                                                          from cin_review
                                                         where cin_review.child_id = plan.child_id
          and held_on >= plan.authorised_on
        order by held_on desc
        limit 1) end, next_review_on) as "nextReviewOn", drafted_on as "draftedOn",
        drafted_by as "draftedBy", drafter.name as drafter, sent_on as "sentOn", sent_by as "sentBy",
        sender.name as sender,
        returned_why as "returnedWhy", authorised_on as "authorisedOn", authoriser.name as authoriser,
        verified_on as "verifiedOn", verifier.name as verifier, ended_on as "endedOn", ended_why as "endedWhy"
        from plan
        left join staff sees on sees.id = sees_id
        left join staff drafter on drafter.id = drafted_by
        left join staff sender on sender.id = sent_by
        left join staff authoriser on authoriser.id = authorised_by
        left join staff verifier on verifier.id = verified_by
        where plan.child_id = ${childId}
        order by plan.drafted_on desc, number desc, plan.id desc
        limit 60`)} as plans,
    ${list(sql`select id, state, plan_id as "planId", replaces_id as "replacesId", what, measure, baseline, set_on as "setOn",
        by_on as "byOn", moved_on as "movedOn", progress, shown, closed_on as "closedOn",
        closed_why as "closedWhy",
        (select json_agg(json_build_object('id', id, 'childId', child_id, 'provider', provider, 'service',
                                           service, 'days', ${today}::date - referred_on)
                         order by referred_on, id)
           from service_referral
          where outcome_id = plan_outcome.id
            and state in ('referred', 'accepted')) as waits
        from plan_outcome
       where child_id = ${childId}
         and state <> 'dropped'
       order by set_on, id
       limit 200`)} as outcomes,
    ${list(sql`select action.id, outcome_id as "outcomeId", action.state, what, owner_id as "ownerId", staff.name as owner,
        done_by as "doneBy", asked_on as "askedOn", due_on as "dueOn", first_due_on as "firstDueOn",
        extended, answer, evidence,
        stopped_why as "stoppedWhy" from action left join staff on staff.id = owner_id
        where child_id = ${childId}
          and outcome_id is not null
          and (state <> 'stopped' or asked_on is not null)
        order by due_on nulls last, action.id limit 300`)} as actions,
    (select count(*)::int
       from (select met_on, due_on
               from clock_reading
              where child_id = ${childId}
                and known
                and clock = 'cin-visit'
        and ended_on is null
        and (met_on is not null or due_on < ${today}::date)
      order by since_on desc
      limit 2) last_two
        where coalesce(met_on, 'infinity') > due_on) as "visitsMissed",
    coalesce((select plan_alike from authority limit 1), 80) as "alikeFrom"
  `,
  )
  const [held] = rows
  if (held === undefined) throw new Error('a select without a from gives one row')
  return held
}

const list = (rows: ReturnType<typeof sql>) => sql`(select coalesce(json_agg(one), '[]') from (${rows}) one)`

/** What stands in the plans of a child's brothers and sisters, live or drafted, and what the children are called. */
export interface OfSiblings {
  readonly texts: readonly SiblingText[]
  readonly names: readonly string[]
}

export async function ofSiblings(db: Db | Tx, actor: Actor, childId: string): Promise<OfSiblings> {
  const { rows } = await sql<{ called: string; mine: boolean; texts: readonly string[] }>`
    with family as (
      select ${childId}::uuid as id
       union
      select case when child_id = ${childId} then relative_id else child_id end from relationship
       where (child_id = ${childId} or relative_id = ${childId})
         and kind in ('sibling', 'half-sibling')
         and state = 'recorded'
    )
    select coalesce(known_as, given_name, 'another child') as called, person.id = ${childId} as mine,
           array(select said from (
             select unnest(array[worries, if_not]) as said
               from plan
              where plan.child_id = person.id
                and plan.state in ('draft', 'sent', 'live')
             union select what
              from plan_outcome
             where plan_outcome.child_id = person.id
               and plan_outcome.state in ('proposed', 'open')
             union select what from action where action.child_id = person.id and action.outcome_id is not null
                and action.state in ('proposed', 'open')) spoken where said is not null limit 200) as texts
      from family join person on person.id = family.id
     where person.id = ${childId} or ${within(actor, 'plan.read', sql.ref('person.id'))}
     order by person.id
     limit 20
  `.execute(db)
  const others = rows.filter(({ mine }) => !mine)
  return {
    texts: others.flatMap(({ called, texts }) => texts.map((text) => ({ called, text }))),
    names: rows.map(({ called }) => called),
  }
}
