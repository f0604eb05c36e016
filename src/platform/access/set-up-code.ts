import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

const digest = (code: string): Buffer => createHash('sha256').update(code).digest()
const codeHours = 24

/** Makes the code somebody chooses their password with, good for a day and once; any earlier one opens nothing. */
export async function newSetUpCode(db: Db | Tx, staffId: string): Promise<string> {
  // Read out over a telephone: no letter that sounds or looks like another; 20 of 30 signs are some 98 bits.
  const signs = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
  const letters = [...randomBytes(64)].filter((byte) => byte < 240).slice(0, 20)
  const code = letters
    .map((byte) => signs[byte % 30])
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-')
  await sql`insert into set_up_code (staff_id, code, expires_at)
    values (${staffId}, ${digest(code)}, now() + make_interval(hours => ${codeHours}))
    on conflict (staff_id) do update set code = excluded.code, expires_at = excluded.expires_at`.execute(db)
  return code
}

/** Whose set-up code this is, if it is theirs and still good. */
export async function whoseSetUpCode(db: Db, signsInAs: string, code: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select staff.id from staff join set_up_code on set_up_code.staff_id = staff.id
     where lower(staff.signs_in_as) = lower(${signsInAs}) and code = ${digest(code.trim().toUpperCase())} and expires_at > now()
       and staff.disabled_at is null`.execute(db)
  return rows[0]?.id ?? null
}
