import * as z from 'zod'
import { job, type Job } from '../../../platform/jobs/job.ts'
import { proposeConflicts } from './matching.ts'

/** Every five minutes, so that somebody new in the record is looked for before their record is opened. */
export const matchStaff: Job<Record<never, never>> = job({
  name: 'match-staff',
  says: 'Looks whether a child or family of the record may be a colleague’s own',
  inTurn: true,
  payload: z.object({}),
  recurs: { at: '*/5 * * * *', payload: () => ({}) },
  run: async (tx, _payload, { book }) => void (await proposeConflicts(tx, book.today())),
})
