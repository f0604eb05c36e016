import { sql } from 'kysely'
import { fosteringVisits, needReview, needVisit } from '../clocks-read.ts'
import {
  alwaysOnTime,
  canHold,
  fell,
  hasAnother,
  inDate,
  needPlans,
  openEpisodes,
  workingDays,
} from '../fragments.ts'
import type { Measure } from '../measure.ts'

const common = { stage: 'Help', over: 'day', better: null, rows: ['child', 'children'] } as const
const published = 'Department for Education, children in need census; measures table'

// An arrangement is of the day we came to know of it, and no arrangement once it is found to be none.
const arrangementOpen = sql<boolean>`
  private_fostering.state not in ('not private fostering')
  and least(private_fostering.told_on, private_fostering.aware_on, private_fostering.starts_on) <= asked.day`

export const help: readonly Measure[] = [
  {
    ...common,
    id: 'early_help_assessments_number',
    title: 'Early help assessments begun',
    figure: 'count',
    over: 'year',
    rows: ['assessment', 'assessments'],
    means: 'Early help assessments begun.',
    leavesOut: 'Assessments whose day is not known.',
    source: 'Local standard',
    population: sql`
      select early_help_assessment.child_id, early_help_assessment.started_on as at from early_help_assessment
       where ${fell('early_help_assessment.started_on')}`,
  },
  {
    ...common,
    id: 'early_help_stepup_pct',
    title: 'Early help that ended in social care',
    figure: 'percent',
    over: 'year',
    better: 'lower',
    rows: ['episode', 'episodes'],
    means: 'Episodes of early help that ended because the family was stepped up, of all that ended.',
    leavesOut: 'Episodes that do not say why they ended, and those known only from a list of assessments.',
    source: 'Local standard',
    population: sql`
      select early_help_episode.child_id, early_help_episode.closed_on as at, early_help_episode.closed_why
        from early_help_episode
       where ${fell('early_help_episode.closed_on')}`,
    numerator: sql<boolean>`one.closed_why = 'stepped up'`,
  },
  {
    ...common,
    id: 'cin_rate',
    title: 'Children in need for every 10,000 children',
    figure: 'rate',
    rows: ['episode', 'episodes'],
    means:
      'Episodes of need open at the end of the day, of children with every kind of plan and in care among them, for every 10,000 children.',
    leavesOut: 'Referrals that ended with no further action.',
    source: published,
    population: openEpisodes,
    comparator: 'cin_rate',
  },
  {
    ...common,
    id: 'cin_plan_in_place_pct',
    title: 'Children in need who have a plan',
    figure: 'percent',
    better: 'higher',
    means:
      'Children with an open child in need plan, of those open to us for more than 45 working days who are neither on a protection plan, in care nor leaving it.',
    leavesOut: 'Children whose plans our sources cannot hold.',
    source: 'Local standard',
    population: sql`
      select distinct on (open.child_id) open.child_id, open.at from (${openEpisodes}) open
       where open.at < asked.day - 45
         and ${workingDays(sql`open.at`, sql`asked.day`)} > 45
         and not ${hasAnother('open.child_id')}
       order by open.child_id, open.at`,
    numerator: sql<boolean>`case when exists (select
                                                from (${needPlans}) planned
                                               where planned.child_id = one.child_id) then true
      when ${canHold('child in need plan')} then false end`,
  },
  {
    ...common,
    id: 'cin_visit_on_time_pct',
    title: 'Children in need seen in time',
    figure: 'percent',
    better: 'higher',
    means:
      'Children with a child in need plan for whom no visit stands past its day, each by their own clock.',
    leavesOut: 'Children whose visits our sources cannot tell.',
    source: 'Local standard; the interval is the clock’s',
    population: needPlans,
    numerator: inDate(needVisit),
  },
  {
    ...common,
    id: 'cin_review_on_time_pct',
    title: 'Child in need plans reviewed in time',
    figure: 'percent',
    better: 'higher',
    means:
      'Child in need plans open for 3 months or more with no review past its day, each by its own clock.',
    leavesOut: 'Plans whose reviews our sources cannot tell.',
    source: 'Local standard; the interval is the clock’s',
    population: sql`select *
      from (${needPlans}) planned
      where planned.at <= (asked.day - interval '3 months')::date`,
    numerator: inDate(needReview),
  },
  {
    ...common,
    id: 'cin_duration_2yrs_plus_pct',
    title: 'Children in need for 2 years or more',
    figure: 'percent',
    better: 'lower',
    rows: ['episode', 'episodes'],
    means: 'Episodes of need open for 730 days or more, of all open.',
    leavesOut: 'Referrals that ended with no further action.',
    source: published,
    population: openEpisodes,
    numerator: sql<boolean>`asked.day - one.at >= 730`,
    comparator: 'cin_duration_2yrs_plus_pct',
  },
  {
    ...common,
    id: 'unallocated_children_number',
    title: 'Children with no qualified social worker',
    figure: 'count',
    better: 'lower',
    means:
      'Children with an open episode of need and nobody registered as a social worker allocated to them.',
    leavesOut: 'Children whose workers our sources cannot tell.',
    source: 'Local standard',
    population: sql`select distinct on (open.child_id) open.child_id, open.at
      from (${openEpisodes}) open
      order by open.child_id, open.at`,
    numerator: sql<boolean>`case when exists (
        select from allocation join staff on staff.id = allocation.worker_id
         where allocation.child_id = one.child_id
           and staff.registered
           and allocation.role in ('lead social worker', 'second social worker')
           and coalesce(allocation.from_on <= asked.day, true)
           and coalesce(allocation.to_on > asked.day, allocation.state = 'allocated')) then false
      when ${canHold('allocation')} then true end`,
  },
  {
    ...common,
    id: 'da_support_wait_days',
    title: 'Wait for domestic abuse support',
    figure: 'median',
    over: 'year',
    better: 'lower',
    rows: ['referral', 'referrals'],
    means:
      'Days from referral to a domestic abuse service to the first day of help, in the middle, of help that began in the time asked of.',
    leavesOut:
      'Referrals still waiting, refused or dropped, and those that do not say both days: the list of waits shows who waits now.',
    source: 'Local standard',
    population: sql`
      select service_referral.child_id, service_referral.started_on as at, service_referral.referred_on
        from service_referral
       where service_referral.service = 'domestic abuse'
         and service_referral.referred_on is not null
         and ${fell('service_referral.started_on')}`,
    value: sql<number>`one.at - one.referred_on`,
  },
  {
    ...common,
    id: 'private_fostering_visit_on_time_pct',
    title: 'Privately fostered children seen in time',
    figure: 'percent',
    over: 'year',
    better: 'higher',
    means: 'Arrangements that stood in the time asked of in which every visit due was made by its day.',
    leavesOut: 'Arrangements whose visits are not known, and those with none due yet.',
    source: 'SI 2005/1533 regs 4, 8',
    population: sql`
      select private_fostering.child_id,
             least(private_fostering.told_on, private_fostering.aware_on, private_fostering.starts_on) as at
        from private_fostering
       where ${arrangementOpen} and coalesce(private_fostering.ended_on > asked.since, true)`,
    numerator: alwaysOnTime(fosteringVisits, sql`asked.since`),
  },
  {
    ...common,
    id: 'private_fostering_number',
    title: 'Children privately fostered',
    figure: 'count',
    means: 'Arrangements known of and not ended at the end of the day.',
    leavesOut: 'What was found not to be private fostering.',
    source: 'Children Act 1989 Part IX',
    population: sql`
      select private_fostering.child_id,
             least(private_fostering.told_on, private_fostering.aware_on, private_fostering.starts_on) as at
        from private_fostering
       where ${arrangementOpen}
         and coalesce(private_fostering.ended_on > asked.day, private_fostering.state <> 'ended')`,
  },
]
