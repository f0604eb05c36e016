import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { Allocation } from './record.ts'

export const endsAfterStart: Rule<{ before: Allocation | null; answers: { toOn: Day | null } }> = {
  id: 'AL-1',
  source: 'Good recording: an allocation ends on or after the day it began',
  holds: ({ before, answers }) =>
    answers.toOn === null || before?.fromOn == null || answers.toOn >= before.fromOn,
  at: 'toOn',
  says: 'The last day must be on or after the day it began',
}
