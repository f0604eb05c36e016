import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { reachable } from '../../platform/access/reach.ts'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import type { Contact } from './record.ts'
import type { Agency } from './words.ts'

/** A brother or sister who came in the same telling. */
export interface WithChild extends Named {
  readonly contactId: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly state: string
}

/** Everybody one telling was about whom the reader may read about, the child of this contact first. */
export async function childrenTogether(db: Db, actor: Actor, contact: Contact): Promise<WithChild[]> {
  const { rows } = await sql<WithChild>`
    select contact.id as contact_id, contact.child_id, contact.state, person.kind, given_name, family_name,
           known_as, la_child_id,
           born_on, expected_on, died_on
      from contact join person on person.id = contact.child_id
     where contact.id = ${contact.id} or contact.together_id = ${contact.togetherId}
     order by contact.id <> ${contact.id}, born_on nulls last, contact.id
     limit 20
  `.execute(db)
  const may = await reachable(
    db,
    actor,
    'contact.read',
    rows.map(({ childId }) => childId),
  )
  return rows.filter(({ childId }) => may.has(childId))
}

/** What one agency was asked, and said. */
export interface Check {
  readonly id: string
  readonly childId: string
  readonly state: 'asked' | 'replied' | 'waived'
  readonly agency: Agency
  readonly askedAt: Instant
  readonly chasedOn: Day | null
  readonly repliedAt: Instant | null
  readonly reply: string | null
  readonly waivedWhy: string | null
  readonly version: number
}

/** What other agencies were asked about a telling, in the order asked. */
export async function checksOf(db: Db, contactIds: readonly string[]): Promise<Check[]> {
  return db
    .selectFrom('agencyCheck')
    .select([
      'id',
      'childId',
      'state',
      'agency',
      'askedAt',
      'chasedOn',
      'repliedAt',
      'reply',
      'waivedWhy',
      'version',
    ])
    .where('contactId', 'in', contactIds)
    .orderBy('id')
    .limit(60)
    .execute() as Promise<Check[]>
}

/** Which contact a check of this child is about, or undefined where there is no such check. */
export const checkOf = (
  db: Db,
  childId: string,
  checkId: string,
): Promise<{ contactId: string | null } | undefined> =>
  db
    .selectFrom('agencyCheck')
    .select('contactId')
    .where('id', '=', checkId)
    .where('childId', '=', childId)
    .executeTakeFirst()

/** The clocks of a contact, and who did what to it by name. */
export interface ContactFacts {
  readonly decideBy: Day | null
  readonly decidedLate: boolean | null
  readonly tellBy: Day | null
  /** By when a contact that stands disputed is to be decided again. */
  readonly againBy: Day | null
  readonly names: ReadonlyMap<string, string>
}

export async function factsOfContact(db: Db, contact: Contact): Promise<ContactFacts> {
  const staff = [
    contact.ratedBy,
    contact.decidedBy,
    contact.countersignedBy,
    contact.readBy,
    contact.openWorkerId,
    contact.openManagerId,
  ].filter((id) => id !== null)
  const { rows } = await sql<{ clock: string; dueOn: Day | null; metOn: Day | null }>`
    select clock, due_on, met_on
      from clock_reading
     where child_id = ${contact.childId}
       and record_id = ${contact.id}
  `.execute(db)
  const named = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', 'in', staff.length === 0 ? [contact.id] : staff)
    .execute()
  const decision = rows.find(({ clock }) => clock === 'referral-decision')
  const again = rows.find(({ clock, metOn }) => clock === 'contact-dispute' && metOn === null)
  const telling = rows.find(({ clock }) => clock === 'referral-feedback')
  return {
    decideBy: decision?.dueOn ?? null,
    decidedLate: decision?.metOn == null || decision.dueOn === null ? null : decision.metOn > decision.dueOn,
    tellBy: telling !== undefined && telling.metOn === null ? telling.dueOn : null,
    againBy: contact.state === 'disputed' ? (again?.dueOn ?? null) : null,
    names: new Map(named.map(({ id, name }) => [id, name])),
  }
}

/** The version a form about a contact is made from. */
export async function contactOf(db: Db, childId: string, contactId: string): Promise<Contact | undefined> {
  const row = await db
    .selectFrom('contact')
    .selectAll()
    .where('id', '=', contactId)
    .where('childId', '=', childId)
    .executeTakeFirst()
  return row as unknown as Contact | undefined
}
