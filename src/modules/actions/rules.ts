import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { Action } from './record.ts'

const oversight = 'Local standard: what oversight asks for is followed up'

export const dueAhead: Rule<{ answers: { dueOn: Day }; today: Day }> = {
  id: 'A-1',
  source: oversight,
  holds: ({ answers, today }) => answers.dueOn >= today,
  at: 'dueOn',
  says: 'The day it must be done by must be today or later',
}

const emptyWords = /^\s*(continue( with)?( the)? plan|monitor|keep going|carry on|as before)\.?\s*$/i

export const saysSomething: Rule<{ answers: { what: string } }> = {
  id: 'A-2',
  source: 'Local standard: “continue with plan” alone is no direction',
  holds: ({ answers }) => !emptyWords.test(answers.what),
  at: 'what',
  says: 'Say what must be done, so that somebody else could tell whether it was',
}

export const ownerAnswers: Rule<{ before: Action | null; actorId: string }> = {
  id: 'A-3',
  source: 'Local standard: only the owner of an action says it is done',
  holds: ({ before, actorId }) => before === null || before.ownerId === null || before.ownerId === actorId,
  says: 'Only the person who was asked can answer this',
}

/** Whoever asked it of themselves and did it cannot verify it: somebody else who may ask does. */
const isOwnWork = ({ askedBy, answeredBy }: Action): boolean => answeredBy !== null && answeredBy === askedBy

export const asksVerifies: Rule<{ before: Action | null; actorId: string }> = {
  id: 'A-5',
  source: 'Local standard: whoever set a direction verifies it',
  holds: ({ before, actorId }) =>
    before === null || before.askedBy === null || before.askedBy === actorId || isOwnWork(before),
  says: 'Only the person who asked for this can say it was done',
}

export const notOwnWork: Rule<{ before: Action | null; actorId: string }> = {
  id: 'A-6',
  source: 'Local standard: nobody authorises their own work',
  holds: ({ before, actorId }) => before?.answeredBy !== actorId,
  says: 'You did this yourself: somebody else must verify it',
}

const third = 'Local standard: what is asked a third time is the service manager’s to decide'

/** Asked a third time or more, and the service manager has not yet decided what happens now. */
export const waitsForDecision = ({
  timesAsked,
  decidedOn,
}: Pick<Action, 'timesAsked' | 'decidedOn'>): boolean =>
  timesAsked !== null && timesAsked > 2 && decidedOn === null

export const askedThreeTimes: Rule<{ before: Action | null }> = {
  id: 'A-9',
  source: third,
  holds: ({ before }) => before !== null && (before.timesAsked ?? 0) > 2,
  says: 'This has not been asked three times: whoever asked it decides',
}

export const decidedFirst: Rule<{ before: Action | null }> = {
  id: 'A-10',
  source: third,
  holds: ({ before }) => before === null || !waitsForDecision(before),
  says: 'This has been asked three times: the service manager decides what happens now',
}

export const laterThanBefore: Rule<{ before: Action | null; answers: { dueOn: Day } }> = {
  id: 'A-7',
  source: 'Local standard: not done, with a reason and a new date',
  holds: ({ before, answers }) => before?.dueOn == null || answers.dueOn > before.dueOn,
  at: 'dueOn',
  says: 'The new day must be later than the day it was due',
}

export const movedOnce: Rule<{ before: Action | null }> = {
  id: 'A-8',
  source: 'Local standard: moving the day of an action more than once needs the team manager',
  holds: ({ before }) => (before?.extended ?? 0) === 0,
  at: 'dueOn',
  says: 'The day has been moved before: only a manager can move it again',
}

export const notTheOwner: Rule<{ before: Action | null; actorId: string }> = {
  id: 'A-11',
  source: 'Local standard: nobody authorises their own work',
  holds: ({ before, actorId }) => before === null || before.ownerId !== actorId,
  says: 'You were asked to do this yourself: somebody else must verify it',
}

export const canBeSeen: Rule<{ answers: { evidence: string | null; evidenceId: string | null } }> = {
  id: 'A-12',
  source: 'Local standard: done, with what shows it',
  holds: ({ answers }) => answers.evidence !== null || answers.evidenceId !== null,
  at: 'evidenceId',
  says: 'Select the record that shows it, or write how it can be seen',
}
