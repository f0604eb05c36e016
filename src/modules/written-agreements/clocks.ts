import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { within, workingDays } from '../../platform/clocks/limit.ts'

export const writtenAgreementReview = clock({
  id: 'written-agreement-review',
  name: 'Is the written agreement still right?',
  duty: 'Review whether it works and who checks',
  starts: 'it is signed, or the last review',
  stops: 'a review is recorded',
  within: within(workingDays(20)),
  repeats: 'every 20 working days; three renewals at most without a manager',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'social worker and manager',
  ladder: 'C',
})

export const clocks = [writtenAgreementReview] as const
