import * as z from 'zod'
import { day, endOfMonthBefore, type Day } from '../../platform/dates/day.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { job, type Job } from '../../platform/jobs/job.ts'
import { freezeReport } from './report.ts'
import { tellOfStop } from './tell.ts'
import { watch } from './watch.ts'

/** Each minute: what stands out is told within five. */
const watchReads: Job<Record<never, never>> = job({
  name: 'watch-reads',
  says: 'Looks for what stands out in who looked at which records',
  inTurn: true,
  payload: z.object({}),
  recurs: { at: '* * * * *', payload: () => ({}) },
  run: async (tx) => {
    const { more } = await watch(tx)
    if (more) await enqueue(tx, watchReads, {})
  },
})

/** On the first of each month, of the month before: kept as it was then. */
const accessReport: Job<{ readonly on: string }> = job({
  name: 'access-report',
  says: 'Keeps the month’s report of who looked at records, for the director',
  inTurn: true,
  payload: z.object({ on: z.iso.date() }),
  recurs: { at: '20 3 1 * *', payload: (on: Day) => ({ on }) },
  run: async (tx, { on }) => freezeReport(tx, endOfMonthBefore(day(on))),
})

export const jobs = [watchReads, tellOfStop, accessReport] as const
