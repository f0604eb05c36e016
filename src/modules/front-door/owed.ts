import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import type { Agency } from './words.ts'

/** A decision whose referrer has not been told. */
export interface FeedbackOwed extends Named {
  readonly contactId: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly decision: string | null
  readonly decidedOn: Day
  readonly dueOn: Day | null
  readonly reply: string | null
}

export async function feedbackOwed(db: Db, actor: Actor): Promise<FeedbackOwed[]> {
  const { rows } = await sql<FeedbackOwed>`
    select contact.id as contact_id, contact.child_id,
           coalesce(contact.decision, contact.outcome) as decision, contact.decided_on,
           contact.referrer_reply as reply, reading.due_on,
           person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id
      from contact join person on person.id = contact.child_id
      left join clock_reading reading on reading.child_id = contact.child_id
       and reading.record_id = contact.id
       and reading.clock = 'referral-feedback'
     where contact.state = 'decided' and contact.feedback_on is null
       and ${within(actor, 'contact.read', sql.ref('contact.child_id'))}
     order by contact.decided_on, contact.id
     limit 200
  `.execute(db)
  return rows
}

/** Questions put to other agencies and not answered, oldest first; at most 200. */
export interface CheckOwed extends Named {
  readonly checkId: string
  readonly contactId: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly agency: Agency
  readonly askedAt: Instant
  readonly chasedOn: Day | null
  readonly dueAt: Instant | null
}

export async function checksOwed(db: Db, actor: Actor): Promise<CheckOwed[]> {
  const { rows } = await sql<CheckOwed>`
    select agency_check.id as check_id, contact_id, agency_check.child_id, agency, asked_at, chased_on,
           reading.due_at,
           person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id
      from agency_check join person on person.id = agency_check.child_id
      left join clock_reading reading on reading.child_id = agency_check.child_id
       and reading.record_id = contact_id
       and reading.clock like 'mash-info-%'
     where agency_check.state = 'asked' and ${within(actor, 'contact.read', sql.ref('agency_check.child_id'))}
     order by asked_at, agency_check.id
     limit 200
  `.execute(db)
  return rows
}
