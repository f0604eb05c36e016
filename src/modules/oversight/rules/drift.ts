import { sql } from 'kysely'
import { counted } from '../../../platform/people/name.ts'
import { daySaid } from '../../actions/index.ts'
import type { OversightRule } from '../rule.ts'
import { seeing } from '../seeing.ts'
import { held, late, stood } from './held.ts'

const common = { counts: 'children', drift: true } as const

export const planUnchanged: OversightRule = {
  ...common,
  id: 'plan-unchanged',
  name: 'Plan unchanged for more than 28 days',
  weight: 3,
  means: 'Something the plan says must be different has not moved for more than 28 days; the longest is shown.',
  leavesOut: 'What has been met or stopped since, and what moved after the day asked of: how it stood before is not in the row.',
  source: 'Local standard: a plan that has not moved for 28 days is looked at',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, greatest(plan_outcome.set_on, plan_outcome.moved_on) as at,
           held.day - greatest(plan_outcome.set_on, plan_outcome.moved_on) as number, plan_outcome.what as words
      from held join plan_outcome on plan_outcome.child_id = held.child_id
     where plan_outcome.state = 'open' and greatest(plan_outcome.set_on, plan_outcome.moved_on) < held.day - 28
     order by held.day, held.child_id, held.team_id, greatest(plan_outcome.set_on, plan_outcome.moved_on), plan_outcome.id`,
  says: ({ number, words }) => ({ state: 'over', words: `“${words ?? ''}” unchanged for ${counted(number ?? 0, 'day')}` }),
} // prettier-ignore

export const longInNeed: OversightRule = {
  ...common,
  id: 'need-9-months',
  name: 'Child in need for more than 9 months',
  weight: 2,
  means: 'A child in need plan began more than 9 months ago and goes on.',
  leavesOut: 'Plans whose beginning is not known.',
  source: 'Local standard: a decision at 9 months',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, cin_plan.started_on as at, null::int as number, null::text as words
      from held join cin_plan on cin_plan.child_id = held.child_id
     where cin_plan.started_on < (held.day - interval '9 months')::date and coalesce(cin_plan.ended_on > held.day, cin_plan.state = 'open')
     order by held.day, held.child_id, held.team_id, cin_plan.started_on`,
  says: ({ at }, { on }) => ({
    state: 'over',
    words: `Child in need since ${at === null ? 'more than 9 months' : daySaid(at, on)}`,
  }),
} // prettier-ignore

export const backAgain: OversightRule = {
  ...common,
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
     where now_open.referred_on <= held.day and coalesce(now_open.closed_on > held.day, now_open.state = 'open')
       and before.closed_on <= now_open.referred_on and before.closed_on > (now_open.referred_on - interval '12 months')::date
       and before.state <> 'no further action'
     order by held.day, held.child_id, held.team_id, before.closed_on desc`,
  says: ({ at, number }, { on }) => ({
    state: 'over',
    words: `Back ${counted(number ?? 0, 'day')} after we closed${at === null ? '' : `, ${daySaid(at, on)}`}`,
  }),
} // prettier-ignore

export const needWithNoPlan: OversightRule = {
  ...common,
  id: 'need-no-plan',
  name: 'Child in need with no plan',
  weight: 3,
  means: 'An assessment found a child in need more than 10 working days ago, and no plan of any kind was begun.',
  leavesOut: 'Children whose returns cannot hold a plan, and assessments that did not find a need.',
  source: 'Working Together 2023, ch.3; local standard of 10 working days',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, assessment.authorised_on as at, null::int as number, null::text as words
      from held join assessment on assessment.child_id = held.child_id
     where assessment.authorised_on < held.since and assessment.support_needed = 'yes'
       and exists (select from cin_episode where cin_episode.child_id = held.child_id and cin_episode.referred_on <= assessment.authorised_on
             and coalesce(cin_episode.closed_on > held.day, cin_episode.state = 'open'))
       and not exists (select from cin_plan where cin_plan.child_id = held.child_id and ${stood('cin_plan', 'open')})
       and not exists (select from cp_plan where cp_plan.child_id = held.child_id and ${stood('cp_plan', 'open')})
       and not exists (select from care_episode where care_episode.child_id = held.child_id and ${stood('care_episode', 'open')})
       and exists (select from coverage where coverage.child_id = held.child_id and coverage.fact in ('child in need plan', 'everything') and coverage.until_on is null
             and coalesce(coverage.from_on <= assessment.authorised_on, true))
     order by held.day, held.child_id, held.team_id, assessment.authorised_on desc`,
  says: ({ at }, { on }) => ({
    state: 'over',
    words: `No plan since the assessment${at === null ? '' : ` of ${daySaid(at, on)}`}`,
  }),
} // prettier-ignore

export const parentsVisitLate: OversightRule = {
  ...common,
  id: 'parents-visit-late',
  name: 'Placed with parents, visit late',
  weight: 5,
  means: 'The child is in our care and lives with a parent, and a visit has passed its day.',
  leavesOut: 'Visits that are not known.',
  source: 'SI 2010/959, regs 17-20 and 28',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, held.due_on as at, null::int as number, held.clock as words
      from owed held
     where held.clock = any(${seeing}) and ${late}
       and exists (select from care_episode where care_episode.child_id = held.child_id and care_episode.placement_type = 'P1'
             and ${stood('care_episode', 'open')})
     order by held.day, held.child_id, held.team_id, held.due_on, held.clock`,
  says: ({ at }, { on }) => ({
    state: 'over',
    words: `Placed with parents; visit was due ${at === null ? '' : daySaid(at, on)}`,
  }),
} // prettier-ignore
