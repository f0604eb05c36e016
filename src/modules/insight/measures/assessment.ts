import { sql } from 'kysely'
import { assessmentDone } from '../clocks-read.ts'
import { assessments, metByItsDay, workingDays } from '../fragments.ts'
import type { Measure } from '../measure.ts'

const published = 'Department for Education, children in need census; measures table'
const common = {
  stage: 'Assessment',
  over: 'year',
  better: null,
  rows: ['assessment', 'assessments'],
  figure: 'percent',
} as const

const withFactors = sql`select * from (${assessments}) found where found.factors <> '{}'`
const domesticAbuse = sql<boolean>`one.factors && array['3A', '3B', '3C']`

export const assessment: readonly Measure[] = [
  {
    ...common,
    id: 'assessments_45wd_pct',
    title: 'Assessments finished within 45 working days',
    better: 'higher',
    means:
      'Assessments authorised within 45 working days of their start, of all authorised: as it is published.',
    leavesOut:
      'Assessments whose start is not known. The clock on each child’s page counts from the referral, which is sooner; that is the measure below it.',
    source: published,
    population: assessments,
    numerator: sql<boolean>`${workingDays(sql`one.started_on`, sql`one.at`)} <= 45`,
    comparator: 'assessments_45wd_pct',
  },
  {
    ...common,
    id: 'assessments_45wd_from_referral_pct',
    title: 'Assessments finished within 45 working days of the referral',
    better: 'higher',
    means:
      'Assessments authorised by the day their clock gives, 45 working days from the referral, of all authorised.',
    leavesOut:
      'Assessments whose clock is not known. It is no measure of the table: shown beside the published one, which starts later.',
    source: 'Working Together 2026, chapter 3',
    population: sql`
      select found.*, begun.record_id from (${assessments}) found left join lateral (
        select record_id from clock_reading
         where clock_reading.child_id = found.child_id
           and clock = ${assessmentDone.id}
           and record_id in (found.id, found.episode_id)
         order by record_id = found.id desc limit 1) begun on true`,
    numerator: metByItsDay(assessmentDone, 'one.record_id'),
  },
  {
    ...common,
    id: 'assessments_open_over_45wd_number',
    title: 'Assessments open beyond 45 working days',
    figure: 'count',
    over: 'day',
    better: 'lower',
    means: 'Assessments begun more than 45 working days ago and not authorised.',
    leavesOut: 'Assessments whose start is not known.',
    source: 'Local standard',
    population: sql`
      select assessment.child_id, assessment.started_on as at from assessment
       where assessment.started_on < asked.day - 45
         and coalesce(assessment.authorised_on > asked.day, assessment.state = 'started')`,
    numerator: sql<boolean>`${workingDays(sql`one.at`, sql`asked.day`)} > 45`,
  },
  {
    ...common,
    id: 'assessments_child_seen_pct',
    title: 'Assessments in which the child was seen',
    better: 'higher',
    means: 'Assessments that say the child was seen, of those authorised that say whether.',
    leavesOut: 'Assessments that do not say: the census does not.',
    source: 'Annex A list 4',
    population: assessments,
    numerator: sql<boolean>`case one.child_seen when 'yes' then true when 'no' then false end`,
  },
  {
    ...common,
    id: 'assessment_domestic_abuse_factor_pct',
    title: 'Assessments that found domestic abuse',
    means: 'Assessments with a factor of domestic abuse (3A, 3B or 3C), of those authorised with any factor.',
    leavesOut: 'Assessments with no factor recorded.',
    source: published,
    population: withFactors,
    numerator: domesticAbuse,
  },
  {
    ...common,
    id: 'assessment_neglect_factor_pct',
    title: 'Assessments that found neglect',
    means: 'Assessments with the factor of neglect (16A), of those authorised with any factor.',
    leavesOut: 'Assessments with no factor recorded.',
    source: published,
    population: withFactors,
    numerator: sql<boolean>`'16A' = any(one.factors)`,
  },
  {
    ...common,
    id: 'assessments_no_factors_pct',
    title: 'Finished assessments with no factor recorded',
    better: 'lower',
    means: 'Assessments authorised with no factor, of all authorised of an episode that went on.',
    leavesOut: 'Assessments known only from a list that has no place for factors.',
    source: 'Local standard',
    population: sql`
      select found.* from (${assessments}) found
       where not exists (select
                           from cin_episode
                          where cin_episode.id = found.episode_id
                            and cin_episode.state = 'no further action')`,
    numerator: sql<boolean>`one.factors = '{}'`,
  },
  {
    ...common,
    id: 'cpp_domestic_abuse_factor_pct',
    title: 'Children on a protection plan where domestic abuse was found',
    over: 'day',
    rows: ['child', 'children'],
    means:
      'Children with a child protection plan whose latest assessment by the day has a factor of domestic abuse, of those with an assessment that has any.',
    leavesOut: 'Children whose assessment has no factor recorded.',
    source: 'Local standard',
    population: sql`
      select cp_plan.child_id, cp_plan.started_on as at, latest.factors from cp_plan left join lateral (
        select assessment.factors from assessment
         where assessment.child_id = cp_plan.child_id
           and assessment.authorised_on <= asked.day
           and assessment.factors <> '{}'
         order by assessment.authorised_on desc, assessment.id limit 1) latest on true
       where cp_plan.started_on <= asked.day
         and coalesce(cp_plan.ended_on > asked.day, cp_plan.state = 'open')`,
    numerator: domesticAbuse,
  },
]
