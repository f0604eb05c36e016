import { addMonths, type Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { Closure } from './record.ts'

/** All that is looked at before our work with a child may end: how the record stands at that moment. */
export interface Ending {
  readonly died: boolean
  readonly worriesOpen: number
  readonly enquiriesOpen: number
  readonly actionsOpen: number
  readonly carriedBy: string | null
  /** Working days since the child was last seen face to face; null where nobody has seen them. */
  readonly seenWorkingDaysAgo: number | null
  readonly unsigned: number
  readonly interviewsOpen: number
  readonly missingNow: boolean
  readonly childToldOn: Day | null
  readonly partnersToldOn: Day | null
  readonly networkAgreed: boolean | null
  readonly summaryWhole: boolean
  readonly protectionPlan: boolean
  readonly inCare: boolean
  readonly stepDownWaits: boolean
  readonly transferWaits: boolean
  readonly episodeOpen: boolean
  /** Contacts and police notices about the child, and what their senders said afterwards, that nobody has read or decided. */
  readonly unread: number
  /** Disagreements of another agency that nobody has settled. */
  readonly disagreements: number
}

/** One thing that must be done before our work ends, and where it is done. */
export interface Duty extends Rule<Ending> {
  /** As the checklist names it. */
  readonly duty: string
  /** Below the child's address. */
  readonly where: string
}

const local = 'Local standard of closure: what must be done before our work ends'

/** Working days within which the child must have been seen before our work ends. */
const seenWithin = 10

/** Every condition of an ending, each its own. None may be overridden: the standard states no override for any of them. */
export const duties: readonly Duty[] = [
  {
    id: 'CL-1',
    source: local,
    duty: 'No worry is open',
    where: 'worries',
    holds: ({ worriesOpen }) => worriesOpen === 0,
    says: 'A worry is still open: close it with what changed, or go on',
  },
  {
    id: 'CL-2',
    source: `${local}; Children Act 1989 s.47`,
    duty: 'No section 47 enquiry or strategy discussion is open',
    where: 'strategy',
    holds: ({ enquiriesOpen }) => enquiriesOpen === 0,
    says: 'A section 47 enquiry or strategy discussion has not been finished and agreed',
  },
  {
    id: 'CL-3',
    source: local,
    duty: 'Every action is answered, or carried on by a named person',
    where: 'actions',
    holds: ({ actionsOpen, carriedBy }) => actionsOpen === 0 || carriedBy !== null,
    says: 'An action is still open: have it answered, or name who carries it on',
  },
  {
    id: 'CL-4',
    source: local,
    duty: `The child was seen in the last ${seenWithin} working days`,
    where: 'visits',
    holds: ({ died, seenWorkingDaysAgo: ago }) => died || (ago !== null && ago <= seenWithin),
    says: `Nobody has seen the child in the last ${seenWithin} working days: make a last visit`,
  },
  {
    id: 'CL-5',
    source: local,
    duty: 'Nothing waits for a manager to sign',
    where: 'plan',
    holds: ({ unsigned }) => unsigned === 0,
    says: 'A plan or assessment was sent to the manager and has not been signed',
  },
  {
    id: 'CL-6',
    source: 'Statutory guidance on children who go missing: the offer of a return home interview',
    duty: 'No return home interview is still to be held',
    where: 'chronology',
    holds: ({ interviewsOpen }) => interviewsOpen === 0,
    says: 'The child came back from being missing, and the return home interview is not held or refused',
  },
  {
    id: 'CL-7',
    source: local,
    duty: 'The child is not missing',
    where: 'chronology',
    holds: ({ missingNow }) => !missingNow,
    says: 'The child is missing now',
  },
  {
    id: 'CL-8',
    source: local,
    duty: 'The child has been told',
    where: 'closure',
    holds: ({ died, childToldOn }) => died || childToldOn !== null,
    says: 'The child has not been told that our work ends',
  },
  {
    id: 'CL-9',
    source: local,
    duty: 'The other agencies have been told',
    where: 'closure',
    holds: ({ partnersToldOn }) => partnersToldOn !== null,
    says: 'The other agencies have not been told',
  },
  {
    id: 'CL-10',
    source: local,
    duty: 'Nobody around the child disagrees',
    where: 'closure',
    holds: ({ networkAgreed }) => networkAgreed === true,
    says: 'The family or those around them do not agree: settle it with them first',
  },
  {
    id: 'CL-11',
    source: local,
    duty: 'The summary is whole',
    where: 'closure',
    holds: ({ summaryWhole }) => summaryWhole,
    says: 'The summary lacks why we came, what changed, the child’s words, who sees the child now or how to come back',
  },
  {
    id: 'CL-12',
    source: 'Working Together, chapter 3: a child protection plan is ended by a conference',
    duty: 'There is no child protection plan',
    where: 'plan',
    holds: ({ protectionPlan }) => !protectionPlan,
    says: 'The child has a child protection plan: a conference ends it',
  },
  {
    id: 'CL-13',
    source: 'Children Act 1989 s.22: a child we look after is ours',
    duty: 'The child is not in our care',
    where: 'overview',
    holds: ({ inCare }) => !inCare,
    says: 'The child is in our care',
  },
  {
    id: 'CL-14',
    source: 'Working Together, chapter 3: stepping down; local standard',
    duty: 'No step down waits for a receiver',
    where: 'early-help',
    holds: ({ stepDownWaits }) => !stepDownWaits,
    says: 'A step down to early help has not been accepted: our work stays open until it is',
  },
  {
    id: 'CL-15',
    source: local,
    duty: 'No transfer waits to be accepted',
    where: 'closure',
    holds: ({ transferWaits }) => !transferWaits,
    says: 'A transfer of this child has not been accepted, or its first visit together is still to be made',
  },
  {
    id: 'CL-16',
    source: 'Good recording: what is not open cannot end',
    duty: 'There is work of ours to end',
    where: 'chronology',
    holds: ({ episodeOpen }) => episodeOpen,
    says: 'No episode of need is open for this child',
  },
  {
    id: 'CL-17',
    source: local,
    duty: 'Nothing that others told us waits to be read',
    where: 'chronology?kind=harm',
    holds: ({ unread }) => unread === 0,
    says: 'A contact, a police notice or a message about the child has not been read or decided',
  },
  {
    id: 'CL-18',
    source: `${local}; Working Together, chapter 3: challenge between agencies`,
    duty: 'No other agency’s disagreement is unsettled',
    where: 'conferences',
    holds: ({ disagreements }) => disagreements === 0,
    says: 'An agency disagrees with what we decided, and it has not been settled with them',
  },
]

/** What the standard asks and no record here holds yet: absent, never met. The manager says how they made sure. */
export const notHeld: readonly string[] = [
  'Messages that came by letter, email or telephone and that nobody has read',
  'Allegations against a person who works with the child',
]

/** What of a child's past makes an ending one that a service manager must agree too. */
export interface Past {
  readonly closedBefore: boolean
  readonly harmOrNeglect: boolean
  readonly secondPlan: boolean
  readonly referredOn: Day | null
}

const sooner = 3

/** Why the service manager must agree, in words; none where a team manager's decision is enough. */
export const flagsOf = (
  { closedBefore, harmOrNeglect, secondPlan, referredOn }: Past,
  today: Day,
): string[] =>
  [
    closedBefore && 'The child was referred before, and our work ended',
    harmOrNeglect && 'Domestic abuse or neglect has been found',
    secondPlan && 'It is not the child’s first plan',
    referredOn !== null &&
      addMonths(referredOn, sooner) > today &&
      'It ends within three months of the referral',
  ].filter((flag): flag is string => flag !== false)

/** Why somebody else decides. */
export const noOwnWork = 'Local standard: nobody authorises their own work'

export const decidedByAnother: Rule<{ before: Closure; actorId: string }> = {
  id: 'CL-20',
  source: noOwnWork,
  holds: ({ before, actorId }) => before.proposedBy !== actorId,
  says: 'Somebody else must decide the ending you proposed',
}

export const countersignedByAnother: Rule<{ before: Closure; actorId: string }> = {
  id: 'CL-21',
  source: noOwnWork,
  holds: ({ before, actorId }) => before.decidedBy !== actorId,
  says: 'Somebody else must agree the ending you decided',
}

export const storyFirst: Rule<{ before: Closure | null }> = {
  id: 'CL-22',
  source: local,
  holds: ({ before }) => before !== null && before.reason !== null && before.whatChanged !== null,
  says: 'Write why our work ends and what has changed first',
}

export const toldByToday: Rule<{ answers: { childToldOn: Day | null }; today: Day }> = {
  id: 'CL-23',
  source: 'Good recording: somebody who has been told was told on a day that has been',
  holds: ({ answers, today }) => answers.childToldOn === null || answers.childToldOn <= today,
  at: 'childToldOn',
  says: 'The day the child was told must be today or in the past',
}

export const partnersByToday: Rule<{ answers: { partnersToldOn: Day | null }; today: Day }> = {
  id: 'CL-24',
  source: 'Good recording: somebody who has been told was told on a day that has been',
  holds: ({ answers, today }) => answers.partnersToldOn === null || answers.partnersToldOn <= today,
  at: 'partnersToldOn',
  says: 'The day the other agencies were told must be today or in the past',
}

export const checkedByToday: Rule<{ answers: { checkedOn: Day | null }; today: Day }> = {
  id: 'CL-25',
  source: 'Good recording: a check that is recorded was made',
  holds: ({ answers, today }) => answers.checkedOn === null || answers.checkedOn <= today,
  at: 'checkedOn',
  says: 'The day of the check must be today or in the past',
}
