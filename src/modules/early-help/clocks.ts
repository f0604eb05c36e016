import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { noting, weeks, within, workingDays } from '../../platform/clocks/limit.ts'

export const stepUpDecision = clock({
  id: 'step-up-decision',
  name: 'Early help to social care',
  duty: 'Decide whether social care takes the family on',
  starts: 'a step-up is asked for',
  stops: 'the MASH manager decides',
  within: within(workingDays(1)),
  repeats: 'each request',
  ...localStandard,
  source: 'Local standard, as for a referral',
  confirmed: 'L',
  owner: 'MASH manager',
  ladder: 'B',
})

export const stepUpDispute = clock({
  id: 'step-up-dispute',
  name: 'A declined step-up that early help disputes',
  duty: 'Look at the step-up again, decide, and say why',
  starts: 'early help disagrees that social care need not take the family on',
  stops: 'a manager decides again',
  within: within(
    noting(
      workingDays(5),
      'the first stage, the manager’s of the front door; then the service manager has 5 working days, and then the director',
    ),
  ),
  repeats: 'each dispute',
  ...localStandard,
  source: 'Local standard: the stages of a disagreement',
  confirmed: 'L',
  owner: 'MASH manager',
  ladder: 'R',
})

export const stepDownHandover = clock({
  id: 'step-down-handover',
  name: 'Social care to early help',
  duty: 'Meet the family with the worker who takes over, and have the plan accepted',
  starts: 'a step-down is agreed',
  stops: 'the handover meeting is held and the plan accepted',
  within: within(workingDays(10)),
  repeats: 'each transfer',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'social worker',
  ladder: 'C',
})

export const stepDownCheck = clock({
  id: 'step-down-check',
  name: 'Did the step-down hold?',
  duty: 'Check how the family is 12 weeks on',
  starts: 'the step-down is accepted',
  stops: 'the 12-week check is recorded',
  within: within(weeks(12)),
  repeats: 'once',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'team manager',
  ladder: 'C',
})

export const clocks = [stepUpDecision, stepUpDispute, stepDownHandover, stepDownCheck] as const
