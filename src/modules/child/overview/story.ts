import { sql } from 'kysely'
import type { Day, Instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { prepared } from '../../../platform/db/prepared.ts'

/** What the overview is told: the rows of one child as they stood on a day. Each has its record's id. */
export interface Story {
  /** Workers with the child at any time in the 12 months to the day, oldest first. */
  readonly allocations: readonly Allocated[]
  /** The latest thirty attempts to see the child, newest first. */
  readonly visits: readonly Visited[]
  /** The latest visit that holds the child's own words. */
  readonly said: Visited | null
  readonly outcomes: readonly Outcome[]
  readonly worries: readonly Worry[]
  readonly unknowns: readonly NotKnown[]
  /** Actions not yet answered. */
  readonly actions: readonly Asked[]
  /** Every child protection plan begun by then, oldest first. */
  readonly plans: readonly Planned[]
  /** Every ending of help by then. */
  readonly closures: readonly Closed[]
  /** A missing episode that had not ended. */
  readonly missing: Missing | null
}

export interface Allocated {
  readonly id: string
  readonly role: string
  readonly workerId: string | null
  readonly fromOn: Day | null
  readonly toOn: Day | null
  readonly endReason: string | null
  readonly childToldOn: Day | null
  readonly jointVisitOn: Day | null
}

export interface Visited {
  readonly id: string
  readonly state: string
  readonly visitedOn: Day
  readonly workerId: string | null
  readonly mode: string
  readonly outcome: string
  readonly seen: boolean | null
  readonly seenAlone: string | null
  readonly notAloneWhy: string | null
  readonly place: string | null
  readonly bedroomSeen: boolean | null
  readonly purpose: string | null
  readonly childWords: string | null
  /** Whether the worker said that something new worried them; null where they were not asked. */
  readonly worried: boolean | null
}

export interface Outcome {
  readonly id: string
  readonly what: string
  readonly setOn: Day
  readonly byOn: Day | null
  readonly movedOn: Day | null
  readonly progress: string | null
  readonly ifNot: string | null
}

export interface Worry {
  readonly id: string
  readonly what: string
  readonly source: string
  readonly sinceOn: Day
  /** Of 25; null where nobody has said how grave it is. */
  readonly score: number | null
  readonly direction: string | null
}

export interface NotKnown {
  readonly id: string
  readonly question: string
  readonly ownerId: string | null
  readonly askedOn: Day
  readonly byOn: Day | null
  readonly whoToAsk: string | null
}

export interface Asked {
  readonly id: string
  readonly what: string
  readonly direction: boolean
  readonly askedBy: string | null
  readonly ownerId: string | null
  readonly askedOn: Day
  readonly dueOn: Day
  readonly firstDueOn: Day
  readonly timesAsked: number
}

export interface Planned {
  readonly id: string
  readonly startedOn: Day
  readonly endedOn: Day | null
  readonly latestCategory: string | null
}

export interface Closed {
  readonly id: string
  readonly closedOn: Day
  readonly closureReason: string | null
}

export interface Missing {
  readonly id: string
  readonly startedOn: Day
  readonly startedAt: Instant | null
}

/** The latest attempts the overview draws. */
export const visitsShown = 30

/** One child's story as on a day, inclusive, by the days in the record: one statement. */
export async function storyOf(db: Db, childId: string, on: Day): Promise<Story> {
  const day = sql`${on}::date`
  const standing = (from: string, to: string) =>
    sql`${sql.ref(from)} <= ${day} and coalesce(${sql.ref(to)} > ${day}, true)`
  const visit = sql`id, state, visited_on as "visitedOn", worker_id as "workerId", mode, outcome, seen,
     seen_alone as "seenAlone", not_alone_why as "notAloneWhy", place, bedroom_seen as "bedroomSeen", purpose,
     child_words as "childWords", worried`
  const rows = await prepared(
    db,
    sql<Story>`select
    ${list(sql`select id, role, worker_id as "workerId", from_on as "fromOn", to_on as "toOn", end_reason as "endReason",
        child_told_on as "childToldOn", joint_visit_on as "jointVisitOn" from allocation
        where child_id = ${childId} and coalesce(from_on <= ${day}, true)
          and coalesce(to_on > ${day} - interval '12 months', true)
        order by from_on nulls first, id`)} as allocations,
    ${list(sql`select ${visit} from visit where child_id = ${childId} and visited_on <= ${day}
        order by visited_on desc, id desc limit ${sql.lit(visitsShown)}`)} as visits,
    ${one(sql`select ${visit} from visit where child_id = ${childId} and visited_on <= ${day} and child_words is not null
        order by visited_on desc, id desc limit 1`)} as said,
    ${list(sql`select id, what, set_on as "setOn", by_on as "byOn", moved_on as "movedOn", progress, if_not as "ifNot"
        from plan_outcome
       where child_id = ${childId}
         and set_on <= ${day}
         and state = 'open'
       order by set_on, id`)} as outcomes,
    ${list(sql`select id, what, source, since_on as "sinceOn", score, direction from worry
        where child_id = ${childId}
          and ${standing('since_on', 'closed_on')}
        order by score desc nulls last, since_on desc, id desc`)} as worries,
    ${list(sql`select id, question, owner_id as "ownerId", asked_on as "askedOn", by_on as "byOn", who_to_ask as "whoToAsk"
        from unknown
       where child_id = ${childId}
         and ${standing('asked_on', 'answered_on')}
       order by asked_on, id`)} as unknowns,
    ${list(sql`select id, what, direction, asked_by as "askedBy", owner_id as "ownerId", asked_on as "askedOn",
        due_on as "dueOn", first_due_on as "firstDueOn", times_asked as "timesAsked" from action
        where child_id = ${childId}
          and state <> 'stopped'
          and ${standing('asked_on', 'answered_on')}
        order by due_on, id`)} as actions,
    ${list(sql`select id, started_on as "startedOn", ended_on as "endedOn", latest_category as "latestCategory" from cp_plan
        where child_id = ${childId} and started_on <= ${day} order by started_on, id`)} as plans,
    ${list(sql`select id, closed_on as "closedOn", closure_reason as "closureReason" from cin_episode
        where child_id = ${childId} and closed_on <= ${day} order by closed_on, id`)} as closures,
    ${one(sql`select id, started_on as "startedOn", started_at as "startedAt" from missing_episode
        where child_id = ${childId} and kind is distinct from 'A' and ${standing('started_on', 'ended_on')}
        order by started_on desc limit 1`)} as missing
  `,
  )
  const [story] = rows
  if (story === undefined) throw new Error('a select without a from gives one row')
  return story
}

const list = (rows: ReturnType<typeof sql>) => sql`(select coalesce(json_agg(one), '[]') from (${rows}) one)`
const one = (row: ReturnType<typeof sql>) => sql`(select row_to_json(one) from (${row}) one)`
