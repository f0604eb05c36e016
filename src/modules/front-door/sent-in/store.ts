import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import type { Typed } from '../../../platform/record/draft.ts'

/** What somebody sent in, or a worker took down, before it is known whose record it belongs in. */
export interface SentIn {
  readonly id: string
  readonly receipt: string
  readonly state: 'waiting' | 'taken in' | 'set aside'
  readonly receivedAt: Instant
  readonly channel: string
  readonly answers: Typed
  readonly takenBy: string | null
  readonly settledWhy: string | null
}

/** How often one address may send, in an hour: a school may have a bad afternoon, a machine may not. */
export const mostAnHour = 10

/** One address has sent as often as it may. Nothing was kept. */
export class SentTooOften extends Error {
  override readonly name = 'SentTooOften'
}

interface Sending {
  readonly answers: Typed
  readonly channel: string
  /** The key of the form: sent twice, it is answered with the first receipt. */
  readonly formKey: string
  readonly at: Instant
  /** Where it came from; null where a worker took it down. */
  readonly address: string | null
  readonly takenBy: string | null
}

/**
 * Keeps what was sent, apart from every child's record, and says its receipt. Nobody is looked up: the answer is the same,
 * and as quick, whoever the child is.
 *
 * @throws SentTooOften when the address has sent `mostAnHour` in the hour before
 */
export async function keep(db: Db, sending: Sending): Promise<{ id: string; receipt: string }> {
  return inTransaction(db, async (tx) => {
    const again = await tx
      .selectFrom('sentIn')
      .select(['id', 'receipt'])
      .where('formKey', '=', sending.formKey)
      .executeTakeFirst()
    if (again !== undefined) return again
    const { address, answers, channel, formKey, at: receivedAt, takenBy } = sending
    const sender = address === null ? null : addressHash(address)
    await sql`update sent_in
      set sender = null
      where sender is not null
      and received_at < ${receivedAt}::timestamptz - interval '1 day'`.execute(tx)
    if (sender !== null) {
      const { rows } = await sql<{ sent: number }>`
        select count(*)::int as sent
          from sent_in
         where sender = ${sender}
           and received_at > ${receivedAt}::timestamptz - interval '1 hour'
      `.execute(tx)
      if ((rows[0]?.sent ?? 0) >= mostAnHour) throw new SentTooOften()
    }
    const kept = { receipt: newReceipt(), formKey, receivedAt, channel, sender, takenBy }
    return tx
      .insertInto('sentIn')
      .values({ ...kept, answers: JSON.stringify(answers) } as never)
      .onConflict((held) => held.column('formKey').doUpdateSet({ formKey }))
      .returning(['id', 'receipt'])
      .executeTakeFirstOrThrow()
  })
}

// Known to this process alone, so that what is kept for the day says nothing of who sent it.
const salt = randomBytes(32)
/** What is kept of an address for a day: nothing it could be known by once this process has ended. */
export const addressHash = (address: string): Buffer =>
  createHash('sha256').update(salt).update(address).digest()

// No I, L, O, U, 0 or 1: it is read out on the phone.
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** 'HF-7K3M-9Q2P': by chance, so that it says nothing of how many were sent. */
function newReceipt(): string {
  const drawn = [...randomBytes(64)].filter((byte) => byte < 240).map((byte) => letters[byte % 30] ?? '')
  return `HF-${drawn.slice(0, 4).join('')}-${drawn.slice(4, 8).join('')}`
}

/** One that was sent in, or undefined. */
export async function sentInOf(db: Db, id: string): Promise<SentIn | undefined> {
  const row = await db
    .selectFrom('sentIn')
    .select(['id', 'receipt', 'state', 'receivedAt', 'channel', 'answers', 'takenBy', 'settledWhy'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row as SentIn | undefined
}

/** What waits to be read, oldest first; at most 100, and how many there are. */
export async function waitingSentIn(db: Db): Promise<{ readonly rows: SentIn[]; readonly all: number }> {
  const columns = [
    'id',
    'receipt',
    'state',
    'receivedAt',
    'channel',
    'answers',
    'takenBy',
    'settledWhy',
  ] as const
  const waiting = db.selectFrom('sentIn').where('state', '=', 'waiting')
  const rows = await waiting.select(columns).orderBy('receivedAt').orderBy('id').limit(100).execute()
  const { all } = await waiting.select(sql<number>`count(*)::int`.as('all')).executeTakeFirstOrThrow()
  return { rows: rows as SentIn[], all }
}
