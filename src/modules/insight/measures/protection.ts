import { sql } from 'kysely'
import { coreGroups, protectionReviews, protectionVisit } from '../clocks-read.ts'
import { alwaysOnTime, fell, inDate, protectionPlans, workingDays } from '../fragments.ts'
import type { Measure } from '../measure.ts'
import {
  common,
  enquiry,
  conference,
  plan,
  child,
  enquiries,
  initials,
  plansBegun,
  plansEnded,
  preProceedings,
  invitations,
} from './protected-children.ts'

const published = 'Department for Education, children in need census; measures table'

export const protection: readonly Measure[] = [
  {
    ...common,
    ...enquiry,
    id: 's47_rate',
    title: 'Section 47 enquiries for every 10,000 children',
    figure: 'rate',
    means: 'Section 47 enquiries begun, for every 10,000 children.',
    leavesOut: 'Enquiries whose day is not known.',
    source: published,
    population: enquiries,
    comparator: 's47_rate',
  },
  {
    ...common,
    ...enquiry,
    id: 's47_to_icpc_pct',
    title: 'Enquiries that led to a conference',
    means: 'Section 47 enquiries with an initial conference, of those begun that have ended.',
    leavesOut: 'Enquiries still open.',
    source: 'Local standard',
    population: enquiries,
    numerator: sql<boolean>`case when one.conference_on <= asked.day then true
      when one.conference_not_required
        or one.concluded_on <= asked.day
        or (one.state = 'concluded' and one.conference_on is null) then false end`,
  },
  {
    ...common,
    ...conference,
    id: 'icpc_rate',
    title: 'Initial conferences for every 10,000 children',
    figure: 'rate',
    means: 'Children at an initial child protection conference, for every 10,000 children.',
    leavesOut: 'Conferences that were not quorate, and transfers in.',
    source: published,
    population: initials,
    comparator: 'icpc_rate',
  },
  {
    ...common,
    ...conference,
    id: 'icpc_15wd_pct',
    title: 'Initial conferences within 15 working days',
    better: 'higher',
    means:
      'Initial conferences held within 15 working days of the start of the section 47 enquiry, of all held after one.',
    leavesOut: 'Conferences with no enquiry in the record, transfers in among them.',
    source: published,
    population: sql`
      select section47.child_id, section47.conference_on as at, min(section47.started_on) as started_on
        from section47
       where ${fell('section47.conference_on')} and section47.started_on is not null
       group by section47.child_id, section47.conference_on`,
    numerator: sql<boolean>`${workingDays(sql`one.started_on`, sql`one.at`)} <= 15`,
    comparator: 'icpc_15wd_pct',
  },
  {
    ...common,
    id: 'cpc_agency_attendance_pct',
    title: 'Agencies that came to conferences',
    better: 'higher',
    rows: ['invitation', 'invitations'],
    means:
      'Invitations of other agencies to initial and review conferences that were held, to which somebody came, in person or by video; one for each child.',
    leavesOut:
      'Conferences from returns, which carry no invitations, and invitations of which nobody has said who came.',
    source: 'Local standard',
    population: invitations,
    numerator: sql<boolean>`one.attended <> 'no'`,
  },
  {
    ...common,
    ...conference,
    id: 'icpc_to_plan_pct',
    title: 'Initial conferences that made a plan',
    means: 'Initial conferences after which the child has a child protection plan, of all held.',
    leavesOut: 'Where the decision was not recorded it is told by a plan that began on the day.',
    source: 'Local standard',
    population: initials,
    numerator: sql<boolean>`case one.decision when 'plan' then true when 'no plan' then false
      else exists (select
                     from cp_plan
                    where cp_plan.child_id = one.child_id
                      and cp_plan.started_on = one.at) end`,
  },
  {
    ...common,
    ...child,
    id: 'cpp_31mar_rate',
    title: 'Children on a protection plan for every 10,000 children',
    figure: 'rate',
    over: 'day',
    means: 'Child protection plans open at the end of the day, for every 10,000 children.',
    leavesOut: 'Plans whose first day is not known.',
    source: published,
    population: protectionPlans,
    comparator: 'cpp_31mar_rate',
  },
  {
    ...common,
    ...plan,
    id: 'cpp_second_or_subsequent_pct',
    title: 'Second or later protection plans',
    better: 'lower',
    means: 'Plans of a child who has had one before, ever, of all begun.',
    leavesOut: 'Earlier plans elsewhere that nobody told us of.',
    source: published,
    population: plansBegun,
    numerator: sql<boolean>`(coalesce(one.previous_plans > 0, false)
      or exists (select
                   from cp_plan before
                  where before.child_id = one.child_id
                    and before.started_on < one.at))`,
    comparator: 'cpp_second_or_subsequent_pct',
  },
  {
    ...common,
    ...plan,
    id: 'cpp_second_within_2yrs_pct',
    title: 'Protection plans within 2 years of the last',
    better: 'lower',
    means: 'Plans that began within 24 months of the end of an earlier plan of the same child, of all begun.',
    leavesOut: 'Earlier plans elsewhere, whose days we do not hold.',
    source: 'Local standard',
    population: plansBegun,
    numerator: sql<boolean>`exists (select
                                      from cp_plan before
                                     where before.child_id = one.child_id
                                       and before.id <> one.id
      and before.ended_on <= one.at and before.ended_on >= (one.at - interval '24 months')::date)`,
  },
  {
    ...common,
    ...plan,
    id: 'cpp_2yrs_open_pct',
    title: 'Protection plans open for 2 years or more',
    over: 'day',
    better: 'lower',
    means: 'Plans open for more than 729 days, of all open.',
    leavesOut: 'Plans whose first day is not known.',
    source: published,
    population: protectionPlans,
    numerator: sql<boolean>`asked.day - one.at > 729`,
    comparator: 'cpp_2yrs_open_pct',
  },
  {
    ...common,
    ...plan,
    id: 'cpp_2yrs_ceased_pct',
    title: 'Protection plans that lasted 2 years or more',
    better: 'lower',
    means: 'Plans that had lasted more than 729 days, of all that ended.',
    leavesOut: 'Plans whose first day is not known.',
    source: published,
    population: plansEnded,
    numerator: sql<boolean>`one.at - one.started_on > 729`,
    comparator: 'cpp_2yrs_ceased_pct',
  },
  {
    ...common,
    ...plan,
    id: 'cpp_reviewed_on_time_pct',
    title: 'Protection plans reviewed in time',
    over: 'day',
    better: 'higher',
    means:
      'Plans of which every review that fell due was held by its day, of those open for 3 months or more.',
    leavesOut: 'Plans whose reviews our sources cannot tell.',
    source: published,
    population: sql`select *
      from (${protectionPlans}) planned
      where planned.at <= (asked.day - interval '3 months')::date`,
    numerator: alwaysOnTime(protectionReviews, sql`one.at`),
    comparator: 'cpp_reviewed_on_time_pct',
  },
  {
    ...common,
    ...child,
    id: 'cpp_visit_on_time_pct',
    title: 'Children on a protection plan seen in time',
    over: 'day',
    better: 'higher',
    means:
      'Children for whom no child protection visit stands past its day, of those whose plan is 14 days old or more.',
    leavesOut: 'Children whose visits our sources cannot tell.',
    source: 'Local standard; the interval is the clock’s',
    population: sql`select * from (${protectionPlans}) planned where planned.at <= asked.day - 14`,
    numerator: inDate(protectionVisit),
  },
  {
    ...common,
    ...child,
    id: 'cpp_seen_alone_pct',
    title: 'Children on a protection plan seen alone as they should be',
    over: 'day',
    better: 'higher',
    means:
      'Children of 5 and over seen alone in one of the last two visits in which they were seen, of those on a plan.',
    leavesOut: 'Children not seen yet, or whose last two visits do not say whether they were alone.',
    source: 'Local standard; every other visit is alone',
    population: sql`select *
      from (${protectionPlans}) planned
      where planned.born_on <= (asked.day - interval '5 years')::date`,
    numerator: sql<boolean>`(select case when bool_or(last.seen_alone = 'yes') then true
                                         when bool_and(last.seen_alone = 'no') then false end
                               from (
      select visit.seen_alone from visit
       where visit.child_id = one.child_id
         and visit.visited_on <= asked.day
         and visit.seen
         and visit.mode = 'face to face'
       order by visit.visited_on desc, visit.id limit 2) last)`,
  },
  {
    ...common,
    ...plan,
    id: 'cpp_core_group_on_time_pct',
    title: 'Core groups held in time',
    over: 'day',
    better: 'higher',
    means: 'Plans of which every core group due in the last 3 months was held by its day, of those open.',
    leavesOut: 'Plans with none due in that time, and those whose core groups our sources cannot tell.',
    source: 'Working Together 2026, chapter 3',
    population: protectionPlans,
    numerator: alwaysOnTime(coreGroups, sql`(asked.day - interval '3 months')::date`),
  },
  {
    ...common,
    ...child,
    id: 'pre_proceedings_over_16wks_number',
    title: 'Pre-proceedings open for more than 16 weeks',
    figure: 'count',
    over: 'day',
    better: 'lower',
    means: 'Children in pre-proceedings for more than 16 weeks from the day it was decided on.',
    leavesOut:
      'Those whose first day is not known. The clock on a child’s page starts at the letter (decision 11).',
    source: 'children in need census 2026 to 2027',
    population: preProceedings,
    numerator: sql<boolean>`asked.day - one.at > 112`,
  },
  {
    ...common,
    id: 'fgdm_offered_pct',
    title: 'Family group decision-making offered before court',
    rows: ['letter', 'letters'],
    better: 'higher',
    means:
      'Children whose family was offered a family group decision-making meeting, of those with a letter before proceedings.',
    leavesOut: 'Letters that do not say.',
    source: 'children in need census 2026 to 2027',
    population: sql`
      select pre_proceedings.child_id, pre_proceedings.letter_sent_on as at, pre_proceedings.fgdm_offered
        from pre_proceedings
       where ${fell('pre_proceedings.letter_sent_on')}`,
    numerator: sql<boolean>`one.fgdm_offered`,
  },
]
