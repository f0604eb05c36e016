import type { Level } from '../rule.ts'
import type { RecordRef } from '../rows/made.ts'

/** A breach of one rule by one child, at the record and field to look at. */
export interface FoundAt extends RecordRef {
  readonly rule: string
  readonly level: Level
  readonly field: string | null
  readonly says: string
}

/** The name a return's rule is stored under. */
export const storedId = (of: 'cin' | 'ssda903', rule: string): string => `${of}.${rule}`

const names = { cin: 'CIN census', ssda903: 'SSDA903' } as const

/** What a worker reads: whose rule it is, its code and its reason. */
export const ruleWords = (
  of: 'cin' | 'ssda903',
  { id, says }: { readonly id: string; readonly says: string },
): string => `${names[of]} rule ${id}: ${says}`
