import type { Change } from '../../platform/record/change.ts'
import { command } from '../../platform/record/record.ts'
import { cinEpisode } from '../referrals/index.ts'
import { earlyHelpEpisode, stepDown, stepUp } from './record.ts'
import {
  agreedByAnother,
  checkedOnADay,
  decidedByAnother,
  familyAgrees,
  meetingHeld,
  namedReceiver,
  riskListWhole,
} from './rules.ts'

const askForHelp = command({
  on: earlyHelpEpisode,
  event: 'early-help.asked-for',
  title: 'Ask for early help',
  needs: 'early-help.write',
  from: null,
  to: 'waiting',
  asks: ['why'],
  requires: ['why'],
  settles: ({ today }) => ({ openedOn: today, cameFrom: 'asked' as const }),
  rules: [],
})

const startHelp = command({
  on: earlyHelpEpisode,
  event: 'early-help.started',
  title: 'Start early help',
  needs: 'early-help.write',
  from: ['waiting'],
  to: 'open',
  asks: ['lead', 'consent', 'needs', 'familyGoals'],
  requires: ['lead', 'consent', 'needs', 'familyGoals'],
  settles: ({ today, actorId, before }) => ({ startedOn: today, leadId: before?.leadId ?? actorId }),
  rules: [familyAgrees],
})

const endHelp = command({
  on: earlyHelpEpisode,
  event: 'early-help.ended',
  title: 'End early help',
  needs: 'early-help.write',
  from: ['waiting', 'open'],
  to: 'closed',
  asks: ['closedWhy'],
  requires: ['closedWhy'],
  settles: ({ today }) => ({ closedOn: today }),
  rules: [],
})

export const helpCommands = { askForHelp, startHelp, endHelp }

const requestStepUp = command({
  on: stepUp,
  event: 'step-up.requested',
  title: 'Ask social care to take the family on',
  needs: 'step-up.request',
  from: null,
  to: 'requested',
  asks: ['reason', 'risks', 'familyView', 'childView'],
  requires: ['reason', 'risks', 'familyView', 'childView'],
  settles: ({ today, actorId }) => ({ requestedOn: today, requestedBy: actorId }),
  rules: [],
})

const decides = {
  on: stepUp,
  needs: 'step-up.decide',
  from: ['requested', 'disputed'],
  asks: ['thresholdReason'],
  requires: ['thresholdReason'],
  rules: [decidedByAnother],
} as const

const acceptStepUp = command({
  ...decides,
  event: 'step-up.accepted',
  title: 'Accept the step up',
  to: 'accepted',
  settles: ({ today, actorId }) => ({ decidedOn: today, decidedBy: actorId }),
  also: async (change, { child, before, today }) =>
    openReferral(change, child.id, before?.requestedOn ?? today),
})

const declineStepUp = command({
  ...decides,
  event: 'step-up.declined',
  title: 'Decline the step up',
  to: 'declined',
  settles: ({ today, actorId }) => ({ decidedOn: today, decidedBy: actorId }),
})

const disputeStepUp = command({
  on: stepUp,
  event: 'step-up.disputed',
  title: 'Disagree with the decision',
  needs: 'step-up.request',
  from: ['declined'],
  to: 'disputed',
  asks: ['disputedWhy'],
  requires: ['disputedWhy'],
  settles: ({ today }) => ({ disputedOn: today }),
  rules: [],
})

export const stepUpCommands = { requestStepUp, acceptStepUp, declineStepUp, disputeStepUp }

/** The referral counts from the day it was asked for, not the day it was decided. */
async function openReferral(change: Change, childId: string, referredOn: string): Promise<void> {
  const held = await change.tx
    .selectFrom('cinEpisode')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (held !== undefined) return
  const answers = { referredOn, noFurtherAction: false }
  await change.open(cinEpisode, { event: 'referral.received', childId, state: 'open', answers })
}

const proposeStepDown = command({
  on: stepDown,
  event: 'step-down.proposed',
  title: 'Propose a step down to early help',
  needs: 'step-down.propose',
  from: null,
  to: 'proposed',
  asks: ['reason', 'risks', 'managedBy', 'familyView', 'childView', 'receiverId'],
  requires: ['reason', 'risks', 'managedBy', 'familyView', 'childView', 'receiverId'],
  settles: ({ today, actorId }) => ({ proposedOn: today, proposedBy: actorId }),
  rules: [],
})

const agreeStepDown = command({
  on: stepDown,
  event: 'step-down.agreed',
  title: 'Agree the step down',
  needs: 'step-down.approve',
  from: ['proposed'],
  to: 'handover',
  asks: [],
  settles: ({ today, actorId }) => ({ agreedOn: today, agreedBy: actorId }),
  rules: [agreedByAnother, riskListWhole],
})

/** Only now may social care close: see `unaccepted`. */
const acceptStepDown = command({
  on: stepDown,
  event: 'step-down.accepted',
  title: 'Accept the family',
  needs: 'step-down.accept',
  from: ['handover'],
  to: 'accepted',
  asks: ['meetingOn'],
  rules: [namedReceiver, meetingHeld],
  settles: ({ today }) => ({ acceptedOn: today }),
  also: async (change, { child, before, actorId, today }) => {
    const answers = { openedOn: today, cameFrom: 'step-down', why: before?.reason ?? null, leadId: actorId }
    const opening = { event: 'early-help.stepped-down-to', childId: child.id, state: 'waiting' }
    await change.open(earlyHelpEpisode, { ...opening, answers })
  },
})

const sendBackStepDown = command({
  on: stepDown,
  event: 'step-down.sent-back',
  title: 'Say what must change first',
  needs: 'step-down.accept',
  from: ['handover'],
  to: 'proposed',
  asks: ['sentBackWhy'],
  requires: ['sentBackWhy'],
  rules: [namedReceiver],
})

const changeStepDown = command({
  on: stepDown,
  event: 'step-down.changed',
  title: 'Change the proposal',
  needs: 'step-down.propose',
  from: ['proposed'],
  to: 'proposed',
  asks: ['reason', 'risks', 'managedBy', 'familyView', 'childView', 'receiverId'],
  requires: ['reason', 'risks', 'managedBy', 'familyView', 'childView', 'receiverId'],
  // Whoever changes it is whose proposal it now is: it is agreed by somebody else.
  settles: ({ actorId }) => ({ proposedBy: actorId }),
  rules: [],
})

const withdrawStepDown = command({
  on: stepDown,
  event: 'step-down.withdrawn',
  title: 'Withdraw the step down',
  needs: 'step-down.propose',
  from: ['proposed', 'handover'],
  to: 'withdrawn',
  asks: ['withdrawnWhy'],
  requires: ['withdrawnWhy'],
  settles: ({ today }) => ({ withdrawnOn: today }),
  rules: [],
})

const checkStepDown = command({
  on: stepDown,
  event: 'step-down.checked',
  title: 'Record the 12-week check',
  needs: 'step-down.check',
  from: ['accepted'],
  to: 'checked',
  asks: ['checkedOn', 'found', 'foundWords'],
  requires: ['checkedOn', 'found', 'foundWords'],
  settles: ({ actorId }) => ({ checkedBy: actorId }),
  rules: [checkedOnADay],
})

const closeStepDown = command({
  on: stepDown,
  event: 'step-down.closed',
  title: 'Close the step down',
  needs: 'step-down.check',
  from: ['checked'],
  to: 'closed',
  asks: [],
  settles: ({ today }) => ({ closedOn: today }),
  rules: [],
})

export const stepDownCommands = {
  proposeStepDown,
  changeStepDown,
  agreeStepDown,
  acceptStepDown,
  sendBackStepDown,
  withdrawStepDown,
  checkStepDown,
  closeStepDown,
}

export const commands = { ...helpCommands, ...stepUpCommands, ...stepDownCommands }
