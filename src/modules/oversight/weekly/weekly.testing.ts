import { argv } from 'node:process'
import { connect, type Db } from '../../../platform/db/database.ts'
import { day, instantAt, type Day } from '../../../platform/dates/day.ts'
import { workOnce } from '../../../platform/jobs/worker.ts'
import { postTo } from '../../../platform/post/receiver.testing.ts'
import type { Post } from '../../../platform/post/post.ts'
import type { Book } from '../../../platform/record/book.ts'
import { dieBefore } from '../../../platform/testing/killed-job.ts'
import { bookOn } from '../../../platform/testing/office.ts'
import { weeklyJobs } from './jobs.ts'

/** A book at noon of a day. */
export const bookAt = (db: Db, on: Day, post?: Post): Book => ({
  ...bookOn(db, [], on),
  now: () => instantAt(on, '12:00'),
  post,
})

const url = process.env['JOBS_URL']
if (import.meta.main && url !== undefined) {
  dieBefore(Number(argv[2]))
  const db = connect(url, { idleMayEnd: true })
  const book = bookAt(db, day('2026-11-23'), postTo(argv[3] ?? ''))
  await workOnce({ url, book, jobs: weeklyJobs, remark: () => undefined })
  await db.destroy()
}
