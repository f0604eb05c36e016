import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { firstThen, months, weeks, within, withinOrPlan, workingDays } from '../../platform/clocks/limit.ts'

export const cinPlan = clock({
  id: 'cin-plan',
  name: 'Child in need plan',
  duty: 'Write the plan with the family and have it authorised',
  starts: 'the assessment finds a child in need',
  stops: 'the plan is authorised',
  within: within(workingDays(10)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'social worker',
  ladder: 'C',
})

export const cinVisit = clock({
  id: 'cin-visit',
  name: 'Child in need visit',
  duty: 'See the child',
  starts: 'the plan starts, or the last visit',
  stops: 'a visit in which the child is seen',
  within: withinOrPlan(workingDays(20)),
  repeats: 'every 20 working days',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'social worker',
  ladder: 'A',
})

export const cinReview = clock({
  id: 'cin-review',
  name: 'Child in need review',
  duty: 'Review the plan with the family',
  starts: 'the plan starts, or the last review',
  stops: 'the review is held with the family and its decisions recorded',
  within: firstThen(weeks(6), months(3)),
  repeats: 'repeating',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'social worker or chair',
  ladder: 'C',
})

export const cinDurationCheck = clock({
  id: 'cin-duration-check',
  name: 'Long child in need plan',
  duty: 'Decide: step up, step down, or go on and say why',
  starts: 'the plan starts, or the last decision',
  stops: 'the service manager records a decision',
  within: firstThen(months(9), months(3)),
  repeats: 'every 3 months after',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'service manager',
  ladder: 'C',
})

export const clocks = [cinPlan, cinVisit, cinReview, cinDurationCheck] as const
