import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import type { Named } from '../../platform/people/name.ts'

/** What has to be done next for a conference to be held, and then to be finished, in that order. */
export const stages = {
  ask: 'To be asked for',
  agree: 'To be agreed',
  book: 'To be booked',
  hold: 'Booked',
  send: 'Held, to be finished',
} as const
export type Stage = keyof typeof stages

interface OwedChild extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  /** Null where nobody has asked for a conference yet. */
  readonly conferenceId: string | null
}

/** One conference that is owed, asked for, booked or to be finished: of brothers and sisters together, one. */
export interface Owed {
  readonly stage: Stage
  readonly children: readonly OwedChild[]
  readonly kind: string | null
  /** The clock that runs where no conference has been asked for. */
  readonly clock: string | null
  readonly dueOn: Day | null
  readonly requestedOn: Day | null
  readonly bookedFor: Day | null
  readonly heldOn: Day | null
  readonly chair: string | null
  /** Agencies asked, social care among them. */
  readonly asked: number
  readonly socialCareAsked: boolean
  readonly reportShared: boolean
  readonly decided: boolean
  readonly decisionsSent: boolean
  readonly drafted: boolean
  readonly signed: boolean
}

/** Conferences on one page of the list. */
export const atOnce = 50

const holding = ['icpc', 'rcpc-first', 'rcpc', 'rcpc-inquorate']
const finishing = ['cp-decisions-issue', 'cp-minutes-issue']

interface Narrowed {
  readonly stage: Stage | null
  /** Those of one chair alone. */
  readonly chairId: string | null
  readonly page: number
}

/** Every conference owed to a child the reader may read of, the earliest due first: one more than a page holds. */
export const conferencesOwed = (db: Db, actor: Actor, { stage, chairId, page }: Narrowed): Promise<Owed[]> =>
  prepared(
    db,
    sql<Owed>`
    with late as materialized (
      select child_id, record_id, clock, due_on from clock_reading
       where clock = any(${[...holding, ...finishing]})
         and known
         and met_on is null
         and ended_on is null
         and due_on is not null
    ), owing as materialized (
      select distinct on (child_id) child_id, clock, due_on
        from late
       where clock = any(${holding})
       order by child_id, due_on
    ), at_work as (
      select conference.*, case state
                                when 'requested' then 'agree'
                                when 'approved' then 'book'
                                when 'booked' then 'hold'
                                else 'send' end as stage
        from conference
       where state in ('requested', 'approved', 'booked')
          or id in (select record_id from late where clock = any(${finishing}))
    ), each_child as (
      select at_work.stage, coalesce(meeting_id, at_work.id) as meeting, at_work.child_id,
             at_work.id as conference_id, at_work.kind, null as clock,
             case when stage = 'send' then (select min(due_on)
                                              from late
                                             where late.record_id = at_work.id
                                               and clock = any(${finishing}))
                  else coalesce(owing.due_on, booked_for) end as due_on,
             requested_on, booked_for, held_on, chair_id, report_shared_on is not null as report_shared,
             decided_on is not null
               or coalesce(decision <> 'not recorded', false) as decided,
                  decisions_sent_on is not null as decisions_sent,
             record_words is not null as drafted, record_signed_on is not null as signed
        from at_work left join owing on owing.child_id = at_work.child_id
       union all
      select 'ask', owing.child_id, owing.child_id, null, null, owing.clock, owing.due_on, null, null, null,
             null, false, false, false, false, false
        from owing
       where not exists (select
                           from conference open
                          where open.child_id = owing.child_id
                            and open.state in ('requested', 'approved', 'booked'))
    )
    select stage, min(each_child.kind) as kind, min(clock) as clock, min(due_on) as due_on,
           min(requested_on) as requested_on, min(booked_for) as booked_for, min(held_on) as held_on,
           min(chair.name) as chair, bool_and(report_shared) as report_shared, bool_and(decided) as decided,
           bool_and(decisions_sent) as decisions_sent,
           bool_and(drafted) as drafted, bool_and(signed) as signed,
           (select count(distinct agency)::int
              from meeting_invitation asked
             where asked.conference_id = any(array_agg(each_child.conference_id))
               and agency not in ('family', 'child')) as asked,
           exists (select
                     from meeting_invitation asked
                    where asked.conference_id = any(array_agg(each_child.conference_id))
                      and agency = 'social care') as social_care_asked,
           json_agg(json_build_object('id', person.id, 'kind', person.kind, 'laChildId', la_child_id,
                                      'givenName', given_name, 'familyName', family_name,
             'knownAs', known_as, 'conferenceId', conference_id)
               order by born_on nulls last, person.id) as children
      from each_child
      join person on person.id = each_child.child_id
      left join staff chair on chair.id = chair_id
     where (${stage}::text is null or stage = ${stage})
       and (${chairId}::uuid is null or chair_id = ${chairId}::uuid)
       and ${within(actor, 'conference.read', sql.ref('each_child.child_id'))}
     group by stage, meeting
     order by coalesce(min(due_on), min(booked_for), min(requested_on)) nulls last, meeting
     limit ${sql.lit(atOnce + 1)} offset ${(page - 1) * atOnce}
  `,
  )
