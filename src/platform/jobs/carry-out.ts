import { inTransaction, type Tx } from '../db/database.ts'
import type { Book } from '../record/book.ts'
import type { AnyJob, Attempt } from './job.ts'

/**
 * Does a job that has not been done: its effect and the mark that it is done are one transaction. Stopped anywhere, the next
 * attempt does all of it or finds the mark.
 */
export async function carryOut(book: Book, job: AnyJob, raw: unknown, attempt: Attempt): Promise<void> {
  if (await isDone(book, attempt.id)) return
  const bound = job.bind(raw)
  const outside = await bound.outside(book, attempt)
  await inTransaction(book.db, async (tx) => {
    if (await mark(tx, job, attempt.id))
      await bound.run(tx, { ...attempt, book: { ...book, db: tx } }, outside)
  })
}

const isDone = async ({ db }: Book, id: string): Promise<boolean> =>
  (await db.selectFrom('jobDone').select('jobId').where('jobId', '=', Number(id)).executeTakeFirst()) !==
  undefined

/** False where another attempt has done it: one under way at this moment is waited for. */
async function mark(tx: Tx, { name }: AnyJob, id: string): Promise<boolean> {
  const marked = await tx
    .insertInto('jobDone')
    .values({ jobId: Number(id), name })
    .onConflict((done) => done.doNothing())
    .returning('jobId')
    .executeTakeFirst()
  return marked !== undefined
}
