import { sql } from 'kysely'
import { z } from 'zod'
import { day, type Day } from '../dates/day.ts'
import { inTransaction, type Db } from '../db/database.ts'
import type { Message, Post } from '../post/post.ts'
import type { Book } from '../record/book.ts'
import { job, type Job } from './job.ts'

/** What is told, and to which address. Counts, links and fixed words alone, as of every message. */
export type Told = Omit<Message, 'reference'>

interface Parts {
  /** The job's name, under which what went is kept too. Never given to another later. */
  readonly name: string
  readonly says: string
  /** What the message's reference begins with: the other side knows a repeat by it. */
  readonly reference: string
  /**
   * What to tell this member of staff now; null where there is nothing to, where they are none of its readers, or where its day, week
   * or month, which began on `on`, is over and the numbers would be another's.
   */
  readonly words: (book: Book, post: Post, staffId: string, on: Day) => Promise<Told | null>
}

/**
 * Declares the job that sends one member of staff one message, at most one of its kind for each `on`. That it is begun is written
 * down before it is sent, and that it was sent after: stopped in between, the other side is asked whether it has the message, or given
 * it again under the same name.
 */
export const staffMessage = ({ name, says, reference, words }: Parts): Job<{ on: string; staffId: string }> =>
  job({
    name,
    says,
    payload: z.object({ on: z.iso.date(), staffId: z.guid() }),
    // The post may be away for a morning: about ten hours.
    tries: 11,
    // Of two at once for one reader, the second waits, and finds that it was begun.
    outside: async (book, { on, staffId }) => {
      const { db, post } = book
      if (post === undefined) return false
      const called = `${reference}-${on}-${staffId}`
      return inTransaction(db, async (tx) => {
        await sql`select pg_advisory_xact_lock(7206, hashtext(${called}))`.execute(tx)
        const known = { kind: name, staffId, onDay: day(on) }
        const stands = await howFar(db, known)
        if (stands === 'sent') return false
        if (stands === 'begun' && (await post.taken(called)) === true) return true
        const told = await words(book, post, staffId, day(on))
        if (told === null) return false
        // Kept by itself, before anything leaves: the lock is not what remembers it.
        await begin(db, known)
        await post.send({ ...told, reference: called })
        return true
      })
    },
    run: async (tx, { on, staffId }, _attempt, sent) => {
      if (sent) await markSent(tx, { kind: name, staffId, onDay: day(on) })
    },
  })

interface Known {
  readonly kind: string
  readonly staffId: string
  readonly onDay: Day
}

async function howFar(db: Db, { kind, staffId, onDay }: Known): Promise<'not begun' | 'begun' | 'sent'> {
  const { rows } = await sql<{ sent: boolean }>`
    select sent_at is not null as sent from staff_message
     where kind = ${kind} and staff_id = ${staffId} and on_day = ${onDay}
  `.execute(db)
  return rows[0] === undefined ? 'not begun' : rows[0].sent ? 'sent' : 'begun'
}

const begin = (db: Db, known: Known): Promise<unknown> =>
  db
    .insertInto('staffMessage')
    .values(known)
    .onConflict((begun) => begun.doNothing())
    .execute()

const markSent = (db: Db, { kind, staffId, onDay }: Known): Promise<unknown> =>
  sql`
    update staff_message set sent_at = now()
     where kind = ${kind} and staff_id = ${staffId} and on_day = ${onDay} and sent_at is null
  `.execute(db)
