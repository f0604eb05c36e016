import { argv } from 'node:process'
import { connect, type Db } from '../../../platform/db/database.ts'
import { day, instantAt, type Day } from '../../../platform/dates/day.ts'
import { workOnce } from '../../../platform/jobs/worker.ts'
import { notifyPost } from '../../../platform/post/notify.ts'
import type { Post } from '../../../platform/post/post.ts'
import { smtpPost } from '../../../platform/post/smtp.ts'
import type { Book } from '../../../platform/record/book.ts'
import { dieBefore } from '../../../platform/testing/killed-job.ts'
import { bookOn } from '../../../platform/testing/office.ts'
import { weeklyJobs } from './jobs.ts'

/** The post a test’s receivers stand behind: 'smtp …' or 'notify …' with their address. */
export function postTo(given: string): Post {
  const [by, url = ''] = given.split(' ')
  const origin = 'https://holdfast.example.gov.uk'
  const ids = '11111111-2222-4333-8444-555555555555-aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
  if (by === 'smtp') return smtpPost({ url, from: 'holdfast@example.gov.uk', origin })
  return notifyPost({ key: `k-${ids}`, template: 't', url, origin })
}

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
