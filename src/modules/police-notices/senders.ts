import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { NotAllowed, scopeOf, type Actor } from '../../platform/access/policy.ts'
import { momentOf, type Instant } from '../../platform/dates/day.ts'
import { isId } from '../../platform/record/new-id.ts'
import type { Db } from '../../platform/db/database.ts'

/** A police desk that sends by itself, as an administrator sees it: never its key. */
export interface Sender {
  readonly id: string
  readonly name: string
  readonly agency: string
  readonly madeAt: Instant
  readonly endedAt: Instant | null
}

export async function listSenders(db: Db): Promise<Sender[]> {
  return db
    .selectFrom('noticeSender')
    .select(['id', 'name', 'agency', 'madeAt', 'endedAt'])
    .orderBy('madeAt')
    .limit(200)
    .execute()
}

/**
 * Lets a police desk send, and says its key: the one time anybody is shown it.
 *
 * @throws NotAllowed if the actor is no administrator
 */
export async function addSender(
  db: Db,
  actor: Actor,
  { name, agency, at }: { readonly name: string; readonly agency: string; readonly at: Instant },
): Promise<{ readonly id: string; readonly key: string }> {
  administers(actor)
  const key = randomBytes(32)
  const { id } = await db
    .insertInto('noticeSender')
    .values({ name, agency, key, madeAt: at, madeBy: actor.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, key: key.toString('base64url') }
}

/**
 * From now on nothing signed with this desk's key is taken.
 *
 * @throws NotAllowed if the actor is no administrator
 */
export async function endSender(db: Db, actor: Actor, id: string, at: Instant): Promise<void> {
  administers(actor)
  await db
    .updateTable('noticeSender')
    .set({ endedAt: at, endedBy: actor.id })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .execute()
}

function administers(actor: Actor): void {
  if (scopeOf(actor, 'administer') === null) throw new NotAllowed('administer')
}

/** Seconds that a signature may be old, or early by the sender's own clock. */
const replayWindow = 300

/** What a sending says of itself, beside its body. */
interface Signed {
  readonly senderId: string
  /** Seconds since 1970, as the sender's clock had it. */
  readonly timestamp: string
  /** HMAC-SHA256 of the timestamp, a full stop and the body, in hexadecimal. */
  readonly signature: string
  readonly body: Buffer
}

export const signatureOf = (key: Buffer, timestamp: string, body: Buffer): string =>
  createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')

/** Which desk sent it; null where the signature does not hold, is too old, or the desk may send no more: a sender is not told which. */
export async function senderOf(db: Db, signed: Signed, now: Instant): Promise<Sender | null> {
  const { senderId, timestamp, signature, body } = signed
  if (!isId(senderId) || !/^\d{1,12}$/.test(timestamp)) return null
  const row = await db
    .selectFrom('noticeSender')
    .select(['id', 'name', 'agency', 'madeAt', 'endedAt', 'key'])
    .where('id', '=', senderId)
    .executeTakeFirst()
  // Reckoned though there be no such desk, so that the time it takes does not tell.
  const expected = Buffer.from(signatureOf(row?.key ?? Buffer.alloc(32), timestamp, body), 'hex')
  const given = Buffer.from(signature, 'hex')
  const holds = given.length === expected.length && timingSafeEqual(given, expected)
  const fresh = Math.abs(momentOf(now) / 1000 - Number(timestamp)) <= replayWindow
  if (row === undefined || row.endedAt !== null || !holds || !fresh) return null
  const { key: _, ...sender } = row
  return sender
}
