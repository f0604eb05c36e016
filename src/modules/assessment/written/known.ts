import { sql } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { nameable } from '../../../platform/access/reach.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { prepared } from '../../../platform/db/prepared.ts'

/** Something we hold already, quoted where the question would be: nobody is asked it again. */
export interface Known {
  readonly key: string
  readonly says: string
  readonly on: Day | null
  readonly importId: string | null
}

/** Where each fact is quoted, what it is called, and the page that changes it. */
export const quotedAt: Readonly<
  Record<string, { readonly parts: readonly string[]; readonly label: string; readonly change: string }>
> = {
  referral: { parts: ['why'], label: 'Referred', change: 'chronology' },
  before: { parts: ['why'], label: 'Referred before', change: 'chronology' },
  plans: { parts: ['why'], label: 'Plans before', change: 'plan' },
  address: { parts: ['home'], label: 'Lives at', change: 'family' },
  household: { parts: ['home', 'others'], label: 'Lives with', change: 'family' },
  school: { parts: ['needs'], label: 'School', change: 'person/correct' },
  language: { parts: ['seen'], label: 'Language', change: 'person/correct' },
  seen: { parts: ['seen'], label: 'Seen', change: 'visits/record' },
  words: { parts: ['seen'], label: 'Said', change: 'visits' },
  worries: { parts: ['found', 'analysis'], label: 'Worries', change: 'overview' },
  unknowns: { parts: ['analysis'], label: 'Not known', change: 'overview' },
}

const dated = (column: string) => sql`to_char(${sql.ref(column)}, 'FMDD Mon YYYY')`

/** What we hold of a child that an assessment would otherwise ask, in one statement; since its start where days are told. */
export async function knownOf(db: Db, actor: Actor, childId: string, since: Day | null): Promise<Known[]> {
  const rows = await prepared(
    db,
    sql<Known>`
    (select 'referral' as key, ${dated('referred_on')} as says, referred_on as on, import_id from cin_episode
      where child_id = ${childId} and state = 'open' order by referred_on desc nulls last limit 1)
    union all
    (select 'before',
            string_agg(${dated('referred_on')} || coalesce(' to ' || ${dated('closed_on')}, ''), ', '
                       order by referred_on),
            max(closed_on), min(import_id::text)::uuid
      from cin_episode where child_id = ${childId} and state <> 'open' having count(*) > 0)
    union all
    (select 'plans',
            string_agg(what || ' from ' || ${dated('started_on')}
                         || coalesce(' to ' || ${dated('ended_on')}, ''), ', '
                       order by started_on),
            max(started_on), min(import_id::text)::uuid
      from (select 'child in need' as what, started_on, ended_on, import_id
              from cin_plan
             where child_id = ${childId}
               and started_on is not null
            union all select 'child protection', started_on, ended_on, import_id
             from cp_plan
            where child_id = ${childId}
              and started_on is not null) plans
      having count(*) > 0)
    union all
    (select 'address', case when confidential then 'An address that is not to be shared'
                            else concat_ws(', ', lines, postcode) end,
            coalesce(from_on, recorded_at::date), import_id
      from address
     where child_id = ${childId}
       and kind in ('home', 'placement')
       and to_on is null
     order by from_on desc nulls last, id desc
     limit 1)
    union all
    (select 'household',
            string_agg(case when ${nameable(actor, sql.ref('person.id'))}
                            then coalesce(known_as, given_name, 'someone we cannot name')
                            else 'someone we cannot name' end || ' (' || relationship.kind || ')', ', '
                       order by relationship.kind, person.id),
            max(relationship.recorded_at)::date, min(relationship.import_id::text)::uuid
      from relationship join person on person.id = relative_id
      where relationship.child_id = ${childId}
        and household
        and relationship.state = 'recorded'
        and to_on is null
     having count(*) > 0)
    union all
    (select 'school', school, recorded_at::date, import_id
       from person
      where id = ${childId}
        and school is not null)
    union all
    (select 'language', first_language || case when interpreter then ', with an interpreter' else '' end,
            recorded_at::date, import_id
      from person where id = ${childId} and first_language is not null)
    union all
    (select 'seen',
            string_agg(${dated('visited_on')}
                         || case seen_alone when 'yes' then ', alone' when 'no' then ', not alone' else '' end, '; '
                       order by visited_on),
            max(visited_on), min(import_id::text)::uuid
      from visit
     where child_id = ${childId}
       and seen
       and mode = 'face to face'
       and outcome = 'completed'
       and visited_on >= coalesce(${since}::date, '-infinity')
    having count(*) > 0)
    union all
    (select 'words', case when child_words ~ '[“”"]' then child_words
                          else '“' || child_words || '”' end, visited_on, import_id
       from visit
      where child_id = ${childId} and child_words is not null order by visited_on desc, id desc limit 1)
    union all
    (select 'worries', string_agg(what, '; ' order by since_on), max(since_on), min(import_id::text)::uuid
      from worry where child_id = ${childId} and state = 'open' having count(*) > 0)
    union all
    (select 'unknowns', string_agg(question, '; '
                                   order by asked_on), max(asked_on), min(import_id::text)::uuid
      from unknown where child_id = ${childId} and state = 'open' having count(*) > 0)`,
  )
  return rows.filter(({ says }) => says !== null && says !== '')
}

/** Facts that were looked at and found still right are kept in the draft under this. */
export const rightField = (key: string): string => `right.${key}`
