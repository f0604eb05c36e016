import { sql } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { within } from '../../../platform/access/reach.ts'
import type { Instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Kind } from './afterwards.ts'

/** What somebody who told us has said since, and nobody has answered. */
export interface FromReferrer {
  readonly id: string
  readonly kind: Kind
  readonly words: string
  readonly sentAt: Instant
  readonly receipt: string
  readonly sentInId: string
  /** A contact it came to be, of those the reader may open; null where there is none yet. */
  readonly contactId: string | null
  readonly childId: string | null
  /** How that contact stands. */
  readonly contactState: string | null
  /** How often they have disagreed, this time included. */
  readonly disagreed: number
}

/** What waits to be answered, disagreement first, then the oldest; at most 100. */
export async function fromReferrers(db: Db, actor: Actor, id: string | null = null): Promise<FromReferrer[]> {
  const { rows } = await sql<FromReferrer>`
    select message.id, message.kind, message.words, message.sent_at, sent_in.receipt, message.sent_in_id,
           held.id as contact_id, held.child_id, held.state as contact_state,
           (select count(*)::int
              from referrer_message other
             where other.sent_in_id = message.sent_in_id
               and other.kind = 'disagrees'
              and other.sent_at <= message.sent_at) as disagreed
      from referrer_message message join sent_in on sent_in.id = message.sent_in_id
      left join lateral (select contact.id, contact.child_id, contact.state from contact
        where contact.receipt = sent_in.receipt
          and ${within(actor, 'contact.read', sql.ref('contact.child_id'))}
        order by contact.id
        limit 1) held on true
     where message.read_at is null and (${id}::uuid is null or message.id = ${id}::uuid)
     order by message.kind = 'disagrees' desc, message.sent_at, message.id
     limit 100
  `.execute(db)
  return rows
}

/** Keeps the answer, once: false where somebody has answered meanwhile. */
export async function answerReferrer(
  db: Db,
  actor: Actor,
  id: string,
  said: { readonly reply: string; readonly at: Instant },
): Promise<boolean> {
  const { rows } = await sql`
    update referrer_message
       set read_at = ${said.at}::timestamptz, read_by = ${actor.id}, reply = ${said.reply}
     where id = ${id} and read_at is null returning id
  `.execute(db)
  return rows.length === 1
}
