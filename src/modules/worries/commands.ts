import { command } from '../../platform/record/record.ts'
import { worry } from './record.ts'
import {
  changeIsExplained,
  closedByAnother,
  closedOnEvidence,
  fallIsShown,
  restsOnSomething,
  reviewedFirst,
  scoreOf,
  sinceByToday,
} from './rules.ts'

const writeWorry = command({
  on: worry,
  event: 'worry.written',
  title: 'Write down a worry',
  needs: 'worry.write',
  from: null,
  to: 'open',
  asks: ['what', 'harm', 'source', 'reliesOn', 'sinceOn', 'likelihood', 'impact', 'protective', 'ownerId'],
  requires: ['harm', 'likelihood', 'impact', 'ownerId'],
  settles: ({ answers }) => ({ score: scoreOf(answers), timesRisen: 0 }),
  rules: [sinceByToday],
})

/** Making it less grave is a decision, and is guarded; that it was looked at again is a fact. */
const reviewWorry = command({
  on: worry,
  event: 'worry.reviewed',
  title: 'Review the worry',
  needs: 'worry.write',
  from: ['open'],
  to: 'open',
  asks: ['reviewFound', 'reliesOn', 'likelihood', 'impact', 'changeWhy', 'protective', 'ownerId'],
  requires: ['reviewFound', 'likelihood', 'impact', 'ownerId'],
  settles: ({ before, answers, today, actorId }) => {
    const [was, score] = [before?.score ?? null, scoreOf(answers)]
    const rose = was !== null && score !== null && score > was
    const fell = was !== null && score !== null && score < was
    return {
      score,
      scoreBefore: was,
      direction: rose ? ('increasing' as const) : fell ? ('reducing' as const) : ('unchanged' as const),
      timesRisen: rose ? (before?.timesRisen ?? 0) + 1 : 0,
      reviewedOn: today,
      reviewedBy: actorId,
    }
  },
  rules: [restsOnSomething, fallIsShown, changeIsExplained],
})

const closeWorry = command({
  on: worry,
  event: 'worry.closed',
  title: 'Close the worry',
  needs: 'worry.close',
  from: ['open'],
  to: 'closed',
  asks: ['closedWhy', 'reliesOn'],
  requires: ['closedWhy'],
  settles: ({ today, actorId }) => ({ closedOn: today, closedBy: actorId }),
  rules: [reviewedFirst, closedByAnother, closedOnEvidence],
})

export const commands = { writeWorry, reviewWorry, closeWorry }
