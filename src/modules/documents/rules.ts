import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { Document } from './record.ts'

export const wasMade: Rule<{ answers: { madeOn: Day | null }; today: Day }> = {
  id: 'D-1',
  source: 'Good recording: a document was made before it was attached',
  holds: ({ answers: { madeOn }, today }) => madeOn === null || madeOn <= today,
  at: 'madeOn',
  says: 'The day it was made must be today or in the past',
}

export const bySecondLook: Rule<{ before: Document | null; actorId: string }> = {
  id: 'D-2',
  source: 'Nobody withdraws alone: what is taken out of sight is looked at by two',
  holds: ({ before, actorId }) => before?.withdrawAskedBy !== actorId,
  says: 'You asked for it to be withdrawn: another manager must decide',
}
