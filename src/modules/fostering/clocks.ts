import { clock } from '../../platform/clocks/clock.ts'
import { fosteringServices, localStandard } from '../../platform/clocks/editions.ts'
import { type Limit, months, weeks, within } from '../../platform/clocks/limit.ts'

const supervision: Limit = {
  words: '6 weeks; 4 for a new carer or where there is a concern (risk grade high)',
  steps: { otherwise: weeks(6), high: weeks(4) },
  reads: [{ fact: 'riskGrade', default: 'standard' }],
  step: ({ riskGrade }) => (riskGrade === 'high' ? 'high' : 'otherwise'),
}

const fosterReview = clock({
  id: 'foster-review',
  name: 'Review of a foster carer’s approval',
  duty: 'Review the approval, with the views of the child and the placing authority',
  starts: 'approval, or the last review',
  stops: 'it is reviewed; the first goes to panel',
  within: within(months(12)),
  repeats: 'yearly',
  ...fosteringServices,
  source: 'SI 2011/581 reg 28',
  confirmed: 'P',
  owner: 'supervising social worker',
  ladder: 'C',
})

const fosterSupervision = clock({
  id: 'foster-supervision',
  name: 'Supervising visit to a foster carer',
  duty: 'Visit the carer and record it',
  starts: 'the last visit',
  stops: 'a recorded visit with the carer',
  within: supervision,
  repeats: 'repeating',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'supervising social worker',
  ladder: 'A',
})

export const clocks = [fosterReview, fosterSupervision] as const
