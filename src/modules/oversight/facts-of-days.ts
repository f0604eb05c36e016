import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { addWorkingDays, type Calendar } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import { holdingRoles } from '../allocation/index.ts'
import { drawnAndLeft } from '../visits/index.ts'
import { seen } from './rules/held.ts'
import { seeing } from './seeing.ts'

/** Working days that the numbers of visits look back, the day itself included. */
const windowDays = 10

export interface Asking {
  readonly actor: Actor
  readonly teamIds: readonly string[]
  /** The day asked of, as the record has it. */
  readonly on: Day
  readonly today: Day
  readonly calendar: Calendar
  /** Whether children who have never had a worker, and so have no team, are asked about as well. */
  readonly nobodys: boolean
}

/**
 * What the rules ask of, each read once however many rules ask: the children of the day, what is owed them, the visits of
 * the window and the directions about them. Those no rule asks of are not read.
 */
export const factsOf = (asking: Asking): RawBuilder<unknown> => sql`
  asked as materialized (
    select ${asking.on}::date as day,
           ${addWorkingDays(asking.on, -windowDays, asking.calendar)}::date as since
  ), unheld as materialized (${unheld(asking)}), held as materialized (
    ${withWorker(asking)}
      union all ${leftWithNobody(asking)} ${asking.nobodys ? sql`union all ${neverAllocated(asking)}` : sql``}
  ), owed as (${owed(asking)}), fell as (${fell}), visited as (${visited}), directed as (${directed}),
  drawn as (${drawn(asking)})`

const mayLook = (actor: Actor): RawBuilder<boolean> =>
  within(actor, 'oversight.read', sql.ref('allocation.child_id'))

/** The roles in which somebody holds a child. */
export const isHolding = sql<boolean>`allocation.role = any(${holdingRoles})`
// Said a second time, of the state and the last day alone, so that the allocations of a life are not read to find today's.
const stoodThen = (
  on: Day,
): RawBuilder<boolean> => sql<boolean>`(allocation.state = 'allocated' or allocation.to_on > ${on}::date)
  and coalesce(allocation.from_on <= ${on}::date, true)
  and coalesce(allocation.to_on > ${on}::date, allocation.state = 'allocated')`

/** One row a child and team: its lead worker where it has several. */
const withWorker = ({ actor, teamIds, on }: Asking): RawBuilder<unknown> => sql`
  (select distinct on (asked.day, allocation.team_id, allocation.child_id)
          asked.day, asked.since, allocation.child_id, allocation.worker_id, allocation.team_id,
          allocation.from_on, false as nobody
     from asked cross join allocation
    where allocation.team_id = any(${teamIds}) and ${stoodThen(on)} and ${isHolding} and ${mayLook(actor)}
    order by asked.day, allocation.team_id, allocation.child_id, allocation.role <> 'lead social worker',
          allocation.from_on desc nulls last)`

// Each says twice what stood open: the first time so that an index finds it, the second as it is meant.
const openThen = (table: string, from: string, to: string, on: Day): RawBuilder<unknown> => {
  const [began, ended] = [sql.ref(from), sql.ref(to)]
  return sql`select child_id from ${sql.table(table)} where (state = 'open' or ${ended} > ${on}::date)
     and ${began} <= ${on}::date and coalesce(${ended} > ${on}::date, state = 'open')`
}

/**
 * Children we are at work with on the day (an episode of need, a plan or a period of care is open) but those with whom
 * somebody is now and was then: the few who may be left with nobody.
 */
const unheld = ({ on }: Asking): RawBuilder<unknown> => sql`
  select child_id from (
    ${openThen('cin_episode', 'referred_on', 'closed_on', on)}
      union ${openThen('care_episode', 'started_on', 'ended_on', on)}
    union ${openThen('cp_plan', 'started_on', 'ended_on', on)}) working
   where not exists (select
                       from allocation
                      where allocation.child_id = working.child_id
                        and state = 'allocated'
           and ${isHolding}
           and coalesce(from_on <= ${on}::date, true)
           and coalesce(to_on > ${on}::date, true))`

/** Children whose last worker, of these teams, has stopped and who have had nobody since. */
const leftWithNobody = ({ actor, teamIds }: Asking): RawBuilder<unknown> => sql`
  (select asked.day, asked.since, allocation.child_id, null::uuid, allocation.team_id, allocation.to_on, true
     from asked cross join unheld cross join lateral (
       select child_id, team_id, to_on from allocation
        where child_id = unheld.child_id
          and team_id = any(${teamIds})
          and ${isHolding}
          and state = 'ended'
          and to_on <= asked.day
        order by to_on desc limit 1) allocation
    where not exists (select
                        from allocation later
                       where later.child_id = allocation.child_id
                         and later.role = any(${holdingRoles})
            and coalesce(later.from_on <= asked.day, true)
            and (coalesce(later.to_on > asked.day, later.state = 'allocated')
                 or later.to_on <= asked.day and later.to_on > allocation.to_on))
      and ${mayLook(actor)})`

/** Children at work with whom nobody has ever been: only where what we hold could say so. */
const neverAllocated = ({ actor }: Asking): RawBuilder<unknown> => sql`
  (select asked.day, asked.since, allocation.child_id, null::uuid, null::uuid, null::date, true
     from asked
    cross join lateral (select distinct child_id
                          from cin_episode
                         where state = 'open'
                           and referred_on <= asked.day) allocation
    where not exists (select from allocation any_ever where any_ever.child_id = allocation.child_id)
      and exists (select
                    from coverage
                   where coverage.child_id = allocation.child_id
                     and coverage.fact in ('allocation', 'everything')
                     and coverage.until_on is null
            and coalesce(coverage.from_on <= asked.day, true))
      and ${mayLook(actor)})`

/**
 * What is held of each child, asked child by child: PostgreSQL cannot know how few the children of `held` are, and left to
 * itself reads the whole table. `offset 0` keeps the question apart.
 */
const ofEach = (columns: RawBuilder<unknown>, rows: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select held.day, held.child_id, held.worker_id, held.team_id, ${columns}
    from held
    cross join lateral (${rows} offset 0) fact`

/**
 * Duties that stood undone on the day. Today's are those the record has open, a handful of each child's, and have an index
 * of their own; an earlier day's may have been done since.
 */
const owed = ({ on, today }: Asking): RawBuilder<unknown> =>
  ofEach(
    sql`fact.clock, fact.due_on`,
    sql`select clock, due_on from clock_reading
         where child_id = held.child_id and known and since_on <= held.day
           and ${
             on === today
               ? sql`met_on is null and ended_on is null`
               : sql`coalesce(met_on > held.day, true) and coalesce(ended_on > held.day, true)`
           }`,
  )

/** Visits whose day fell in the window, made or not, and still owed when it came. */
const fell = ofEach(
  sql`fact.clock, fact.due_on, fact.met_on`,
  sql`select clock, due_on, met_on from clock_reading
       where child_id = held.child_id and clock = any(${seeing}) and known and since_on <= held.day
         and due_on > held.since and due_on <= held.day and coalesce(ended_on >= due_on, true)`,
)

/** Visits drawn by the day for a manager to check, and not checked by it: of the team each was drawn for. */
const drawn = ({ actor, teamIds }: Asking): RawBuilder<unknown> => sql`
  select allocation.*
    from (${drawnAndLeft}) allocation
   where allocation.team_id = any(${teamIds})
     and ${mayLook(actor)}`

const visited = ofEach(
  sql`fact.visited_on, fact.seen_alone, fact.was_seen, fact.no_purpose`,
  sql`select visited_on, seen_alone, ${seen} as was_seen,
             import_id is null
               and state <> 'from a return'
               and purpose is null
               and outcome_id is null as no_purpose
        from visit
       where child_id = held.child_id and visited_on > held.since and visited_on <= held.day`,
)

/**
 * Directions given by the day. Open: neither agreed as done nor stopped, and not asked again since: a repeat stands for
 * both. Closed: in the year before.
 */
const directed = ofEach(
  sql`fact.state, fact.what, fact.due_on, fact.answered_on, fact.times_asked, fact.decided_on,
    fact.difference, fact.closed_on, fact.is_open, fact.is_closed`,
  sql`select state, what, due_on, answered_on, times_asked, decided_on, difference,
    coalesce(verified_on, stopped_on) as closed_on,
             coalesce(verified_on > held.day, state <> 'verified')
               and coalesce(stopped_on > held.day, state <> 'stopped')
               and coalesce((select false
                               from action again
                              where again.repeats_id = action.id
                                and again.child_id = action.child_id
                     and again.asked_on <= held.day limit 1), true) as is_open,
             coalesce(state in ('verified', 'stopped') and coalesce(verified_on, stopped_on) <= held.day
               and coalesce(verified_on, stopped_on) > held.day - interval '12 months', false) as is_closed
        from action
       where child_id = held.child_id and direction and state <> 'proposed' and asked_on <= held.day`,
)
