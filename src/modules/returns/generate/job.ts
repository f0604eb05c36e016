import { z } from 'zod'
import { job, type Job } from '../../../platform/jobs/job.ts'
import { failRun, keepRun, makeRun } from './runs.ts'

type Result = NonNullable<Awaited<ReturnType<typeof makeRun>>> | { readonly why: string } | null

/** Makes a return that somebody asked for on the page, and keeps it. What cannot be made says so, and is asked for again by a person. */
export const makeReturnJob: Job<{ run: string }> = job<{ run: string }, Result>({
  name: 'make-return',
  says: 'Makes a return that was asked for, and runs its rules',
  inTurn: true,
  payload: z.object({ run: z.guid() }),
  outside: async (book, { run }) => makeRun(book, run).catch((): Result => ({ why: ourFault })),
  run: async (tx, { run }, _, result) => {
    if (result === null) return
    if ('why' in result) await failRun(tx, run, result.why)
    else await keepRun(tx, run, result.made, result.packed)
  },
})

const ourFault =
  'Something went wrong while it was made, and nothing was kept. Make it again, and tell whoever looks after Holdfast if it happens again.'
