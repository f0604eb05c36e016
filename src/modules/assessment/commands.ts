import type { Day } from '../../platform/dates/day.ts'
import type { Change } from '../../platform/record/change.ts'
import { command } from '../../platform/record/record.ts'
import type { Rule } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { assessment, type Assessment } from './record.ts'

const notAhead = (at: 'steeredOn' | 'steeredAgainOn' | 'sharedOn'): Rule<{ answers: Readonly<Record<string, unknown>>; today: Day }> => ({
  id: 'AS-11',
  source: 'Good recording: what is recorded has happened',
  holds: ({ answers, today }) => typeof answers[at] !== 'string' || answers[at] <= today,
  at,
  says: 'The day must be today or in the past',
}) // prettier-ignore

/** What was said of a family was said of every child assessed together. */
async function forTheOthers(
  change: Change,
  { before, event, answers }: { before: Assessment | null; event: string; answers: object },
): Promise<void> {
  if (before?.togetherId == null) return
  const others = await change.tx
    .selectFrom('assessment')
    .select('id')
    .where('togetherId', '=', before.togetherId)
    .where('id', '<>', before.id)
    .where('state', '=', before.state)
    .orderBy('id')
    .limit(20)
    .execute()
  for (const { id } of others) {
    const held = await lock(change.tx, assessment, id)
    await change.move(assessment, held, { event, to: held.state, answers: { ...answers } })
  }
}

const steer = command({
  on: assessment,
  event: 'assessment.steered',
  title: 'Talk the assessment through, by 10 working days',
  needs: 'assessment.authorise',
  from: ['started'],
  to: 'started',
  asks: ['steeredOn', 'steerSaid'],
  requires: ['steeredOn', 'steerSaid'],
  rules: [notAhead('steeredOn')],
  also: (change, { before, answers }) =>
    forTheOthers(change, { before, event: 'assessment.steered', answers }),
})

const steerAgain = command({
  on: assessment,
  event: 'assessment.steered-again',
  title: 'Talk the assessment through, by 25 working days',
  needs: 'assessment.authorise',
  from: ['started'],
  to: 'started',
  asks: ['steeredAgainOn', 'steerAgainSaid'],
  requires: ['steeredAgainOn', 'steerAgainSaid'],
  rules: [notAhead('steeredAgainOn')],
  also: (change, { before, answers }) =>
    forTheOthers(change, { before, event: 'assessment.steered-again', answers }),
})

const share = command({
  on: assessment,
  event: 'assessment.shared',
  title: 'Say when it was shared with the family',
  needs: 'assessment.write',
  from: ['authorised'],
  to: 'authorised',
  asks: ['sharedOn'],
  requires: ['sharedOn'],
  rules: [notAhead('sharedOn')],
})

export const onAssessments = { steer, steerAgain, share }
