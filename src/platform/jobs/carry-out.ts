import { sql } from 'kysely'
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
    if (job.inTurn) await takeTurn(tx, job)
    if (await mark(tx, job, attempt.id))
      await bound.run(tx, { ...attempt, book: { ...book, db: tx } }, outside)
  })
}

// The queue's own turns are seen by a worker only when it looks again, two seconds later: jobs that ask for the next lot would crawl.
const takeTurn = (tx: Tx, { name }: AnyJob): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(7204, hashtext(${name}))`.execute(tx)

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
