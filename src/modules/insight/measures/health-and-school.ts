import { sql } from 'kysely'
import { canHold, inCare, inCareAYear, inTheYear } from '../fragments.ts'
import type { Measure } from '../measure.ts'

const published = 'Department for Education, children looked after return (SSDA903, OC2); measures table'
const common = {
  stage: 'In our care',
  over: 'day',
  better: 'higher',
  figure: 'percent',
  rows: ['child', 'children'],
} as const

// A return of a year ending 31 March tells of that year: it stands until the next could be known.
const lastReturn = sql`(select health_outcome.health_assessment, health_outcome.teeth_check,
                               health_outcome.immunised, health_outcome.sdq_score
    from health_outcome
   where health_outcome.child_id = cared.child_id
     and make_date(health_outcome.year_ending, 3, 31) <= asked.day
     and make_date(health_outcome.year_ending, 3, 31) > (asked.day - interval '1 year')::date
   order by health_outcome.year_ending desc, health_outcome.id limit 1)`
const withHealth = sql`select cared.*, told.*
  from (${inCareAYear}) cared
  left join lateral ${lastReturn} told on true`

/** Whether a check of these kinds was done in the twelve months, or the year's return says so. */
const checked = (kinds: readonly string[], told: string) => sql<boolean>`case
  when exists (select
                 from health_check
                where health_check.child_id = one.child_id
                  and health_check.kind = any(${kinds})
                  and ${inTheYear('health_check.done_on')}) then true
  when ${sql.ref(told)} is not null then ${sql.ref(told)}
  when ${canHold(kinds.includes('dental') ? 'dental check' : 'health assessment')} then false end`

/** The first day of the term before the one a day is in. */
const termBefore = sql`case
  when to_char(asked.day, 'MMDD') >= '0901' then make_date(extract(year from asked.day)::int, 4, 15)
  when to_char(asked.day, 'MMDD') >= '0415' then make_date(extract(year from asked.day)::int, 1, 1)
  else make_date(extract(year from asked.day)::int - 1, 9, 1) end`

const planned = sql<boolean>`case
  when exists (select from education_plan where education_plan.child_id = one.child_id
     and (education_plan.started_on between ${termBefore} and asked.day
          or education_plan.agreed_on between ${termBefore} and asked.day)) then true
  when ${canHold('education plan')} then false end`

export const healthAndSchool: readonly Measure[] = [
  {
    ...common,
    id: 'cla_health_assessment_pct',
    title: 'Health assessment in the last 12 months',
    means:
      'Children with a health assessment in the 12 months up to the day, of those in our care for 12 months or more.',
    leavesOut: 'Children whose health our sources cannot tell. A year’s return stands for the year after it.',
    source: published,
    population: withHealth,
    numerator: checked(['initial', 'review'], 'one.health_assessment'),
    comparator: 'cla_health_assessment_pct',
  },
  {
    ...common,
    id: 'cla_dental_pct',
    title: 'Dental check in the last 12 months',
    means:
      'Children with a dental check in the 12 months up to the day, of those in our care for 12 months or more.',
    leavesOut: 'Children whose health our sources cannot tell. A year’s return stands for the year after it.',
    source: published,
    population: withHealth,
    numerator: checked(['dental'], 'one.teeth_check'),
    comparator: 'cla_dental_pct',
  },
  {
    ...common,
    id: 'cla_immunisations_pct',
    title: 'Immunisations up to date',
    means:
      'Children whose immunisations were up to date in the latest year’s return, of those in our care for 12 months or more.',
    leavesOut: 'Children no year’s return tells of: immunisations are not recorded otherwise.',
    source: published,
    population: withHealth,
    numerator: sql<boolean>`one.immunised`,
    comparator: 'cla_immunisations_pct',
  },
  {
    ...common,
    id: 'cla_sdq_average',
    title: 'Average strengths and difficulties score',
    figure: 'mean',
    better: 'lower',
    means:
      'The average score of the latest year’s return, of children of 5 to 16 in our care for 12 months or more.',
    leavesOut: 'Children with no score.',
    source: published,
    population: sql`
      select * from (${withHealth}) scored
       where scored.sdq_score is not null
         and scored.born_on <= (asked.day - interval '5 years')::date
         and scored.born_on > (asked.day - interval '17 years')::date`,
    value: sql<number>`one.sdq_score`,
    comparator: 'cla_sdq_average',
  },
  {
    ...common,
    id: 'cla_pep_current_pct',
    title: 'Personal education plan up to date',
    means:
      'Children of 4 to 17 with a personal education plan begun or agreed in the term the day is in or the one before, of those in our care.',
    leavesOut:
      'Children whose plans our sources cannot tell. Terms are taken to begin on 1 September, 1 January and 15 April.',
    source: 'SI 2010/959 reg 5',
    population: sql`
      select * from (${inCare}) cared
       where cared.born_on <= (asked.day - interval '4 years')::date
         and cared.born_on > (asked.day - interval '18 years')::date`,
    numerator: planned,
  },
]
