import type { Rule } from '../../platform/record/rule.ts'

/** An error stops a return being submitted; a query must be looked at and explained. */
export type Level = 'error' | 'query'

/**
 * The rule of a form and the rule of a return are one noun: a name, the provision it stands in and what it says to a worker.
 * A return's adds the year it came into force in and how much it matters.
 */
export interface ReturnRule extends Pick<Rule<never>, 'id' | 'source' | 'says'> {
  /** First collection year (the year a return ends in) this version of the rule is in force. */
  readonly from: number
  readonly level: Level
}
