import { sql } from 'kysely'
import * as z from 'zod'
import { forgetCounts } from '../../platform/access/rate.ts'
import { job } from '../../platform/jobs/job.ts'
import { unusedDays } from './queries.ts'

const nothing = z.object({})

/** Closes accounts that nobody has used for thirty days (ASVS 5.0 V7.4.2), and forgets yesterday's counts of tries. */
export const closeUnused = job({
  name: 'close-unused-accounts',
  says: 'Closes accounts that were not used for 30 days',
  payload: nothing,
  recurs: { at: '10 2 * * *', payload: () => ({}) },
  run: async (tx) => {
    await forgetCounts(tx)
    // Somebody who has never signed in has an account that waits for its first day, not one left lying.
    await sql`update staff set disabled_at = now()
      where disabled_at is null and last_signed_in_at < now() - make_interval(days => ${unusedDays})`.execute(
      tx,
    )
  },
})

/** What this chapter has done by itself. */
export const jobs = [closeUnused]
