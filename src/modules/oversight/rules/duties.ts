import { sql } from 'kysely'
import { daySaid, overWords } from '../../actions/index.ts'
import type { OversightRule } from '../rule.ts'
import { reviewClocks } from '../../plans/index.ts'
import { frontDoor, seeing } from '../seeing.ts'
import { held, late } from './held.ts'

/** Duties that another rule of the table says better, or that the front door answers for and not a team. */
const saidElsewhere = [
  ...frontDoor,
  ...seeing,
  ...reviewClocks,
  'oversight-action',
  'oversight-repeat',
  'plan-action-due',
  'cp-unseen-4w',
  'cp-unseen-6w',
  'cp-alone',
  'worker-change-alert',
  'cin-duration-check',
  'cin-plan',
  'unallocated',
  'allocation',
]

export const dutiesOver: OversightRule = {
  id: 'duties-over',
  name: 'Other duties over',
  counts: 'duties',
  drift: false,
  weight: 2,
  means:
    'Assessments, reviews, conferences, health checks and the rest that have passed their day and were not done.',
  leavesOut:
    'Duties that are not known: where the returns we hold cannot say whether it was done. Visits have rules of their own, and the front door answers for its own.',
  source: 'Each duty’s own law, on the page of dates',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id, held.clock) ${held}, held.due_on as at,
           null::int as number, held.clock as words
      from owed held
     where held.clock <> all(${saidElsewhere}) and ${late}
     order by held.day, held.child_id, held.team_id, held.clock, held.due_on`,
  says: ({ at, words }, { on, calendar, named }) => ({
    state: 'over',
    words: `${named(words ?? '')}${at === null ? '' : `, ${overWords(at, on, calendar)}`}`,
  }),
}

export const dutiesSoon: OversightRule = {
  id: 'duties-soon',
  name: 'Conferences, enquiries and reviews due within 3 days',
  counts: 'duties',
  drift: false,
  weight: 1,
  means:
    'A conference, strategy discussion, enquiry or review falls due today or in the three days after, and is not held yet.',
  leavesOut: 'Duties that are not known.',
  source: 'Each duty’s own law, on the page of dates',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id, held.clock) ${held}, held.due_on as at,
           null::int as number, held.clock as words
      from owed held
     where held.clock in ('icpc', 'rcpc-first', 'rcpc', 'strategy-discussion', 's47-child-seen',
                          'cla-review-1', 'cla-review-2', 'cla-review-n')
       and held.due_on between held.day and held.day + 3
     order by held.day, held.child_id, held.team_id, held.clock, held.due_on`,
  says: ({ at, words }, { on, named }) => ({
    state: 'soon',
    words: `${named(words ?? '')}, due ${at === null ? '' : at === on ? 'today' : daySaid(at, on)}`,
  }),
}
