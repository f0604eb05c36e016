import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { addDays, addYears, type Day, type Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import type { Agency } from './words.ts'

/** The columns of the board, as the work goes. */
export const stages = ['new', 'checks', 'ready', 'decided'] as const

export type Stage = (typeof stages)[number]

/** A child, as a card names them. */
export interface CardChild extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly contactId: string
  /** Contacts in the twelve months up to this one, it counted among them. */
  readonly inYear: number
  readonly openWork: boolean
  readonly worker: string | null
  readonly read: boolean
}

/** What one agency has said, or not. */
interface CardCheck {
  readonly agency: Agency
  readonly state: 'asked' | 'replied' | 'waived'
}

/** One telling, with everybody it is about who stands where it stands. */
export interface Card {
  readonly stage: Stage
  readonly state: string
  readonly urgency: string | null
  readonly immediateDanger: boolean
  readonly source: string | null
  readonly receivedOn: Day
  readonly receivedAt: Instant | null
  readonly decision: string | null
  readonly children: readonly CardChild[]
  readonly checks: readonly CardCheck[]
  readonly dueOn: Day | null
  /** Of all in this column. */
  readonly inColumn: number
}

/** Cards of one column that the board shows; the rest are on the list. */
export const onTheBoard = 12

const open = sql`contact.import_id is null
  and (contact.state = 'disputed'
       or contact.decided_on is null and contact.outcome is null
          and contact.state in ('received', 'triaged', 'checking', 'awaiting decision'))`

/** Red first, what nobody has rated next to it: it may be red. */
const risk = sql`case when bool_or(immediate_danger) then 0
  else min(case urgency
                when 'red' then 1
                when 'amber' then 3
                when 'green' then 4
                when 'blue' then 5
                else 2 end) end`

const stageOf = sql`case when contact.state = 'awaiting decision' or contact.state = 'disputed' then 'ready'
  when contact.state = 'checking' then 'checks' else 'new' end`

interface Asked {
  readonly stage?: Stage | null
  readonly urgency?: string | null
  readonly source?: string | null
  readonly perColumn: number
  readonly from?: number
}

/** The tellings that wait, and those decided today, by risk and then by age: as many of each column as asked for. */
export async function cards(db: Db, actor: Actor, today: Day, asked: Asked): Promise<Card[]> {
  const { rows } = await sql<Card>`
    with shown as materialized (
      select id, child_id, together_id, ${stageOf} as stage, contact.state, urgency, immediate_danger,
             source, received_on, received_at, decision
        from contact
       where ${open}
         and ${narrowed(asked)}
         and ${within(actor, 'contact.read', sql.ref('contact.child_id'))}
       union all
      select id, child_id, together_id, 'new', contact.state, urgency, immediate_danger, source, received_on,
             received_at, decision
        from contact where open_work and read_on is null and contact.state = 'linked' and ${narrowed(asked)}
         and ${within(actor, 'contact.read', sql.ref('contact.child_id'))}
       union all
      select id, child_id, together_id, 'decided', contact.state, urgency, immediate_danger, source,
             received_on, received_at, decision
        from contact
       where decided_on = ${today}::date
         and import_id is null
         and not (open_work is true and read_on is null and contact.state = 'linked')
         and contact.state <> 'disputed'
         and ${narrowed(asked)}
         and ${within(actor, 'contact.read', sql.ref('contact.child_id'))}
    ), tellings as (
      select stage, coalesce(together_id, id) as telling, min(state) as state, min(urgency) as urgency,
             coalesce(bool_or(immediate_danger), false) as immediate_danger, min(source) as source,
             min(received_on) as received_on,
             min(received_at) as received_at, min(decision) as decision, array_agg(id) as ids, ${risk} as risk
        from shown where ${asked.stage ?? null}::text is null or stage = ${asked.stage ?? null}
       group by 1, 2
    ), placed as materialized (
      select *, count(*) over (partition by stage)::int as in_column,
             row_number() over (partition by stage
                                order by risk, received_on, received_at nulls first, telling) as place
        from tellings
    )
    select placed.stage, placed.state, placed.urgency, placed.immediate_danger, placed.source,
           placed.received_on, placed.received_at,
           placed.decision, placed.in_column, named.children, asked.checks, due.due_on
      from placed
      cross join lateral (${childrenOf}) named
      cross join lateral (
        select coalesce(json_agg(json_build_object('agency', agency, 'state', agency_check.state)
                                 order by agency_check.id), '[]') as checks
          from agency_check where contact_id = any(placed.ids)) asked
      cross join lateral (
        select min(due_on) as due_on
          from contact one
          join clock_reading reading on reading.child_id = one.child_id
           and reading.record_id = one.id
         where one.id = any(placed.ids)
           and reading.clock in ('referral-decision', 'contact-dispute')
           and met_on is null
           and ended_on is null) due
     where place > ${asked.from ?? 0} and place <= ${(asked.from ?? 0) + asked.perColumn}
     order by array_position(array['new', 'checks', 'ready', 'decided'], placed.stage), place
  `.execute(db)
  return rows
}

const narrowed = ({ urgency = null, source = null }: Asked): RawBuilder<boolean> =>
  sql`(${urgency}::text is null or coalesce(urgency, 'none') = ${urgency})
    and (${source}::text is null or left(source, 1) = ${source})`

const childrenOf = sql`
  select json_agg(json_build_object(
           'id', person.id, 'contactId', one.id, 'kind', person.kind, 'laChildId', person.la_child_id,
           'givenName', person.given_name,
           'familyName', person.family_name, 'knownAs', person.known_as, 'bornOn', person.born_on,
           'expectedOn', person.expected_on,
           'diedOn', person.died_on, 'openWork', coalesce(one.open_work, false), 'worker', staff.name,
           'read', one.read_on is not null,
           'inYear', (select count(*)::int from contact earlier where earlier.child_id = one.child_id
                         and earlier.received_on > one.received_on - interval '1 year'
                         and earlier.received_on <= one.received_on
                         and earlier.id <= one.id)) order by person.born_on nulls last, person.id) as children
    from contact one join person on person.id = one.child_id left join staff on staff.id = one.open_worker_id
   where one.id = any(placed.ids)`

/** How the day stands: what came in, what was decided, what is still to be read. */
export interface TodayAtTheDoor {
  readonly cameIn: number
  readonly decided: number
  readonly withinADay: number
  readonly decidedLately: number
  readonly sentIn: number
  readonly oldestSentIn: Instant | null
  readonly feedbackOwed: number
}

/** Contacts of children the reader may read about. `withinADay` is of those decided in the last seven days. */
export async function todayAtTheDoor(db: Db, actor: Actor, today: Day): Promise<TodayAtTheDoor> {
  const may = within(actor, 'contact.read', sql.ref('contact.child_id'))
  const { rows } = await sql<TodayAtTheDoor>`
    select (select count(*)::int
              from contact
             where received_on = ${today}::date
               and import_id is null
               and ${may}) as came_in,
           (select count(*)::int
              from contact
             where decided_on = ${today}::date
               and import_id is null
               and ${may}) as decided,
           lately.decided_lately, lately.within_a_day,
           (select count(*)::int from sent_in where state = 'waiting') as sent_in,
           (select min(received_at) from sent_in where state = 'waiting') as oldest_sent_in,
           (select count(*)::int
              from contact
             where state = 'decided'
               and feedback_on is null
               and ${may}) as feedback_owed
      from (select count(*)::int as decided_lately,
                   (count(*) filter (where reading.met_on <= reading.due_on))::int as within_a_day
              from contact
              join clock_reading reading on reading.child_id = contact.child_id
               and reading.record_id = contact.id
               and reading.clock = 'referral-decision'
             where contact.decided_on > ${addDays(today, -7)}::date
               and contact.decided_on <= ${today}::date
               and contact.import_id is null
               and ${may}) lately
  `.execute(db)
  return (
    rows[0] ?? {
      cameIn: 0,
      decided: 0,
      withinADay: 0,
      decidedLately: 0,
      sentIn: 0,
      oldestSentIn: null,
      feedbackOwed: 0,
    }
  )
}

/** A child told about often. */
export interface Repeated extends Named {
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly contacts: number
  readonly withoutAction: number
  readonly lastOn: Day
  readonly lastId: string
}

/** Children with three contacts or more in the twelve months to today, the most first; at most 200. */
export async function repeatedContacts(db: Db, actor: Actor, today: Day): Promise<Repeated[]> {
  const { rows } = await sql<Repeated>`
    select person.id as child_id, person.kind, person.given_name, person.family_name, person.known_as,
           person.la_child_id, often.*
      from (select child_id as of_child, count(*)::int as contacts, max(received_on) as last_on,
                   (array_agg(id order by received_on desc, id desc))[1] as last_id,
                   (count(*) filter (
                      where decision in ('no further action', 'advice')
                         or (decision is null and outcome ~* 'no further action|advice')))::int as without_action
              from contact where received_on > ${addYears(today, -1)}::date and received_on <= ${today}::date
             group by child_id having count(*) >= 3) often
      join person on person.id = often.of_child
     where ${within(actor, 'contact.read', sql.ref('person.id'))}
     order by contacts desc, last_on desc, person.id
     limit 200
  `.execute(db)
  return rows
}
