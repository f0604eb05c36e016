import type { Day } from '../../../platform/dates/day.ts'
import { command } from '../../../platform/record/record.ts'
import type { Rule } from '../../../platform/record/rule.ts'
import { visitCall, type VisitCall } from './record.ts'

const fromByToday: Rule<{ answers: { fromOn: Day | null }; today: Day }> = {
  id: 'VC-1',
  source: 'Good recording: what calls for a visit has happened',
  holds: ({ answers, today }) => answers.fromOn === null || answers.fromOn <= today,
  at: 'fromOn',
  says: 'The day it runs from must be today or in the past',
}

const overAfterItBegan: Rule<{
  before: VisitCall | null
  answers: { untilOn: Day | null }
  today: Day
}> = {
  id: 'VC-2',
  source: 'Good recording: it ends after it began',
  holds: ({ before, answers: { untilOn }, today }) =>
    untilOn === null || (untilOn <= today && (before?.fromOn == null || untilOn >= before.fromOn)),
  at: 'untilOn',
  says: 'The day it ended must be on or after the day it began, and not after today',
}

const callForVisit = command({
  on: visitCall,
  event: 'visit-call.recorded',
  title: 'Record that a visit is called for',
  needs: 'visit.write',
  from: null,
  to: 'standing',
  asks: ['kind', 'fromOn', 'toldBy', 'what'],
  requires: ['kind', 'fromOn', 'toldBy'],
  rules: [fromByToday],
})

const endCall = command({
  on: visitCall,
  event: 'visit-call.ended',
  title: 'Say that no visit is called for any more',
  needs: 'visit.write',
  from: ['standing'],
  to: 'over',
  asks: ['untilOn', 'overWhy'],
  requires: ['untilOn', 'overWhy'],
  rules: [overAfterItBegan],
})

export const callCommands = { callForVisit, endCall }
