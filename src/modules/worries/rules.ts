import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { Worry } from './record.ts'

interface Weighed {
  readonly likelihood: string | null
  readonly impact: string | null
}

/** From 1 to 25: likelihood times harm. Null while either is not said. */
export const scoreOf = ({ likelihood, impact }: Weighed): number | null =>
  likelihood === null || impact === null ? null : Number(likelihood) * Number(impact)

/** A worry of this score or more is grave: an agreement alone never stands against it. */
export const grave = 15

/** Visits in a row that say nothing is wrong, before somebody asks whether that is so. */
export const calmVisits = 3

const interested: ReadonlySet<string> = new Set(['parent', 'agreement'])

/** Whether anything but the word of those it is about shows it: a signature is such a word. */
const independent = (reliesOn: readonly string[] | null): boolean =>
  (reliesOn ?? []).some((ground) => !interested.has(ground))

export const sinceByToday: Rule<{ answers: { sinceOn: Day }; today: Day }> = {
  id: 'WO-1',
  source: 'Good recording: a worry is of today or before',
  holds: ({ answers, today }) => answers.sinceOn <= today,
  at: 'sinceOn',
  says: 'The day it has been a worry since must be today or in the past',
}

export const restsOnSomething: Rule<{ answers: { reliesOn: readonly string[] | null } }> = {
  id: 'WO-2',
  source: 'Local standard: a worry is reviewed on evidence',
  holds: ({ answers }) => (answers.reliesOn ?? []).length > 0,
  at: 'reliesOn',
  says: 'Select what that rests on',
}

const fell = ({ before, answers }: { before: Worry | null; answers: Weighed }): number =>
  (before?.score ?? 0) - (scoreOf(answers) ?? 0)

/** A fall this large is a decision: it needs more than a parent's word. */
const largeFall = 2

export const fallIsShown: Rule<{
  before: Worry | null
  answers: Weighed & { reliesOn: readonly string[] | null }
}> = {
  id: 'WO-3',
  source:
    'Local standard: optimism is checked. A worry that falls by two or more rests on more than what a parent says',
  holds: ({ before, answers }) => fell({ before, answers }) < largeFall || independent(answers.reliesOn),
  at: 'reliesOn',
  says: 'A worry is made this much less grave only on something besides what a parent says or has signed: what the child showed, what was seen, or what somebody else knows',
}

export const changeIsExplained: Rule<{
  before: Worry | null
  answers: Weighed & { changeWhy: string | null }
}> = {
  id: 'WO-4',
  source: 'Local standard: a changed judgement says why',
  holds: ({ before, answers }) =>
    before?.score == null || scoreOf(answers) === before.score || answers.changeWhy !== null,
  at: 'changeWhy',
  says: 'Enter why it is graver or less grave than before',
}

export const closedOnEvidence: Rule<{ answers: { reliesOn: readonly string[] | null } }> = {
  id: 'WO-5',
  source: 'Local standard: a worry is closed on evidence, not only on what a parent says',
  holds: ({ answers }) => independent(answers.reliesOn),
  at: 'reliesOn',
  says: 'Close it on something besides what a parent says or has signed',
}

export const reviewedFirst: Rule<{ before: Worry | null }> = {
  id: 'WO-6',
  source: 'Local standard: a worry is reviewed before it is closed',
  holds: ({ before }) => before?.reviewedOn != null,
  at: 'closedWhy',
  says: 'Have it reviewed before it is closed: nobody has looked at it again since it was written',
}

export const closedByAnother: Rule<{ before: Worry | null; actorId: string }> = {
  id: 'WO-7',
  source: 'Nobody closes what they alone have reviewed',
  holds: ({ before, actorId }) => before?.reviewedBy !== actorId,
  at: 'closedWhy',
  says: 'You reviewed it last: another manager must close it, or another worker review it',
}
