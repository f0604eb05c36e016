import { addDays, type Day } from '../../platform/dates/day.ts'
import { shippedCalendar, workingDaysBetween } from '../../platform/dates/calendar.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { WrittenAgreement } from './record.ts'

type Standing = { readonly before: WrittenAgreement | null }

export const somethingElse: Rule<Standing> = {
  id: 'AG-1',
  source: 'Local standard: an agreement is never the only thing that keeps a child safe',
  holds: ({ before }) => before !== null && before.otherMeasures !== null && before.soleSafeguard !== true,
  at: 'approvedWhy',
  says: 'It is the only thing that keeps the child safe: say what else does, that does not depend on those who sign, before it is used',
}

export const notOfTheAbused: Rule<Standing> = {
  id: 'AG-2',
  source: 'Local standard: somebody who is abused is not asked to control whoever abuses them',
  holds: ({ before }) => before?.asksVictim !== true,
  at: 'approvedWhy',
  says: 'It asks somebody who has been abused to keep the other person away: the service manager decides whether it may be used',
}

/** @param gravest the score of the child's gravest open worry */
export const notGrave = (gravest: number, limit: number): Rule<object> => ({
  id: 'AG-3',
  source: 'Local standard: where a worry is grave, the service manager decides',
  holds: () => gravest < limit,
  at: 'approvedWhy',
  says: `A worry about this child is grave (${gravest} of 25): the service manager decides whether an agreement may be used`,
})

export const approvedByAnother: Rule<Standing & { actorId: string }> = {
  id: 'AG-4',
  source: 'Nobody agrees to what they proposed',
  holds: ({ before, actorId }) => before?.proposedBy !== actorId,
  at: 'approvedWhy',
  says: 'You proposed it: another manager must agree to it',
}

export const signedByToday: Rule<{ answers: { signedOn: Day | null; reviewOn: Day | null }; today: Day }> = {
  id: 'AG-5',
  source: 'Good recording: what was signed was signed, and its review is ahead',
  holds: ({ answers: { signedOn, reviewOn }, today }) =>
    (signedOn === null || signedOn <= today) &&
    (signedOn === null || reviewOn === null || reviewOn > signedOn),
  at: 'signedOn',
  says: 'The day it was signed must be today or in the past, and before the day it is reviewed',
}

export const checkedWhileItStood: Rule<Standing & { answers: { checkedOn: Day | null }; today: Day }> = {
  id: 'AG-6',
  source: 'Good recording: a check is of an agreement that stands',
  holds: ({ before, answers: { checkedOn }, today }) =>
    checkedOn === null || (checkedOn <= today && (before?.signedOn == null || checkedOn >= before.signedOn)),
  at: 'checkedOn',
  says: 'The day it was checked must be on or after the day it was signed, and not after today',
}

const daysOfACheck = 20

/** Whether a check that rests on more than the word of those who signed was made within 20 working days. */
const checkedLately = ({ independentOn }: Pick<WrittenAgreement, 'independentOn'>, today: Day): boolean =>
  independentOn !== null && workingDaysBetween(independentOn, today, shippedCalendar) <= daysOfACheck

/** One that was broken and dealt with ends without: the check has been made by what happened. */
export const checkedIndependently: Rule<Standing & { today: Day }> = {
  id: 'AG-7',
  source: 'Local standard: an agreement is renewed or ended on a check, not on what those who signed it say',
  holds: ({ before, today }) =>
    before !== null && (before.state === 'escalated' || checkedLately(before, today)),
  says: 'No check in the last 20 working days rests on more than the word of those who signed it: have it checked first',
}

const renewalsOfAManager = 2

export const notRenewedThrice: Rule<Standing> = {
  id: 'AG-8',
  source: 'Local standard: a third renewal is the service manager’s',
  holds: ({ before }) => (before?.renewals ?? 0) < renewalsOfAManager,
  at: 'renewedWhy',
  says: 'It has been renewed twice: the service manager decides whether it goes on',
}

const longestDays = 90

/** What is relied on more than it should be, in the words of the screen: none if nothing is. */
export const overRelied = (
  one: Pick<WrittenAgreement, 'signedOn' | 'independentOn' | 'soleSafeguard' | 'otherMeasures'>,
  active: number,
  today: Day,
): string[] => [
  ...(one.soleSafeguard === true || one.otherMeasures === null ? ['Nothing else keeps the child safe'] : []),
  ...(active > 1 ? [`One of ${active} in force`] : []),
  ...(one.signedOn !== null && addDays(one.signedOn, longestDays) < today ? ['In force for more than 90 days'] : []),
  ...(!checkedLately(one, today) && !freshlySigned(one, today) ? ['Nobody has checked it for 20 working days'] : []),
] // prettier-ignore

const freshlySigned = ({ signedOn }: Pick<WrittenAgreement, 'signedOn'>, today: Day): boolean =>
  signedOn !== null && workingDaysBetween(signedOn, today, shippedCalendar) <= daysOfACheck
