import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { within, workingDays } from '../../platform/clocks/limit.ts'
import { callClocks } from './calls/clocks.ts'

export const recordVisit = clock({
  id: 'record-visit',
  name: 'Write up a visit',
  duty: 'Finish the record of the visit',
  starts: 'the visit',
  stops: 'the record is final',
  within: within(workingDays(2)),
  repeats: 'each visit',
  ...localStandard,
  source: 'Child protection visits guide: 48 hours',
  confirmed: 'C',
  owner: 'worker',
  ladder: 'D',
})

export const clocks = [recordVisit, ...callClocks] as const
