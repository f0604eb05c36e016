import type { Rule } from '../../platform/record/rule.ts'
import type { CampaignCheck } from './record.ts'

type Found = Pick<CampaignCheck, 'safeNow' | 'planEffective' | 'risksAddressed' | 'nextStep'>

/** Whether what was found leaves something to be done. */
const leavesSomething = ({ safeNow, planEffective, risksAddressed, nextStep }: Found): boolean =>
  safeNow !== 'yes' || planEffective !== 'yes' || risksAddressed !== 'yes' || nextStep !== 'go on'

interface Looked {
  readonly answers: Found
  /** What is asked for because of it, and by when; null where nothing is. */
  readonly what: string | null
  readonly dueOn: string | null
  readonly actorId: string
  readonly workerId: string | null
}

export const findingIsActedOn: Rule<Looked> = {
  id: 'RC-1',
  source: 'Local standard: what a review finds becomes an action',
  holds: ({ answers, what }) => !leavesSomething(answers) || what !== null,
  at: 'what',
  says: 'Say what must be done about what you found',
}

export const actionHasADay: Rule<Looked> = {
  id: 'RC-2',
  source: 'Local standard: what a review finds becomes an action',
  holds: ({ what, dueOn }) => what === null || dueOn !== null,
  at: 'dueOn',
  says: 'Enter the day it must be done by',
}

export const notOwnChild: Rule<Looked> = {
  id: 'RC-3',
  source: 'Local standard: nobody checks their own work',
  holds: ({ actorId, workerId }) => actorId !== workerId,
  says: 'You work with this child: somebody else must look',
}
