import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../../platform/access/policy.ts'
import { isWorkingDay } from '../../../platform/dates/calendar.ts'
import { day, dayOf, type Day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { job, type Job } from '../../../platform/jobs/job.ts'
import type { Post } from '../../../platform/post/post.ts'
import { workingCalendar } from '../../../platform/record/working-calendar.ts'
import { mondayOf } from '../../alerts/index.ts'
import { linesFor } from './lines.ts'

interface Reader extends Actor {
  readonly email: string
}

/** Service managers and directors with an address to whom this week's message has not gone; with an id, that one or none. */
async function readersOf(db: Db, today: Day, staffId: string | null): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select staff.id, staff.name, staff.role, staff.team_id, team.service, staff.email
      from staff left join team on team.id = staff.team_id
     where staff.role in ('SM', 'DIR') and staff.email is not null
       and staff.disabled_at is null and coalesce(staff.leaves_on >= ${today}::date, true)
       and (${staffId}::uuid is null or staff.id = ${staffId}::uuid)
       and not exists (select from weekly_message told where told.staff_id = staff.id and told.week_on = ${mondayOf(today)}::date and told.sent_at is not null)
     order by staff.id
  `.execute(db)
  return rows
} // prettier-ignore

type Lines = Awaited<ReturnType<typeof linesFor>>

/** The words: counts, and links that ask the reader to sign in. */
const wordsOf = (lines: Lines, { origin }: Pick<Post, 'origin'>) => ({
  subject: 'Holdfast: the week in numbers',
  body: [
    'In Holdfast this week:',
    '',
    ...lines.flatMap(({ says, href }) => [`* ${says}`, `  ${origin}${href}`]),
    '',
    `All of it: ${origin}/oversight`,
    '',
    'This message names nobody. It goes each week to every service manager and director, also where there is nothing to count.',
    '',
  ].join('\n'),
})

const one = z.object({ week: z.iso.date(), staffId: z.guid() })

/** One message, begun and sent as the morning's are: stopped in between, the other side is asked, or given it again under the same name. */
const sendWeekly: Job<{ week: string; staffId: string }> = job({
  name: 'send-weekly',
  says: 'Sends one service manager or director the week’s numbers',
  payload: one,
  // The post may be away for a morning: about ten hours. The next working morning asks anew.
  tries: 11,
  // Of two at once for one reader, the second waits, and finds that it is sent.
  outside: ({ db, post, today }, { week, staffId }) =>
    inTransaction(db, async (tx) => {
      const reference = `weekly-${week}-${staffId}`
      await sql`select pg_advisory_xact_lock(7206, hashtext(${reference}))`.execute(tx)
      const [reader] = await readersOf(db, today(), staffId)
      // Of a week that is over there is nothing to tell: the numbers would be the next one's.
      if (post === undefined || reader === undefined || mondayOf(today()) !== week) return false
      if ((await isBegun(db, staffId, day(week))) && (await post.taken(reference)) === true) return true
      const words = wordsOf(await linesFor(db, reader, today()), post)
      // Kept by itself, before anything leaves: the lock is not what remembers it.
      await db
        .insertInto('weeklyMessage')
        .values({ staffId, weekOn: day(week) })
        .onConflict((begun) => begun.doNothing())
        .execute()
      await post.send({ to: reader.email, reference, ...words })
      return true
    }),
  run: async (tx, { week, staffId }, _attempt, sent) => {
    if (!sent) return
    await tx
      .updateTable('weeklyMessage')
      .set({ sentAt: sql`now()` })
      .where('staffId', '=', staffId)
      .where('weekOn', '=', day(week))
      .where('sentAt', 'is', null)
      .execute()
  },
})

const isBegun = async (db: Db, staffId: string, weekOn: Day): Promise<boolean> =>
  (await db
    .selectFrom('weeklyMessage')
    .select('staffId')
    .where('staffId', '=', staffId)
    .where('weekOn', '=', weekOn)
    .executeTakeFirst()) !== undefined

/** The first working morning of each week, and the mornings after it for whom none went then: a message to each service manager and director. */
const sendWeeklies: Job<{ on: string }> = job({
  name: 'send-weeklies',
  says: 'Asks for the week’s message to each service manager and director',
  inTurn: true,
  payload: z.object({ on: z.iso.date() }),
  recurs: { at: '35 6 * * *', payload: (on) => ({ on }) },
  run: async (tx, { on }, { book }) => {
    if (book.post === undefined || dayOf(book.now()) !== on) return
    if (!isWorkingDay(day(on), await workingCalendar(tx))) return
    const week = mondayOf(day(on))
    for (const { id } of await readersOf(tx, day(on), null))
      await enqueue(tx, sendWeekly, { week, staffId: id }, { key: `${week}:${id}` })
  },
})

export const weeklyJobs = [sendWeeklies, sendWeekly] as const
