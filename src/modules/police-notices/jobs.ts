import { sql } from 'kysely'
import * as z from 'zod'
import { job } from '../../platform/jobs/job.ts'
import type { Instant } from '../../platform/dates/day.ts'
import { clockSetting } from '../../platform/record/readings.ts'
import { dueOf } from './intake/take-in.ts'
import type { Grade } from './record.ts'

/** A local standard or a bank holiday may have changed since they came. */
export const dueAgain = job({
  name: 'police-notices-due',
  says: 'Works out again by when each waiting police notice is to be screened',
  payload: z.object({}),
  recurs: { at: '20 2 * * *', payload: () => ({}) },
  run: async (tx) => {
    const setting = await clockSetting(tx)
    const { rows } = await sql<{ grade: Grade | null; receivedAt: Instant; ids: string[] }>`
      select grade, received_at, array_agg(id) as ids
        from police_notice
       where screened_at is null
       group by grade, received_at
    `.execute(tx)
    for (const { grade, receivedAt, ids } of rows)
      await sql`update police_notice
        set due_at = ${dueOf(grade, receivedAt, setting)}
        where id = any(${ids})`.execute(tx)
  },
})

export const jobs = [dueAgain]
