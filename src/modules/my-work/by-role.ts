import { sql, type RawBuilder } from 'kysely'
import { mayEver, type Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import type { Listed } from './queries.ts'

/** How many children one list holds. */
export const mostListed = 60

/** A child who may need somebody tonight, and why. */
export interface Tonight extends Listed {
  readonly why: 'missing' | 'enquiry' | 'discussion' | 'risk'
  readonly since: Day | null
}

const person = sql`person.id, person.kind, la_child_id, given_name, family_name, known_as, born_on,
  expected_on, died_on`

/**
 * Children whoever is on call may be rung about: missing now, in an enquiry, to be discussed, or living with somebody who is
 * a known risk while we work with them. One row a child, the gravest reason first.
 */
async function tonight(db: Db, reader: Actor): Promise<Tonight[]> {
  return prepared(
    db,
    sql<Tonight>`
    with reasons as (
      select child_id, 0 as grave, 'missing' as why, started_on as since from missing_episode
       where ended_on is null and state = 'missing' and coalesce(kind <> 'A', true)
       union all
      select child_id, 1, 'enquiry', started_on from section47 where state = 'open'
       union all
      select child_id, 2, 'discussion', concern_on from strategy_discussion where state = 'asked for'
       union all
      select tie.child_id, 3, 'risk', tie.from_on from relationship tie
       where tie.household and tie.risk = 'established' and tie.to_on is null
         and exists (select
                       from cin_episode
                      where cin_episode.child_id = tie.child_id
                        and cin_episode.state = 'open')
    ), gravest as (
      select distinct on (child_id) child_id, grave, why, since from reasons
       where ${within(reader, 'child.read', sql.ref('reasons.child_id'))}
       order by child_id, grave, since
    )
    select ${person}, why, since from gravest join person on person.id = gravest.child_id
     order by grave, since nulls last, person.id limit ${sql.lit(mostListed + 1)}
  `,
  )
}

/** A review or conference of a child that somebody chairs, with the day it is due. */
export interface ToReview extends Listed {
  readonly clock: string
  readonly dueOn: Day
}

/** What each kind of chair holds: the duty, and whose last meeting makes a child theirs. */
const chairs: Partial<
  Record<Actor['role'], { readonly clocks: readonly string[]; readonly held: RawBuilder<unknown> }>
> = {
  IRO: {
    clocks: ['cla-review-1', 'cla-review-2', 'cla-review-n'],
    held: sql`select distinct on (child_id) child_id, recorded_by from cla_review
               where exists (select
                               from care_episode
                              where care_episode.child_id = cla_review.child_id
                                and care_episode.state = 'open')
               order by child_id, held_on desc nulls last, id desc`,
  },
  CPC: {
    clocks: ['icpc', 'rcpc-first', 'rcpc', 'cp-midway'],
    held: sql`select distinct on (child_id) child_id, recorded_by from conference
               where state in ('held', 'inquorate')
                 and exists (select
                               from cp_plan
                              where cp_plan.child_id = conference.child_id
                                and cp_plan.state = 'open')
               order by child_id, held_on desc nulls last, id desc`,
  },
}

/** Whether this role chairs meetings about children who are not allocated to it. */
const isChair = ({ role }: Actor): boolean => chairs[role] !== undefined

/** The children somebody chairs: allocated to them as their chair, or whose last meeting they held. With the meeting each is due. */
async function toReview(db: Db, reader: Actor): Promise<ToReview[]> {
  const chair = chairs[reader.role]
  if (chair === undefined) return []
  return prepared(
    db,
    sql<ToReview>`
    with mine as materialized (
      select child_id
        from allocation
       where worker_id = ${reader.id}
         and state = 'allocated'
         and role in ('reviewing officer', 'chair')
       union
      select child_id from (${chair.held}) last where recorded_by = ${reader.id}
    ), due as (
      select distinct on (child_id) child_id, clock, due_on from clock_reading
       where child_id in (select child_id from mine) and clock = any(${chair.clocks}) and known
         and met_on is null and ended_on is null and due_on is not null
       order by child_id, due_on
    )
    select ${person}, clock, due_on from due join person on person.id = due.child_id
     where ${within(reader, 'child.read', sql.ref('due.child_id'))}
     order by due_on, person.id limit ${sql.lit(mostListed + 1)}
  `,
  )
}

/** What whoever keeps the record right has before them. */
export interface Keeping {
  readonly findings: number
  readonly children: number
  readonly nobodys: number
  /** When a return was last brought in; null if none was. */
  readonly importedOn: Day | null
  readonly withdrawals: number
}

/** Counts of what is wrong with what we hold, and of the returns it came by. */
async function keeping(db: Db): Promise<Keeping> {
  const [row] = await prepared(
    db,
    sql<Keeping>`
    select count(*)::int as findings, count(distinct child_id)::int as children,
           count(*) filter (where owner_id is null)::int as nobodys,
           (select max(committed_at)::date from import where state <> 'withdrawn') as imported_on,
           (select count(*)::int from import where state = 'withdrawal asked') as withdrawals
      from finding where state = 'open'
  `,
  )
  return row ?? { findings: 0, children: 0, nobodys: 0, importedOn: null, withdrawals: 0 }
}

/** What of this a role's page begins with. */
export interface RoleFacts {
  readonly tonight: readonly Tonight[] | null
  readonly toReview: readonly ToReview[] | null
  readonly keeping: Keeping | null
  readonly mayImport: boolean
}

/** What somebody works from beside the children allocated to them, by their role. */
export async function roleFacts(db: Db, reader: Actor): Promise<RoleFacts> {
  const keeps = (reader.role === 'PERF' || reader.role === 'BS') && mayEver(reader, 'quality.read')
  return {
    tonight: reader.role === 'EDT' ? await tonight(db, reader) : null,
    toReview: isChair(reader) ? await toReview(db, reader) : null,
    keeping: keeps ? await keeping(db) : null,
    mayImport: mayEver(reader, 'import'),
  }
}
