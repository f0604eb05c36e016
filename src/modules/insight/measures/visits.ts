import { sql } from 'kysely'
import { fell } from '../fragments.ts'
import type { Measure } from '../measure.ts'

const common = {
  stage: 'Workforce and oversight',
  figure: 'percent',
  over: 'year',
  rows: ['visit', 'visits'],
} as const

const seen = sql`
  select visit.child_id, visit.visited_on as at, visit.mode from visit
   where ${fell('visit.visited_on')} and visit.seen and visit.state <> 'from a return'`

// The rating is asked for whenever a visit is checked, so that none is left out.
const checked = sql`
  select visit.child_id, visit.sampled_on as at, visit.purpose_rating from visit
   where ${fell('visit.sampled_on')} and visit.purpose_rating is not null`

/** Measures of processes 13 that are in no national table: how children are met, and what is made of the visits that are checked. */
export const visits: readonly Measure[] = [
  {
    ...common,
    id: 'visits_remote_pct',
    title: 'Children seen by video or telephone',
    better: 'lower',
    means:
      'Visits recorded in the 12 months in which the child was seen by video or spoken to by telephone, of all in which the child was seen.',
    leavesOut:
      'Visits known only from a return, which does not say how the child was met, and attempts in which the child was not seen.',
    source: 'Local standard; a call or a screen is no visit, and meets no duty to see a child',
    population: seen,
    numerator: sql<boolean>`one.mode <> 'face to face'`,
  },
  {
    ...common,
    id: 'visit_purpose_good_pct',
    title: 'Checked visits with a clear purpose',
    better: 'higher',
    means:
      'Visits a manager checked in the 12 months whose purpose, and how far it was met, was rated good or outstanding, of all that were checked.',
    leavesOut:
      'Visits nobody has checked. Who checks which is drawn by lot for each team; a manager may check others as well.',
    source: 'Local standard; the scale is the inspectorate’s four grades',
    population: checked,
    numerator: sql<boolean>`one.purpose_rating in ('outstanding', 'good')`,
  },
]
