import { z } from 'zod'
import { addMonths, day, firstOfMonth, type Day, type Instant } from '../dates/day.ts'
import type { Tx } from '../db/database.ts'
import { job, type Job } from './job.ts'

/** What is drawn from, and when. */
export interface Drawing {
  /** The first day of the month that is drawn from. */
  readonly month: Day
  readonly today: Day
  readonly now: Instant
}

interface Parts {
  readonly name: string
  readonly says: string
  /** As cron writes it, in UTC: once each night. */
  readonly at: string
  /** Leaves a month that is drawn as it is. */
  readonly draw: (tx: Tx, drawing: Drawing) => Promise<unknown>
}

/** Declares the job that draws by lot from the month before. Asked each night, so that a first of the month on which nothing ran is made up for. */
export const monthlyDraw = ({ name, says, at, draw }: Parts): Job<{ on: string }> =>
  job({
    name,
    says,
    inTurn: true,
    payload: z.object({ on: z.iso.date() }),
    recurs: { at, payload: (on) => ({ on }) },
    run: async (tx, { on }, { book }) => {
      const today = day(on)
      await draw(tx, { month: addMonths(firstOfMonth(today), -1), today, now: book.now() })
    },
  })
