import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'

interface Identity {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
}

export const hasSomeName: Rule<{ answers: Identity }> = {
  id: 'P-1',
  source: 'Local standard: a person has a name, or is an unborn child with a due date',
  holds: ({ answers }) =>
    answers.givenName !== null || answers.familyName !== null || answers.expectedOn !== null,
  at: 'givenName',
  says: 'Enter a first or last name',
}

export const bornByToday: Rule<{ answers: Identity; today: Day }> = {
  id: 'P-2',
  source: 'Good recording: somebody who has been born was born by today',
  holds: ({ answers, today }) => answers.bornOn === null || answers.bornOn <= today,
  at: 'bornOn',
  says: 'The date of birth must be today or in the past. For an unborn child, enter when they are due',
}

export const notThemselves: Rule<{ child: { id: string }; answers: { relativeId: string } }> = {
  id: 'P-3',
  source: 'Good recording: nobody is related to themselves',
  holds: ({ child, answers }) => child.id !== answers.relativeId,
  at: 'relativeId',
  says: 'Choose somebody else: this is the same person',
}

export const notWhoProposed: Rule<{ before: { proposedBy: string | null } | null; actorId: string }> = {
  id: 'P-4',
  source: 'Local standard: one person proposes a merge, another approves it',
  holds: ({ before, actorId }) => before?.proposedBy !== actorId,
  says: 'You proposed this merge: somebody else must decide it',
}

/** An address and a tie of family alike: nobody moves out before they moved in. */
export const endsAfterItBegan: Rule<{
  before: { fromOn: Day | null } | null
  answers: { toOn: Day | null }
}> = {
  id: 'P-5',
  source: 'Good recording: nothing ends before it begins',
  holds: ({ before, answers: { toOn } }) => toOn === null || (before?.fromOn ?? toOn) <= toOn,
  says: 'Enter a day on or after the day it began',
  at: 'toOn',
}
