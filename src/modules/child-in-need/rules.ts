import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'

export const heldAlready: Rule<{ answers: { heldOn: Day | null }; today: Day }> = {
  id: 'CIN-2',
  source: 'Local standard: a review is recorded once it has been held',
  holds: ({ answers, today }) => answers.heldOn === null || answers.heldOn <= today,
  at: 'heldOn',
  says: 'The day it was held must be today or earlier',
}

export const nextAhead: Rule<{ answers: { heldOn: Day | null; nextOn: Day | null } }> = {
  id: 'CIN-3',
  source: 'Local standard: the next review comes after this one',
  holds: ({ answers: { heldOn, nextOn } }) => heldOn === null || nextOn === null || nextOn > heldOn,
  at: 'nextOn',
  says: 'The next review must be after this one',
}

export const changeSaysWhy: Rule<{ answers: { rightPlan: string | null; rightWhy: string | null } }> = {
  id: 'CIN-4',
  source: 'Local standard: a review that does not simply go on says why',
  holds: ({ answers: { rightPlan, rightWhy } }) => rightPlan === 'yes' || rightPlan === null || rightWhy !== null,
  at: 'rightWhy',
  says: 'Say why it is no longer the right plan as it stands',
} // prettier-ignore

/** Going on as before is what nine months without an end already was. */
export const goesOnDifferently: Rule<{ answers: { decision: string | null; differently: string | null } }> = {
  id: 'CIN-5',
  source: 'Local standard: help under section 17 has an end in sight',
  holds: ({ answers: { decision, differently } }) => decision !== 'go on' || differently !== null,
  at: 'differently',
  says: 'Say what will be done differently, since the plan goes on',
}
