import { command } from '../../platform/record/record.ts'
import { document } from './record.ts'
import { bySecondLook, wasMade } from './rules.ts'

/** What a worker says of a document. */
export const saidOfIt = ['kind', 'what', 'madeOn', 'cameFrom', 'aboutKind', 'aboutId'] as const
/** What the file itself says. */
const saidByIt = ['format', 'fingerprint', 'bytes'] as const

export const attach = command({
  on: document,
  event: 'document.attached',
  title: 'Attach a document',
  needs: 'document.write',
  from: null,
  to: 'filed',
  asks: [...saidOfIt, ...saidByIt],
  requires: ['kind', 'what', 'madeOn', 'cameFrom', ...saidByIt],
  rules: [wasMade],
})

export const askToWithdraw = command({
  on: document,
  event: 'document.withdrawal-asked',
  title: 'Ask to withdraw a document',
  needs: 'document.write',
  from: ['filed'],
  to: 'withdrawal asked',
  asks: ['withdrawWhy'],
  requires: ['withdrawWhy'],
  settles: ({ today, actorId }) => ({ withdrawAskedOn: today, withdrawAskedBy: actorId }),
  rules: [],
})

/** It is opened no more by workers; nothing of it is deleted. */
export const withdraw = command({
  on: document,
  event: 'document.withdrawn',
  title: 'Withdraw a document',
  needs: 'document.withdraw',
  from: ['withdrawal asked'],
  to: 'withdrawn',
  asks: [],
  settles: ({ today, actorId }) => ({ withdrawnOn: today, withdrawnBy: actorId }),
  rules: [bySecondLook],
})

export const leaveOnRecord = command({
  on: document,
  event: 'document.left-on-record',
  title: 'Leave a document on the record',
  needs: 'document.withdraw',
  from: ['withdrawal asked'],
  to: 'filed',
  asks: ['keptWhy'],
  requires: ['keptWhy'],
  rules: [],
})

export const commands = { attach, askToWithdraw, withdraw, leaveOnRecord }
