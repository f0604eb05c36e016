import { z } from 'zod'
import { job, type Job } from '../../platform/jobs/job.ts'
import { digestJobs } from './digest.ts'
import { raiseAlerts as raise } from './raise.ts'

/** Every quarter of an hour: limits in working hours are told within the hour they pass. */
export const raiseAlerts: Job<Record<never, never>> = job({
  name: 'raise-alerts',
  says: 'Tells whoever must know that a duty is near or late, and clears what is done',
  inTurn: true,
  payload: z.object({}),
  recurs: { at: '*/15 * * * *', payload: () => ({}) },
  run: async (tx, _payload, { book }) => void (await raise(tx, book)),
})

export const jobs = [raiseAlerts, ...digestJobs] as const
