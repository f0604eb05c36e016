import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { Transfer } from './transfer-record.ts'
import { noOwnWork } from './rules.ts'

const acceptance = 'Local standard of transfer: nothing ends until the receiver has accepted'

export const acceptedByAnother: Rule<{ before: Transfer | null; actorId: string }> = {
  id: 'TR-1',
  source: noOwnWork,
  holds: ({ before, actorId }) => before?.proposedBy !== actorId,
  says: 'Somebody else must record that the transfer you proposed was accepted',
}

export const acceptedOnADay: Rule<{
  before: Transfer | null
  answers: { acceptedOn: Day | null }
  today: Day
}> = {
  id: 'TR-2',
  source: acceptance,
  holds: ({ before, answers: { acceptedOn }, today }) =>
    acceptedOn !== null && acceptedOn <= today && acceptedOn >= (before?.proposedOn ?? acceptedOn),
  at: 'acceptedOn',
  says: 'The day they accepted must be on or after the day it was proposed, and not in the future',
}

export const namedReceiver: Rule<{ before: Transfer | null; actorId: string }> = {
  id: 'TR-3',
  source: acceptance,
  holds: ({ before, actorId }) => before?.receiverId === actorId,
  says: 'Only the manager named to receive the child may answer',
}

export const toAnother: Rule<{ answers: { receiverId: string | null }; actorId: string }> = {
  id: 'TR-4',
  source: acceptance,
  holds: ({ answers, actorId }) => answers.receiverId !== actorId,
  at: 'receiverId',
  says: 'Name the manager of another team',
}

export const visitMade: Rule<{ answers: { jointVisitOn: Day | null }; today: Day }> = {
  id: 'TR-5',
  source: 'Local standard of transfer: both are named until they have visited together',
  holds: ({ answers, today }) => answers.jointVisitOn !== null && answers.jointVisitOn <= today,
  at: 'jointVisitOn',
  says: 'Enter the day both workers visited together: it must have been made',
}

export const ofKind = (kind: Transfer['kind']): Rule<{ before: Transfer | null }> => ({
  id: 'TR-6',
  source: acceptance,
  holds: ({ before }) => before?.kind === kind,
  says: 'This is done to another kind of transfer',
})

export const historyByToday: Rule<{ answers: { historyOn: Day | null }; today: Day }> = {
  id: 'TR-8',
  source: 'Good recording: what came, came on a day that has been',
  holds: ({ answers, today }) => answers.historyOn === null || answers.historyOn <= today,
  at: 'historyOn',
  says: 'The day the history came must be today or in the past',
}
