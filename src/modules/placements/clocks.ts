import { clock } from '../../platform/clocks/clock.ts'
import { carePlanning, localStandard } from '../../platform/clocks/editions.ts'
import { firstThen, noDay, weeks, within, workingDays } from '../../platform/clocks/limit.ts'

const claPlacementPlan = clock({
  id: 'cla-placement-plan',
  name: 'Placement plan',
  duty: 'Have the placement plan signed before the placement, or soon after',
  starts: 'the placement',
  stops: 'the plan is signed',
  within: within(workingDays(5)),
  repeats: 'each placement',
  ...carePlanning,
  source: 'SI 2010/959 reg 9',
  confirmed: 'K',
  owner: 'social worker',
  ladder: 'C',
})

const pwpAssessment = clock({
  id: 'pwp-assessment',
  name: 'Placement with parents assessment',
  duty: 'Assess, ask the nominated officer, plan the placement and consult the IRO',
  starts: 'the proposal',
  stops: 'it is assessed, approved and planned, and the IRO consulted',
  within: within(noDay('it is due before the child is placed, whenever that is')),
  repeats: 'each placement',
  ...carePlanning,
  source: 'SI 2010/959 regs 17-18',
  confirmed: 'C',
  owner: 'social worker; nominated officer',
  ladder: 'B',
})

const pwpOversight = clock({
  id: 'pwp-oversight',
  name: 'Extra look at a child on a care order at home',
  duty: 'Record oversight, and consider discharge or removal at every review',
  starts: 'the placement, or the last entry',
  stops: 'the service manager records oversight',
  within: within(weeks(4)),
  repeats: 'every 4 weeks',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'service manager',
  ladder: 'A',
})

export const connectedPerson16w = clock({
  id: 'connected-person-16w',
  name: 'Temporary approval of a relative or friend',
  duty: 'Bring the carer to full fostering approval, or end the placement',
  starts: 'temporary approval',
  stops: 'full fostering approval, or the placement ends',
  within: within(weeks(16)),
  repeats: 'once',
  ...carePlanning,
  source: 'SI 2010/959 reg 24',
  confirmed: 'K',
  owner: 'supervising social worker',
  ladder: 'C',
})

export const connectedPersonExt = clock({
  id: 'connected-person-ext',
  name: 'Extension of temporary approval',
  duty: 'Ask the panel, tell the IRO and have the nominated officer approve',
  starts: 'the temporary approval would expire',
  stops: 'the extension ends, or the review of a refusal does',
  within: within(weeks(8)),
  repeats: 'once',
  ...carePlanning,
  source: 'SI 2010/959 reg 25(2)-(5)',
  confirmed: 'C',
  owner: 'nominated officer',
  ladder: 'C',
})

export const unregisteredReview = clock({
  id: 'unregistered-review',
  name: 'Child in an unregistered home',
  duty: 'Review the child, chase registration and tell Ofsted; log every day and plan within 5 working days',
  starts: 'the child starts to live there, or the last review',
  stops: 'the director records a review',
  within: firstThen(workingDays(1), weeks(1)),
  repeats: 'weekly',
  ...localStandard,
  source: 'Care Standards Act 2000 s.11',
  confirmed: 'L',
  owner: 'director',
  ladder: 'B',
})

export const clocks = [
  claPlacementPlan,
  pwpAssessment,
  pwpOversight,
  connectedPerson16w,
  connectedPersonExt,
  unregisteredReview,
] as const
