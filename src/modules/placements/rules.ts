import type { Day } from '../../platform/dates/day.ts'
import type { Finding, Rule } from '../../platform/record/rule.ts'

interface Reviewed {
  readonly answers: { readonly reviewedOn: Day | null; readonly nextOn: Day | null }
  readonly today: Day
}

export const reviewedByToday: Rule<Reviewed> = {
  id: 'UH-1',
  source: 'Good recording: a review that was held is in the past',
  holds: ({ answers: { reviewedOn }, today }) => reviewedOn === null || reviewedOn <= today,
  at: 'reviewedOn',
  says: 'The day of the review must be today or in the past',
}

export const nextAfterReview: Rule<Reviewed> = {
  id: 'UH-2',
  source: 'Local standard: the child is looked at again until the home is registered or they live elsewhere',
  holds: ({ answers: { reviewedOn, nextOn } }) =>
    reviewedOn === null || nextOn === null || nextOn > reviewedOn,
  at: 'nextOn',
  says: 'The day of the next review must be after this one',
}

interface Checked {
  readonly checkedOn: Day
  readonly fromOn: Day | null
  readonly toOn: Day | null
}

/** What cannot be so of an answer about a home: anything else is kept as it was found. */
export function wrongIn({ checkedOn, fromOn, toOn }: Checked, today: Day): Finding[] {
  const late = {
    rule: 'UH-3',
    message: 'The day it was checked must be today or in the past',
    at: 'checkedOn',
  }
  const back = { rule: 'UH-4', message: 'The end must be on or after the day it began', at: 'toOn' }
  return [
    ...(checkedOn > today ? [late] : []),
    ...(fromOn !== null && toOn !== null && toOn < fromOn ? [back] : []),
  ]
}
