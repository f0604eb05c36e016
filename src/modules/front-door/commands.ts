import type { Day } from '../../platform/dates/day.ts'
import { command } from '../../platform/record/record.ts'
import { draftFeedback } from './feedback.ts'
import { contact, waitingStates, type Contact } from './record.ts'
import {
  isNoLongerRed,
  isOpenWork,
  poorSaysWhatIsMissing,
  saysWhatAbout,
  sharesLawfully,
  staysRed,
} from './rules.ts'
import { decisions, type Decision } from './words.ts'

const open = ['received', 'triaged', 'checking', 'awaiting decision'] as const

type Before = Pick<Contact, 'receivedOn' | 'receipt' | 'state' | 'disputedOn'>

/** The letter a decision drafts: a second one says that it was looked at again. */
const letter = (before: Before | null, decision: Decision | null, today: Day): string | null =>
  decision === null
    ? null
    : draftFeedback({
        decision,
        receivedOn: before?.receivedOn ?? today,
        receipt: before?.receipt ?? null,
        disputedOn: before?.state === 'disputed' ? before.disputedOn : null,
      })

/** Decided again, it is a new answer: whoever told us is to be told anew. */
const toBeTold = (before: Before | null, decision: Decision | null, today: Day) => ({
  feedbackWords: letter(before, decision, today),
  feedbackOn: null,
  feedbackHow: null,
  feedbackWithheldWhy: null,
})

interface Decided {
  readonly before: Contact | null
  readonly today: Day
  readonly actorId: string
  readonly answers: { readonly decision: Decision | null }
}

const decided = ({ before, today, actorId, answers: { decision } }: Decided) => ({
  decidedOn: today,
  decidedBy: actorId,
  outcome: decision === null ? null : decisions[decision],
  ...toBeTold(before, decision, today),
})

/** What a disagreement leaves on the contact; the day it was first decided stays, whatever is decided after. */
export const disputed = (
  before: Pick<Contact, 'firstDecidedOn' | 'decidedOn'> | null,
  today: Day,
): Pick<Contact, 'disputedOn' | 'firstDecidedOn'> => ({
  disputedOn: today,
  firstDecidedOn: before?.firstDecidedOn ?? before?.decidedOn ?? null,
})

const rate = command({
  on: contact,
  event: 'contact.rated',
  title: 'Say how urgent it is',
  needs: 'contact.screen',
  from: open,
  to: 'triaged',
  asks: ['urgency', 'concerns', 'quality', 'qualityMissing'],
  requires: ['urgency', 'quality'],
  settles: ({ before, now, actorId }) => ({
    ratedAt: before?.ratedAt ?? now,
    ratedBy: before?.ratedBy ?? actorId,
  }),
  rules: [saysWhatAbout, poorSaysWhatIsMissing, staysRed],
})

const downgrade = command({
  on: contact,
  event: 'contact.downgraded',
  title: 'Make it less than red',
  needs: 'contact.decide',
  from: ['triaged', 'checking', 'awaiting decision'],
  to: 'triaged',
  asks: ['urgency', 'downgradedWhy'],
  requires: ['urgency', 'downgradedWhy'],
  rules: [isNoLongerRed],
})

/** Which agencies is asked beside it: see `askAgencies`. */
export const askOthers = command({
  on: contact,
  event: 'contact.agencies-asked',
  title: 'Ask other agencies',
  needs: 'contact.screen',
  from: ['triaged', 'checking'],
  to: 'checking',
  asks: ['lawfulBasis'],
  rules: [sharesLawfully],
})

const ready = command({
  on: contact,
  event: 'contact.ready',
  title: 'Send it to be decided',
  needs: 'contact.screen',
  from: ['triaged', 'checking'],
  to: 'awaiting decision',
  asks: ['checksWaivedWhy'],
  settles: ({ today }) => ({ readyOn: today }),
  rules: [],
})

const decide = command({
  on: contact,
  event: 'contact.decided',
  title: 'Decide what it needs',
  needs: 'contact.decide',
  from: ['awaiting decision', 'disputed'],
  to: 'decided',
  asks: ['threshold', 'decision', 'rationale', 'lawfulBasis'],
  requires: ['threshold', 'decision', 'rationale'],
  settles: (facts) => decided(facts),
  // What else must hold is asked with the contacts before it: see `decisionRules`.
  rules: [],
})

/** A dispute that has gone past the hub’s manager: the second stage of the local standard’s ladder for disagreements. */
const decideDispute = command({
  on: contact,
  event: 'contact.dispute-decided',
  title: 'Decide again, as service manager',
  needs: 'contact.countersign',
  from: ['disputed'],
  to: 'decided',
  asks: ['threshold', 'decision', 'rationale', 'lawfulBasis'],
  requires: ['threshold', 'decision', 'rationale'],
  settles: (facts) => decided(facts),
  rules: [],
})

const countersign = command({
  on: contact,
  event: 'contact.countersigned',
  title: 'Agree that it may end without an assessment',
  needs: 'contact.countersign',
  from: ['awaiting decision', 'disputed'],
  to: 'awaiting decision',
  asks: ['countersignedWhy'],
  requires: ['countersignedWhy'],
  settles: ({ today, actorId }) => ({ countersignedOn: today, countersignedBy: actorId }),
  rules: [],
})

/** Straight to the worker the child has, whatever stage it is at; it is on the board until they have read it. */
const link = command({
  on: contact,
  event: 'contact.linked',
  title: 'Pass it to the child’s worker',
  needs: 'contact.screen',
  from: [...waitingStates],
  to: 'linked',
  asks: ['rationale'],
  requires: ['rationale'],
  settles: ({ today, now, actorId, before }) => ({
    decision: 'transfer to open worker' as const,
    ...toBeTold(before, 'transfer to open worker', today),
    outcome: 'Linked to open work',
    decidedOn: today,
    decidedBy: actorId,
    ratedAt: before?.ratedAt ?? now,
    ratedBy: before?.ratedBy ?? actorId,
  }),
  rules: [isOpenWork],
})

const tellReferrer = command({
  on: contact,
  event: 'contact.referrer-told',
  title: 'Tell the referrer',
  needs: 'contact.answer',
  from: ['decided', 'linked'],
  to: 'closed',
  asks: ['feedbackWords', 'feedbackHow'],
  requires: ['feedbackWords', 'feedbackHow'],
  settles: ({ today }) => ({ feedbackOn: today }),
  rules: [],
})

const withhold = command({
  on: contact,
  event: 'contact.feedback-withheld',
  title: 'Do not tell the referrer',
  needs: 'contact.answer',
  from: ['decided', 'linked'],
  to: 'closed',
  asks: ['feedbackWithheldWhy'],
  requires: ['feedbackWithheldWhy'],
  settles: ({ today }) => ({ feedbackOn: today, feedbackHow: 'withheld' as const }),
  rules: [],
})

export const dispute = command({
  on: contact,
  event: 'contact.disputed',
  title: 'Record that the referrer disagrees',
  needs: 'contact.answer',
  from: ['decided', 'linked', 'closed'],
  to: 'disputed',
  asks: ['disputedWhy'],
  requires: ['disputedWhy'],
  settles: ({ before, today }) => disputed(before, today),
  rules: [],
})

/** Everything that can be done to a contact once it has come, in the order it is done. */
export const commands = {
  rate,
  downgrade,
  askOthers,
  ready,
  link,
  countersign,
  decide,
  decideDispute,
  tellReferrer,
  withhold,
  dispute,
}
export type Doing = keyof typeof commands
