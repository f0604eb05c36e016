import { argv } from 'node:process'
import { connect, type Db } from '../../platform/db/database.ts'
import { workOnce } from '../../platform/jobs/worker.ts'
import type { Clock } from '../../platform/clocks/clock.ts'
import { day, instantAt } from '../../platform/dates/day.ts'
import { postTo } from '../../platform/post/receiver.testing.ts'
import type { Post } from '../../platform/post/post.ts'
import type { Book } from '../../platform/record/book.ts'
import type { ChapterDuties } from '../../platform/record/duties.ts'
import { dieBefore } from '../../platform/testing/killed-job.ts'
import { bookOn } from '../../platform/testing/office.ts'
import { clocks } from '../visits/index.ts'
import { jobs } from './jobs.ts'

const visit: Clock = { ...clocks[0], id: 'a-visit', ladder: 'A', owner: 'social worker' }
const duties = {
  kinds: [],
  duties: [{ clock: visit, stoppedBy: 'visit', arises: () => [] }],
  read: () => [],
} as unknown as ChapterDuties

/** A book of one late visit’s ladder, at noon of Friday 20 November 2026. */
export const fridayBook = (db: Db, post?: Post): Book => ({
  ...bookOn(db, [duties], day('2026-11-20')),
  now: () => instantAt(day('2026-11-20'), '12:00'),
  post,
})

const url = process.env['JOBS_URL']
if (import.meta.main && url !== undefined) {
  dieBefore(Number(argv[2]))
  const db = connect(url, { idleMayEnd: true })
  await workOnce({ url, book: fridayBook(db, postTo(argv[3] ?? '')), jobs, remark: () => undefined })
  await db.destroy()
}
