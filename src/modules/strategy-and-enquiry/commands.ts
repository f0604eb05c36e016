import { command } from '../../platform/record/record.ts'
import { section47, strategyDiscussion } from './record.ts'
import {
  agreedByAnother,
  aloneOrWhy,
  decidedAsSaid,
  heldWhenItCould,
  notContinuingIsShown,
  notEndedAtOnce,
  quorate,
  seenWithin,
  somebodyAsked,
  suspectedByToday,
} from './rules.ts'
import { askTogether, handOn, holdTogether, openEnquiry } from './together.ts'

const askForDiscussion = command({
  on: strategyDiscussion,
  event: 'strategy-discussion.asked-for',
  title: 'Ask for a strategy discussion',
  needs: 'strategy.ask',
  from: null,
  to: 'asked for',
  asks: ['concernOn', 'urgent', 'trigger', 'alsoFor'],
  requires: ['concernOn', 'urgent', 'trigger'],
  settles: ({ actorId }) => ({ askedBy: actorId }),
  rules: [suspectedByToday],
  also: askTogether,
})

/** Who took part and what they said is a fact, whoever was missing: what may not follow without them is the decision. */
const recordDiscussion = command({
  on: strategyDiscussion,
  event: 'strategy-discussion.held',
  title: 'Record the strategy discussion',
  needs: 'strategy.hold',
  from: ['asked for', 'held'],
  to: 'held',
  asks: [
    'heldOn',
    'mode',
    'socialCareBy',
    'socialCareSaid',
    'policeBy',
    'policeSaid',
    'healthBy',
    'healthSaid',
    'othersBy',
    'othersSaid',
  ],
  requires: ['heldOn', 'mode'],
  settles: ({ actorId }) => ({ chairedBy: actorId }),
  rules: [heldWhenItCould],
  also: holdTogether,
})

const decided = [
  'analysis',
  'thresholdMet',
  'outcome',
  'besides',
  'decisionWhy',
  'safetyTonight',
  'reviewOn',
  'notCoveredWhy',
] as const
const mustSay = ['analysis', 'thresholdMet', 'outcome', 'decisionWhy', 'safetyTonight', 'reviewOn'] as const

/** Each child's own decision. That every child of the household has one is asked where it is carried out: see `deciding`. */
const decideDiscussion = command({
  on: strategyDiscussion,
  event: 'strategy-discussion.decided',
  title: 'Decide for this child',
  needs: 'strategy.hold',
  from: ['held'],
  to: 'decided',
  asks: decided,
  requires: mustSay,
  settles: ({ today, actorId }) => ({ decidedOn: today, decidedBy: actorId }),
  rules: [quorate, decidedAsSaid],
  also: openEnquiry,
})

const decideWithoutQuorum = command({
  on: strategyDiscussion,
  event: 'strategy-discussion.decided-without-quorum',
  title: 'Decide without an agency that should be there',
  needs: 'strategy.override',
  from: ['held'],
  to: 'decided',
  asks: [...decided, 'withoutQuorumWhy'],
  requires: [...mustSay, 'withoutQuorumWhy'],
  settles: ({ today, actorId }) => ({ decidedOn: today, decidedBy: actorId }),
  rules: [decidedAsSaid],
  also: openEnquiry,
})

/** Commands whose form is one record's own; the two that decide have a page of their own. */
export const discussionCommands = { askForDiscussion, recordDiscussion }
export const decisions = { decideDiscussion, decideWithoutQuorum }

const conclude = command({
  on: section47,
  event: 'section47.concluded',
  title: 'Conclude the enquiry',
  needs: 'enquiry.write',
  from: ['open'],
  to: 'concluded',
  asks: [
    'enquiriesMade',
    'childSeenOn',
    'seenAlone',
    'notAloneWhy',
    'childAccount',
    'medical',
    'siblingsConsidered',
    'outcome',
    'evidence',
    'next',
  ],
  requires: ['childSeenOn', 'seenAlone', 'childAccount', 'medical', 'siblingsConsidered', 'outcome', 'next'],
  settles: ({ today, actorId }) => ({ concludedOn: today, concludedBy: actorId }),
  rules: [somebodyAsked, seenWithin, aloneOrWhy],
})

const sendBackEnquiry = command({
  on: section47,
  event: 'section47.sent-back',
  title: 'Send it back',
  needs: 'enquiry.authorise',
  from: ['concluded'],
  to: 'open',
  asks: ['returnedWhy'],
  requires: ['returnedWhy'],
  settles: () => ({ concludedOn: null, concludedBy: null }),
  rules: [],
})

const authorise = command({
  on: section47,
  event: 'section47.authorised',
  title: 'Agree to the outcome',
  needs: 'enquiry.authorise',
  from: ['concluded'],
  to: 'authorised',
  asks: ['authorisedWhy'],
  requires: ['authorisedWhy'],
  settles: ({ today, actorId, before }) => ({
    authorisedOn: today,
    authorisedBy: actorId,
    conferenceNotRequired: before?.next !== 'conference',
  }),
  rules: [agreedByAnother, notContinuingIsShown, notEndedAtOnce],
  also: handOn,
})

const authoriseEarly = command({
  ...authorise,
  event: 'section47.authorised-early',
  title: 'Agree though it ends within five working days',
  needs: 'enquiry.override',
  rules: [agreedByAnother, notContinuingIsShown],
})

export const enquiryCommands = { conclude, sendBackEnquiry, authorise, authoriseEarly }
export const commands = { ...discussionCommands, ...decisions, ...enquiryCommands }
