import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { noting, weeks, within } from '../../platform/clocks/limit.ts'

export const daServiceWait = clock({
  id: 'da-service-wait',
  name: 'Waiting for a domestic-abuse service',
  duty: 'Chase the service and keep the family safe meanwhile',
  starts: 'the referral to the service',
  stops: 'the service starts',
  within: within(noting(weeks(4), 'an interim safety plan is due in 5 working days')),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'social worker',
  ladder: 'D',
})

export const clocks = [daServiceWait] as const
