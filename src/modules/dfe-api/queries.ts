import { sql } from 'kysely'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Why } from './send.ts'

/** One post, as the log tells it. Counts of children; no child is in it. */
export interface PostTold {
  readonly id: string
  readonly state: 'sending' | 'stopped' | 'received' | 'refused' | 'divided'
  readonly children: number
  readonly purges: number
  readonly tries: number
  readonly madeAt: Instant
  readonly nextTryAt: Instant | null
  readonly endedAt: Instant | null
  readonly status: number | null
  readonly why: Why | null
  readonly receipt: string | null
}

/** One search for what changed. */
export interface SearchTold {
  readonly onDay: Day
  readonly askedBy: string | null
  readonly begunAt: Instant
  readonly endedAt: Instant | null
  readonly children: number
  readonly changed: number
  readonly notSendable: number
}

/** How it stands: what the collection has of us, what waits, what it refused. */
export interface Standing {
  readonly held: number
  readonly waiting: number
  readonly sending: number
  readonly refused: number
}

/** Refusals that nothing later has put right. */
const refusedNow = sql`
  change.state = 'refused' and not exists (
    select 1
      from dfe_change later
     where later.la_child_id = change.la_child_id
       and later.id > change.id
       and later.state <> 'replaced')`

export async function standingOf(db: Db): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select (select count(*) from dfe_held)::int as held,
           count(*) filter (where state = 'waiting')::int as waiting,
           count(*) filter (where state = 'sending')::int as sending,
           count(*) filter (where ${refusedNow})::int as refused
      from dfe_change change where state in ('waiting', 'sending', 'refused')
  `.execute(db)
  return rows[0] ?? { held: 0, waiting: 0, sending: 0, refused: 0 }
}

/** The latest posts, newest first. */
export async function latestPosts(db: Db): Promise<readonly PostTold[]> {
  const { rows } = await sql<PostTold>`
    select id, state, children, purges, tries, made_at, next_try_at, ended_at, status, why, receipt
      from dfe_post order by id desc limit 50
  `.execute(db)
  return rows
}

/** The latest searches, newest first. */
export async function latestSearches(db: Db): Promise<readonly SearchTold[]> {
  const { rows } = await sql<SearchTold>`
    select on_day, staff.name as asked_by, begun_at, ended_at, children, changed, not_sendable
      from dfe_search left join staff on staff.id = asked_by order by dfe_search.id desc limit 10
  `.execute(db)
  return rows
}

/** A child whom the collection refused, or cannot be told of. */
export interface NotThere {
  readonly childId: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly laChildId: string | null
  readonly why: 'refused' | 'number'
  /** What the collection answered. */
  readonly receipt: string | null
}

/** Children refused as their record stands, and those whose number the collection does not take. At most 200. */
export async function childrenNotThere(db: Db): Promise<readonly NotThere[]> {
  const { rows } = await sql<NotThere>`
    select person.id as child_id, person.given_name, person.family_name, person.la_child_id,
           'refused' as why, post.receipt
      from dfe_change change
      join person on person.id = change.child_id
      join dfe_post post on post.id = change.post_id
     where ${refusedNow}
     union all
    select id, given_name, family_name, la_child_id, 'number', null
      from person
     where kind <> 'adult' and state = 'active'
       and (la_child_id is null or la_child_id !~ '^[A-Za-z0-9]{1,20}$' or la_child_id ilike '%0x%')
       and exists (select 1 from cin_episode where cin_episode.child_id = person.id
                   union all select 1 from care_episode where care_episode.child_id = person.id)
     order by 5 desc, 3, 2, 1 limit 200
  `.execute(db)
  return rows
}
