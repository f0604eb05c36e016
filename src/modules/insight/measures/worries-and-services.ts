import { sql } from 'kysely'
import { fell } from '../fragments.ts'
import type { Measure } from '../measure.ts'

const source = 'Local standard: strategy and enquiry, worries, written agreements, waits for services'
const common = { stage: 'Protection', better: null, source } as const

const enquiriesDone = sql`
  select section47.id, section47.child_id, section47.concluded_on as at, section47.medical, section47.next
    from section47
   where ${fell('section47.concluded_on')}`

const openWorries = sql`
  select worry.id, worry.child_id, worry.since_on as at, worry.score, worry.owner_id from worry
   where worry.since_on <= asked.day and coalesce(worry.closed_on > asked.day, worry.state = 'open')`

const agreements = sql`
  select agreement.id, agreement.child_id, agreement.signed_on as at, agreement.breached_on
    from written_agreement agreement
   where agreement.signed_on <= asked.day
     and coalesce(least(agreement.ended_on, agreement.escalated_on) > asked.day,
                  agreement.state in ('active', 'breached'))`

const servicesBegun = sql`
  select referral.id, referral.child_id, referral.started_on as at,
         referral.started_on - referral.referred_on as days
    from service_referral referral
   where ${fell('referral.started_on')} and referral.referred_on is not null`

/** Measures of processes 7, 8, 14 and 15 that are in no national table, and that the record can answer. */
export const worriesAndServices: readonly Measure[] = [
  {
    ...common,
    id: 's47_medical_pct',
    title: 'Enquiries with a medical examination',
    figure: 'percent',
    over: 'year',
    rows: ['enquiry', 'enquiries'],
    means: 'Section 47 enquiries in which the child was examined, of those concluded that say.',
    leavesOut: 'Enquiries known only from a return, which does not say.',
    population: enquiriesDone,
    numerator: sql<boolean>`one.medical = 'done'`,
    denominator: sql<boolean>`one.medical is not null`,
  },
  {
    ...common,
    id: 's47_no_conference_back_6m_pct',
    title: 'Back within 6 months of an enquiry with no conference',
    figure: 'percent',
    over: 'year',
    better: 'lower',
    rows: ['enquiry', 'enquiries'],
    means:
      'Children referred again within 6 months of an enquiry that led to no conference, of those enquiries.',
    leavesOut: 'Enquiries concluded less than 6 months before the day, whose 6 months are not over.',
    population: sql`
      select section47.id, section47.child_id, section47.concluded_on as at from section47
       where section47.concluded_on > (asked.since - interval '6 months')::date
         and section47.concluded_on <= (asked.day - interval '6 months')::date
         and section47.next is not null and section47.next <> 'conference'`,
    numerator: sql<boolean>`exists (select
                                      from cin_episode
                                     where cin_episode.child_id = one.child_id
                                       and cin_episode.referred_on > one.at
      and cin_episode.referred_on <= (one.at + interval '6 months')::date)`,
  },
  {
    ...common,
    id: 'worries_grave_open_number',
    title: 'Grave worries that are open',
    figure: 'count',
    over: 'day',
    better: 'lower',
    rows: ['worry', 'worries'],
    means: 'Open worries weighed at 15 or more of 25 (likelihood by impact).',
    leavesOut: 'Worries that nobody has weighed.',
    population: sql`select * from (${openWorries}) weighed where weighed.score >= 15`,
  },
  {
    ...common,
    id: 'not_known_open_number',
    title: 'Questions nobody has answered',
    figure: 'count',
    over: 'day',
    better: 'lower',
    rows: ['question', 'questions'],
    means: 'Questions about children’s lives that were asked and are still open.',
    leavesOut: 'Questions that could not be answered, and say so.',
    population: sql`
      select "unknown".id, "unknown".child_id, "unknown".asked_on as at from "unknown"
       where "unknown".asked_on <= asked.day
         and coalesce("unknown".answered_on > asked.day, "unknown".state = 'open')`,
  },
  {
    ...common,
    id: 'agreements_active_number',
    title: 'Written agreements in force',
    figure: 'count',
    over: 'day',
    rows: ['agreement', 'agreements'],
    means: 'Written agreements signed and neither ended nor taken further.',
    leavesOut: 'Agreements proposed and not signed.',
    population: agreements,
  },
  {
    ...common,
    id: 'agreements_checked_pct',
    title: 'Agreements checked by more than their word',
    figure: 'percent',
    over: 'day',
    better: 'higher',
    rows: ['agreement', 'agreements'],
    means: 'Agreements in force with a check in 28 days that rests on more than what those who signed say.',
    leavesOut: 'Agreements signed in the last 28 days.',
    population: sql`select * from (${agreements}) stands where stands.at <= asked.day - 28`,
    numerator: sql<boolean>`exists (select
                                      from agreement_check checked
                                     where checked.child_id = one.child_id
                                       and checked.agreement_id = one.id
      and checked.independent and checked.checked_on > asked.day - 28 and checked.checked_on <= asked.day)`,
  },
  {
    ...common,
    stage: 'Help',
    id: 'service_wait_days',
    title: 'Days families wait for a service',
    figure: 'median',
    over: 'year',
    better: 'lower',
    rows: ['service', 'services'],
    means: 'Days from the referral to the service to the day it began, of those begun; half waited longer.',
    leavesOut: 'Services that have not begun: how many wait, and how long, is on the page of waits.',
    population: servicesBegun,
    value: sql<number>`one.days`,
  },
]
