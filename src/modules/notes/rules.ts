import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'

export const hasHappened: Rule<{ answers: { happenedOn: Day }; today: Day }> = {
  id: 'N-1',
  source: 'Good recording: a note is of something that has happened',
  holds: ({ answers, today }) => answers.happenedOn <= today,
  at: 'happenedOn',
  says: 'The day must be today or in the past',
}

export const saysWhatItMeant: Rule<{ answers: { significant: boolean; impact: string | null } }> = {
  id: 'N-2',
  source: 'Good recording: a chronology says what an event meant for the child',
  holds: ({ answers }) => !answers.significant || answers.impact !== null,
  at: 'impact',
  says: 'Enter what it meant for the child: it is going into the chronology',
}
