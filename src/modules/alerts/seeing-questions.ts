import { sql } from 'kysely'
import { addDays } from '../../platform/dates/day.ts'
import { graveWorry } from '../worries/index.ts'
import type { Question } from './questions.ts'

/** A pair of visits older than this is no news of how the child is seen now. */
const lately = 90

/** What visits that were made, and those that were not, ask of a manager. */
export const seeingQuestions: readonly Question[] = [
  {
    id: 'not-alone-twice',
    name: 'A child was not seen alone on two visits running',
    source: 'Working Together ch.3: children are seen alone where that is right for them',
    rung: 'team manager',
    owner: 'team manager',
    clears: 'The manager answers, or the child is seen alone',
    answerEnds: true,
    // A child too young to be seen alone is seen with whoever holds them.
    stands: (today) => sql`
      select child_id, id as record_id, visited_on as since_on
        from (select visit.*, lag(seen_alone) over made as before_alone,
                     lag(not_alone_why) over made as before_why, lead(id) over made as after_id
                from visit
               where seen
                 and mode = 'face to face'
                 and outcome = 'completed'
                 and visited_on >= ${addDays(today, -lately)}::date
              window made as (partition by child_id order by visited_on, id)) seen
       where after_id is null and seen_alone = 'no' and before_alone = 'no'
         and coalesce(not_alone_why, '') <> 'too young' and coalesce(before_why, '') <> 'too young'
         and exists (select
                       from allocation
                      where allocation.child_id = seen.child_id
                        and allocation.state = 'allocated')`,
  },
  {
    id: 'still-in-need',
    name: 'Decide whether this is still a child in need: visits have failed, or a worry is grave',
    source:
      'Local standard: two missed visits or a new high risk ask whether help under section 17 is enough',
    rung: 'team manager',
    owner: 'team manager',
    clears:
      'A review says whether it is still the right plan, the service manager decides, or another plan takes its place',
    answerEnds: false,
    keepsItsDay: true,
    stands: (today) => sql`
      with in_need as (
        select id, child_id, started_on from cin_plan where state = 'open'
           and not exists (select
                             from cp_plan
                            where cp_plan.child_id = cin_plan.child_id
                              and cp_plan.state = 'open')
           and not exists (select
                             from care_episode
                            where care_episode.child_id = cin_plan.child_id
                              and care_episode.state = 'open')
      ), asked as (
        select in_need.child_id, failed.id as record_id, failed.visited_on as since_on
          from in_need join lateral (
            select id, visited_on
              from visit
             where visit.child_id = in_need.child_id
               and seen is false
               and outcome <> 'cancelled by us'
               and mode = 'face to face'
               and visited_on >= coalesce(in_need.started_on, visited_on)
               and visited_on > coalesce((select max(visited_on)
                                            from visit met
                                           where met.child_id = in_need.child_id
                                             and met.seen
                                             and met.mode = 'face to face'), '1900-01-01')
             order by visited_on, id offset 1 limit 1) failed on true
         union all
        select in_need.child_id, record_id, due_on + (due_on - since_on)
          from in_need
          join clock_reading on clock_reading.child_id = in_need.child_id
         where clock = 'cin-visit'
           and known
           and met_on is null
           and ended_on is null
           and due_on + (due_on - since_on) < ${today}::date
         union all
        select in_need.child_id, worry.id,
               greatest(worry.since_on, case when score_before < ${graveWorry} then worry.reviewed_on end)
          from in_need join worry on worry.child_id = in_need.child_id
         where worry.state = 'open' and score >= ${graveWorry}
           and greatest(worry.since_on, case when score_before < ${graveWorry} then worry.reviewed_on end)
                 >= coalesce(in_need.started_on, worry.since_on)
      )
      select distinct on (child_id) child_id, record_id, since_on from asked
       where not exists (select
                           from cin_review
                          where cin_review.child_id = asked.child_id
                            and right_plan is not null
                            and held_on >= asked.since_on)
         and not exists (select
                           from cin_decision
                          where cin_decision.child_id = asked.child_id
                            and decided_on >= asked.since_on)
       order by child_id, since_on, record_id`,
  },
]
