import { workingDaysBetween, type Calendar } from '../../../platform/dates/calendar.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { abuseFactors, neglectFactor } from '../factors.ts'

/** Who decides, and about what: everything that stands in the way of authorising, at once. */
export interface Deciding {
  readonly actorId: string
  readonly isServiceManager: boolean
  /** Everybody who wrote any of it, by id. */
  readonly authorIds: readonly string[]
  /** The day the 45 working days run from; null where we do not hold it. */
  readonly since: Day | null
  /** Whether it is the first version: a later one has no days to keep. */
  readonly first: boolean
  readonly lateWhy: string | null
  readonly children: readonly {
    readonly called: string
    readonly recommendation: string | null
    readonly factors: readonly string[]
    readonly seen: boolean
  }[]
  readonly today: Day
  readonly calendar: Calendar
}

export function decidingFindings(deciding: Deciding): Finding[] {
  const { authorIds, actorId, isServiceManager, children, lateWhy } = deciding
  const late = isLate(deciding)
  return [
    ...(authorIds.includes(actorId)
      ? [{ rule: 'AS-5', message: 'You wrote some of this: another manager must authorise it', at: 'decide' }]
      : []),
    ...(late && !isServiceManager
      ? [
          {
            rule: 'AS-6',
            message: 'More than 45 working days have passed: a service manager must authorise it',
            at: 'decide',
          },
        ]
      : []),
    ...(late && (lateWhy ?? '') === ''
      ? [{ rule: 'AS-6', message: 'Enter why it took longer than 45 working days', at: 'lateWhy' }]
      : []),
    ...(isServiceManager ? [] : children.flatMap(serviceManagersOwn)),
  ]
}

/** Whether the 45 working days have passed. */
export const isLate = ({
  since,
  first,
  today,
  calendar,
}: Pick<Deciding, 'since' | 'first' | 'today' | 'calendar'>): boolean =>
  first && since !== null && workingDaysBetween(since, today, calendar) > 45

function serviceManagersOwn({
  called,
  recommendation,
  factors,
  seen,
}: Deciding['children'][number]): Finding[] {
  const grave = factors.some((code) => code === neglectFactor || abuseFactors.includes(code))
  return [
    ...(recommendation === 'no further action' && grave
      ? [
          {
            rule: 'AS-7',
            message: `No further action for ${called} after domestic abuse or neglect: a service manager must authorise it`,
            at: 'decide',
          },
        ]
      : []),
    ...(seen
      ? []
      : [
          {
            rule: 'AS-8',
            message: `${called} has not been seen: a service manager must authorise it`,
            at: 'decide',
          },
        ]),
  ]
}
