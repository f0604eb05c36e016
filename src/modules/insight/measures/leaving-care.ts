import { sql } from 'kysely'
import type { Measure } from '../measure.ts'

const published = 'Department for Education, children looked after return (SSDA903, OC3); measures table'
const common = {
  stage: 'Leaving care',
  over: 'day',
  better: 'higher',
  figure: 'percent',
  rows: ['young person', 'young people'],
} as const

/**
 * Young people of 19 to 21 whom we looked after: as the latest year's return tells of them, or as their own record has stood
 * since we last were in touch. A record that was written after the day says nothing of it.
 */
const of19to21 = sql`
  select person.id as child_id, coalesce(own.last_contact_on, make_date(told.year_ending, 3, 31)) as at,
         coalesce(own.in_touch, told.in_touch) as in_touch, coalesce(own.activity, told.activity) as activity,
         coalesce(own.accommodation, left(told.accommodation, 1)) as accommodation,
         coalesce(own.suitable, case right(told.accommodation, 1)
                                     when '1' then true
                                     when '2' then false end) as suitable
    from person
    left join lateral (
      select leaving_care.in_touch, leaving_care.activity, leaving_care.accommodation, leaving_care.suitable,
             leaving_care.last_contact_on
        from leaving_care
       where leaving_care.child_id = person.id
         and leaving_care.last_contact_on <= asked.day
       order by leaving_care.last_contact_on desc, leaving_care.id limit 1) own on true
    left join lateral (
      select contact.in_touch, contact.activity, contact.accommodation, contact.year_ending
        from care_leaver_contact contact
       where contact.child_id = person.id and make_date(contact.year_ending, 3, 31) <= asked.day
         and make_date(contact.year_ending, 3, 31) > (asked.day - interval '1 year')::date
       order by contact.year_ending desc, contact.id limit 1) told on true
   where person.id in (select leaving_care.child_id
                         from leaving_care
                        union select care_leaver_contact.child_id
                         from care_leaver_contact)
     and person.born_on <= (asked.day - interval '19 years')::date
     and person.born_on > (asked.day - interval '22 years')::date
     and coalesce(own.in_touch, told.in_touch) is not null`

/** Young people who have a personal adviser on the day. */
const withAdviser = sql`
  select distinct on (allocation.child_id) allocation.child_id, allocation.from_on as at from allocation
   where allocation.role = 'personal adviser' and coalesce(allocation.from_on <= asked.day, true)
     and coalesce(allocation.to_on > asked.day, allocation.state = 'allocated')
   order by allocation.child_id, allocation.from_on`

export const leavingCare: readonly Measure[] = [
  {
    ...common,
    id: 'cl_19_21_suitable_accommodation_pct',
    title: 'Care leavers of 19 to 21 in suitable homes',
    means: 'Young people whose home is suitable, of those of 19 to 21 who were in our care.',
    leavesOut:
      'Those who died or went home for good; those abroad, deported, in custody or whose home is not known (G, H, R).',
    source: published,
    population: sql`
      select * from (${of19to21}) grown
       where coalesce(grown.in_touch not in ('DIED', 'RHOM'), true)
         and coalesce(grown.accommodation not in ('G', 'H', 'R'), true)`,
    numerator: sql<boolean>`one.suitable`,
    comparator: 'cl_19_21_suitable_accommodation_pct',
  },
  {
    ...common,
    id: 'cl_19_21_eet_pct',
    title: 'Care leavers of 19 to 21 in education, work or training',
    means:
      'Young people in education, employment or training, full or part time, of all of 19 to 21 who were in our care.',
    leavesOut: 'Those who died or went home for good. Those we are not in touch with are counted as not.',
    source: published,
    population: sql`select * from (${of19to21}) grown where grown.in_touch not in ('DIED', 'RHOM')`,
    numerator: sql<boolean>`coalesce(one.activity in ('F1', 'P1', 'F2', 'P2', 'F4', 'P4', 'F5', 'P5'), false)`,
    comparator: 'cl_19_21_eet_pct',
  },
  {
    ...common,
    id: 'cl_19_21_not_in_touch_pct',
    title: 'Care leavers of 19 to 21 we are not in touch with',
    better: 'lower',
    means: 'Young people we are not in touch with (NO), of all of 19 to 21 who were in our care.',
    leavesOut: 'Those who died or went home for good.',
    source: published,
    population: sql`select * from (${of19to21}) grown where grown.in_touch not in ('DIED', 'RHOM')`,
    numerator: sql<boolean>`one.in_touch = 'NO'`,
    comparator: 'cl_19_21_not_in_touch_pct',
  },
  {
    ...common,
    id: 'cl_pathway_plan_current_pct',
    title: 'Pathway plan reviewed in the last 6 months',
    means:
      'Young people whose pathway plan was reviewed in the 6 months up to the day, of those leaving care or who have left.',
    leavesOut: 'For a day gone by, those reviewed since: only the last review is held.',
    source: 'Annex A list 9',
    population: sql`
      select leaving_care.child_id, leaving_care.plan_reviewed_on as at from leaving_care
        join person on person.id = leaving_care.child_id
       where coalesce(leaving_care.eligibility <> 'qualifying', true)
         and person.born_on <= (asked.day - interval '16 years')::date`,
    numerator: sql<boolean>`case when one.at > asked.day then null
                                 else coalesce(one.at > (asked.day - interval '6 months')::date, false) end`,
  },
  {
    ...common,
    id: 'cl_pa_changes_pct',
    title: 'Two changes of personal adviser or more in 12 months',
    better: 'lower',
    means:
      'Young people who have had three personal advisers or more in the 12 months, of those who have one.',
    leavesOut: 'Young people with no adviser on the day.',
    source: 'Local standard',
    population: withAdviser,
    numerator: sql<boolean>`(select count(distinct allocation.worker_id) from allocation
      where allocation.child_id = one.child_id
        and allocation.role = 'personal adviser'
        and coalesce(allocation.from_on <= asked.day, true)
        and coalesce(allocation.to_on > (asked.day - interval '1 year')::date,
                     allocation.state = 'allocated')) >= 3`,
  },
]
