import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** How many rows a county came to, by table. */
export type CountyCounts = Readonly<Record<string, number>>

const tables = [
  'team',
  'staff',
  'person',
  'address',
  'relationship',
  'contact',
  'cin_episode',
  'allocation',
  'assessment',
  'strategy_discussion',
  'section47',
  'conference',
  'cp_plan',
  'core_group',
  'meeting_invitation',
  'cin_plan',
  'cin_review',
  'cin_decision',
  'plan',
  'plan_outcome',
  'campaign_check',
  'worry',
  'unknown',
  'visit',
  'note',
  'action',
  'care_episode',
  'cla_review',
  'missing_episode',
  'health_check',
  'health_outcome',
  'education_plan',
  'adoption',
  'pre_proceedings',
  'private_fostering',
  'leaving_care',
  'care_leaver_contact',
  'asylum',
  'finding',
  'clock_reading',
  'event',
  'read_event',
] as const

export async function countsOf(db: Db): Promise<CountyCounts> {
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)
    counts[table] = rows[0]?.n ?? 0
  }
  return counts
}
