import { command } from '../../../platform/record/record.ts'
import { agencyCheck } from './record.ts'

const reply = command({
  on: agencyCheck,
  event: 'agency-check.replied',
  title: 'Write down what the agency knows',
  needs: 'contact.screen',
  from: ['asked', 'waived'],
  to: 'replied',
  asks: ['reply'],
  requires: ['reply'],
  settles: ({ now }) => ({ repliedAt: now }),
  rules: [],
})

const chase = command({
  on: agencyCheck,
  event: 'agency-check.chased',
  title: 'Remind the agency',
  needs: 'contact.screen',
  from: ['asked'],
  to: 'asked',
  asks: [],
  settles: ({ today }) => ({ chasedOn: today }),
  rules: [],
})

const waive = command({
  on: agencyCheck,
  event: 'agency-check.waived',
  title: 'Go on without the agency',
  needs: 'contact.screen',
  from: ['asked'],
  to: 'waived',
  asks: ['waivedWhy'],
  requires: ['waivedWhy'],
  rules: [],
})

/** What can be done to a question put to another agency; an answer that comes late is still written down. */
export const checkCommands = { reply, chase, waive }
