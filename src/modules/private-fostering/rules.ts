import { ageOn, type Day } from '../../platform/dates/day.ts'
import type { Child } from '../../platform/people/child.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { PrivateFostering } from './record.ts'

/** Private fostering stops at 16, or 18 for a disabled child: Children Act 1989 s66(1)(a) and (4). */
const ageLimit = (child: Child): 16 | 18 => (child.disabled ? 18 : 16)

export const carerIsAnother: Rule<{ child: Child; answers: { carerId: string | null } }> = {
  id: 'PF-1',
  source: 'Children Act 1989 s66(1)(b)',
  holds: ({ child, answers }) => answers.carerId !== child.id,
  at: 'carerId',
  says: 'The carer cannot be the child',
}

export const toldByToday: Rule<{ answers: { toldOn: Day | null }; today: Day }> = {
  id: 'PF-2',
  source: 'Good recording: a notification is in the past',
  holds: ({ answers, today }) => answers.toldOn === null || answers.toldOn <= today,
  at: 'toldOn',
  says: 'The day we were told must be today or in the past',
}

export const spokenToAlone: Rule<{ answers: { spokenAloneOn: Day | null; notAloneWhy: string | null } }> = {
  id: 'PF-3',
  source: 'SI 2005/1533 reg 4 and reg 7: the officer speaks to the child alone unless it is inappropriate',
  holds: ({ answers }) => answers.spokenAloneOn !== null || answers.notAloneWhy !== null,
  at: 'spokenAloneOn',
  says: 'Enter the day the child was spoken to alone, or why they were not',
}

/** What stands in the way of deciding that an arrangement is suitable. */
export const everyAdultChecked: Rule<{ before: PrivateFostering | null }> = {
  id: 'PF-4',
  source: 'SI 2005/1533 Sch 2 and 3: the suitability of every member of the household',
  holds: ({ before }) => before?.adultsChecked === true,
  says: 'Check every adult in the home before deciding that it is suitable',
}

export const parentsReached: Rule<{ before: PrivateFostering | null }> = {
  id: 'PF-5',
  source: 'SI 2005/1533 reg 4: the officer speaks to the parents where practicable',
  holds: ({ before }) => before !== null && before.parentsContacted !== null,
  says: 'Speak to the parents, or record how you tried, before deciding that it is suitable',
}

/** 16 on the day, or 18 if disabled: the exception must be true where it is given as the reason. */
export const overAge: Rule<{
  child: Child
  before: PrivateFostering | null
  answers: { exception: string | null }
}> = {
  id: 'PF-6',
  source: 'Children Act 1989 s66(1)(a) and (4)',
  holds: ({ child, before, answers }) =>
    answers.exception !== 'over age' ||
    child.bornOn === null ||
    before?.startsOn == null ||
    ageOn(child.bornOn, before.startsOn) >= ageLimit(child),
  at: 'exception',
  says: 'The child was under 16, or under 18 and disabled, when it started',
}

/** Under 28 days, as the days themselves say. */
export const underFourWeeks: Rule<{
  before: PrivateFostering | null
  answers: { exception: string | null }
}> = {
  id: 'PF-7',
  source: 'Children Act 1989 s66(2)',
  holds: ({ before, answers }) => answers.exception !== 'under 28 days' || before?.fourWeeksOrMore !== true,
  at: 'exception',
  says: 'It was recorded as meant to last 28 days or more: correct that first if it was wrong',
}

export const endsAfterStart: Rule<{ before: PrivateFostering | null; answers: { endedOn: Day | null } }> = {
  id: 'PF-8',
  source: 'Good recording: an arrangement ends after it starts',
  holds: ({ before, answers }) =>
    before?.startsOn == null || answers.endedOn === null || answers.endedOn >= before.startsOn,
  at: 'endedOn',
  says: 'The end must be on or after the day it started',
}
