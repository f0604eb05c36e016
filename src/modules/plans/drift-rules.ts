import { sql, type RawBuilder } from 'kysely'
import type { Calendar } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { daySaid, overWords } from '../actions/index.ts'

/** What a rule of drift found of one child: the day it turns on, how many or how often, and words somebody wrote. */
export interface DriftHit {
  readonly rule: string
  readonly at: Day | null
  readonly number: number | null
  readonly words: string | null
}

/** With what a hit is said. */
export interface DriftSaying {
  readonly on: Day
  readonly calendar: Calendar
}

/**
 * One rule of drift: the one definition that the plan’s page, oversight and the alert all read. `hits` is a query over `held`
 * (day, child_id, worker_id, team_id) that gives those four and at, number, words. The weight orders lists, adds up to what an
 * alert goes by, and is never shown.
 */
interface DriftRule {
  readonly id: string
  readonly name: string
  readonly weight: number
  readonly means: string
  readonly leavesOut: string
  readonly source: string
  readonly hits: RawBuilder<unknown>
  readonly says: (hit: DriftHit, saying: DriftSaying) => string
}

/** The clocks that ask for a plan to be reviewed. */
export const reviewClocks = [
  'cin-review',
  'rcpc-first',
  'rcpc',
  'cla-review-1',
  'cla-review-2',
  'cla-review-n',
  'cl-pathway-review',
  'eh-plan-review',
] as const

const held: RawBuilder<unknown> = sql`held.day, held.child_id, held.worker_id, held.team_id`

const inPlans = 'Local standard: a plan that has stopped is looked at (drift)'

const stoodOpen = (table: string): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${sql.ref(`${table}.started_on`)} <= held.day, true)
    and coalesce(${sql.ref(`${table}.ended_on`)} > held.day, ${sql.ref(`${table}.state`)} = 'open')`

/** Readings that were owed and late on the day. */
const lateReading: RawBuilder<boolean> = sql<boolean>`clock_reading.known
  and clock_reading.since_on <= held.day
  and clock_reading.due_on < held.day
    and coalesce(clock_reading.met_on > held.day, true) and coalesce(clock_reading.ended_on > held.day, true)`

const quoted = (words: string | null): string => `“${words ?? ''}”`

const parentsVisitLate: DriftRule = {
  id: 'parents-visit-late',
  name: 'Placed with parents, visit late',
  weight: 5,
  means: 'The child is in our care and lives with a parent, and a visit has passed its day.',
  leavesOut: 'Visits that are not known.',
  source: 'SI 2010/959, regs 17-20 and 28',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, clock_reading.due_on as at,
           null::int as number, clock_reading.clock as words
      from held join clock_reading on clock_reading.child_id = held.child_id
     where clock_reading.clock like 'cla-visit-%' and ${lateReading}
       and exists (select
                     from care_episode
                    where care_episode.child_id = held.child_id
                      and care_episode.placement_type = 'P1'
             and ${stoodOpen('care_episode')})
     order by held.day, held.child_id, held.team_id, clock_reading.due_on, clock_reading.clock`,
  says: ({ at }, { on }) => `Placed with parents; visit was due ${at === null ? '' : daySaid(at, on)}`,
}

const planUnchanged: DriftRule = {
  id: 'plan-unchanged',
  name: 'Plan unchanged for more than 28 days',
  weight: 3,
  means:
    'Something the plan says must be different has not moved for more than 28 days; the longest is shown.',
  leavesOut:
    'What has been met or stopped since, and what moved after the day asked of: how it stood before is not in the row.',
  source: 'Local standard: a plan that has not moved for 28 days is looked at',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held},
           greatest(plan_outcome.set_on, plan_outcome.moved_on) as at,
           held.day - greatest(plan_outcome.set_on, plan_outcome.moved_on) as number,
           plan_outcome.what as words
      from held join plan_outcome on plan_outcome.child_id = held.child_id
     where plan_outcome.state = 'open'
       and greatest(plan_outcome.set_on, plan_outcome.moved_on) < held.day - 28
     order by held.day, held.child_id, held.team_id, greatest(plan_outcome.set_on, plan_outcome.moved_on),
           plan_outcome.id`,
  says: ({ number, words }) => `${quoted(words)} unchanged for ${counted(number ?? 0, 'day')}`,
}

const askedTwice: DriftRule = {
  id: 'asked-twice',
  name: 'Same direction asked twice or more',
  weight: 3,
  means: 'The same was asked before and not done. The second time, the service manager is told.',
  leavesOut:
    'Actions between workers, which are not directions; and what was asked again since, which is counted once.',
  source: 'Local standard: what oversight asks for is followed up',
  hits: sql`
    select ${held}, action.due_on as at, action.times_asked as number, action.what as words
      from held join action on action.child_id = held.child_id
     where action.direction
       and action.state <> 'proposed'
       and action.asked_on <= held.day
       and action.times_asked > 1
       and coalesce(action.verified_on > held.day, action.state <> 'verified')
       and coalesce(action.stopped_on > held.day, action.state <> 'stopped')
       and not exists (select
                         from action again
                        where again.repeats_id = action.id
                          and again.child_id = action.child_id
                          and again.asked_on <= held.day)`,
  says: ({ at, number, words }, { on, calendar }) => {
    const due = at === null ? '' : at < on ? `, ${overWords(at, on, calendar)}` : `, due ${daySaid(at, on)}`
    return `Direction ${quoted(words)}, ${number === 2 ? 'asked twice' : `asked ${number ?? 2} times`}${due}`
  },
}

const needWithNoPlan: DriftRule = {
  id: 'need-no-plan',
  name: 'Child in need with no plan',
  weight: 3,
  means:
    'An assessment found a child in need more than 10 working days ago, and no plan of any kind was begun.',
  leavesOut: 'Children whose returns cannot hold a plan, and assessments that did not find a need.',
  source: 'Working Together 2023, ch.3; local standard of 10 working days',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, assessment.authorised_on as at,
           null::int as number, null::text as words
      from held join assessment on assessment.child_id = held.child_id
     where assessment.authorised_on < held.day - 14 and assessment.support_needed = 'yes'
       and exists (select
                     from cin_episode
                    where cin_episode.child_id = held.child_id
                      and cin_episode.referred_on <= assessment.authorised_on
             and coalesce(cin_episode.closed_on > held.day, cin_episode.state = 'open'))
       and not exists (select
                         from cin_plan
                        where cin_plan.child_id = held.child_id
                          and ${stoodOpen('cin_plan')})
       and not exists (select from cp_plan where cp_plan.child_id = held.child_id and ${stoodOpen('cp_plan')})
       and not exists (select
                         from care_episode
                        where care_episode.child_id = held.child_id
                          and ${stoodOpen('care_episode')})
       and exists (select
                     from coverage
                    where coverage.child_id = held.child_id
                      and coverage.fact in ('child in need plan', 'everything')
                      and coverage.until_on is null
             and coalesce(coverage.from_on <= assessment.authorised_on, true))
     order by held.day, held.child_id, held.team_id, assessment.authorised_on desc`,
  says: ({ at }, { on }) => `No plan since the assessment${at === null ? '' : ` of ${daySaid(at, on)}`}`,
}

const reviewMissed: DriftRule = {
  id: 'review-missed',
  name: 'Review of the plan over',
  weight: 2,
  means: 'The day by which a plan had to be reviewed has passed, and it was not.',
  leavesOut: 'Reviews that are not known.',
  source: inPlans,
  hits: sql`
    select ${held}, clock_reading.due_on as at, null::int as number, clock_reading.clock as words
      from held join clock_reading on clock_reading.child_id = held.child_id
     where clock_reading.clock = any(${[...reviewClocks]}) and ${lateReading}`,
  says: ({ at }, { on, calendar }) =>
    at === null
      ? 'The review is over'
      : `The review was due ${daySaid(at, on)}: ${overWords(at, on, calendar)}`,
}

const planAction = sql`action.outcome_id is not null
  and action.state = 'open'
  and action.asked_on <= held.day`

const movedTwice: DriftRule = {
  id: 'moved-twice',
  name: 'Day of an action moved twice or more',
  weight: 2,
  means: 'The day of an action in the plan has been put off more than once, and it is not done.',
  leavesOut:
    'Actions done, stopped or moved after the day asked of: how they stood before is not in the row.',
  source: inPlans,
  hits: sql`
    select ${held}, action.due_on as at, action.extended as number, action.what as words
      from held join action on action.child_id = held.child_id
     where ${planAction} and action.extended > 1`,
  says: ({ number, words }) => `The day of ${quoted(words)} has been moved ${counted(number ?? 2, 'time')}`,
}

const longInNeed: DriftRule = {
  id: 'need-9-months',
  name: 'Child in need for more than 9 months',
  weight: 2,
  means: 'A child in need plan began more than 9 months ago and goes on.',
  leavesOut: 'Plans whose beginning is not known.',
  source: 'Local standard: a decision at 9 months',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, cin_plan.started_on as at,
           null::int as number, null::text as words
      from held join cin_plan on cin_plan.child_id = held.child_id
     where cin_plan.started_on < (held.day - interval '9 months')::date
       and coalesce(cin_plan.ended_on > held.day, cin_plan.state = 'open')
     order by held.day, held.child_id, held.team_id, cin_plan.started_on`,
  says: ({ at }, { on }) => `Child in need since ${at === null ? 'more than 9 months' : daySaid(at, on)}`,
}

const backAgain: DriftRule = {
  id: 'back-within-12-months',
  name: 'Back within 12 months of closing',
  weight: 2,
  means: 'The child was referred again within 12 months of our last closing, and we are still at work.',
  leavesOut: 'Referrals that needed nothing further.',
  source: 'Working Together 2023, ch.1; Department for Education: re-referrals within 12 months',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, now_open.referred_on as at,
           now_open.referred_on - before.closed_on as number, null::text as words
      from held
      join cin_episode now_open on now_open.child_id = held.child_id
      join cin_episode before on before.child_id = held.child_id and before.id <> now_open.id
     where now_open.referred_on <= held.day
       and coalesce(now_open.closed_on > held.day, now_open.state = 'open')
       and before.closed_on <= now_open.referred_on
       and before.closed_on > (now_open.referred_on - interval '12 months')::date
       and before.state <> 'no further action'
     order by held.day, held.child_id, held.team_id, before.closed_on desc`,
  says: ({ at, number }, { on }) =>
    `Back ${counted(number ?? 0, 'day')} after we closed${at === null ? '' : `, ${daySaid(at, on)}`}`,
}

const actionOver: DriftRule = {
  id: 'action-over',
  name: 'Action of a plan over',
  weight: 1,
  means: 'The day of an action in the plan has passed, and it is not done.',
  leavesOut: 'Actions done or stopped after the day asked of, and directions, which have rules of their own.',
  source: inPlans,
  hits: sql`
    select ${held}, action.due_on as at, null::int as number, action.what as words
      from held join action on action.child_id = held.child_id
     where ${planAction} and action.due_on < held.day`,
  says: ({ at, words }, { on, calendar }) =>
    `${quoted(words)} is ${at === null ? 'over' : overWords(at, on, calendar)}`,
}

const workerLost: DriftRule = {
  id: 'worker-lost',
  name: 'A worker left without a plan for it',
  weight: 1,
  means: 'In the 12 months before, a lead worker stopped working with the child, and nobody had planned it.',
  leavesOut: 'Changes of which it is not said whether they were planned.',
  source: inPlans,
  hits: sql`
    select ${held}, allocation.to_on as at, null::int as number, null::text as words
      from held join allocation on allocation.child_id = held.child_id
     where allocation.role = 'lead social worker'
       and allocation.planned = false
       and allocation.to_on <= held.day
       and allocation.to_on > (held.day - interval '12 months')::date`,
  says: ({ at }, { on }) => `A worker left without a plan for it${at === null ? '' : `, ${daySaid(at, on)}`}`,
}

/** Every rule of drift, the gravest first. */
export const driftRules: readonly DriftRule[] = [
  parentsVisitLate,
  planUnchanged,
  askedTwice,
  needWithNoPlan,
  reviewMissed,
  movedTwice,
  longInNeed,
  backAgain,
  actionOver,
  workerLost,
]
