import { command } from '../../platform/record/record.ts'
import { notKnown } from './record.ts'
import { dayAhead } from './rules.ts'

const askQuestion = command({
  on: notKnown,
  event: 'unknown.asked',
  title: 'Ask what we do not know',
  needs: 'worry.write',
  from: null,
  to: 'open',
  asks: ['question', 'whoToAsk', 'ownerId', 'byOn'],
  requires: ['ownerId', 'byOn'],
  settles: ({ today }) => ({ askedOn: today }),
  rules: [dayAhead],
})

const answerQuestion = command({
  on: notKnown,
  event: 'unknown.answered',
  title: 'Say what we found out',
  needs: 'worry.write',
  from: ['open', 'could not establish'],
  to: 'answered',
  asks: ['answer', 'howKnown'],
  requires: ['answer', 'howKnown'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [],
})

const moveQuestion = command({
  on: notKnown,
  event: 'unknown.moved',
  title: 'Name somebody else, or another day',
  needs: 'worry.write',
  from: ['open'],
  to: 'open',
  asks: ['ownerId', 'byOn', 'movedWhy'],
  requires: ['ownerId', 'byOn', 'movedWhy'],
  rules: [dayAhead],
})

/** To stop asking is a decision: the manager's, with what was tried. */
const stopAsking = command({
  on: notKnown,
  event: 'unknown.not-established',
  title: 'Decide that it cannot be found out',
  needs: 'worry.close',
  from: ['open'],
  to: 'could not establish',
  asks: ['answer'],
  requires: ['answer'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [],
})

export const commands = { askQuestion, answerQuestion, moveQuestion, stopAsking }
