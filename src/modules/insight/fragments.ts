import { sql, type RawBuilder } from 'kysely'
import type { Clock } from '../../platform/clocks/clock.ts'
import { stays } from '../looked-after/index.ts'

type Sql<T> = RawBuilder<T>

/** Whether a stretch of days stood open at the end of the day asked of. An end that is not known is told by the state. */
const stood = (from: string, to: string, open = "state = 'open'"): Sql<boolean> =>
  sql<boolean>`${sql.ref(from)} <= asked.day and coalesce(${sql.ref(to)} > asked.day, ${sql.raw(open)})`

/** Whether a day fell in the stretch asked of: after `since`, up to and including the day. */
export const fell = (on: string): Sql<boolean> =>
  sql<boolean>`${sql.ref(on)} > asked.since and ${sql.ref(on)} <= asked.day`

/** Whether a day fell in the twelve months up to the day asked of, however long the stretch. */
export const inTheYear = (on: string): Sql<boolean> =>
  sql<boolean>`${sql.ref(on)} > (asked.day - interval '1 year')::date and ${sql.ref(on)} <= asked.day`

// Monday 5 January 1970 is the nought of weekdays: each week adds five, and a weekend stands at its Friday.
const weekdays = (on: Sql<unknown>): Sql<number> =>
  sql`(5 * ((${on} - date '1970-01-05') / 7) + least((${on} - date '1970-01-05') % 7 + 1, 5))`

/** Working days from one day to another in England; the first is day nought. */
export const workingDays = (from: Sql<unknown>, to: Sql<unknown>): Sql<number> =>
  sql`(${weekdays(to)} - ${weekdays(from)} - (select count(*) from bank_holiday
        where bank_holiday.day > ${from}
          and bank_holiday.day <= ${to}
          and extract(isodow from bank_holiday.day) < 6))`

/** The ids of clocks, as a list to compare with. */
const idsOf = (clocks: readonly Pick<Clock, 'id'>[]): string[] => clocks.map(({ id }) => id)

/**
 * Whether none of the child's duties of these clocks stood undone past its day, each child by their own clock. Null where
 * none is known to be owed: what our sources cannot say is neither on time nor late.
 */
export const inDate = (clocks: readonly Pick<Clock, 'id'>[]): Sql<boolean | null> => sql<boolean | null>`(
  select not bool_or(due_on < asked.day) from clock_reading
   where clock_reading.child_id = one.child_id
     and clock = any(${idsOf(clocks)})
     and known
     and since_on <= asked.day
     and coalesce(met_on > asked.day, true) and coalesce(ended_on > asked.day, true) and due_on is not null)`

/**
 * Whether every duty of these clocks that fell due for the child after a day and before the day asked of was done by its day.
 * Null where none is known to have fallen due.
 */
export const alwaysOnTime = (clocks: readonly Clock[], after: Sql<unknown>): Sql<boolean | null> => sql<
  boolean | null
>`(
  select bool_and(coalesce(met_on <= due_on, false)) from clock_reading
   where clock_reading.child_id = one.child_id and clock = any(${idsOf(clocks)}) and known
     and due_on > ${after}
     and (due_on < asked.day or met_on <= asked.day)
     and coalesce(ended_on >= due_on, true))`

/** Whether one record's duty was done by its day. Null while its day has not passed, and where it is not known. */
export const metByItsDay = (clock: Clock, record: string): Sql<boolean | null> => sql<boolean | null>`(
  select case when met_on <= asked.day then met_on <= due_on when due_on < asked.day then false end
    from clock_reading
   where clock_reading.child_id = one.child_id
     and clock = ${clock.id}
     and record_id = ${sql.ref(record)}
     and known
     and due_on is not null and coalesce(ended_on >= due_on, true)
   order by since_on limit 1)`

/** Whether the sources of the child's record can hold such facts on the day asked of. */
export const canHold = (fact: string): Sql<boolean> => sql<boolean>`exists (
  select from coverage where coverage.child_id = one.child_id and coverage.fact in (${fact}, 'everything')
     and coalesce(coverage.from_on <= asked.day, true) and coalesce(coverage.until_on >= asked.day, true))`

/** Agreed series of short breaks: other rules hold, and no count of children in care has them (SI 2010/959 reg 48). */
const noShortBreak = sql<boolean>`coalesce(stay.legal_status not in ('V3', 'V4'), true)`

/** Children in care at the end of the day, one row each, with where they live. */
export const inCare = sql`
  select stay.child_id, stay.started_on as at, stay.placement_type, stay.home_postcode,
         stay.placement_postcode, person.born_on
    from (${stays}) stay join person on person.id = stay.child_id
   where stay.started_on <= asked.day and stay.left_on > asked.day and ${noShortBreak}`

/** A postcode as the directory a council has given is asked for it. */
const asListed = (postcode: string): Sql<string> => sql<string>`upper(replace(${sql.ref(postcode)}, ' ', ''))`

/** Whether the child lives more than 20 miles from home and outside the council's area. Null where that cannot be told. */
export const farFromHome: Sql<boolean | null> = sql<boolean | null>`(
  select placed.authority <> (select authority from own_area)
     and sqrt((placed.east - home.east)::float ^ 2 + (placed.north - home.north)::float ^ 2) > 20 * 1609.3
    from postcode_place home, postcode_place placed
   where home.postcode = ${asListed('one.home_postcode')}
     and placed.postcode = ${asListed('one.placement_postcode')})`

/** Children in care at any time in the stretch asked of, one row each. */
export const everInCare = sql`
  select stay.child_id, min(stay.started_on) as at from (${stays}) stay
   where stay.started_on <= asked.day and stay.left_on > asked.since and ${noShortBreak}
   group by stay.child_id`

/** The day the child came into the care they are in on the day asked of. */
export const careBegan = (child: string): Sql<unknown> => sql`(
  select max(began.started_on) from care_episode began
   where began.child_id = ${sql.ref(child)} and began.started_why = 'S' and began.started_on <= asked.day)`

/** The day the child came to live with those who look after them on the day asked of. */
export const homeBegan = (child: string): Sql<unknown> => sql`(
  select max(moved.started_on) from care_episode moved
   where moved.child_id = ${sql.ref(child)}
     and moved.started_why in ('S', 'P', 'B')
     and moved.started_on <= asked.day
     and coalesce(moved.placement_type not in ('T0', 'T1', 'T2', 'T3', 'T4'), true))`

/** Children in care for at least twelve months at the end of the day. */
export const inCareAYear = sql`
  select *
    from (${inCare}) cared
   where ${careBegan('cared.child_id')} <= (asked.day - interval '1 year')::date`

/** Child protection plans open at the end of the day. */
export const protectionPlans = sql`
  select cp_plan.id, cp_plan.child_id, cp_plan.started_on as at, person.born_on
    from cp_plan join person on person.id = cp_plan.child_id
   where ${stood('cp_plan.started_on', 'cp_plan.ended_on', "cp_plan.state = 'open'")}`

/** Child in need plans open at the end of the day. */
export const needPlans = sql`
  select cin_plan.id, cin_plan.child_id, cin_plan.started_on as at from cin_plan
   where ${stood('cin_plan.started_on', 'cin_plan.ended_on', "cin_plan.state = 'open'")}`

/** Episodes of need open at the end of the day: referrals that went on, not closed yet. */
export const openEpisodes = sql`
  select cin_episode.id, cin_episode.child_id, cin_episode.referred_on as at from cin_episode
   where ${stood('cin_episode.referred_on', 'cin_episode.closed_on', "cin_episode.state = 'open'")}
     and cin_episode.state <> 'no further action'`

/** Referrals received in the stretch asked of. */
export const referrals = sql`
  select cin_episode.id, cin_episode.child_id, cin_episode.referred_on as at, cin_episode.source,
         cin_episode.no_further_action,
         cin_episode.state, cin_episode.closed_on, cin_episode.closure_reason, cin_episode.previous_referrals
    from cin_episode where ${fell('cin_episode.referred_on')}`

/** Assessments authorised in the stretch asked of. */
export const assessments = sql`
  select assessment.id, assessment.child_id, assessment.authorised_on as at, assessment.started_on,
         assessment.factors,
         assessment.child_seen, assessment.episode_id
    from assessment where ${fell('assessment.authorised_on')}`

/** Whether the child has somebody's plan, care or help of a kind that has its own measures. */
export const hasAnother = (child: string): Sql<boolean> => sql<boolean>`(
  exists (select
            from cp_plan
           where cp_plan.child_id = ${sql.ref(child)}
             and ${stood('cp_plan.started_on', 'cp_plan.ended_on', "cp_plan.state = 'open'")})
  or exists (select
               from care_episode
              where care_episode.child_id = ${sql.ref(child)}
                and ${stood('care_episode.started_on', 'care_episode.ended_on', "care_episode.state = 'open'")})
  or exists (select from leaving_care where leaving_care.child_id = ${sql.ref(child)}))`

/** How many social workers the child has had as their own in the twelve months; one who comes back is one. */
export const workersInYear = sql<number>`(
  select count(distinct allocation.worker_id) from allocation
   where allocation.child_id = one.child_id
     and allocation.role = 'lead social worker'
     and allocation.worker_id is not null
     and coalesce(allocation.from_on <= asked.day, true)
     and coalesce(allocation.to_on > (asked.day - interval '1 year')::date, allocation.state = 'allocated'))`
