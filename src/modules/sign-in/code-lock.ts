import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { asService } from '../../platform/db/asking.ts'
import type { Db } from '../../platform/db/database.ts'

// Which way it is locked, so that another can come beside it.
const mark = 'gcm1:'
const nonceBytes = 12
const tagBytes = 16

/** The key of somebody's one-time codes as the table keeps it: locked, and for them alone; as it is where there is nothing to lock it with. */
export function lockedCodeKey(codeKey: string, staffId: string, key: KeyObject | undefined): string {
  if (key === undefined) return codeKey
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(staffId),
  )
  const parts = [nonce, cipher.update(codeKey, 'utf8'), cipher.final(), cipher.getAuthTag()]
  return mark + Buffer.concat(parts).toString('base64')
}

/** What the table keeps, opened; null where it was locked with another key, or for somebody else. One never locked is as it is. */
export function openedCodeKey(held: string, staffId: string, key: KeyObject | undefined): string | null {
  if (!held.startsWith(mark)) return held
  if (key === undefined) return null
  const bytes = Buffer.from(held.slice(mark.length), 'base64')
  const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  opening.setAAD(Buffer.from(staffId)).setAuthTag(bytes.subarray(-tagBytes))
  try {
    return opening.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + opening.final('utf8')
  } catch {
    // The same as no key: an administrator gives a new set-up code.
    return null
  }
}

/** Locks what an earlier version left open. Gives how many. */
export async function lockOpenCodeKeys(db: Db, key: KeyObject): Promise<number> {
  return asService('keys of one-time codes belong to nobody who asks', async () => {
    const { rows } = await sql<{ staffId: string; codeKey: string }>`
      select staff_id, code_key from staff_password where not starts_with(code_key, ${mark})`.execute(db)
    for (const { staffId, codeKey } of rows)
      await sql`update staff_password set code_key = ${lockedCodeKey(codeKey, staffId, key)}
        where staff_id = ${staffId} and code_key = ${codeKey}`.execute(db)
    return rows.length
  })
}
