import { clock } from '../../platform/clocks/clock.ts'
import { carePlanning, carePlanningAmended, iroHandbook } from '../../platform/clocks/editions.ts'
import {
  firstThen,
  months,
  noting,
  weeklyToFirstReview,
  weeks,
  within,
  withinOrPlan,
  workingDays,
} from '../../platform/clocks/limit.ts'
import { inRegime, otherRegime } from './visiting-regime.ts'

const claCarePlan = clock({
  id: 'cla-care-plan',
  name: 'First care plan',
  duty: 'Have the care plan on record before the placement, or soon after',
  starts: 'the first placement',
  stops: 'the care plan is on record',
  within: within(workingDays(10)),
  repeats: 'once',
  ...carePlanning,
  source: 'SI 2010/959 reg 4(2)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'C',
})

export const claVisitFirst = clock({
  id: 'cla-visit-first',
  name: 'First visit to a placement',
  duty: 'Visit the child where they live and see them alone',
  starts: 'a placement starts',
  stops: 'a visit in which the child is seen',
  within: inRegime(within(weeks(1))),
  notes: otherRegime('cla-visit-first'),
  repeats: 'each placement',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(2)(a)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const claVisitYear1 = clock({
  id: 'cla-visit-year1',
  name: 'Visits in the first year of a placement',
  duty: 'Visit the child where they live and see them alone',
  starts: 'the last visit',
  stops: 'a visit in which the child is seen',
  within: inRegime(withinOrPlan(weeks(6))),
  notes: otherRegime('cla-visit-year1'),
  repeats: 'through year one',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(2)(b)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const claVisitLater = clock({
  id: 'cla-visit-later',
  name: 'Visits after the first year',
  duty: 'Visit the child where they live and see them alone',
  starts: 'the last visit',
  stops: 'a visit in which the child is seen',
  within: inRegime(withinOrPlan(weeks(6))),
  notes: otherRegime('cla-visit-later'),
  repeats: 'repeating',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(2)(c)(ii)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const claVisitPermanent = clock({
  id: 'cla-visit-permanent',
  name: 'Visits after the first year, placement meant to last to 18',
  duty: 'Visit the child where they live and see them alone',
  starts: 'the last visit',
  stops: 'a visit in which the child is seen',
  within: inRegime(withinOrPlan(months(3))),
  notes: otherRegime('cla-visit-permanent'),
  repeats: 'repeating',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(2)(c)(i)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const claVisitLongtermAgreed = clock({
  id: 'cla-visit-longterm-agreed',
  name: 'Visits in a long-term foster placement, as the child agrees',
  duty: 'Visit the child where they live and see them alone',
  starts: 'the last visit',
  stops: 'a visit in which the child is seen',
  within: inRegime(withinOrPlan(months(6))),
  notes: otherRegime('cla-visit-longterm-agreed'),
  repeats: 'repeating; lapses if the child no longer agrees',
  ...carePlanningAmended,
  source: 'SI 2010/959 reg 28(3A), inserted by SI 2015/495',
  confirmed: 'P',
  owner: 'social worker',
  ladder: 'A',
})

export const claVisitReg19 = clock({
  id: 'cla-visit-reg19',
  name: 'Visits to a child placed with a parent before assessment',
  duty: 'Visit the child where they live and see them alone',
  starts: 'the placement, or the last visit',
  stops: 'a visit in which the child is seen',
  within: inRegime(weeklyToFirstReview(weeks(6))),
  notes: otherRegime('cla-visit-reg19'),
  repeats: 'weekly to the first review, then 6 weeks',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(3)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const claVisitReg24Ico = clock({
  id: 'cla-visit-reg24-ico',
  name: 'Visits: connected person temporarily approved, or interim care order at home',
  duty: 'Visit the child where they live and see them alone',
  starts: 'the placement or order, or the last visit',
  stops: 'a visit in which the child is seen',
  within: inRegime(weeklyToFirstReview(weeks(4))),
  notes: otherRegime('cla-visit-reg24-ico'),
  repeats: 'weekly to the first review, then 4 weeks',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(4)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const claVisitCareOrderHome = clock({
  id: 'cla-visit-care-order-home',
  name: 'Visits to a child on a full care order at home',
  duty: 'Visit the child where they live and see them alone',
  starts: 'the order, or the last visit',
  stops: 'a visit in which the child is seen',
  within: inRegime(firstThen(weeks(1), weeks(6))),
  notes: otherRegime('cla-visit-care-order-home'),
  repeats: 'within 1 week, then 6 weeks',
  ...carePlanning,
  source: 'SI 2010/959 reg 28(5)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const claReview1 = clock({
  id: 'cla-review-1',
  name: 'First looked-after review',
  duty: 'Hold the review',
  starts: 'the child becomes looked after',
  stops: 'a review chaired by the IRO',
  within: within(workingDays(20)),
  repeats: 'once',
  ...carePlanning,
  source: 'SI 2010/959 reg 33(1)',
  confirmed: 'C',
  owner: 'IRO',
  ladder: 'C',
})

export const claReview2 = clock({
  id: 'cla-review-2',
  name: 'Second looked-after review',
  duty: 'Hold the review',
  starts: 'the first review',
  stops: 'it is held',
  within: within(months(3)),
  repeats: 'once',
  ...carePlanning,
  source: 'SI 2010/959 reg 33(2)',
  confirmed: 'C',
  owner: 'IRO',
  ladder: 'C',
})

export const claReviewN = clock({
  id: 'cla-review-n',
  name: 'Later looked-after reviews',
  duty: 'Hold the review',
  starts: 'the last review',
  stops: 'it is held',
  within: within(months(6)),
  repeats: 'repeating',
  ...carePlanning,
  source: 'SI 2010/959 reg 33(2); SI 2015/495 reg 5',
  confirmed: 'C',
  owner: 'IRO',
  ladder: 'C',
})

const iroDispute = clock({
  id: 'iro-dispute',
  name: 'IRO dispute resolution',
  duty: 'Resolve the dispute, stage by stage',
  starts: 'the dispute formally starts',
  stops: 'it is resolved',
  within: within(workingDays(20)),
  repeats: 'each dispute',
  ...iroHandbook,
  source: 'IRO Handbook',
  confirmed: 'U',
  owner: 'IRO',
  ladder: 'R',
})

export const claVisitWelfareDoubt = clock({
  id: 'cla-visit-welfare-doubt',
  name: 'Early review, after a visit that left a doubt',
  duty: 'Hold the review early: a visit left a doubt whether the child’s welfare is safeguarded',
  starts: 'the visit that left the doubt',
  stops: 'a review chaired by the IRO',
  within: within(noting(workingDays(10), 'the duty is the regulation’s; the days are local')),
  repeats: 'each time',
  ...carePlanning,
  source: 'SI 2010/959 regs 30 and 33(3)(b)',
  confirmed: 'C',
  owner: 'IRO',
  ladder: 'C',
})

export const clocks = [
  claCarePlan,
  claVisitFirst,
  claVisitYear1,
  claVisitLater,
  claVisitPermanent,
  claVisitLongtermAgreed,
  claVisitReg19,
  claVisitReg24Ico,
  claVisitCareOrderHome,
  claVisitWelfareDoubt,
  claReview1,
  claReview2,
  claReviewN,
  iroDispute,
] as const
