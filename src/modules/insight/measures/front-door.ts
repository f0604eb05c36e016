import { sql } from 'kysely'
import { decision } from '../clocks-read.ts'
import { canHold, fell, metByItsDay, referrals } from '../fragments.ts'
import type { Measure } from '../measure.ts'

const published = 'Department for Education, children in need census; measures table'
const common = { stage: 'Front door', over: 'year', better: null, rows: ['referral', 'referrals'] } as const

const contacts = sql`
  select contact.id, contact.child_id, contact.received_on as at, contact.outcome, contact.decision
    from contact
   where ${fell('contact.received_on')}`

/** What the police told us of that nobody had looked at by the end of the day: contacts, and notices, which become contacts when somebody has. */
const unscreened = sql`
  select one.* from (
    select contact.id, contact.child_id, contact.received_on as at, contact.concerns from contact
     where contact.source = '6'
       and contact.received_on <= asked.day
       and coalesce(contact.rated_at >= asked.day + 1, contact.decided_on > asked.day,
             contact.decided_on is null and contact.outcome is null)) one
   where ${canHold('triage')}
  union all
  select notice.id, (select named.person_id
                       from notice_person named
                      where named.notice_id = notice.id
                        and named.part = 'child'
                        and named.settled = 'matched'
                      order by named.id limit 1),
         notice.received_at::date, array['domestic abuse'] from police_notice notice
   where notice.received_at < asked.day + 1 and coalesce(notice.screened_at >= asked.day + 1, true)`

const domesticAbuse = sql<boolean>`'domestic abuse' = any(one.concerns)`

/** Whether the row's child was referred in the 365 days before (decision 15). A list may tell of earlier referrals it does not hold. */
const again = sql<boolean>`(coalesce(one.previous_referrals > 0, false) or exists (
  select
    from cin_episode before
   where before.child_id = one.child_id
     and before.referred_on < one.at
     and before.referred_on >= one.at - 365))`

export const frontDoor: readonly Measure[] = [
  {
    ...common,
    id: 'contacts_number',
    title: 'Contacts received',
    figure: 'count',
    rows: ['contact', 'contacts'],
    means: 'Contacts received, one for each child.',
    leavesOut: 'Contacts whose day is not known.',
    source: 'Local standard',
    population: contacts,
  },
  {
    ...common,
    id: 'contacts_decided_1wd_pct',
    title: 'Contacts decided within 1 working day',
    figure: 'percent',
    better: 'higher',
    rows: ['contact', 'contacts'],
    means: 'Contacts on which a manager decided by the day the clock of referrals gives, of all received.',
    leavesOut:
      'Contacts whose decision is not known: a return carries none. Contacts still within their day.',
    source: 'Working Together 2026, chapter 3',
    population: contacts,
    numerator: metByItsDay(decision, 'one.id'),
  },
  {
    ...common,
    id: 'contacts_to_referral_pct',
    title: 'Contacts that became a referral',
    figure: 'percent',
    rows: ['contact', 'contacts'],
    means:
      'Contacts decided to need an assessment or a strategy discussion, or whose outcome was a referral, of all whose outcome is known.',
    leavesOut: 'Contacts with no outcome yet.',
    source: 'Local standard',
    population: contacts,
    numerator: sql<boolean>`coalesce(one.decision in ('assessment', 'strategy discussion'),
                                     one.outcome ~* '^(new[ _])?referral$')`,
  },
  {
    ...common,
    id: 'da_notifications_awaiting_screening_number',
    title: 'Police domestic abuse notices not screened',
    figure: 'count',
    over: 'day',
    better: 'lower',
    rows: ['notice', 'notices'],
    means:
      'Police notices of domestic abuse, and contacts from the police about it, that nobody had looked at by the end of the day, of all that the police told us of and nobody had looked at.',
    leavesOut:
      'Contacts that do not say what the worry is, and those our sources cannot tell were looked at.',
    source: 'Local standard',
    population: unscreened,
    numerator: domesticAbuse,
  },
  {
    ...common,
    id: 'da_notifications_oldest_days',
    title: 'Oldest police domestic abuse notice not screened',
    figure: 'longest',
    over: 'day',
    better: 'lower',
    rows: ['notice', 'notices'],
    means: 'Days since the oldest of them came in.',
    leavesOut:
      'Contacts that do not say what the worry is, and those our sources cannot tell were looked at.',
    source: 'Local standard',
    population: sql`select * from (${unscreened}) one where ${domesticAbuse}`,
    value: sql<number>`asked.day - one.at`,
  },
  {
    ...common,
    id: 'referrals_number',
    title: 'Referrals received',
    figure: 'count',
    means: 'Referrals received.',
    leavesOut: 'Referrals whose day is not known.',
    source: published,
    population: referrals,
    comparator: 'referrals_number',
  },
  {
    ...common,
    id: 'referrals_rate',
    title: 'Referrals for every 10,000 children',
    figure: 'rate',
    means: 'Referrals received, for every 10,000 children aged 0 to 17 in the area.',
    leavesOut: 'Referrals whose day is not known.',
    source: published,
    population: referrals,
    comparator: 'referrals_rate',
  },
  {
    ...common,
    id: 'rereferral_12m_pct',
    title: 'Referred again within 12 months',
    figure: 'percent',
    better: 'lower',
    means: 'Referrals of a child who had been referred in the 365 days before, of all received.',
    leavesOut: 'Two referrals on one day are counted as one coming.',
    source: published,
    population: referrals,
    numerator: again,
    comparator: 'rereferral_12m_pct',
  },
  {
    ...common,
    id: 'rereferral_after_nfa_or_closure_pct',
    title: 'Back after we did nothing further, or stopped after assessing',
    figure: 'percent',
    better: 'lower',
    means:
      'Of referrals of a child referred in the 365 days before: those whose last one ended with no further action, or was closed after the assessment (RC8, RC9).',
    leavesOut: 'Children whose earlier referral we know of only by number.',
    source: 'Local standard',
    population: sql`
      select cin_episode.id, cin_episode.child_id, cin_episode.referred_on as at, before.ended_so
        from cin_episode cross join lateral (
          select coalesce(earlier.no_further_action, false)
              or earlier.state = 'no further action'
              or coalesce(earlier.closure_reason in ('RC8', 'RC9'), false) as ended_so
            from cin_episode earlier
           where earlier.child_id = cin_episode.child_id
             and earlier.referred_on < cin_episode.referred_on
             and earlier.referred_on >= cin_episode.referred_on - 365
           order by earlier.referred_on desc, earlier.id limit 1) before
       where ${fell('cin_episode.referred_on')}`,
    numerator: sql<boolean>`one.ended_so`,
  },
  {
    ...common,
    id: 'referrals_decided_1wd_pct',
    title: 'Referrals decided within 1 working day',
    figure: 'percent',
    better: 'higher',
    means:
      'Referrals on whose contact, of that day or the week before, a manager decided by the day the clock gives.',
    leavesOut: 'Referrals with no contact, and those whose decision is not known: a return carries none.',
    source: 'Working Together 2026, chapter 3',
    population: sql`
      select cin_episode.id, cin_episode.child_id, cin_episode.referred_on as at, first.id as contact_id
        from cin_episode left join lateral (
          select contact.id from contact
           where contact.child_id = cin_episode.child_id
             and contact.received_on between cin_episode.referred_on - 7 and cin_episode.referred_on
           order by contact.outcome is not distinct from 'Referral' desc, contact.received_on desc, contact.id
           limit 1) first on true
       where ${fell('cin_episode.referred_on')}`,
    numerator: metByItsDay(decision, 'one.contact_id'),
  },
  {
    ...common,
    id: 'referrals_nfa_pct',
    title: 'Referrals with no further action',
    figure: 'percent',
    means: 'Referrals that ended with no further action, of all received.',
    leavesOut: 'Referrals that do not say are counted as going on.',
    source: published,
    population: referrals,
    numerator: sql<boolean>`(coalesce(one.no_further_action, false) or one.state = 'no further action')`,
    comparator: 'referrals_nfa_pct',
  },
  {
    ...common,
    id: 'referrals_assessed_not_in_need_pct',
    title: 'Assessed, and found not in need',
    figure: 'percent',
    means:
      'Referrals closed by the day after an assessment that found the child not in need (RC8 or RC9), of all received.',
    leavesOut: 'Referrals still open may yet end so: the latest months are always low.',
    source: published,
    population: referrals,
    numerator: sql<boolean>`coalesce(one.closure_reason in ('RC8', 'RC9')
                                     and one.closed_on <= asked.day, false)`,
    comparator: 'referrals_assessed_not_in_need_pct',
  },
  {
    ...common,
    id: 'referrals_source_police_pct',
    title: 'Referrals from the police',
    figure: 'percent',
    means: 'Referrals whose source is the police (6), of all received.',
    leavesOut: 'Referrals with no source are counted as from others.',
    source: published,
    population: referrals,
    numerator: sql<boolean>`coalesce(one.source = '6', false)`,
    comparator: 'referrals_source_police_pct',
  },
]
