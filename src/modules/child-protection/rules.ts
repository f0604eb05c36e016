import { addMonths, type Day } from '../../platform/dates/day.ts'
import { workingDaysBetween, type Calendar } from '../../platform/dates/calendar.ts'
import type { Rule } from '../../platform/record/rule.ts'
import { isAgency } from './agencies.ts'

const law = 'Working Together 2026, ch.3: child protection conferences'
const local = 'Local standard for child protection conferences'

/** Whether somebody who was asked came. */
interface Came {
  readonly agency: string | null
  readonly attended: string | null
}

export const cameTo = ({ attended }: Pick<Came, 'attended'>): boolean =>
  attended === 'in person' || attended === 'video'

/** Enough to decide: children's social care and two other agencies. The family are there in their own right, and not counted. */
export function enough(asked: readonly Came[]): boolean {
  const came = new Set(
    asked.filter((one) => isAgency(one.agency ?? '') && cameTo(one)).map(({ agency }) => agency),
  )
  return came.has('social care') && came.size >= 3
}

/** What a conference is about to decide for one child, and what stands round it. */
interface Deciding {
  readonly decision: string | null
  readonly category: string | null
  /** The category the plan is under now; null where there is no plan. */
  readonly categoryNow: string | null
  readonly outlinePlan: string | null
  readonly coreGroup: readonly string[]
  readonly factors: readonly string[]
  readonly nextOn: Day | null
  readonly legalConsidered: boolean | null
  readonly heldOn: Day
  readonly quorate: boolean
  /** Since when the child has a plan; null without one. */
  readonly planSince: Day | null
  /** What must change that nobody has said the progress of. */
  readonly unrated: readonly string[]
  readonly seenOn: Day | null
  /** Agencies that came and whose view is not recorded. */
  readonly unheard: readonly string[]
  readonly risks: readonly string[]
  readonly calendar: Calendar
}

const goesOn = new Set(['plan', 'continue'])
const ends = ({ decision }: Deciding): boolean => decision === 'end'
const begins = ({ decision }: Deciding): boolean => decision === 'plan'

/** The rules of deciding for a child. All are asked at once. */
export const decidingRules: readonly Rule<Deciding>[] = [
  {
    id: 'CP-10',
    source: law,
    holds: ({ quorate, decision }) => quorate || decision === null || goesOn.has(decision),
    at: 'decision',
    says: 'Not enough agencies were there: a plan cannot be ended or refused. Book another conference',
  },
  {
    id: 'CP-11',
    source: law,
    holds: (facts) => !begins(facts) || facts.planSince === null,
    at: 'decision',
    says: 'The child has a plan already: choose that it goes on, or that it ends',
  },
  {
    id: 'CP-12',
    source: law,
    holds: ({ decision, planSince }) => planSince !== null || (decision !== 'continue' && decision !== 'end'),
    at: 'decision',
    says: 'The child has no child protection plan, so none can go on or end',
  },
  {
    id: 'CP-13',
    source: law,
    holds: (facts) => !begins(facts) || facts.category !== null,
    at: 'category',
    says: 'Select the kind of harm the plan is for',
  },
  {
    id: 'CP-14',
    source: law,
    holds: (facts) => !begins(facts) || facts.outlinePlan !== null,
    at: 'outlinePlan',
    says: 'Enter what must happen first',
  },
  {
    id: 'CP-15',
    source: law,
    holds: (facts) => !begins(facts) || facts.coreGroup.length > 0,
    at: 'coreGroup',
    says: 'Select who is in the core group',
  },
  {
    id: 'CP-16',
    source: local,
    holds: (facts) => !begins(facts) || facts.factors.length > 0,
    at: 'factors',
    says: 'Select what is part of the worry',
  },
  {
    id: 'CP-17',
    source: law,
    holds: ({ decision, nextOn }) => decision === null || !goesOn.has(decision) || nextOn !== null,
    at: 'nextOn',
    says: 'Enter the day of the next conference',
  },
  {
    id: 'CP-18',
    source: 'Working Together 2026, ch.3: reviewed within three months, then at most every six',
    holds: (facts) =>
      facts.nextOn === null ||
      (facts.nextOn > facts.heldOn && facts.nextOn <= addMonths(facts.heldOn, begins(facts) ? 3 : 6)),
    at: 'nextOn',
    says: 'The first review is within three months of this conference, and later ones within six',
  },
  {
    id: 'CP-19',
    source: law,
    holds: ({ quorate, category, categoryNow }) =>
      quorate || categoryNow === null || category === null || category === categoryNow,
    at: 'category',
    says: 'Not enough agencies were there: the kind of harm cannot be changed',
  },
  {
    id: 'CP-20',
    source: 'Local standard: a plan of twelve months or more asks for legal advice to be considered',
    holds: ({ decision, planSince, heldOn, legalConsidered }) =>
      decision !== 'continue' ||
      planSince === null ||
      heldOn < addMonths(planSince, 12) ||
      legalConsidered !== null,
    at: 'legalConsidered',
    says: 'The plan has run for twelve months: say whether legal advice was considered',
  },
  {
    id: 'CP-21',
    source: local,
    holds: (facts) => !ends(facts) || facts.unrated.length === 0,
    at: 'decision',
    says: 'Say of everything in the plan whether it is different yet, before the plan ends',
  },
  {
    id: 'CP-22',
    source: local,
    holds: (facts) =>
      !ends(facts) ||
      (facts.seenOn !== null && workingDaysBetween(facts.seenOn, facts.heldOn, facts.calendar) <= 10),
    at: 'decision',
    says: 'The child was not seen in the ten working days before the conference: see them before the plan ends',
  },
  {
    id: 'CP-23',
    source: local,
    holds: (facts) => !ends(facts) || facts.unheard.length === 0,
    at: 'decision',
    says: 'Record what each agency thinks before the plan ends',
  },
  {
    id: 'CP-24',
    source: local,
    holds: (facts) => !ends(facts) || facts.risks.length === 0,
    at: 'decision',
    says: 'A worry that is high, or that nobody has weighed, is still open: review it or close it before the plan ends',
  },
]

/** A conference is recorded once it has been held. */
export const heldAlready: Rule<{ heldOn: Day | null; today: Day }> = {
  id: 'CP-25',
  source: local,
  holds: ({ heldOn, today }) => heldOn === null || heldOn <= today,
  at: 'heldOn',
  says: 'The day it was held must be today or earlier',
}

export const bookedAhead: Rule<{ bookedFor: Day | null; today: Day }> = {
  id: 'CP-26',
  source: local,
  holds: ({ bookedFor, today }) => bookedFor === null || bookedFor >= today,
  at: 'bookedFor',
  says: 'The day it is booked for must be today or later',
}

/** Two absences, one after the other, of one agency: the partner is asked why. Newest meeting first. */
export const absentTwice = (attended: readonly (string | null)[]): boolean =>
  attended.length >= 2 && attended.slice(0, 2).every((came) => came === 'no')

/** Decided here, or told by a return or an older record, which stays as it came. */
export const isDecided = ({
  decidedOn,
  decision,
  importId,
}: {
  readonly decidedOn: Day | null
  readonly decision: string | null
  readonly importId: string | null
}): boolean => decidedOn !== null || importId !== null || (decision !== null && decision !== 'not recorded')
