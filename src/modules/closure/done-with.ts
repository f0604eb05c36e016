import { sql } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Past } from './rules.ts'

/** What of a child's past asks for a service manager. */
export async function pastOf(db: Db | Tx, childId: string): Promise<Past> {
  const { rows } = await sql<Past>`
    select exists (select
                     from cin_episode
                    where child_id = ${childId}
                      and closed_on is not null) as closed_before,
           exists (select
                     from assessment
                    where child_id = ${childId}
                      and factors && array['3A', '3B', '3C', '16A'])
             or exists (select
                          from cp_plan
                         where child_id = ${childId}
                           and array[first_category, latest_category] && array['NEG', 'MUL'])
             or exists (select
                          from conference
                         where child_id = ${childId}
                           and factors && array['domestic abuse', 'neglect'])
             or exists (select from notice_of_child where child_id = ${childId}) as harm_or_neglect,
           (select count(*) > 1 from (select id from cin_plan where child_id = ${childId}
              union all select id from cp_plan where child_id = ${childId}) every) as second_plan,
           (select max(referred_on)
              from cin_episode
             where child_id = ${childId}
               and state = 'open') as referred_on
  `.execute(db)
  const [past] = rows
  if (past === undefined) throw new Error('a select without a from gives one row')
  return past
}

/** One thing done with a child, as the summary is begun from. */
export interface Done {
  readonly kind:
    'referral' | 'assessment' | 'enquiry' | 'plan' | 'protection' | 'visits' | 'changed' | 'worry'
  readonly onDay: Day | null
  readonly untilDay: Day | null
  readonly words: string | null
  readonly count: number
}

/** What the record says of the episode that is open: why we came and what was done, in the order it happened. */
export async function doneWith(db: Db | Tx, childId: string): Promise<Done[]> {
  const { rows } = await sql<Done>`
    with episode as (select referred_on, source, primary_need
                       from cin_episode
                      where child_id = ${childId}
                        and state = 'open'
                      order by referred_on desc nulls last limit 1),
         since as (select coalesce((select referred_on from episode), '1900-01-01'::date) as day)
    select * from (
      select 'referral' as kind, referred_on as on_day, null::date as until_day, primary_need as words,
             1 as count
        from episode
      union all select 'worry', since_on, closed_on, what, 1
       from worry, since
      where child_id = ${childId}
        and coalesce(closed_on >= since.day, true)
      union all select 'assessment', started_on, authorised_on, null, 1
       from assessment, since
      where child_id = ${childId}
        and started_on >= since.day
      union all select 'enquiry', started_on, concluded_on, outcome, 1
       from section47, since
      where child_id = ${childId}
        and started_on >= since.day
      union all select 'plan', started_on, ended_on, null, 1
       from cin_plan, since
      where child_id = ${childId}
        and coalesce(ended_on >= since.day, true)
      union all select 'protection', started_on, ended_on, null, 1
       from cp_plan, since
      where child_id = ${childId}
        and coalesce(ended_on >= since.day, true)
      union all select 'visits', min(visited_on), max(visited_on),
             (count(*) filter (where seen_alone = 'yes'))::text, count(*)::int
       from visit, since
      where child_id = ${childId}
        and seen
        and mode = 'face to face'
        and visited_on >= since.day
     having count(*) > 0
      union all select 'changed', set_on, null, what, 1
       from plan_outcome, since
      where child_id = ${childId}
        and state = 'met'
        and set_on >= since.day
    ) every order by on_day nulls first, kind limit 60
  `.execute(db)
  return rows
}

/** What the child said, newest first, at most three times, with the day. */
export async function lastWords(db: Db | Tx, childId: string): Promise<{ onDay: Day; words: string }[]> {
  const { rows } = await sql<{ onDay: Day; words: string }>`
    select visited_on as on_day, child_words as words from visit
     where child_id = ${childId} and child_words is not null order by visited_on desc, id desc limit 3
  `.execute(db)
  return rows
}
