import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { nameable, within } from '../../platform/access/reach.ts'
import { workingDaysBetween } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { unaccepted } from '../early-help/index.ts'
import type { Closure } from './record.ts'
import type { Ending } from './rules.ts'

interface Stood extends Pick<
  Ending,
  | 'died'
  | 'worriesOpen'
  | 'enquiriesOpen'
  | 'actionsOpen'
  | 'unsigned'
  | 'interviewsOpen'
  | 'missingNow'
  | 'protectionPlan'
  | 'inCare'
  | 'transferWaits'
  | 'episodeOpen'
  | 'unread'
  | 'disagreements'
> {
  readonly lastSeenOn: Day | null
}

/** What the proposal itself says of what is done. */
type Proposal = Omit<Closure, 'id' | 'childId' | 'version' | 'importId' | 'state'>

/** How a child's record stands against everything an ending needs, with what the proposal says. One moment. */
export async function endingOf(
  db: Db | Tx,
  childId: string,
  closure: Partial<Proposal> | null,
  today: Day,
): Promise<Ending> {
  const { lastSeenOn, ...stood } = await standsSo(db, childId, today)
  const calendar = await workingCalendar(db)
  return {
    ...stood,
    seenWorkingDaysAgo: lastSeenOn === null ? null : workingDaysBetween(lastSeenOn, today, calendar),
    stepDownWaits: await unaccepted(db, childId),
    carriedBy: closure?.carriedBy ?? null,
    childToldOn: closure?.childToldOn ?? null,
    partnersToldOn: closure?.partnersToldOn ?? null,
    networkAgreed: closure?.networkAgreed ?? null,
    summaryWhole: closure !== null && isWhole(closure),
  }
}

const isWhole = (one: Partial<Proposal>): boolean =>
  [one.reason, one.whyWeCame, one.whatWasDone, one.whatChanged, one.outcomesMet, one.childView].every(
    (answer) => (answer ?? null) !== null,
  ) && [one.whoSees, one.howBack, one.ifWorse, one.handoverNote].every((answer) => (answer ?? null) !== null)

/** What others told us of the child and nobody has read: contacts, police notices, and what a referrer said afterwards. */
const unreadOf = sql<number>`
  (select count(*)::int from contact where child_id = person.id
     and (state in ('received', 'triaged', 'checking', 'awaiting decision')
          or state = 'linked' and open_work and read_on is null))
  + (select count(distinct notice_id)::int
       from notice_person
       join police_notice on police_notice.id = notice_person.notice_id
      where notice_person.person_id = person.id and police_notice.screened_at is null)
  + (select count(distinct referrer_message.id)::int
       from contact
       join sent_in on sent_in.receipt = contact.receipt
       join referrer_message on referrer_message.sent_in_id = sent_in.id
      where contact.child_id = person.id and referrer_message.read_at is null)`

/** Disagreements that stand: of whoever contacted us, of early help, and of an agency at a conference of this time with us. */
const disagreementsOf = sql<number>`
  (select count(*)::int from contact where child_id = person.id and state = 'disputed')
  + (select count(*)::int from step_up where child_id = person.id and state = 'disputed')
  + (select count(*)::int
       from meeting_invitation
       join conference on conference.id = meeting_invitation.conference_id
      where meeting_invitation.child_id = person.id and dissent is not null and dissent_settled_on is null
        and conference.held_on >= coalesce((select min(referred_on)
                                              from cin_episode
                                             where child_id = person.id
                                               and state = 'open'), conference.held_on))`

async function standsSo(db: Db | Tx, childId: string, today: Day): Promise<Stood> {
  const { rows } = await sql<Stood>`
    select person.died_on is not null as died,
           (select count(*)::int from worry where child_id = person.id and state <> 'closed') as worries_open,
           (select count(*)::int
              from section47
             where child_id = person.id
               and (state = 'open' or state = 'concluded' and import_id is null))
             + (select count(*)::int
                  from strategy_discussion
                 where child_id = person.id
                   and state = 'asked for') as enquiries_open,
           (select count(*)::int from action where child_id = person.id and state = 'open') as actions_open,
           (select count(*)::int from plan where child_id = person.id and state = 'sent')
             + (select count(*)::int
                  from assessment
                 where child_id = person.id
                   and state not in ('authorised', 'replaced')) as unsigned,
           (select count(*)::int
              from missing_episode
             where child_id = person.id
               and state = 'returned'
               and ended_on > ${today}::date - 365
              and interview_held_on is null and interview_refused is not true) as interviews_open,
           exists (select
                     from missing_episode
                    where child_id = person.id
                      and state = 'missing') as missing_now,
           exists (select from cp_plan where child_id = person.id and state = 'open') as protection_plan,
           exists (select from care_episode where child_id = person.id and state = 'open') as in_care,
           exists (select
                     from transfer
                    where child_id = person.id
                      and kind <> 'in'
                      and state in ('proposed', 'accepted')) as transfer_waits,
           exists (select from cin_episode where child_id = person.id and state = 'open') as episode_open,
           ${unreadOf} as unread, ${disagreementsOf} as disagreements,
           (select max(visited_on)
              from visit
             where child_id = person.id
               and seen
               and mode = 'face to face'
               and outcome = 'completed') as last_seen_on
      from person where person.id = ${childId}
  `.execute(db)
  const [stood] = rows
  if (stood === undefined) throw new Error('an ending is of a child on the record')
  return stood
}

/** One time our work with a child ended. */
export interface Ended {
  readonly episodeId: string
  readonly referredOn: Day | null
  readonly closedOn: Day | null
  readonly reason: string | null
  readonly closureId: string | null
  readonly closedBy: string | null
  readonly whatChanged: string | null
  /** When the child came to us again after it. */
  readonly backOn: Day | null
}

/** Every time it ended, newest first: who ended it, why, and whether the child came back. */
export async function endingsOf(db: Db, childId: string): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    select episode.id as episode_id, episode.referred_on, episode.closed_on,
           episode.closure_reason as reason, closure.id as closure_id,
           decider.name as closed_by, closure.what_changed,
           (select min(again.referred_on)
              from cin_episode again
             where again.child_id = episode.child_id
               and again.referred_on > episode.closed_on) as back_on
      from cin_episode episode
      left join closure on closure.episode_id = episode.id and closure.state in ('closed', 'checked')
      left join staff decider on decider.id = closure.decided_by
     where episode.child_id = ${childId} and episode.state = 'closed'
     order by episode.closed_on desc nulls last, episode.id limit 50
  `.execute(db)
  return rows
}

/** An ending or transfer as a child's page and the lists have it. */
export interface Standing {
  readonly recordId: string
  readonly what: 'closure' | 'transfer'
  /** Of a transfer: out, between teams, or in. */
  readonly way: string | null
  readonly state: string
  readonly sinceOn: Day | null
  readonly dueOn: Day | null
}

export async function heldOf(db: Db, childId: string): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select id as record_id, 'closure' as what, null as way, state,
           coalesce(closed_on, proposed_on, begun_on) as since_on, check_on as due_on
      from closure where child_id = ${childId}
    union all
    select id, 'transfer', kind as way, state, proposed_on, null from transfer where child_id = ${childId}
    order by 5 desc nulls last, 1 desc limit 100
  `.execute(db)
  return rows
}

/** A child whose ending or transfer waits for somebody. */
export interface Waiting extends Standing, Named {
  /** Of the person: a child, or one not yet born. */
  readonly kind: string
  readonly laChildId: string | null
  readonly childId: string
  readonly by: string | null
}

/** Everything that waits, oldest first, and endings whose 12-week check falls due; at most 200. */
export async function waitingIn(db: Db, actor: Actor): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with waits as (
      select id as record_id, child_id, 'closure' as what, null as way, state,
             coalesce(closed_on, proposed_on, begun_on) as since_on,
             check_on as due_on, coalesce(decided_by, proposed_by) as by_id
        from closure
       where state in ('draft', 'proposed', 'for countersign')
          or state = 'closed' and check_on is not null
      union all
      select id, child_id, 'transfer', kind as way, state, proposed_on, null,
             coalesce(receiver_id, proposed_by)
        from transfer where state in ('proposed', 'accepted')
    )
    select waits.*, staff.name as by, person.kind, person.given_name, person.family_name, person.known_as,
           person.la_child_id
      from waits
      join person on person.id = waits.child_id
      left join staff on staff.id = waits.by_id
     where ${within(actor, 'closure.read', sql.ref('waits.child_id'))}
        or (waits.what = 'transfer'
            and waits.by_id = ${actor.id}
            and ${nameable(actor, sql.ref('waits.child_id'))})
     order by waits.state = 'closed', coalesce(waits.due_on, waits.since_on), waits.record_id
     limit 200
  `.execute(db)
  return rows
}

/** Managers who may be named to receive a child: id → name and team. */
export async function receivers(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; words: string }>`
    select staff.id, concat_ws(', ', staff.name, team.name) as words
      from staff
      left join team on team.id = staff.team_id
     where role in ('TM', 'SM') and disabled_at is null order by staff.name limit 300
  `.execute(db)
  return Object.fromEntries(rows.map(({ id, words }) => [id, words]))
}

/** Social workers of somebody's team, who may be given the child they receive: id → name. */
export async function workersOfTeam(db: Db, teamId: string | null): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('teamId', '=', teamId)
    .where('role', '=', 'SW')
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .limit(100)
    .execute()
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
