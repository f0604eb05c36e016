import * as z from 'zod'
import { addMonths, day, type Day } from '../../../platform/dates/day.ts'
import { job } from '../../../platform/jobs/job.ts'
import { drawVisits } from './draw.ts'

/** The first day of the month before. */
const monthBefore = (on: Day): Day => addMonths(day(`${on.slice(0, 7)}-01`), -1)

/** Asked each night, so that a first of the month on which nothing ran is made up for; a month drawn is left as it is. */
export const drawSample = job({
  name: 'draw-visits',
  says: 'Draws the visits of last month that each team’s manager is to check',
  inTurn: true,
  payload: z.object({ on: z.iso.date() }),
  recurs: { at: '15 1 * * *', payload: (on) => ({ on }) },
  run: async (tx, { on }, { book }) => {
    await drawVisits(tx, { month: monthBefore(day(on)), today: day(on), now: book.now() })
  },
})
