import { command } from '../../platform/record/record.ts'
import { carerAccess } from './record.ts'
import { anotherAgrees } from './rules.ts'

const askForCarer = command({
  on: carerAccess,
  event: 'carer-access.asked',
  title: 'Ask that a foster carer may sign in',
  needs: 'carer.ask',
  from: null,
  to: 'asked',
  asks: ['carerId', 'stayId'],
  settles: ({ today, actorId }) => ({ askedOn: today, askedBy: actorId }),
  rules: [],
})

const agreeCarer = command({
  on: carerAccess,
  event: 'carer-access.agreed',
  title: 'Agree that the foster carer may sign in',
  needs: 'carer.agree',
  from: ['asked'],
  to: 'in force',
  asks: ['answeredWhy'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [anotherAgrees],
})

const refuseCarer = command({
  on: carerAccess,
  event: 'carer-access.refused',
  title: 'Refuse that the foster carer signs in',
  needs: 'carer.agree',
  from: ['asked'],
  to: 'refused',
  asks: ['answeredWhy'],
  requires: ['answeredWhy'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [anotherAgrees],
})

/** Narrower access needs no second person: either ends it. */
const endCarer = command({
  on: carerAccess,
  event: 'carer-access.ended',
  title: 'End what the foster carer may see',
  needs: 'carer.ask',
  from: ['asked', 'in force'],
  to: 'ended',
  asks: ['endedWhy'],
  requires: ['endedWhy'],
  settles: ({ today, actorId }) => ({ endedOn: today, endedBy: actorId }),
  rules: [],
})

export const commands = { askForCarer, agreeCarer, refuseCarer, endCarer }
