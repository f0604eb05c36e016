import { driftRules } from '../../plans/index.ts'
import type { OversightRule } from '../rule.ts'

/** The rules of drift, as the plan’s own page and the alert have them: one definition. */
export const drifting: readonly OversightRule[] = driftRules.map((rule) => ({
  ...rule,
  counts: rule.id === 'asked-twice' ? 'directions' : 'children',
  drift: true,
  says: (hit, saying) => ({ state: 'over', words: rule.says(hit, saying) }),
}))
