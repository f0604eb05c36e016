import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

type Answers = Readonly<Record<string, unknown>>

/** The answers that are not as they stood. */
export const changedFields = (before: Answers, answers: Answers): string[] =>
  Object.keys(answers).filter(
    (name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(answers[name] ?? null),
  )

/**
 * Clears what a return was found to say wrongly of a field, once the field has been changed here. The record's own checks
 * are asked again instead: see `refreshFindings`.
 */
export async function settleFindings(tx: Tx, recordId: string, fields: readonly string[]): Promise<void> {
  if (fields.length === 0) return
  await sql`
    update finding set state = 'cleared', cleared_at = now()
     where record_id = ${recordId} and state = 'open' and rule like 'return.%' and field = any(${fields})
  `.execute(tx)
}
