import { dayOf, instantOf, type Instant } from '../platform/dates/day.ts'
import type { Db } from '../platform/db/database.ts'
import type { Post } from '../platform/post/post.ts'
import type { Book } from '../platform/record/book.ts'
import { checks, childChecks, duties, records } from './modules.ts'

const clock = (): Instant => instantOf(Date.now())

/** The whole book, open on a database: what every writer of the product is given. */
export const bookOf = (db: Db, now: () => Instant = clock, post?: Post): Book => ({
  db,
  duties,
  records,
  checks,
  childChecks,
  today: () => dayOf(now()),
  now,
  post,
})
