import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { weeks, within } from '../../platform/clocks/limit.ts'

export const supervisionWorker = clock({
  id: 'supervision-worker',
  name: 'Personal supervision',
  duty: 'Meet, reflect, and write down how they are and what they need',
  starts: 'the last session',
  stops: 'a session is recorded',
  within: within(weeks(4)),
  repeats: 'repeating',
  ...localStandard,
  source: 'Local procedures: monthly (Walsall), 4 weeks (Nottinghamshire)',
  confirmed: 'C',
  owner: 'team manager',
  ladder: 'D',
})

export const supervisionManager = clock({
  id: 'supervision-manager',
  name: 'Supervision of a manager, chair or reviewing officer',
  duty: 'Meet, reflect, and write down how they are and what they need',
  starts: 'the last session',
  stops: 'a session is recorded',
  within: within(weeks(4)),
  repeats: 'repeating',
  ...localStandard,
  source: 'Local procedures',
  confirmed: 'C',
  owner: 'service manager',
  ladder: 'D',
})

export const clocks = [supervisionWorker, supervisionManager] as const

/** Of no child: each member of staff's own. */
export const queueClocks = [
  { clock: supervisionWorker, fedBy: 'Each session a manager records with a worker' },
  {
    clock: supervisionManager,
    fedBy: 'Each session a manager records with a manager, a chair or a reviewing officer',
  },
] as const
