import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor, Role } from '../access/policy.ts'
import { isWorkingDay } from '../dates/calendar.ts'
import { day, dayOf, firstOfMonth, mondayOf, type Day } from '../dates/day.ts'
import type { Db } from '../db/database.ts'
import type { Post } from '../post/post.ts'
import type { Book } from '../record/book.ts'
import { workingCalendar } from '../record/working-calendar.ts'
import { enqueue } from './enqueue.ts'
import { job, type Job } from './job.ts'
import { staffMessage, type Told } from './staff-message.ts'

interface Parts {
  readonly every: 'week' | 'month'
  /** Whom it goes to: everybody of these roles who works here and has an address. */
  readonly to: readonly Role[]
  /** What the message's reference begins with. */
  readonly reference: string
  /** The job that sends one, and what it does. */
  readonly one: { readonly name: string; readonly says: string }
  /** The job that asks for all of them, and when: as cron writes it, in UTC. */
  readonly all: { readonly name: string; readonly says: string; readonly at: string }
  readonly words: (book: Book, post: Post, reader: Actor) => Promise<Omit<Told, 'to'>>
}

const beginningOf = { week: mondayOf, month: firstOfMonth } as const

/**
 * Declares the jobs of a message that goes to certain roles on the first working morning of each week or month, and on the mornings
 * after it to whom none went then, with that morning's numbers. A week or month that is over is not made up for.
 *
 * @returns the job that asks for all of them, and the one that sends one
 */
export function regularMessage({ every, to, reference, one, all, words }: Parts) {
  const beginning = beginningOf[every]
  const send = staffMessage({
    ...one,
    reference,
    words: async (book, post, staffId, on) => {
      const today = book.today()
      if (beginning(today) !== on) return null
      const [reader] = await readersOf(book.db, { kind: one.name, to, today, on, staffId })
      return reader === undefined ? null : { to: reader.email, ...(await words(book, post, reader)) }
    },
  })
  const ask: Job<{ on: string }> = job({
    name: all.name,
    says: all.says,
    inTurn: true,
    payload: z.object({ on: z.iso.date() }),
    recurs: { at: all.at, payload: (on) => ({ on }) },
    run: async (tx, asked, { book }) => {
      const today = day(asked.on)
      // A morning missed is not made up for in the afternoon of the next day: that has a morning of its own.
      if (book.post === undefined || dayOf(book.now()) !== today) return
      if (!isWorkingDay(today, await workingCalendar(tx))) return
      const on = beginning(today)
      for (const { id } of await readersOf(tx, { kind: one.name, to, today, on, staffId: null }))
        await enqueue(tx, send, { on, staffId: id }, { key: `${on}:${id}` })
    },
  })
  return [ask, send] as const
}

interface Reader extends Actor {
  readonly email: string
}

interface Asked {
  readonly kind: string
  readonly to: readonly Role[]
  readonly today: Day
  readonly on: Day
  /** Asked of one alone; of everybody where it is null. */
  readonly staffId: string | null
}

/** Who has an address, works here on the day, and has not been sent the message of this week or month. */
async function readersOf(db: Db, { kind, to, today, on, staffId }: Asked): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select staff.id, staff.name, staff.role, staff.team_id, team.service, staff.email
      from staff left join team on team.id = staff.team_id
     where staff.role = any(${to}::text[]) and staff.email is not null
       and staff.disabled_at is null and coalesce(staff.leaves_on >= ${today}::date, true)
       and (${staffId}::uuid is null or staff.id = ${staffId}::uuid)
       and not exists (select from staff_message told
                        where told.kind = ${kind}
                          and told.staff_id = staff.id
                          and told.on_day = ${on}
                          and told.sent_at is not null)
     order by staff.id
  `.execute(db)
  return rows
}
