import { clock } from '../../platform/clocks/clock.ts'
import { careLeavers, localStandard } from '../../platform/clocks/editions.ts'
import {
  calendarDays,
  months,
  weeks,
  within,
  withinOrPlan,
  workingDays,
} from '../../platform/clocks/limit.ts'

export const clPathwayReview = clock({
  id: 'cl-pathway-review',
  name: 'Pathway plan review',
  duty: 'Review the plan with the young person',
  starts: 'the last review',
  stops: 'it is reviewed with the young person',
  within: within(months(6)),
  repeats: 'to 21, or 25 if support is asked for',
  ...careLeavers,
  source: 'SI 2010/2571 reg 7',
  confirmed: 'C',
  owner: 'personal adviser',
  ladder: 'C',
})

export const clAccomVisit = clock({
  id: 'cl-accom-visit',
  name: 'Visit to new accommodation',
  duty: 'Visit the young person where they now live',
  starts: 'accommodation is first provided',
  stops: 'the personal adviser visits there',
  within: within(calendarDays(7)),
  repeats: 'each move',
  ...careLeavers,
  source: 'SI 2010/2571 reg 8(2)(a)',
  confirmed: 'C',
  owner: 'personal adviser',
  ladder: 'A',
})

export const clAccomVisitN = clock({
  id: 'cl-accom-visit-n',
  name: 'Later visits to the accommodation',
  duty: 'Visit the young person where they live',
  starts: 'the last visit there',
  stops: 'the personal adviser visits there',
  within: within(months(2)),
  repeats: 'repeating',
  ...careLeavers,
  source: 'SI 2010/2571 reg 8(2)(c)',
  confirmed: 'C',
  owner: 'personal adviser',
  ladder: 'A',
})

export const clKeepInTouch = clock({
  id: 'cl-keep-in-touch',
  name: 'Keeping in touch',
  duty: 'Be in touch both ways, meaningfully',
  starts: 'the last meaningful contact',
  stops: 'contact both ways',
  within: withinOrPlan(weeks(8)),
  repeats: 'to 21; then as the plan says',
  ...localStandard,
  source: 'Bracknell Forest procedures',
  confirmed: 'C',
  owner: 'personal adviser',
  ladder: 'A',
})

export const clPaChange = clock({
  id: 'cl-pa-change',
  name: 'Change of personal adviser',
  duty: 'Hand over, read the plan again and tell the young person',
  starts: 'the adviser changes',
  stops: 'handover met, plan read again, young person told',
  within: within(workingDays(10)),
  repeats: 'each change',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'leaving care manager',
  ladder: 'C',
})

export const clocks = [clPathwayReview, clAccomVisit, clAccomVisitN, clKeepInTouch, clPaChange] as const
