import { clock } from '../../platform/clocks/clock.ts'
import { educationGuidance } from '../../platform/clocks/editions.ts'
import { noDay, within, workingDays } from '../../platform/clocks/limit.ts'

export const pepInitial = clock({
  id: 'pep-initial',
  name: 'First personal education plan',
  duty: 'Start the plan, ready for the first review',
  starts: 'the child becomes looked after',
  stops: 'the plan is begun',
  within: within(workingDays(10)),
  repeats: 'once',
  ...educationGuidance,
  source: 'Guidance on promoting education, 2018: 10 working days; some authorities use 20',
  confirmed: 'P',
  owner: 'social worker; virtual school',
  ladder: 'C',
})

export const pepReview = clock({
  id: 'pep-review',
  name: 'Personal education plan review',
  duty: 'Review the plan every term',
  starts: 'the term starts',
  stops: 'a quality-assured plan',
  within: within(noDay('it is due once in every school term, and the terms are not held here')),
  repeats: 'every term',
  ...educationGuidance,
  source: 'Guidance on promoting education, 2018: reviewed every school term',
  confirmed: 'C',
  owner: 'virtual school',
  ladder: 'C',
})

export const clocks = [pepInitial, pepReview] as const
