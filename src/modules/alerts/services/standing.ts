import type { Permission } from '../../../platform/access/policy.ts'
import { addWorkingDays, type Calendar } from '../../../platform/dates/calendar.ts'
import { addDays, dayOf, daysBetween, mondayOf, type Day, type Instant } from '../../../platform/dates/day.ts'
import { counted, ordinal } from '../../../platform/people/name.ts'
import type { WorkerLoad } from '../../allocation/index.ts'
import type { LateSupervision } from '../../staff-supervision/index.ts'

/** An alert about no child: what it is called, whose it is, what raises it and what ends it. */
export interface ServiceEntry {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly source: string
  readonly raisedBy: string
  readonly told: string
  readonly clears: string
  /** Whether what is written in answer is itself what was asked for. */
  readonly answerEnds: boolean
  /** What the answer is to say. */
  readonly asks: string
  /** Where what it is about can be looked at. */
  readonly href: string
  /** What that page asks of its reader: a director is told of a queue, and does not open it. */
  readonly hrefNeeds: Permission
}

const standard = 'Local standard'

export const serviceEntries = {
  'da-backlog-age': {
    id: 'da-backlog-age',
    name: 'Police notices wait to be screened',
    owner: 'service manager',
    source: standard,
    raisedBy: 'the oldest notice nobody has screened is 3 working days old, or more than 25 wait',
    told: 'service manager at once; director at 5 working days, or at once when more than 25 wait',
    clears: 'no notice is as old as that, and 25 or fewer wait',
    answerEnds: false,
    asks: 'What is being done to clear the queue?',
    href: '/front-door/police-notices',
    hrefNeeds: 'notice.read',
  },
  'caseload-review': {
    id: 'caseload-review',
    name: 'A worker carries more than they should',
    owner: 'service manager',
    source: standard,
    raisedBy: 'a worker’s weighted load is above their limit',
    told: 'service manager at once; director 5 working days later, where nothing is written',
    clears: 'a plan to bring it down is written, which holds until its day; or the load is within the limit',
    answerEnds: false,
    asks: 'How does their load come down?',
    href: '/oversight',
    hrefNeeds: 'oversight.read',
  },
  'team-load': {
    id: 'team-load',
    name: 'A team carries more than it should',
    owner: 'director',
    source: standard,
    raisedBy: 'the weighted loads of a team add up to more than its workers’ limits',
    told: 'director, once a week',
    clears: 'the loads are within the limits, or the week is over',
    answerEnds: false,
    asks: 'What is being done about the team’s load?',
    href: '/oversight',
    hrefNeeds: 'oversight.read',
  },
  'weekly-actions-check': {
    id: 'weekly-actions-check',
    name: 'The week’s actions, looked at together',
    owner: 'director',
    source: standard,
    raisedBy: 'each Monday',
    told: 'director',
    clears: 'what the meeting found is written down',
    answerEnds: true,
    asks: 'What did the meeting find, and what follows?',
    href: '/oversight',
    hrefNeeds: 'oversight.read',
  },
  'supervision-worker': {
    id: 'supervision-worker',
    name: 'Supervision is late',
    owner: 'team manager',
    source: standard,
    raisedBy: 'four weeks have gone by since the last session their manager recorded',
    told: 'service manager once it is late; director 5 working days later',
    clears: 'a session is recorded',
    answerEnds: false,
    asks: 'When do they meet, and who if not their manager?',
    href: '/supervision',
    hrefNeeds: 'supervision.write',
  },
  'supervision-new': {
    id: 'supervision-new',
    name: 'Supervision of a new or newly qualified worker is late',
    owner: 'team manager',
    source: standard,
    raisedBy:
      'they have not met their manager each week for 6 weeks, each fortnight until 6 months, and then each month',
    told: 'service manager once it is late; director 5 working days later',
    clears: 'a session is recorded',
    answerEnds: false,
    asks: 'When do they meet, and who if not their manager?',
    href: '/supervision',
    hrefNeeds: 'supervision.write',
  },
  'supervision-manager': {
    id: 'supervision-manager',
    name: 'Supervision of a manager, chair or reviewing officer is late',
    owner: 'service manager',
    source: standard,
    raisedBy: 'four weeks have gone by since the last session recorded with them',
    told: 'director once it is late',
    clears: 'a session is recorded',
    answerEnds: false,
    asks: 'When do they meet?',
    href: '/supervision',
    hrefNeeds: 'supervision.write',
  },
  'same-referrer': {
    id: 'same-referrer',
    name: 'A referrer disagrees with what was decided',
    owner: 'MASH manager',
    source: standard,
    raisedBy: 'whoever told us says, with their receipt, that they disagree',
    told: 'the front door’s manager at once; service manager 5 working days later; director 10 (ladder R)',
    clears: 'a manager has answered them',
    answerEnds: false,
    asks: 'What is being done about it?',
    href: '/front-door/from-referrers',
    hrefNeeds: 'contact.receive',
  },
} as const satisfies Readonly<Record<string, ServiceEntry>>
export type ServiceEntryId = keyof typeof serviceEntries

export type ServiceRung = 'owner' | 'service manager' | 'director'

/** One thing that stands now, and who is to be told of it. */
export interface Standing {
  readonly entry: ServiceEntryId
  readonly about: 'queue' | 'team' | 'worker' | 'week'
  readonly aboutId: string
  /** The service whose manager is told. */
  readonly service: string | null
  /** Whose it is where the owner is told. */
  readonly owner: 'TM' | 'DIR'
  readonly rungs: readonly ServiceRung[]
  /** The Monday of a week it is told in; null where it is told once for as long as it stands. */
  readonly week: Day | null
  readonly dueOn: Day | null
  /** Counts and days; the worker or team is named where it is shown, to those who may know. */
  readonly says: string
}

/** What is about no worker and no team. */
const nobody = '00000000-0000-0000-0000-000000000000'
const frontDoorService = 'Front door'

const [agedDays, boardDays, many] = [3, 5, 25]

/** The police’s notices, where they have waited too long or are too many. */
export function ofQueue(
  queue: { readonly waiting: number; readonly oldestAt: Instant | null },
  today: Day,
  calendar: Calendar,
): Standing[] {
  if (queue.oldestAt === null) return []
  const oldest = dayOf(queue.oldestAt)
  const dueOn = addWorkingDays(oldest, agedDays, calendar)
  const tooMany = queue.waiting > many
  if (dueOn > today && !tooMany) return []
  const toDirector = tooMany || addWorkingDays(oldest, boardDays, calendar) <= today
  const age = counted(daysBetween(oldest, today), 'day')
  return [
    {
      entry: 'da-backlog-age',
      about: 'queue',
      aboutId: nobody,
      service: frontDoorService,
      owner: 'DIR',
      rungs: toDirector ? ['service manager', 'director'] : ['service manager'],
      week: null,
      dueOn,
      says: `${counted(queue.waiting, 'police notice')} not screened; the oldest came ${age} ago`,
    },
  ]
}

/** Those who told us and disagree, each until a manager has answered them: ladder R. */
export function ofReferrers(
  waiting: readonly { readonly id: string; readonly sentAt: Instant; readonly times: number }[],
  today: Day,
  calendar: Calendar,
): Standing[] {
  const [serviceDays, directorDays] = [5, 10]
  return waiting.map(({ id, sentAt, times }) => {
    const on = dayOf(sentAt)
    const passed = (days: number): boolean => addWorkingDays(on, days, calendar) <= today
    return {
      entry: 'same-referrer',
      about: 'queue',
      aboutId: id,
      service: frontDoorService,
      owner: 'TM',
      rungs: [
        'owner',
        ...(passed(serviceDays) ? (['service manager'] as const) : []),
        ...(passed(directorDays) ? (['director'] as const) : []),
      ],
      week: null,
      dueOn: addWorkingDays(on, serviceDays, calendar),
      says: times > 1 ? `They disagree for the ${ordinal(times)} time` : 'They wrote why, with their receipt',
    }
  })
}

/** Workers over their limit; `since` says from which day each has been told of. */
export function ofWorkers(
  loads: readonly (WorkerLoad & { readonly service: string | null })[],
  since: ReadonlyMap<string, Day>,
  today: Day,
  calendar: Calendar,
): Standing[] {
  return loads
    .filter(({ load, limit }) => load > limit)
    .map(({ id, service, load, limit, children }) => {
      const dueOn = addWorkingDays(since.get(id) ?? today, 5, calendar)
      return {
        entry: 'caseload-review',
        about: 'worker',
        aboutId: id,
        service,
        owner: 'DIR',
        rungs: dueOn < today ? ['service manager', 'director'] : ['service manager'],
        week: null,
        dueOn,
        says: `Weighted load ${rounded(load)} of ${rounded(limit)}, ${counted(children, 'child', 'children')}`,
      }
    })
}

/** Teams over their load, told of each week. */
export function ofTeams(
  loads: readonly (WorkerLoad & { readonly service: string | null })[],
  today: Day,
): Standing[] {
  return [...Map.groupBy(loads, ({ teamId }) => teamId)].flatMap(([aboutId, workers]) => {
    const [load, limit] = [sum(workers.map((one) => one.load)), sum(workers.map((one) => one.limit))]
    if (load <= limit) return []
    const over = workers.filter((one) => one.load > one.limit).length
    return [
      {
        entry: 'team-load',
        about: 'team',
        aboutId,
        service: workers[0]?.service ?? null,
        owner: 'DIR',
        rungs: ['director'],
        week: mondayOf(today),
        dueOn: null,
        says: `Weighted load ${rounded(load)} of ${rounded(limit)}; ${counted(over, 'worker')} over their limit`,
      } as const,
    ]
  })
}

/** Members of staff whose own supervision is late. Of whom no session is held there is nothing to say. */
export function ofSupervision(
  late: readonly (LateSupervision & { readonly service: string | null })[],
  today: Day,
  calendar: Calendar,
): Standing[] {
  return late.map(({ id, clock, service, lastOn, dueOn }) => {
    const above = addWorkingDays(dueOn, 5, calendar) < today
    return {
      entry: clock,
      about: 'worker',
      aboutId: id,
      service,
      owner: 'DIR',
      rungs:
        clock === 'supervision-manager'
          ? ['director']
          : above
            ? ['service manager', 'director']
            : ['service manager'],
      week: null,
      dueOn,
      says:
        lastOn === null
          ? 'No session with them is recorded since they started'
          : `${counted(daysBetween(lastOn, today), 'day')} since they last met their manager`,
    }
  })
}

/** The director’s own: once a week, whatever there is. */
export const ofWeek = (
  counts: { readonly due: number; readonly over: number; readonly again: number; readonly drifting: number },
  today: Day,
): Standing => ({
  entry: 'weekly-actions-check',
  about: 'week',
  aboutId: nobody,
  service: null,
  owner: 'DIR',
  rungs: ['owner'],
  week: mondayOf(today),
  dueOn: addDays(mondayOf(today), 7),
  says: `Directions: ${counts.due} due this week, ${counts.over} over, ${counts.again} asked again. ${counted(counts.drifting, 'child', 'children')} drifting at ten points or more`,
})

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
const rounded = (load: number): string => (Math.round(load * 10) / 10).toLocaleString('en-GB')
