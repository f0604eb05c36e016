import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { noDay, onTheDay, within, workingDays } from '../../platform/clocks/limit.ts'

export const allocation = clock({
  id: 'allocation',
  name: 'Named worker',
  duty: 'Give the child a qualified worker',
  starts: 'the decision to assess',
  stops: 'a qualified worker is assigned',
  within: within(workingDays(1)),
  repeats: 'each child',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'team manager',
  ladder: 'B',
})

export const transferHandover = clock({
  id: 'transfer-handover',
  name: 'Change of worker',
  duty: 'Hand over in writing, visit together and tell the child why',
  starts: 'a new allocation',
  stops: 'handover record, joint visit and the child told why',
  within: within(workingDays(10)),
  repeats: 'each change',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'both managers',
  ladder: 'C',
})

export const workerChangeAlert = clock({
  id: 'worker-change-alert',
  name: 'Too many workers',
  duty: 'Look at why this child has had three workers in a year',
  starts: 'the third worker in 12 months',
  stops: 'the service manager records a review',
  within: within(onTheDay('at once')),
  repeats: 'each time',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'service manager',
  ladder: 'C',
})

export const unallocated = clock({
  id: 'unallocated',
  name: 'Child who needs a worker and has none',
  duty: 'Give the child a worker now',
  starts: 'an allocation ends, or there is none',
  stops: 'a worker is allocated',
  within: within(
    noDay(
      'no time without a worker is allowed: the team manager is told at once, the director after 1 working day',
    ),
  ),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'team manager',
  ladder: 'B',
})

const caseloadReview = clock({
  id: 'caseload-review',
  name: 'A worker carries more than they should',
  duty: 'Write down how their load comes down, and by when',
  starts: 'a worker’s weighted load passes their limit',
  stops: 'a plan to bring it down is written, or the load is within the limit',
  within: within(workingDays(5)),
  repeats: 'each time, and the director is told each week of teams over their load',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'service manager',
  ladder: 'D',
})

export const clocks = [allocation, transferHandover, workerChangeAlert, unallocated, caseloadReview] as const

/** Of no child: it runs for a worker. */
export const queueClocks = [
  {
    clock: caseloadReview,
    fedBy: 'Each worker’s weighted load against their limit, and the plan written to bring it down',
  },
] as const
