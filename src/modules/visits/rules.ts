import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'

/** What was said of one child on the form. */
interface ChildSeen {
  readonly seen: boolean | null
  readonly seenAlone: string | null
  readonly notAloneWhy: string | null
  readonly notSeenNext: string | null
}

/** What was said of the visit as a whole. */
interface VisitSaid {
  readonly visitedOn: Day
  readonly outcomeId: string | null
  readonly purpose: string | null
  readonly mode: string
  readonly remoteWhy: string | null
  readonly nextOn: Day | null
}

const recording = 'Good recording: a visit has a child, a day, a purpose and what was seen'

const saidWhetherSeen: Rule<{ child: ChildSeen }> = {
  id: 'V-1',
  source: recording,
  holds: ({ child }) => child.seen !== null,
  at: 'seen',
  says: 'Select whether you saw the child',
}

const saidWhetherAlone: Rule<{ child: ChildSeen }> = {
  id: 'V-2',
  source: 'Working Together ch.3: children are seen alone where that is right for them',
  holds: ({ child }) => child.seen !== true || child.seenAlone !== null,
  at: 'seenAlone',
  says: 'Select whether you saw the child alone',
}

const whyNotAlone: Rule<{ child: ChildSeen }> = {
  id: 'V-3',
  source: 'Working Together ch.3: children are seen alone where that is right for them',
  holds: ({ child }) => child.seenAlone !== 'no' || child.notAloneWhy !== null,
  at: 'notAloneWhy',
  says: 'Select why the child was not seen alone',
}

const whatNext: Rule<{ child: ChildSeen }> = {
  id: 'V-4',
  source: 'Local standard: an attempt is recorded with what happens next',
  holds: ({ child }) => child.seen !== false || child.notSeenNext !== null,
  at: 'notSeenNext',
  says: 'Enter why the child was not seen, and what happens next',
}

const hasPurpose: Rule<{ visit: VisitSaid }> = {
  id: 'V-5',
  source: 'Local standard: every visit has a purpose',
  holds: ({ visit }) => visit.outcomeId !== null || visit.purpose !== null,
  at: 'outcomeId',
  says: 'Select what the visit was for, or write it in your own words',
}

const notInTheFuture: Rule<{ visit: VisitSaid; today: Day }> = {
  id: 'V-6',
  source: 'Good recording: a visit that is recorded has happened',
  holds: ({ visit, today }) => visit.visitedOn <= today,
  at: 'visitedOn',
  says: 'The day of the visit must be today or in the past',
}

/** Working days after a child was met by video or telephone, within which they are met face to face. A local standard. */
export const meetWithin = 5

const remotely = 'Local standard: a call or a screen is no visit, and the child is met face to face soon'

const whyRemote: Rule<{ visit: VisitSaid }> = {
  id: 'V-8',
  source: remotely,
  holds: ({ visit }) => visit.mode === 'face to face' || visit.remoteWhy !== null,
  at: 'remoteWhy',
  says: 'Enter why it was not face to face',
}

const meetSoon: Rule<{ visit: VisitSaid; meetBy: Day }> = {
  id: 'V-9',
  source: remotely,
  holds: ({ visit: { mode, nextOn, visitedOn }, meetBy }) =>
    mode === 'face to face' || (nextOn !== null && nextOn >= visitedOn && nextOn <= meetBy),
  at: 'nextOn',
  says: `Enter the day you will see them face to face: within ${meetWithin} working days`,
}

const sampled = 'Local standard: a sample of visits is checked by somebody who was not there'

export const notOwnVisit: Rule<{ before: { readonly workerId: string | null } | null; actorId: string }> = {
  id: 'V-10',
  source: sampled,
  holds: ({ before, actorId }) => before?.workerId !== actorId,
  says: 'You made this visit yourself: somebody else must check it',
}

export const saysWhatToDo: Rule<{ answers: { purposeRating: string | null; checkSays: string | null } }> = {
  id: 'V-11',
  source: sampled,
  holds: ({ answers: { purposeRating, checkSays } }) =>
    purposeRating === 'outstanding' || purposeRating === 'good' || checkSays !== null,
  at: 'checkSays',
  says: 'Enter what must be different next time',
}

export const childRules: readonly Rule<{ child: ChildSeen }>[] = [
  saidWhetherSeen,
  saidWhetherAlone,
  whyNotAlone,
  whatNext,
]
export const visitRules: readonly Rule<{ visit: VisitSaid; today: Day; meetBy: Day }>[] = [
  hasPurpose,
  notInTheFuture,
  whyRemote,
  meetSoon,
]
