import { clock } from '../../platform/clocks/clock.ts'
import { localStandard, missingGuidance } from '../../platform/clocks/editions.ts'
import { hours, type Limit, within, workingDays } from '../../platform/clocks/limit.ts'

const discussion: Limit = {
  words: '24 hours missing, sooner if the risk is high; 3 working days for a third episode in 90 days',
  steps: { first: hours(24), later: workingDays(3) },
  reads: [{ fact: 'event', default: 'first' }],
  step: ({ event = 'first' }) => event,
}

export const missingStrategy = clock({
  id: 'missing-strategy',
  name: 'Strategy discussion for a missing child',
  duty: 'Hold a strategy discussion',
  starts: 'the child goes missing, or a third episode in 90 days starts',
  stops: 'it is held',
  within: discussion,
  repeats: 'each time',
  ...localStandard,
  source: 'Local practice; the 2014 guidance asks for a risk assessment',
  confirmed: 'U',
  owner: 'team manager',
  ladder: 'B',
})

export const rhi = clock({
  id: 'rhi',
  name: 'Return home interview',
  duty: 'Have an independent person talk with the child, or record the refusal of a real offer',
  starts: 'the child is found or returns',
  stops: 'the interview is done, or refused after a real offer',
  within: within(hours(72)),
  repeats: 'each episode, however short',
  ...missingGuidance,
  source: 'Guidance on missing children 2014: within 72 hours of return',
  confirmed: 'C',
  owner: 'independent interviewer',
  ladder: 'A',
})

export const rhiRecord = clock({
  id: 'rhi-record',
  name: 'Return home interview on file and acted on',
  duty: 'Share the record with the worker and send intelligence to the police',
  starts: 'the interview',
  stops: 'the record is shared and the intelligence sent',
  within: within(workingDays(1)),
  repeats: 'each interview',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'interviewer',
  ladder: 'B',
})

export const clocks = [missingStrategy, rhi, rhiRecord] as const
