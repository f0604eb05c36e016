import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** What a browser was sent to the council's sign-in page with: the answer must fit it. */
export interface Errand {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Somebody signed in, who is to show again that it is them. */
  readonly staffId: string | null
}

/** How long somebody may take there: minutes. */
export const errandMinutes = 10

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const late = sql<boolean>`begun_at < now() - make_interval(mins => ${errandMinutes})`

/** Keeps what an errand must bring back, by a secret that only this browser has; forgets those that never came back. */
export async function sendOnErrand(db: Db, secret: string, errand: Errand): Promise<void> {
  await sql`delete from sign_in_errand where ${late}`.execute(db)
  await db
    .insertInto('signInErrand')
    .values({ id: digest(secret), ...errand })
    .execute()
}

/** Ends an errand: null where there is none of this secret, it is over already, or it took too long. */
export async function endErrand(db: Db, secret: string): Promise<Errand | null> {
  const { rows } = await sql<Errand & { late: boolean }>`
    delete from sign_in_errand where id = ${digest(secret)}
    returning state, nonce, verifier, staff_id, ${late} as late`.execute(db)
  return rows[0]?.late === false ? rows[0] : null
}

/** Whose the directory's key is; somebody new is written down, for an administrator to say whose. */
export async function whoIs(
  db: Db,
  issuer: string,
  subject: string,
  shownAs: string,
): Promise<string | null> {
  const { rows } = await sql<{ staffId: string | null }>`
    insert into staff_identity (issuer, subject, shown_as) values (${issuer}, ${subject}, ${shownAs})
    on conflict (issuer, subject) do update set shown_as = excluded.shown_as
    returning staff_id`.execute(db)
  return rows[0]?.staffId ?? null
}
