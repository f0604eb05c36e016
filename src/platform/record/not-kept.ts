import { snake } from './names.ts'
import type { AnyRecordType } from './record.ts'
import type { Finding } from './rule.ts'

/**
 * What the database itself would not keep, in words: at the field where an answer names a person, a member of staff or a record there is
 * not; else that the answers cannot be true together, or with what the record holds. The second says that a rule is missing, and loses
 * nobody their words; it stands at the field where one alone was asked.
 *
 * @returns null for any other fault
 */
export function notKept(
  { table, fields }: AnyRecordType,
  asks: readonly string[],
  fault: unknown,
): Finding | null {
  if (!(fault instanceof Error && 'code' in fault && 'constraint' in fault)) return null
  if (!impossible.has(String(fault.code))) return null
  const named = asks.find((name) => fault.constraint === `${snake(table)}_${snake(name)}_fkey`)
  if (named !== undefined) return { rule: 'answer', message: fields[named]?.missing ?? '', at: named }
  const [only] = asks.length === 1 ? asks : []
  return { rule: notTogether, message: cannotAllBe, ...(only !== undefined && { at: only }) }
}

/** PostgreSQL's codes for what no row may be: an answer left empty, nobody's id, a second of one kind, against a check, too large. */
const impossible: ReadonlySet<string> = new Set(['23502', '23503', '23505', '23514', '22003'])

/** The rule that a finding of `notKept` is told by where no field is at fault alone. */
export const notTogether = 'not-together'

const cannotAllBe =
  'These answers cannot all be right together with what the record holds, so they were not saved. Check the days: something may end before it begins.'
