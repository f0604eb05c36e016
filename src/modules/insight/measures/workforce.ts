import { sql } from 'kysely'
import { everyVisit, supervision } from '../clocks-read.ts'
import { inCare, openEpisodes, inDate, needPlans, protectionPlans, workersInYear } from '../fragments.ts'
import type { Measure } from '../measure.ts'

const published = 'Department for Education, children’s social work workforce census; measures table'
const heads = 'People are counted, not full-time equivalents: hours are not held.'
const common = {
  stage: 'Workforce and oversight',
  over: 'day',
  better: 'lower',
  figure: 'percent',
  rows: ['child', 'children'],
} as const

/** Members of staff of a role who were in post at the end of the day, or left in the year before it. */
const staffOf = (role: string) => sql`
  select null::uuid as child_id, staff.id as worker_id, staff.team_id,
         coalesce(staff.leaves_on, staff.started_on) as at,
         coalesce(staff.leaves_on > asked.day, true) as in_post
    from staff
   where staff.role = ${role} and coalesce(staff.started_on <= asked.day, true)
     and coalesce(staff.leaves_on > (asked.day - interval '1 year')::date, true)`

/** Each working day of each social worker in post, and whether they were away ill: none where nobody's absence is written down. */
const workedDays = sql`
  select null::uuid as child_id, staff.id as worker_id, staff.team_id, each.day::date as at,
         exists (select
                   from staff_absence ill
                  where ill.staff_id = staff.id
                    and ill.why = 'SIC'
                    and ill.from_on <= each.day
                    and coalesce(ill.to_on >= each.day, true)) as ill
    from staff cross join lateral generate_series(asked.since + 1, asked.day, interval '1 day') each (day)
   where staff.role = 'SW' and exists (select from staff_absence)
     and extract(isodow from each.day) < 6
     and not exists (select from bank_holiday where bank_holiday.day = each.day::date)
     and coalesce(staff.started_on <= each.day, true) and coalesce(staff.leaves_on > each.day, true)`

const posts = sql`
  select null::uuid as child_id, post.filled_by as worker_id, post.team_id, post.since_on as at, post.filled
    from post
   where post.title ilike '%social worker%' and post.since_on <= asked.day`

const held = sql`
  select distinct on (allocation.child_id, allocation.worker_id) allocation.child_id, allocation.worker_id,
         staff.team_id, allocation.from_on as at
    from allocation join staff on staff.id = allocation.worker_id
   where allocation.role = 'lead social worker' and coalesce(allocation.from_on <= asked.day, true)
     and coalesce(allocation.to_on > asked.day, allocation.state = 'allocated')
   order by allocation.child_id, allocation.worker_id, allocation.from_on`

const open = sql`
  select distinct on (opened.child_id) opened.child_id, opened.at
    from (${openEpisodes}) opened
   order by opened.child_id, opened.at`

const staff = {
  rows: ['social worker', 'social workers'],
  team: sql<string>`one.team_id`,
  worker: sql<string>`one.worker_id`,
} as const
const left = {
  figure: 'percent',
  numerator: sql<boolean>`not one.in_post`,
  denominator: sql<boolean>`one.in_post`,
} as const

export const workforce: readonly Measure[] = [
  {
    ...common,
    ...staff,
    ...left,
    id: 'sw_turnover_pct',
    title: 'Social workers who left in 12 months',
    means: 'Social workers who left in the 12 months, for each hundred in post at the end of the day.',
    leavesOut: heads,
    source: published,
    population: staffOf('SW'),
    comparator: 'sw_turnover_pct',
  },
  {
    ...common,
    ...staff,
    id: 'sw_vacancy_pct',
    title: 'Social work posts that are vacant',
    rows: ['post', 'posts'],
    means: 'Posts of social workers with nobody in them, of all.',
    leavesOut: `${heads} A post is known since it last changed; what it was before is not held.`,
    source: published,
    population: posts,
    numerator: sql<boolean>`one.filled = 'vacant'`,
    comparator: 'sw_vacancy_pct',
  },
  {
    ...common,
    ...staff,
    id: 'sw_agency_pct',
    title: 'Social work posts filled by an agency',
    rows: ['post', 'posts'],
    means: 'Posts of social workers that an agency worker fills, of all that are filled.',
    leavesOut: `${heads} A post is known since it last changed; what it was before is not held.`,
    source: published,
    population: sql`select * from (${posts}) every where every.filled <> 'vacant'`,
    numerator: sql<boolean>`one.filled = 'agency'`,
    comparator: 'sw_agency_pct',
  },
  {
    ...common,
    id: 'sw_caseload',
    title: 'Children for each social worker',
    figure: 'each worker',
    means: 'Children with a lead social worker, for each worker who has any.',
    leavesOut: `${heads} Carers are not counted.`,
    source: published,
    population: held,
    worker: sql<string>`one.worker_id`,
    team: sql<string>`one.team_id`,
    comparator: 'sw_caseload',
  },
  {
    ...common,
    ...staff,
    id: 'sw_over_caseload_number',
    title: 'Social workers with more children than their limit',
    figure: 'count',
    means:
      'Social workers who lead for more children than the limit set for them, which is lower in their first year.',
    leavesOut: 'Each child counts one: what each asks of their worker is weighed on the team’s page.',
    source: 'Local standard',
    population: sql`
      select null::uuid as child_id, mine.worker_id, staff.team_id, max(mine.at) as at, count(*) as children,
             staff.weighted_limit
        from (${held}) mine
        join staff on staff.id = mine.worker_id
       group by mine.worker_id, staff.team_id, staff.weighted_limit`,
    numerator: sql<boolean>`one.children > one.weighted_limit`,
  },
  {
    ...common,
    ...staff,
    ...left,
    id: 'manager_turnover_pct',
    title: 'Team managers who left in 12 months',
    rows: ['manager', 'managers'],
    means: 'Team managers who left in the 12 months, for each hundred in post at the end of the day.',
    leavesOut: heads,
    source: 'Local standard',
    population: staffOf('TM'),
  },
  {
    ...common,
    ...staff,
    id: 'sw_absence_pct',
    title: 'Working days social workers were ill',
    over: 'year',
    rows: ['working day', 'working days'],
    means:
      'Working days on which a social worker in post was away ill, of all working days of social workers in post.',
    leavesOut:
      'Everybody, where nobody’s absence is written down. A day counts whole, whatever part of the week somebody works.',
    source: published,
    population: workedDays,
    numerator: sql<boolean>`one.ill`,
    comparator: 'sw_absence_pct',
  },
  {
    ...common,
    id: 'cla_3plus_social_workers_pct',
    title: 'Children in our care with 3 social workers or more in 12 months',
    means:
      'Children who have had three lead social workers or more in the 12 months, of those in our care; one who comes back is one.',
    leavesOut: 'Children whose workers our sources do not tell have had none.',
    source: 'Department for Education, children looked after, social worker episodes',
    population: inCare,
    numerator: sql<boolean>`${workersInYear} >= 3`,
    comparator: 'cla_3plus_social_workers_pct',
  },
  {
    ...common,
    id: 'open_3plus_social_workers_pct',
    title: 'Children in need with 3 social workers or more in 12 months',
    means:
      'Children with an open episode of need who have had three lead social workers or more in the 12 months.',
    leavesOut: 'Children whose workers our sources do not tell have had none.',
    source: 'Local standard',
    population: open,
    numerator: sql<boolean>`${workersInYear} >= 3`,
  },
  {
    ...common,
    id: 'supervision_on_time_pct',
    title: 'Children talked through in supervision in time',
    better: 'higher',
    means:
      'Children with an open episode of need about whom no talk with their worker stands past its day, each by their own clock: 4 weeks for children at higher risk, 8 for others.',
    leavesOut: 'Children whose supervision our sources cannot tell: no return carries any.',
    source: 'Local standard; the interval is the clock’s',
    population: open,
    numerator: inDate(supervision),
  },
  {
    ...common,
    id: 'management_oversight_current_pct',
    title: 'Children a manager has written about in 3 months',
    better: 'higher',
    means:
      'Children with an open episode of need about whom a manager gave a direction or wrote a note in the 3 months.',
    leavesOut: 'What a manager said and nobody wrote down.',
    source: 'Local standard',
    population: open,
    numerator: sql<boolean>`(exists (
        select
          from action
         where action.child_id = one.child_id
           and action.direction
           and action.asked_on <= asked.day
           and action.asked_on > (asked.day - interval '3 months')::date)
      or exists (select from note join staff on staff.id = note.recorded_by
         where note.child_id = one.child_id
           and staff.role in ('TM', 'SM', 'DIR')
           and note.happened_on <= asked.day
           and note.happened_on > (asked.day - interval '3 months')::date))`,
  },
  {
    ...common,
    id: 'oversight_actions_overdue_pct',
    title: 'Directions past their day',
    rows: ['direction', 'directions'],
    means:
      'Directions from managers, chairs and reviewing officers past their day and not answered, of all open.',
    leavesOut: 'A direction given again stands for the one before it.',
    source: 'Local standard',
    population: sql`
      select action.id, action.child_id, action.due_on as at, action.answered_on, action.state from action
       where action.direction and action.asked_on <= asked.day
         and coalesce(action.verified_on > asked.day, action.state <> 'verified')
         and coalesce(action.stopped_on > asked.day, action.state <> 'stopped')
         and not exists (select
                           from action again
                          where again.repeats_id = action.id
                            and again.asked_on <= asked.day)`,
    numerator: sql<boolean>`one.at < asked.day
      and coalesce(one.answered_on > asked.day, one.state = 'open', true)`,
  },
  {
    ...common,
    id: 'drift_flags_number',
    title: 'Children whose plans are drifting',
    figure: 'count',
    means:
      'Children with an open episode of need and any of: a visit past its day; no plan after 45 days; in need for 12 months, on a protection plan for 15, or in pre-proceedings for 16 weeks.',
    leavesOut: 'What our sources cannot tell is no drift. Oversight names the rule each child meets.',
    source: 'Local standard',
    population: open,
    numerator: sql<boolean>`(coalesce(not ${inDate(everyVisit)}, false)
      or (one.at < asked.day - 63
          and not exists (select from (${needPlans}) p where p.child_id = one.child_id)
          and not exists (select from (${protectionPlans}) p where p.child_id = one.child_id)
          and not exists (select from (${inCare}) p where p.child_id = one.child_id)
          and not exists (select from leaving_care where leaving_care.child_id = one.child_id)
          and exists (select
                        from coverage
                       where coverage.child_id = one.child_id
                         and coverage.fact in ('child in need plan', 'everything')))
      or exists (select
                   from (${needPlans}) p
                  where p.child_id = one.child_id
                    and p.at <= (asked.day - interval '12 months')::date)
      or exists (select
                   from (${protectionPlans}) p
                  where p.child_id = one.child_id
                    and p.at <= (asked.day - interval '15 months')::date)
      or exists (select
                   from pre_proceedings
                  where pre_proceedings.child_id = one.child_id
                    and pre_proceedings.started_on < asked.day - 112
          and coalesce(least(pre_proceedings.decided_on, pre_proceedings.applied_on) > asked.day,
                       pre_proceedings.state = 'open')))`,
  },
]
