import type { AnyJob } from '../jobs/job.ts'
import { workOnce } from '../jobs/worker.ts'
import type { Book } from '../record/book.ts'
import { urlOf } from './world.ts'

/** Does every job that is due on a test's database, and what those ask for, and comes back when none is left. */
export const runJobs = (book: Book, jobs: readonly AnyJob[]): Promise<void> =>
  workOnce({ url: urlOf(book.db), book, jobs, remark: () => undefined })
