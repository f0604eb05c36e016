import type { Rule } from '../../platform/record/rule.ts'
import type { StepDown, StepUp } from './record.ts'

const guard = 'Local standard on Working Together, chapter 3: stepping up and down'

export const agreedByAnother: Rule<{ before: StepDown | null; actorId: string }> = {
  id: 'EH-1',
  source: 'Local standard: nobody authorises their own work',
  holds: ({ before, actorId }) => before?.proposedBy !== actorId,
  says: 'Somebody else must agree the step down you proposed',
}

export const riskListWhole: Rule<{ before: StepDown | null }> = {
  id: 'EH-2',
  source: guard,
  holds: ({ before }) => before !== null && before.risks !== null && before.managedBy !== null,
  says: 'The risks, and who will manage each of them, must be written first',
}

export const namedReceiver: Rule<{ before: StepDown | null; actorId: string }> = {
  id: 'EH-3',
  source: guard,
  holds: ({ before, actorId }) => before?.receiverId === actorId,
  says: 'Only the person named to take the family on may accept them',
}

export const meetingHeld: Rule<{ answers: { meetingOn: string | null }; today: string }> = {
  id: 'EH-4',
  source: guard,
  holds: ({ answers, today }) => answers.meetingOn !== null && answers.meetingOn <= today,
  at: 'meetingOn',
  says: 'Enter the day you met the family with their worker: it must have been held',
}

export const checkedOnADay: Rule<{ answers: { checkedOn: string | null }; today: string }> = {
  id: 'EH-5',
  source: guard,
  holds: ({ answers, today }) => answers.checkedOn === null || answers.checkedOn <= today,
  at: 'checkedOn',
  says: 'The day of the check must be today or in the past',
}

export const decidedByAnother: Rule<{ before: StepUp | null; actorId: string }> = {
  id: 'EH-6',
  source: 'Local standard: nobody authorises their own work',
  holds: ({ before, actorId }) => before?.requestedBy !== actorId,
  says: 'Somebody else must decide the step up you asked for',
}

export const familyAgrees: Rule<{ answers: { consent: boolean | null } }> = {
  id: 'EH-7',
  source: 'Working Together, chapter 3: early help is offered, and agreed to',
  holds: ({ answers }) => answers.consent !== false,
  at: 'consent',
  says: 'Early help starts when the family agrees: if they do not, end it as not wanted, or ask for a step up',
}
