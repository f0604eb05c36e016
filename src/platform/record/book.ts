import type { Instant, Day } from '../dates/day.ts'
import type { Db } from '../db/database.ts'
import type { ChapterDuties } from './duties.ts'

/** What a writer needs besides the act itself: the database, the duties of every chapter, and the time. */
export interface Book {
  readonly db: Db
  readonly duties: readonly ChapterDuties[]
  readonly today: () => Day
  readonly now: () => Instant
}
