import { clock } from '../../platform/clocks/clock.ts'
import { localStandard, nationalPractice } from '../../platform/clocks/editions.ts'
import { months, weeks, within, type Limit } from '../../platform/clocks/limit.ts'

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

/** The last weeks since the start in which somebody meets each week, and each fortnight: half a year is 26. */
const [weekly, fortnightly] = [6, 26]

/** By the week since the start in which the last session was held. */
const oftenAtFirst: Limit = {
  words: '1 week for the first 6 weeks, 2 weeks until 6 months, then 1 month',
  steps: { weekly: weeks(1), fortnightly: weeks(2), later: months(1) },
  reads: [{ fact: 'weekOrdinal', default: null }],
  step: ({ weekOrdinal = 1 }) =>
    weekOrdinal <= weekly ? 'weekly' : isFirstHalfYear(weekOrdinal) ? 'fortnightly' : 'later',
}

/** Whether a week is one of somebody’s first six months, as this standard counts them. */
export const isFirstHalfYear = (weekOrdinal: number): boolean => weekOrdinal <= fortnightly

export const supervisionNew = clock({
  id: 'supervision-new',
  name: 'Supervision of a new or newly qualified worker',
  duty: 'Meet, reflect, and write down how they are and what they need',
  starts: 'they start, or the last session',
  stops: 'a session is recorded',
  within: oftenAtFirst,
  repeats: 'stepped',
  ...nationalPractice,
  source:
    'Assessed and supported year in employment; local procedures: fortnightly at first (Nottinghamshire)',
  confirmed: 'K',
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

export const clocks = [supervisionWorker, supervisionNew, supervisionManager] as const

/** Of no child: each member of staff's own. */
export const queueClocks = [
  { clock: supervisionWorker, fedBy: 'Each session a manager records with a worker' },
  {
    clock: supervisionNew,
    fedBy:
      'The start and first year that the workforce’s record holds, and each session a manager records with them',
  },
  {
    clock: supervisionManager,
    fedBy: 'Each session a manager records with a manager, a chair or a reviewing officer',
  },
] as const
