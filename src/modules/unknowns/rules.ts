import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'

export const dayAhead: Rule<{ answers: { byOn: Day | null }; today: Day }> = {
  id: 'NK-1',
  source: 'Local standard: a question has a day to come',
  holds: ({ answers, today }) => answers.byOn === null || answers.byOn >= today,
  at: 'byOn',
  says: 'Enter today or a day ahead',
}
