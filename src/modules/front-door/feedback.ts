import { longDay, type Day } from '../../platform/dates/day.ts'
import type { Decision } from './words.ts'

/** What each decision is, to somebody outside: enough to know that it was heard, and nothing of the family. */
const said: Readonly<Record<Decision, string>> = {
  'no further action':
    'We looked at it carefully and decided that children’s social care does not need to act now.',
  advice:
    'We looked at it carefully. Advice or another service is the right help, and we have said what we can to the family.',
  'early help': 'We are asking early help to offer the family support.',
  assessment: 'A social worker will now meet the family and find out what help is needed.',
  'strategy discussion': 'We are acting on it with other agencies today.',
  allegation: 'We passed it to the designated officer who looks into such worries.',
  'private fostering': 'We will visit to see that the child is well cared for.',
  'transfer to open worker': 'We passed it the same day to those it concerns.',
  'other authority': 'We passed it to the council for the area where the family lives.',
}

interface Telling {
  readonly decision: Decision
  readonly receivedOn: Day
  readonly receipt: string | null
  /** The day they disagreed with what was decided before this; null for a first decision. */
  readonly disputedOn?: Day | null
}

const again = (on: Day): string =>
  `On ${longDay(on)} you told us that you disagreed with what we had decided. A manager has looked at it again, and this is what was decided now.`

/** The letter to whoever told us, as drafted: a worker changes it before it is sent, or says why it is not. */
export function draftFeedback({ decision, receivedOn, receipt, disputedOn = null }: Telling): string {
  const about = receipt === null ? '' : ` (receipt ${receipt})`
  return [
    `Thank you for telling us on ${longDay(receivedOn)} that you were worried${about}.`,
    ...(disputedOn === null ? [] : [again(disputedOn)]),
    said[decision],
    'We cannot tell you more than this about a family.',
    'If you disagree, or if you see or hear anything more, please tell us straight away. If you disagree we will look at it again with a manager and tell you what we decide.',
  ].join('\n\n')
}
