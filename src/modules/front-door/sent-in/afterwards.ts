import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf, type Day, type Instant } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { disputeContacts } from './disputes.ts'
import { addressHash, SentTooOften } from './store.ts'

/** How often one address may try a receipt, in an hour: a number typed wrongly a few times, and no more. */
export const mostTries = 20

// No I, L, O, U, 0 or 1: it is read out on the phone.
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/**
 * The second number that goes with a receipt, 'K7PM-3XQ9': worked out from the form’s own key, which nobody but its sender was
 * given, so that a form sent twice is answered with the same one and none is kept.
 */
export function secondNumber(formKey: string): string {
  const drawn = [...createHash('sha512').update(`referrer ${formKey}`).digest()].filter((byte) => byte < 240)
  const text = drawn
    .slice(0, 8)
    .map((byte) => letters[byte % 30] ?? '')
    .join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** What whoever told us may know of it. No word of it depends on whether a child was known before. */
export interface Afterwards {
  readonly sentInId: string
  readonly receivedOn: Day
  /** A worker has read it. */
  readonly read: boolean
  /** A manager has decided about every child it was about. */
  readonly decided: boolean
  /** What was agreed to tell them: each letter that was sent, once. */
  readonly letters: readonly { readonly on: Day; readonly words: string }[]
  readonly messages: readonly {
    readonly kind: Kind
    readonly on: Day
    readonly words: string
    readonly reply: string | null
  }[]
}
export type Kind = 'more' | 'disagrees'

const plain = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '')

interface Held {
  readonly id: string
  readonly formKey: string
  readonly receipt: string
  readonly state: string
  readonly receivedAt: Instant
}

/**
 * What became of what was sent in, for whoever holds both numbers; null for anybody else, whichever of them is wrong.
 *
 * @throws SentTooOften when the address has tried `mostTries` times in the hour before
 */
export async function afterwards(
  db: Db,
  typed: { readonly receipt: string; readonly second: string },
  from: { readonly address: string; readonly at: Instant },
): Promise<Afterwards | null> {
  await tried(db, from)
  const wanted = plain(typed.receipt)
  const receipt = `${wanted.slice(0, 2)}-${wanted.slice(2, 6)}-${wanted.slice(6, 10)}`
  const held = (await db
    .selectFrom('sentIn')
    .select(['id', 'formKey', 'receipt', 'state', 'receivedAt'])
    .where('receipt', '=', receipt)
    .where('takenBy', 'is', null)
    .executeTakeFirst()) as Held | undefined
  // Compared though there is none, so that both answers take as long.
  const right = same(secondNumber(held?.formKey ?? 'nobody'), typed.second)
  return held === undefined || !right ? null : toldOf(db, held)
}

function same(one: string, typed: string): boolean {
  const [a, b] = [plain(one), plain(typed)].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

async function tried(
  db: Db,
  { address, at }: { readonly address: string; readonly at: Instant },
): Promise<void> {
  const sender = addressHash(address)
  await sql`delete from receipt_try where tried_at < ${at}::timestamptz - interval '1 day'`.execute(db)
  const { rows } = await sql<{ tries: number }>`
    select count(*)::int as tries
      from receipt_try
     where sender = ${sender}
       and tried_at > ${at}::timestamptz - interval '1 hour'
  `.execute(db)
  if ((rows[0]?.tries ?? 0) >= mostTries) throw new SentTooOften()
  await sql`insert into receipt_try (sender, tried_at) values (${sender}, ${at}::timestamptz)`.execute(db)
}

async function toldOf(db: Db, { id, receipt, state, receivedAt }: Held): Promise<Afterwards> {
  const { rows } = await sql<{ decided: boolean; on: Day | null; words: string | null }>`
    select decided_on is not null as decided,
           case when feedback_how <> 'withheld' then feedback_on end as on,
           case when feedback_how <> 'withheld' and feedback_on is not null then feedback_words end as words
      from contact where contact.receipt = ${receipt} order by contact.id limit 20
  `.execute(db)
  const told = new Map(
    [...(await toldBefore(db, receipt)), ...rows].flatMap(({ on, words }) =>
      on === null || words === null ? [] : [[words, on] as const],
    ),
  )
  const messages = await sql<Afterwards['messages'][number] & { at: Instant }>`
    select kind, sent_at as at, words, reply
      from referrer_message
     where sent_in_id = ${id}
     order by sent_at, id
     limit 40
  `.execute(db)
  return {
    sentInId: id,
    receivedOn: dayOf(receivedAt),
    read: state !== 'waiting',
    decided: rows.length > 0 && rows.every(({ decided }) => decided),
    letters: [...told].map(([words, on]) => ({ words, on })),
    messages: messages.rows.map(({ at, ...one }) => ({ ...one, on: dayOf(at) })),
  }
}

/** The letters sent before it was disputed and decided again: of those the contact itself no longer says anything. */
async function toldBefore(
  db: Db,
  receipt: string,
): Promise<{ readonly on: Day | null; readonly words: string | null }[]> {
  const { rows } = await sql<{ on: Day | null; words: string | null }>`
    select (told.answers ->> 'feedbackOn')::date as on, told.answers ->> 'feedbackWords' as words
      from contact join event told on told.record_id = contact.id and told.type = 'contact.referrer-told'
     where contact.receipt = ${receipt} and told.answers ->> 'feedbackHow' <> 'withheld'
       and exists (select
                     from event dispute
                    where dispute.record_id = contact.id
                      and dispute.type = 'contact.disputed'
                      and dispute.id > told.id)
     order by told.id limit 40
  `.execute(db)
  return rows
}

/** The most one receipt may be followed by: what is more is told on the phone. */
const mostMessages = 20

/** Keeps what they say afterwards, once for each form however often it is sent. */
export async function say(
  db: Db,
  sentInId: string,
  said: { readonly kind: Kind; readonly words: string; readonly formKey: string; readonly at: Instant },
): Promise<void> {
  const { kind, words, formKey, at: sentAt } = said
  await inTransaction(db, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count
        from referrer_message
       where sent_in_id = ${sentInId}
         and form_key <> ${formKey}::uuid
    `.execute(tx)
    if ((rows[0]?.count ?? 0) >= mostMessages) throw new SentTooOften()
    const kept = await tx
      .insertInto('referrerMessage')
      .values({ sentInId, kind, words, formKey, sentAt } as never)
      .onConflict((held) => held.column('formKey').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (kept !== undefined && kind === 'disagrees') await enqueue(tx, disputeContacts, { messageId: kept.id })
  })
}
