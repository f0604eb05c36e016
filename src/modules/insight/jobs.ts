import { z } from 'zod'
import { addDays, day } from '../../platform/dates/day.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { job, type Job } from '../../platform/jobs/job.ts'
import type { Book } from '../../platform/record/book.ts'
import { boardOf, forget, isWorkedOut, refresh } from './readings.ts'
import { monthlyJobs } from './monthly/jobs.ts'
import { offeredDays } from './stretch.ts'

/**
 * Each night, soon after the day begins: nobody waits for a board of today, or of a month's end that the page offers. The trends
 * of one are nearly all the trends of the next, so that the twelve take little more than the first.
 */
const workOutMeasures: Job<{ on: string }> = job({
  name: 'work-out-measures',
  says: 'Works out the measures of the day, and of the ends of the twelve months before it',
  inTurn: true,
  payload: z.object({ on: z.iso.date() }),
  recurs: { at: '5 0 * * *', payload: (on) => ({ on }) },
  run: async (tx, { on }, { book }) => {
    await refresh(book, day(on))
    for (const end of offeredDays(day(on))) await boardOf(book, end)
    await forget(tx, addDays(day(on), -7))
  },
})

/** Asks for it now where nothing of today is there: the server was not on last night, or is new. */
export async function askMeasures(book: Book): Promise<void> {
  if (await isWorkedOut(book)) return
  const on = book.today()
  await inTransaction(book.db, async (tx) => enqueue(tx, workOutMeasures, { on }, { key: 'start' }))
}

export const jobs = [workOutMeasures, ...monthlyJobs] as const
