import { shippedCalendar, workingDaysBetween } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { Section47, StrategyDiscussion } from './record.ts'

type Held = Pick<StrategyDiscussion, 'socialCareBy' | 'policeBy' | 'healthBy'>

/** The agencies that should have taken part and did not, in the words of the screen. */
export const absent = ({ socialCareBy, policeBy, healthBy }: Held): string[] => [
  ...(socialCareBy === null ? ['children’s social care'] : []),
  ...(policeBy === null ? ['the police'] : []),
  ...(healthBy === null ? ['health'] : []),
]

export const suspectedByToday: Rule<{ answers: { concernOn: Day | null }; today: Day }> = {
  id: 'SD-1',
  source: 'Good recording: a suspicion is of today or before',
  holds: ({ answers, today }) => answers.concernOn === null || answers.concernOn <= today,
  at: 'concernOn',
  says: 'The day harm was first suspected must be today or in the past',
}

export const heldWhenItCould: Rule<{
  answers: { heldOn: Day | null }
  before: StrategyDiscussion | null
  today: Day
}> = {
  id: 'SD-2',
  source: 'Good recording: a discussion follows the suspicion, and is written down once it was held',
  holds: ({ answers: { heldOn }, before, today }) =>
    heldOn === null || (heldOn <= today && (before?.concernOn == null || heldOn >= before.concernOn)),
  at: 'heldOn',
  says: 'The day it was held must be on or after the day harm was suspected, and not after today',
}

/** Held without one of them it is a fact; deciding on it is the service manager's. */
export const quorate: Rule<{ before: StrategyDiscussion | null }> = {
  id: 'SD-3',
  source: 'Working Together, chapter 3: social care, the police and health take part',
  holds: ({ before }) => before !== null && absent(before).length === 0,
  at: 'outcome',
  says: 'The police, health and children’s social care did not all take part. Discuss it again with all three, or ask the service manager to decide',
}

export const decidedAsSaid: Rule<{ answers: { thresholdMet: boolean | null; outcome: string | null } }> = {
  id: 'SD-4',
  source: 'Children Act 1989 s47(1): where there is reasonable cause to suspect, enquiries are made',
  holds: ({ answers: { thresholdMet, outcome } }) =>
    thresholdMet === null || outcome === null || thresholdMet === (outcome !== 'no enquiry'),
  at: 'outcome',
  says: 'An enquiry is made where there is reasonable cause to suspect significant harm, and only there',
}

/** @param left names of children of the household who have no part in the discussion */
export const everyChildCovered = (
  left: readonly string[],
): Rule<{ readonly answers: Readonly<Record<string, unknown>> }> => ({
  id: 'SD-5',
  source: 'Working Together, chapter 3: every child of the household is considered',
  holds: ({ answers }) => left.length === 0 || answers['notCoveredWhy'] != null,
  at: 'notCoveredWhy',
  says: `Add ${left.join(' and ')} to the discussion, or say why not: every child of the household has their own decision`,
})

export const aloneOrWhy: Rule<{ answers: { seenAlone: boolean | null; notAloneWhy: string | null } }> = {
  id: 'EN-1',
  source: 'Children Act 1989 s47(5A): the child’s wishes and feelings are found out',
  holds: ({ answers }) => answers.seenAlone !== false || answers.notAloneWhy !== null,
  at: 'notAloneWhy',
  says: 'Enter why the child was not seen alone',
}

export const somebodyAsked: Rule<{ answers: { enquiriesMade: readonly string[] | null } }> = {
  id: 'EN-2',
  source: 'Children Act 1989 s47(1): the enquiries the authority considers necessary',
  holds: ({ answers }) => (answers.enquiriesMade ?? []).length > 0,
  at: 'enquiriesMade',
  says: 'Select whom you asked',
}

export const seenWithin: Rule<{
  answers: { childSeenOn: Day | null }
  before: Section47 | null
  today: Day
}> = {
  id: 'EN-3',
  source: 'Children Act 1989 s47(4): the child is seen in the enquiry',
  holds: ({ answers: { childSeenOn }, before, today }) =>
    childSeenOn === null ||
    (childSeenOn <= today && (before?.startedOn == null || childSeenOn >= before.startedOn)),
  at: 'childSeenOn',
  says: 'The day the child was seen must be in the enquiry: from the day it started to today',
}

export const agreedByAnother: Rule<{ before: Section47 | null; actorId: string }> = {
  id: 'EN-4',
  source: 'Nobody agrees to their own enquiry',
  holds: ({ before, actorId }) => before?.concludedBy !== actorId,
  at: 'authorisedWhy',
  says: 'You concluded this enquiry: another manager must agree to it',
}

export const notContinuingIsShown: Rule<{ before: Section47 | null }> = {
  id: 'EN-5',
  source: 'Local standard: “not at continuing risk” is shown, not said',
  holds: ({ before }) => before?.outcome !== 'concern not continuing' || before.evidence !== null,
  at: 'authorisedWhy',
  says: 'It does not say how we know that the child is not at continuing risk: send it back for that',
}

const fewestDays = 5

/** Days are those of the bank holidays shipped with the book: a local holiday more makes this no looser. */
export const notEndedAtOnce: Rule<{ before: Section47 | null; today: Day }> = {
  id: 'EN-6',
  source: 'Local standard: nothing more within five working days is the service manager’s to agree',
  holds: ({ before, today }) =>
    before?.next !== 'no further action' ||
    before.startedOn === null ||
    workingDaysBetween(before.startedOn, today, shippedCalendar) >= fewestDays,
  at: 'authorisedWhy',
  says: 'It would end with nothing more in fewer than five working days: ask the service manager to agree',
}
