import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'

/** What of an agency is counted. */
export const whats = {
  asked: 'Asked to',
  came: 'Came',
  away: 'Did not come',
  reports: 'Sent a report',
  shared: 'Report gone through with the family in time',
} as const
export type What = keyof typeof whats

export const meetingKinds = { conference: 'Conferences', 'core group': 'Core groups' } as const
export type MeetingKind = keyof typeof meetingKinds

/** One agency and one kind of meeting, of the meetings held between two days. */
export interface Score {
  readonly agency: string
  readonly kind: MeetingKind
  readonly asked: number
  readonly came: number
  readonly away: number
  readonly reports: number
  readonly shared: number
  /** Days between being asked and the meeting: the middle one. */
  readonly notice: number | null
}

export interface Stretch {
  readonly from: Day
  readonly to: Day
}

/** A meeting is counted once, however many brothers and sisters it was about. Only of children whose records the reader may open. */
export const meetings = (actor: Actor, { from, to }: Stretch) => sql`
  select distinct on (asked.meeting_id, asked.agency, asked.core_group_id is null)
         asked.id, asked.child_id, asked.meeting_id, asked.agency, asked.conference_id, asked.core_group_id,
         case when asked.core_group_id is null then 'conference' else 'core group' end as kind,
         coalesce(conference.held_on, core_group.held_on) as held_on,
         asked.attended in ('in person', 'video') as came,
         asked.attended = 'no' as away,
         asked.core_group_id is null and asked.report_received_on is not null as reports,
         asked.core_group_id is null
           and asked.report_shared_on is not null
           and asked.report_shared_on < conference.held_on as shared,
         coalesce(conference.held_on, core_group.held_on) - asked.invited_on as notice
    from meeting_invitation asked
    left join conference on conference.id = asked.conference_id
    left join core_group on core_group.id = asked.core_group_id
   where coalesce(conference.held_on, core_group.held_on) between ${from} and ${to}
     and asked.agency not in ('family', 'child')
     and ${within(actor, 'conference.read', sql.ref('asked.child_id'))}
   order by asked.meeting_id, asked.agency, asked.core_group_id is null, asked.child_id`

export const scores = (db: Db, actor: Actor, stretch: Stretch): Promise<Score[]> =>
  prepared(
    db,
    sql<Score>`
    with met as materialized (${meetings(actor, stretch)})
    select agency, kind, count(*)::int as asked, count(*) filter (where came)::int as came,
           count(*) filter (where away)::int as away,
           count(*) filter (where reports)::int as reports, count(*) filter (where shared)::int as shared,
           (percentile_disc(0.5) within group (order by notice))::int as notice
      from met group by agency, kind order by kind, agency
  `,
  )

/** How many conferences were held, and how many of them had enough agencies. */
export interface Quoracy {
  readonly held: number
  readonly quorate: number
  readonly dissents: number
}

export async function quoracy(db: Db, actor: Actor, { from, to }: Stretch): Promise<Quoracy> {
  const [row] = await prepared(
    db,
    sql<Quoracy>`
    select count(distinct coalesce(meeting_id, id))::int as held,
           count(distinct coalesce(meeting_id, id)) filter (where state = 'held'
                                                            and quorate is not false)::int as quorate,
           count(*) filter (where exists (select
                                            from meeting_invitation
                                           where conference_id = conference.id
                                             and dissent is not null))::int as dissents
      from conference
     where held_on between ${from} and ${to}
       and state in ('held', 'inquorate')
       and ${within(actor, 'conference.read', sql.ref('conference.child_id'))}
  `,
  )
  return row ?? { held: 0, quorate: 0, dissents: 0 }
}

/** One meeting behind a number. */
export interface Behind {
  readonly id: string
  readonly childId: string
  readonly called: string
  readonly kind: MeetingKind
  readonly heldOn: Day
  readonly attended: string | null
  readonly reportReceivedOn: Day | null
}

/** Most meetings a page of them lists. */
export const atOnce = 50

const tests: Readonly<Record<What, ReturnType<typeof sql>>> = {
  asked: sql`true`,
  came: sql`met.came`,
  away: sql`met.away`,
  reports: sql`met.reports`,
  shared: sql`met.shared`,
}

/** The meetings behind one number, newest first; one more than a page holds where there are more. */
export const behind = (
  db: Db,
  actor: Actor,
  stretch: Stretch,
  { agency, kind, what, page }: { agency: string; kind: MeetingKind; what: What; page: number },
): Promise<Behind[]> =>
  prepared(
    db,
    sql<Behind>`
    with met as materialized (${meetings(actor, stretch)})
    select coalesce(met.conference_id, met.core_group_id) as id, met.child_id,
           trim(concat_ws(' ', coalesce(known_as, given_name), family_name)) as called,
           met.kind, met.held_on, invitation.attended, invitation.report_received_on
      from met
      join person on person.id = met.child_id
      join meeting_invitation invitation on invitation.id = met.id
     where met.agency = ${agency} and met.kind = ${kind} and ${tests[what]}
     order by met.held_on desc, met.id
     limit ${sql.lit(atOnce + 1)} offset ${(page - 1) * atOnce}
  `,
  )

/** One month of one agency: how often it came of how often it was asked. */
export interface Month {
  readonly month: string
  readonly asked: number
  readonly came: number
}

/** Month by month, oldest first. */
export const months = (db: Db, actor: Actor, stretch: Stretch, agency: string): Promise<Month[]> =>
  prepared(
    db,
    sql<Month>`
    with met as materialized (${meetings(actor, stretch)})
    select to_char(held_on, 'YYYY-MM') as month, count(*)::int as asked,
           count(*) filter (where came)::int as came
      from met where agency = ${agency} group by 1 order by 1 limit 24
  `,
  )

/** Which of the conferences held are listed. */
export const whichWords = {
  held: 'Conferences held',
  quorate: 'Conferences with enough agencies',
  dissent: 'Decisions an agency did not agree with',
} as const
export type Which = keyof typeof whichWords

/** One conference behind a number: of brothers and sisters the first, unless it is their own decisions that are counted. */
interface ConferenceBehind {
  readonly id: string
  readonly childId: string
  readonly called: string
  readonly heldOn: Day
  readonly state: string
  readonly dissent: boolean
}

const dissented = sql`exists (select
                                from meeting_invitation
                               where conference_id = conference.id
                                 and dissent is not null)`
const only: Readonly<Record<Which, ReturnType<typeof sql>>> = {
  held: sql`true`,
  quorate: sql`conference.state = 'held' and conference.quorate is not false`,
  dissent: dissented,
}

export const quoracyBehind = (
  db: Db,
  actor: Actor,
  { from, to }: Stretch,
  { which, page }: { which: Which; page: number },
): Promise<ConferenceBehind[]> =>
  prepared(
    db,
    sql<ConferenceBehind>`
    select * from (
      select distinct on (${which === 'dissent' ? sql`conference.id` : sql`coalesce(meeting_id, conference.id)`})
             conference.id, conference.child_id,
             trim(concat_ws(' ', coalesce(known_as, given_name), family_name)) as called,
             conference.held_on, conference.state, ${dissented} as dissent
        from conference join person on person.id = conference.child_id
       where conference.held_on between ${from} and ${to}
         and conference.state in ('held', 'inquorate')
         and ${only[which]}
         and ${within(actor, 'conference.read', sql.ref('conference.child_id'))}
       order by ${which === 'dissent' ? sql`conference.id` : sql`coalesce(meeting_id, conference.id)`},
             conference.child_id) listed
     order by held_on desc, id
     limit ${sql.lit(atOnce + 1)} offset ${(page - 1) * atOnce}
  `,
  )
