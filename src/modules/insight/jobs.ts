import { z } from 'zod'
import { addDays, day } from '../../platform/dates/day.ts'
import { job, type Job } from '../../platform/jobs/job.ts'
import { forget, refresh } from './readings.ts'

/** Each night: what a real authority's pages would be slow to work out is there when its people come in. */
export const workOutMeasures: Job<{ on: string }> = job({
  name: 'work-out-measures',
  says: 'Works out the measures of the day, and of the twelve months before it',
  inTurn: true,
  payload: z.object({ on: z.iso.date() }),
  recurs: { at: '30 4 * * *', payload: (on) => ({ on }) },
  run: async (tx, { on }, { book }) => {
    await refresh(book, day(on))
    await forget(tx, addDays(day(on), -7))
  },
})

export const jobs = [workOutMeasures] as const
