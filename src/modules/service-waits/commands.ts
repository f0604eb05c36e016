import { command } from '../../platform/record/record.ts'
import { riskTool, serviceReferral } from './record.ts'
import { itHasCome } from './rules.ts'

const refer = command({
  on: serviceReferral,
  event: 'service.referred',
  title: 'Record a referral to a service',
  needs: 'service.write',
  from: null,
  to: 'referred',
  asks: ['service', 'provider', 'forWhom', 'need', 'outcomeId', 'referredOn', 'meanwhile'],
  requires: ['service', 'forWhom', 'need', 'referredOn'],
  settles: ({ answers, today }) => ({ meanwhileOn: answers.meanwhile === null ? null : today }),
  rules: [itHasCome('referredOn')],
})

const acceptService = command({
  on: serviceReferral,
  event: 'service.accepted',
  title: 'Record that the service accepted them',
  needs: 'service.write',
  from: ['referred'],
  to: 'accepted',
  asks: ['acceptedOn'],
  requires: ['acceptedOn'],
  rules: [itHasCome('acceptedOn')],
})

const chase = command({
  on: serviceReferral,
  event: 'service.chased',
  title: 'Record that it was chased',
  needs: 'service.write',
  from: ['accepted'],
  to: 'accepted',
  asks: ['chasedOn', 'chasedSaid'],
  requires: ['chasedOn', 'chasedSaid'],
  rules: [itHasCome('chasedOn')],
})

const keepSafe = command({
  on: serviceReferral,
  event: 'service.safe-meanwhile',
  title: 'Say how they are safe meanwhile',
  needs: 'service.write',
  from: ['accepted'],
  to: 'accepted',
  asks: ['meanwhile'],
  requires: ['meanwhile'],
  settles: ({ today }) => ({ meanwhileOn: today }),
  rules: [],
})

// Before the service has answered, the same: neither makes it accept anybody.
const unanswered = { from: ['referred'], to: 'referred' } as const
const chaseAnswer = command({ ...chase, ...unanswered })
const keepSafeUnanswered = command({ ...keepSafe, ...unanswered })

const startService = command({
  on: serviceReferral,
  event: 'service.started',
  title: 'Record that it started',
  needs: 'service.write',
  from: ['referred', 'accepted'],
  to: 'started',
  asks: ['startedOn'],
  requires: ['startedOn'],
  rules: [itHasCome('startedOn')],
})

const declineService = command({
  on: serviceReferral,
  event: 'service.declined',
  title: 'Record that the service declined',
  needs: 'service.write',
  from: ['referred', 'accepted'],
  to: 'declined',
  asks: ['endedOn', 'declinedWhy'],
  requires: ['endedOn', 'declinedWhy'],
  rules: [itHasCome('endedOn')],
})

const ends = {
  on: serviceReferral,
  needs: 'service.write',
  asks: ['endedOn', 'endedHow'],
  requires: ['endedOn', 'endedHow'],
  rules: [itHasCome('endedOn')],
} as const

const completeService = command({
  ...ends,
  event: 'service.completed',
  title: 'Record that it was completed',
  from: ['started'],
  to: 'completed',
})

const dropService = command({
  ...ends,
  event: 'service.dropped',
  title: 'Record that they stopped',
  from: ['referred', 'accepted', 'started'],
  to: 'dropped',
})

export const referralCommands = {
  refer,
  acceptService,
  chase,
  chaseAnswer,
  keepSafe,
  keepSafeUnanswered,
  startService,
  declineService,
  completeService,
  dropService,
}

const recordTool = command({
  on: riskTool,
  event: 'risk-tool.completed',
  title: 'Record a tool for neglect or domestic abuse',
  needs: 'service.write',
  from: null,
  to: 'completed',
  asks: ['tool', 'completedOn', 'withWhom', 'level', 'found'],
  requires: ['tool', 'completedOn', 'level', 'found'],
  settles: ({ actorId }) => ({ completedBy: actorId }),
  rules: [
    {
      id: 'SR-2',
      source: 'Good recording: a tool was completed today or before',
      holds: ({ answers, today }) => answers.completedOn === null || answers.completedOn <= today,
      at: 'completedOn',
      says: 'The day it was completed must be today or in the past',
    },
  ],
})

export const toolCommands = { recordTool }
export const commands = { ...referralCommands, ...toolCommands }
