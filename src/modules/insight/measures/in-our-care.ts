import { sql } from 'kysely'
import { notRegistered } from '../../looked-after/index.ts'
import { careReviews, careVisits, interview } from '../clocks-read.ts'
import {
  alwaysOnTime,
  canHold,
  careBegan,
  everInCare,
  farFromHome,
  fell,
  homeBegan,
  inCare,
  inDate,
  inTheYear,
  metByItsDay,
} from '../fragments.ts'
import type { Measure } from '../measure.ts'

const published = 'Department for Education, children looked after return (SSDA903); measures table'
const common = {
  stage: 'In our care',
  over: 'day',
  better: null,
  figure: 'percent',
  rows: ['child', 'children'],
} as const

/** Homes in the year: where the child was when it began, and each they moved to with other carers. Stays of no night are none. */
const homesInYear = sql<number>`(
  select count(*) filter (where stay.started_why in ('S', 'P', 'B') and ${inTheYear('stay.started_on')})
       + (count(*) filter (where stay.started_on <= (asked.day - interval '1 year')::date
                             and coalesce(stay.ended_on > (asked.day - interval '1 year')::date, stay.state = 'open')) > 0)::int
    from care_episode stay
   where stay.child_id = one.child_id
     and stay.started_on <= asked.day
     and coalesce(stay.ended_on > stay.started_on, true)
     and coalesce(stay.legal_status not in ('V3', 'V4'), true)
     and coalesce(stay.placement_type not in ('T0', 'T1', 'T2', 'T3', 'T4'), true))`

const missingEnded = sql`
  select missing_episode.id, missing_episode.child_id, missing_episode.ended_on as at,
         missing_episode.interview_offered_on,
         missing_episode.interview_held_on, missing_episode.interview_refused
    from missing_episode
   where coalesce(missing_episode.kind = 'M', true)
     and ${fell('missing_episode.ended_on')}`

export const inOurCare: readonly Measure[] = [
  {
    ...common,
    id: 'cla_rate',
    title: 'Children in our care for every 10,000 children',
    figure: 'rate',
    means: 'Children in our care at the end of the day, for every 10,000 children.',
    leavesOut: 'Children on an agreed series of short breaks (V3, V4).',
    source: published,
    population: inCare,
    comparator: 'cla_rate',
  },
  {
    ...common,
    id: 'cla_starts_rate',
    title: 'Children coming into our care for every 10,000 children',
    figure: 'rate',
    over: 'year',
    means: 'Children who came into our care, each counted once, for every 10,000 children.',
    leavesOut: 'Agreed series of short breaks (V3, V4).',
    source: published,
    population: sql`
      select care_episode.child_id, min(care_episode.started_on) as at from care_episode
       where care_episode.started_why = 'S'
         and coalesce(care_episode.legal_status not in ('V3', 'V4'), true)
         and ${fell('care_episode.started_on')}
       group by care_episode.child_id`,
    comparator: 'cla_starts_rate',
  },
  {
    ...common,
    id: 'cla_3plus_placements_pct',
    title: 'Three homes or more in 12 months',
    better: 'lower',
    means:
      'Children who lived in three homes or more in the 12 months up to the day, of those in our care on it.',
    leavesOut:
      'Stays of less than a night, temporary stays (T0 to T4), and moves with the same carers (T, U).',
    source: published,
    population: inCare,
    numerator: sql<boolean>`${homesInYear} >= 3`,
    comparator: 'cla_3plus_placements_pct',
  },
  {
    ...common,
    id: 'cla_long_term_stability_pct',
    title: 'Two years or more with the same carers',
    better: 'higher',
    means:
      'Children who have lived with the same carers for 2 years or more, or are placed for adoption, of those under 16 in our care for two and a half years or more.',
    leavesOut: 'Children whose age, or the day they came into care, is not known.',
    source: published,
    population: sql`
      select * from (${inCare}) cared
       where cared.born_on > (asked.day - interval '16 years')::date
         and ${careBegan('cared.child_id')} <= (asked.day - interval '30 months')::date`,
    numerator: sql<boolean>`(${homeBegan('one.child_id')} <= (asked.day - interval '2 years')::date
                             or coalesce(one.placement_type in ('A3', 'A4', 'A5', 'A6'), false))`,
    comparator: 'cla_long_term_stability_pct',
  },
  {
    ...common,
    id: 'cla_20miles_outside_la_pct',
    title: 'Children placed more than 20 miles from home',
    better: 'lower',
    means:
      'Children who live more than 20 miles from home in a straight line, and outside our area, of those in our care whose home and placement the postcode directory knows.',
    leavesOut:
      'Children with a postcode missing or not in the directory: everybody, until a directory is given (holdfast returns lists). What is published counts those whose distance is not known as well.',
    source: published,
    population: inCare,
    numerator: farFromHome,
    comparator: 'cla_20miles_outside_la_pct',
  },
  {
    ...common,
    id: 'cla_unregulated_number',
    title: 'Children in a home that is not registered',
    figure: 'count',
    better: 'lower',
    means:
      'Children in a home found not to be registered, or, where that is not held, in another placement (Z1, Z11 to Z14); and children under 16 living independently or in supported accommodation (P2, H5, K3).',
    leavesOut: 'Children whose home is not known.',
    source: 'Local standard',
    population: inCare,
    numerator: notRegistered({
      child: 'one.child_id',
      placed: 'one.placement_type',
      bornOn: 'one.born_on',
      on: sql`asked.day`,
    }),
  },
  {
    ...common,
    id: 'cla_placed_with_parents_number',
    title: 'Children placed with their parents',
    figure: 'count',
    means: 'Children in our care who live with a parent (P1).',
    leavesOut: 'Whether each assessment and approval was given: proposals to place are not recorded yet.',
    source: 'SI 2010/959 regs 15 to 20',
    population: inCare,
    numerator: sql<boolean>`one.placement_type = 'P1'`,
  },
  {
    ...common,
    id: 'cla_visit_on_time_pct',
    title: 'Children in our care seen in time',
    better: 'higher',
    means:
      'Children for whom no visit of the regulations stands past its day, each by the rule their own placement is under.',
    leavesOut: 'Children whose visits our sources cannot tell.',
    source: 'SI 2010/959 reg 28',
    population: inCare,
    numerator: inDate(careVisits),
  },
  {
    ...common,
    id: 'cla_review_on_time_pct',
    title: 'Reviews of children in our care held in time',
    better: 'higher',
    means:
      'Children of whom every review due in the 12 months up to the day was held by its day, of those in our care for 28 days or more.',
    leavesOut: 'Children with none due, and those whose reviews our sources cannot tell.',
    source: 'SI 2010/959 reg 33',
    population: sql`select * from (${inCare}) cared where ${careBegan('cared.child_id')} <= asked.day - 28`,
    numerator: alwaysOnTime(careReviews, sql`(asked.day - interval '1 year')::date`),
  },
  {
    ...common,
    id: 'cla_review_participation_pct',
    title: 'Reviews in which the child’s views were heard',
    over: 'year',
    better: 'higher',
    rows: ['review', 'reviews'],
    means:
      'Reviews in which the child spoke, was spoken for, or sent their views (PN1, PN2, PN3, PN5, PN6), of those of children of 4 and over.',
    leavesOut: 'Reviews that do not say.',
    source: 'Local standard',
    population: sql`
      select cla_review.id, cla_review.child_id, cla_review.held_on as at, cla_review.taking_part
        from cla_review
        join person on person.id = cla_review.child_id
       where ${fell('cla_review.held_on')} and cla_review.taking_part is distinct from 'PN0'
         and coalesce(person.born_on <= (cla_review.held_on - interval '4 years')::date, true)`,
    numerator: sql<boolean>`one.taking_part in ('PN1', 'PN2', 'PN3', 'PN5', 'PN6')`,
  },
  {
    ...common,
    id: 'cla_missing_pct',
    title: 'Children in our care who went missing',
    over: 'year',
    better: 'lower',
    means: 'Children who went missing at least once, of all who were in our care at any time.',
    leavesOut: 'Children away without permission whose place was known (A).',
    source: published,
    population: everInCare,
    numerator: sql<boolean>`exists (select from missing_episode
      where missing_episode.child_id = one.child_id
        and missing_episode.kind = 'M'
        and ${fell('missing_episode.started_on')})`,
    comparator: 'cla_missing_pct',
  },
  {
    ...common,
    id: 'rhi_offered_pct',
    title: 'Return interviews offered',
    over: 'year',
    better: 'higher',
    rows: ['episode', 'episodes'],
    means: 'Times a child came back from being missing and was offered an interview, of all.',
    leavesOut: 'Times our sources cannot tell of: the return of the year carries no interview.',
    source: 'Annex A list 8',
    population: missingEnded,
    numerator: sql<boolean>`case when one.interview_offered_on <= asked.day
                                 or one.interview_held_on <= asked.day
                                 or one.interview_refused then true
      when ${canHold('return interview')} then false end`,
  },
  {
    ...common,
    id: 'rhi_72h_pct',
    title: 'Return interviews within 72 hours',
    over: 'year',
    better: 'higher',
    rows: ['episode', 'episodes'],
    means:
      'Interviews held by the moment their clock gives, 72 hours from the child’s return, of those the child did not refuse.',
    leavesOut: 'Times our sources cannot tell of, and those still within the 72 hours.',
    source: 'Local standard',
    population: sql`select * from (${missingEnded}) back where back.interview_refused is not true`,
    numerator: metByItsDay(interview, 'one.id'),
  },
  {
    ...common,
    id: 'adoption_entry_to_placed_days',
    title: 'Days from coming into care to a home with adopters',
    figure: 'mean',
    over: 'three years',
    better: 'lower',
    means:
      'The average from coming into care to moving in with adopters, or with carers who went on to adopt, of children placed in the 3 years.',
    leavesOut: 'Children whose first day in care is not known.',
    source: 'Local standard',
    population: sql`
      select * from (
        select adoption.child_id, adoption.placed_on as at,
               least(adoption.early_permanence_on, adoption.placed_on)
               - coalesce(adoption.care_started_on, (select max(began.started_on) from care_episode began
                   where began.child_id = adoption.child_id
                     and began.started_why = 'S'
                     and began.started_on <= adoption.placed_on)) as days
          from adoption where ${fell('adoption.placed_on')}) placed
       where placed.days >= 0`,
    value: sql<number>`one.days`,
  },
  {
    ...common,
    id: 'adoption_po_to_match_days',
    title: 'Days from the placement order to a match',
    figure: 'mean',
    over: 'three years',
    better: 'lower',
    means:
      'The average from the placement order to the match with adopters, of children adopted in the 3 years.',
    leavesOut: 'Children whose placement order or match is not known.',
    source: 'Local standard',
    population: sql`
      select adoption.child_id, coalesce(adoption.ordered_on, adopted.ended_on) as at,
             adoption.matched_on - adoption.placement_order_on as days
        from adoption left join lateral (
          select care_episode.ended_on from care_episode
           where care_episode.child_id = adoption.child_id
             and care_episode.ended_why in ('E11', 'E12')
           order by care_episode.ended_on desc
           limit 1) adopted on true
       where coalesce(adoption.ordered_on, adopted.ended_on) > asked.since
         and coalesce(adoption.ordered_on, adopted.ended_on) <= asked.day
         and adoption.matched_on >= adoption.placement_order_on`,
    value: sql<number>`one.days`,
  },
]
