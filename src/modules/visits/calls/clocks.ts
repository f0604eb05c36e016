import { clock } from '../../../platform/clocks/clock.ts'
import {
  carePlanning,
  detainedChildren,
  longStays,
  privateArrangements,
} from '../../../platform/clocks/editions.ts'
import {
  calendarDays,
  firstThen,
  months,
  noting,
  weeks,
  within,
  workingDays,
  type Limit,
} from '../../../platform/clocks/limit.ts'

const visiting = {
  stops: 'a visit in which the child is seen',
  owner: 'social worker',
  ladder: 'A',
} as const
const theSameDays = noting(workingDays(5), 'the duty is the regulation’s; the days are local')

export const pfRequestedVisit = clock({
  ...visiting,
  id: 'pf-requested-visit',
  name: 'Private fostering visit that was asked for',
  duty: 'Visit the child because it was asked for',
  starts: 'the child, the carer or a parent asks, and it is reasonable',
  within: within(theSameDays),
  repeats: 'each request',
  ...privateArrangements,
  source: 'SI 2005/1533 reg 8(2)',
  confirmed: 'P',
})

const weeksOfAYear = 52

/** A week, then every six weeks in the first year, then every three months. */
const asTheArrangementAges: Limit = {
  words: '1 week first, then 6 weeks in the first year, then 3 months',
  steps: { first: weeks(1), year1: weeks(6), later: months(3) },
  reads: [
    { fact: 'event', default: 'first' },
    { fact: 'weekOrdinal', default: null },
  ],
  step: ({ event = 'first', weekOrdinal = 1 }) =>
    event === 'first' ? 'first' : weekOrdinal <= weeksOfAYear ? 'year1' : 'later',
}

export const claVisitOtherArrangements = clock({
  ...visiting,
  id: 'cla-visit-other-arrangements',
  name: 'Visits where somebody else arranges where the child lives',
  duty: 'Visit the child where they live',
  starts: 'the arrangements start or change, or the last visit',
  within: asTheArrangementAges,
  repeats: 'repeating',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(6)',
  confirmed: 'K',
})

export const claVisitRequested = clock({
  ...visiting,
  id: 'cla-visit-requested',
  name: 'Visit that a child in our care or their carer asked for',
  duty: 'Visit the child because it was asked for',
  starts: 'the child or the carer asks, and it is reasonable',
  within: within(theSameDays),
  repeats: 'each request',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(7) and (8)',
  confirmed: 'K',
})

export const claVisitNoticeOfConcern = clock({
  ...visiting,
  id: 'cla-visit-notice-of-concern',
  name: 'Visit after a notice of concern about the home',
  duty: 'Visit the child in the home the regulator is concerned about',
  starts: 'we are told of the notice (Care Standards Act 2000 s.30A)',
  within: within(weeks(1)),
  repeats: 'each notice',
  ...carePlanning,
  source: 'SI 2010/959 reg 28',
  confirmed: 'P',
})

export const shortBreakVisit = clock({
  ...visiting,
  id: 'short-break-visit',
  name: 'Visits in a series of short breaks',
  duty: 'Visit the child while they stay there, as agreed with the reviewing officer and the parents',
  starts: 'the first short break, or the last visit',
  within: firstThen(months(3), months(6)),
  repeats: 'repeating',
  ...carePlanning,
  source: 'SI 2010/959 reg 48(3)',
  confirmed: 'K',
})

export const custodyVisit = clock({
  ...visiting,
  id: 'custody-visit',
  name: 'Visit to a child who is detained',
  duty: 'Visit the child where they are detained',
  starts: 'a child who is or was in our care is detained',
  within: within(noting(workingDays(10), 'after the first visit, as the child’s needs are assessed')),
  repeats: 'once, then as assessed',
  ...detainedChildren,
  source: 'SI 2010/2797',
  confirmed: 'K',
})

export const s85Visit = clock({
  ...visiting,
  id: 's85-visit',
  name: 'Visits to a child in hospital or a residential school for 3 months or more',
  duty: 'Visit the child where they stay',
  starts: 'we are told of the stay, or the last visit',
  within: firstThen(calendarDays(14), months(6)),
  repeats: 'repeating',
  ...longStays,
  source: 'Children Act 1989 s.85; SI 2011/1010',
  confirmed: 'U',
})

export const callClocks = [
  pfRequestedVisit,
  claVisitOtherArrangements,
  claVisitRequested,
  claVisitNoticeOfConcern,
  shortBreakVisit,
  custodyVisit,
  s85Visit,
] as const
