import { sql } from 'kysely'
import published from '../../../data/re-referrals.json' with { type: 'json' }
import { addYears, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'

/** Help that ended before a contact: what the contact must be read against. */
export interface Ended {
  readonly recordId: string
  readonly referredOn: Day | null
  readonly closedOn: Day
  /** The code of the reason, as the census has it; null where a return did not say. */
  readonly closureReason: string | null
  readonly noFurtherAction: boolean
  /** Who recorded the end; null where it came from a return. */
  readonly closedBy: string | null
  readonly worker: string | null
  readonly team: string | null
}

/** A child's help that ended on or before a day, the latest first: at most ten. */
export async function endedBefore(db: Db, childId: string, on: Day): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    select ended.id as record_id, ended.referred_on,
           coalesce(ended.closed_on, ended.referred_on) as closed_on, ended.closure_reason,
           ended.state = 'no further action' as no_further_action, closing.name as closed_by, lead.worker,
           lead.team
      from cin_episode ended
      left join lateral (
        select staff.name from event join staff on staff.id = event.actor_id
         where event.record_id = ended.id and event.answers ->> 'state' in ('closed', 'no further action')
         order by event.id desc limit 1) closing on true
      left join lateral (
        select staff.name as worker, team.name as team
          from allocation
          join staff on staff.id = allocation.worker_id
          left join team on team.id = allocation.team_id
         where allocation.child_id = ended.child_id
           and allocation.role = 'lead social worker'
           and from_on <= ended.closed_on
         order by from_on desc limit 1) lead on true
     where ended.child_id = ${childId}
       and ended.state <> 'open'
       and coalesce(ended.closed_on, ended.referred_on) <= ${on}::date
     order by 3 desc, ended.id desc
     limit 10
  `.execute(db)
  return rows
}

/** This authority's share of referrals that followed another within a year, beside others'. */
export interface Rate {
  readonly referrals: number
  readonly again: number
  readonly england: number
  /** The mean of the statistical neighbours that published a figure; null where the authority's number is not set. */
  readonly neighbours: number | null
  readonly year: string
}

/** Referrals of the twelve months to a day, and of them those within 365 days of the one before (the published measure). */
export async function reReferralRate(db: Db, today: Day): Promise<Rate> {
  const { rows } = await sql<{ referrals: number; again: number; code: string | null }>`
    select count(*)::int as referrals,
           (count(*) filter (where exists (select 1
                                             from cin_episode before
                                            where before.child_id = lately.child_id
              and before.referred_on < lately.referred_on
              and before.referred_on >= lately.referred_on - 365)))::int as again,
           (select code from authority) as code
      from cin_episode lately
     where referred_on > ${addYears(today, -1)}::date and referred_on <= ${today}::date
  `.execute(db)
  const { referrals = 0, again = 0, code = null } = rows[0] ?? {}
  return {
    referrals,
    again,
    england: published.england,
    neighbours: neighboursOf(code),
    year: published.year,
  }
}

const authorities: Readonly<
  Record<string, { readonly percent: number | null; readonly neighbours: readonly string[] }>
> = published.authorities

/** To one decimal place, as the figures are published. */
export function neighboursOf(code: string | null): number | null {
  const theirs = (code === null ? [] : (authorities[code]?.neighbours ?? []))
    .map((neighbour) => authorities[neighbour]?.percent ?? null)
    .filter((percent) => percent !== null)
  if (theirs.length === 0) return null
  return Math.round((theirs.reduce((sum, percent) => sum + percent, 0) / theirs.length) * 10) / 10
}

/** What the lens counts as back soon: within twelve months of the end. */
export const isBackSoon = (closedOn: Day, receivedOn: Day): boolean => receivedOn <= addYears(closedOn, 1)
