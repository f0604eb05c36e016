import { strategyDiscussion } from '../../strategy-and-enquiry/index.ts'
import type { Fields } from '../../../platform/record/field.ts'

/** Text that says something, or null. */
export const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** The words of a coded answer, as its question has them; the code itself where it is none of them. */
export function coded(fields: Fields, name: string, value: unknown): string | null {
  const code = text(value)
  return code === null ? null : (fields[name]?.options?.[code] ?? code)
}

/** What a strategy discussion came to, as a reader would say it. */
export const cameTo = (outcome: string): string =>
  (strategyDiscussion.fields.outcome.options?.[outcome] ?? outcome).replace(/^./, (first) =>
    first.toLowerCase(),
  )
