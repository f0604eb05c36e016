import { sql } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import { mayEver, scopeOf, type Actor } from '../../platform/access/policy.ts'
import { addDays, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import type { Named } from '../../platform/people/name.ts'
import { helpColumns, holdingRoles, type Help } from '../allocation/index.ts'
import { beingWrittenBy, type Writing } from '../assessment/index.ts'

/** Somebody, as a list names them. */
export interface Listed extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
}

/** One child of a worker, with what their row says. */
export interface MyChild extends Listed, Help {
  readonly seenOn: Day | null
  readonly seenAlone: string | null
  readonly aloneOn: Day | null
  /** The last five attempts, latest first: 'alone', 'not-alone' or 'tried'. */
  readonly attempts: readonly ('alone' | 'not-alone' | 'tried')[]
  /** Open outcomes of the plan, and how many of them moved; null where the reader holds the child and does not read the plan. */
  readonly outcomes: number | null
  readonly moving: number
  /** The open outcome longest without movement, and since when. */
  readonly stuckWhat: string | null
  readonly stuckSince: Day | null
  readonly siblings: readonly string[]
}

/** How many children one page lists: more than anybody should carry. */
const most = 120

/** A plan's outcome has stopped moving after so many days. */
const stuckAfter = 28

/** The children a worker holds today, of those the reader may read. */
export async function childrenOf(db: Db, reader: Actor, workerId: string, today: Day): Promise<MyChild[]> {
  const moved = sql`greatest(set_on, coalesce(moved_on, set_on))`
  const readsPlans = sql.lit(mayEver(reader, 'plan.read'))
  const rows = await prepared(
    db,
    sql<MyChild>`
    with mine as materialized (
      select distinct child_id from allocation
       where worker_id = ${workerId} and state = 'allocated' and role = any(${holdingRoles})
         and ${within(reader, 'child.read', sql.ref('allocation.child_id'))}
       limit ${sql.lit(most)}
    )
    select person.id, person.kind, la_child_id, given_name, family_name, known_as, born_on, expected_on,
           died_on,
           ${helpColumns(sql.ref('person.id'))},
           last.visited_on as seen_on, last.seen_alone, alone.visited_on as alone_on, tried.attempts,
           case when ${readsPlans} then plan.outcomes end as outcomes, plan.moving,
           stuck.what as stuck_what, stuck.since as stuck_since, kin.siblings
      from mine
      join person on person.id = mine.child_id
      left join lateral (
        select visited_on, seen_alone from visit
         where child_id = mine.child_id and mode = 'face to face' and outcome = 'completed' and seen
         order by visited_on desc limit 1) last on true
      left join lateral (
        select visited_on from visit
         where child_id = mine.child_id
           and mode = 'face to face'
           and outcome = 'completed'
           and seen
           and seen_alone = 'yes'
         order by visited_on desc limit 1) alone on true
      cross join lateral (
        select coalesce(json_agg(how), '[]') as attempts from (
          select case when mode = 'face to face' and outcome = 'completed' and seen
                      then case seen_alone when 'yes' then 'alone' else 'not-alone' end
                      else 'tried' end as how
            from visit where child_id = mine.child_id order by visited_on desc, id desc limit 5) five) tried
      cross join lateral (
        select count(*)::int as outcomes,
               (count(*) filter (where ${moved} >= ${addDays(today, -stuckAfter)}::date))::int as moving
          from plan_outcome where child_id = mine.child_id and state = 'open') plan
      left join lateral (
        select what, ${moved} as since from plan_outcome
         where child_id = mine.child_id
           and state = 'open'
           and ${readsPlans}
           and ${moved} < ${addDays(today, -stuckAfter)}::date
         order by 2 limit 1) stuck on true
      cross join lateral (
        select coalesce(json_agg(sibling), '[]') as siblings from (
          select relative_id as sibling from relationship
           where child_id = mine.child_id
             and kind in ('sibling', 'half-sibling')
             and relative_id in (select child_id from mine)
           union
          select child_id from relationship
           where relative_id = mine.child_id
             and kind in ('sibling', 'half-sibling')
             and child_id in (select child_id from mine)) both_ways) kin
     order by person.id
  `,
  )
  return rows
}

/** A duty of one of these children that is late, or falls due soon. */
export interface Duty {
  readonly childId: string
  readonly clock: string
  readonly recordId: string
  readonly dueOn: Day
}

/** Duties whose own rows on the page say it better: an action is listed as itself, words to follow as a visit. */
const saidElsewhere = [
  'oversight-action',
  'oversight-repeat',
  'plan-action-due',
  'record-visit',
  'cp-unseen-4w',
  'cp-unseen-6w',
  'cp-alone',
  'worker-change-alert',
  'cin-duration-check',
]

/** Open duties with a due day, of these children, the earliest first. One that is not known is none of them. */
export async function dutiesOf(db: Db, childIds: readonly string[], today: Day): Promise<Duty[]> {
  const rows = await prepared(
    db,
    sql<Duty>`
    select distinct on (child_id, clock) child_id, clock, record_id, due_on
      from clock_reading
     where child_id = any(${childIds})
       and known
       and met_on is null
       and ended_on is null
       and since_on <= ${today}
       and due_on is not null and clock <> all(${saidElsewhere})
     order by child_id, clock, due_on
  `,
  )
  return rows.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
}

/** A visit saved with its facts alone: its words are to follow. */
export interface ToFollow extends Listed {
  readonly visitId: string
  readonly visitedOn: Day
  /** Whether the reader may write them: not once the child is another team's. */
  readonly mayWrite: boolean
}

export async function wordsToFollow(db: Db, reader: Actor, workerId: string): Promise<ToFollow[]> {
  const rows = await prepared(
    db,
    sql<ToFollow>`
    select visit.id as visit_id, visited_on,
           ${within(reader, 'visit.write', sql.ref('visit.child_id'))} as may_write,
           person.id, person.kind, la_child_id, given_name, family_name, known_as, born_on, expected_on,
           died_on
      from visit join person on person.id = visit.child_id
     where visit.worker_id = ${workerId} and visit.state = 'facts only'
       and ${within(reader, 'child.read', sql.ref('visit.child_id'))}
     order by visited_on, visit.id
     limit 60
  `,
  )
  return rows
}

/** A form somebody began and has not sent. */
export interface Begun extends Listed {
  readonly command: string
  readonly savedOn: Day
}

/** What somebody began and has not sent, and the assessments of their children being written or sent back: one statement. */
export async function begunBy(
  db: Db,
  reader: Actor,
  workerId: string,
): Promise<{ readonly drafts: readonly Begun[]; readonly assessments: readonly Writing[] }> {
  const [row] = await prepared(
    db,
    sql<{ drafts: Begun[]; assessments: Writing[] }>`
    select (select coalesce(json_agg(one), '[]') from (
      select draft.command, draft.saved_at::date as "savedOn",
             person.id, person.kind, la_child_id as "laChildId", given_name as "givenName",
             family_name as "familyName",
             known_as as "knownAs", born_on as "bornOn", expected_on as "expectedOn", died_on as "diedOn"
        from draft join person on person.id = draft.child_id
       where draft.author_id = ${reader.id}
         and ${reader.id === workerId}
         and ${within(reader, 'child.read', sql.ref('draft.child_id'))}
       order by saved_at desc
       limit 30) one) as drafts,
      (select coalesce(json_agg(one), '[]') from (${beingWrittenBy(reader, workerId)}) one) as assessments
  `,
  )
  return row ?? { drafts: [], assessments: [] }
}

/** Something wrong with what is held, that this worker was given to put right. */
export interface ToPutRight extends Listed {
  readonly findings: number
  readonly message: string
  readonly foundOn: Day
}

export async function findingsOf(db: Db, reader: Actor, workerId: string): Promise<ToPutRight[]> {
  const rows = await prepared(
    db,
    sql<ToPutRight>`
    select count(*)::int as findings, min(message) as message, min(found_at)::date as found_on,
           person.id, person.kind, la_child_id, given_name, family_name, known_as, born_on, expected_on,
           died_on
      from finding join person on person.id = finding.child_id
     where finding.owner_id = ${workerId} and finding.state = 'open'
       and ${within(reader, 'child.read', sql.ref('finding.child_id'))}
     group by person.id
     order by min(found_at)
     limit 30
  `,
  )
  return rows
}

/** Whose work is shown. */
export interface Whose {
  readonly id: string
  readonly name: string
  readonly teamId: string | null
  readonly team: string | null
  readonly managers: readonly string[]
}

/** A member of staff, if this is the reader or a worker the reader oversees. */
export async function whoseWork(db: Db, reader: Actor, workerId: string): Promise<Whose | undefined> {
  const rows = await prepared(
    db,
    sql<Whose>`
    select staff.id, staff.name, staff.team_id, team.name as team,
           array(select manager.name
                   from staff manager
                  where manager.team_id = staff.team_id
                    and manager.role = 'TM'
             and manager.disabled_at is null order by manager.name) as managers
      from staff left join team on team.id = staff.team_id
     where staff.id = ${workerId} and ${overseen(reader)}
  `,
  )
  return rows[0]
}

function overseen(reader: Actor) {
  const self = sql<boolean>`staff.id = ${reader.id}`
  switch (scopeOf(reader, 'oversight.read')) {
    case 'authority':
      return sql<boolean>`true`
    case 'service':
      return sql<boolean>`(${self} or team.service = ${reader.service})`
    case 'team':
      return sql<boolean>`(${self} or staff.team_id = ${reader.teamId})`
    case 'own':
    case 'placed':
    case null:
      return self
  }
}
