import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { ServiceReferral } from './record.ts'

type Asked = 'referredOn' | 'acceptedOn' | 'startedOn' | 'endedOn' | 'chasedOn' | 'completedOn'

/** A day that has come, and is not before the referral. */
export const itHasCome = <A extends Asked>(
  at: A,
): Rule<{
  before: Pick<ServiceReferral, 'referredOn'> | null
  answers: { [K in A]: Day | null }
  today: Day
}> => ({
  id: 'SR-1',
  source: 'Good recording: what happened follows the referral, and is in the past',
  holds: ({ before, answers, today }) => {
    const on = answers[at]
    return on === null || (on <= today && (before?.referredOn == null || on >= before.referredOn))
  },
  at,
  says: 'The day must be today or in the past, and on or after the day they were referred',
})
