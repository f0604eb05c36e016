import { snake } from './names.ts'
import type { AnyRecordType } from './record.ts'
import type { Finding } from './rule.ts'

/**
 * What the database itself would not keep, in words at the field: an answer that names a person, a member of staff or a record there is
 * not (23503), or answers that cannot be true together (23514). The second says that a rule is missing, and loses nobody their words;
 * it stands at the field where one alone was asked.
 *
 * @returns null for any other fault
 */
export function notKept(
  { table, fields }: AnyRecordType,
  asks: readonly string[],
  fault: unknown,
): Finding | null {
  if (!(fault instanceof Error && 'code' in fault && 'constraint' in fault)) return null
  const [only] = asks.length === 1 ? asks : []
  if (fault.code === '23514')
    return { rule: notTogether, message: cannotAllBe, ...(only !== undefined && { at: only }) }
  if (fault.code !== '23503') return null
  const at = asks.find((name) => fault.constraint === `${snake(table)}_${snake(name)}_fkey`)
  return at === undefined ? null : { rule: 'answer', message: fields[at]?.missing ?? '', at }
}

/** The rule that a finding of `notKept` is told by where no field is at fault alone. */
export const notTogether = 'not-together'

const cannotAllBe =
  'These answers cannot all be right together with what the record holds, so they were not saved. Check the days: something may end before it begins.'
