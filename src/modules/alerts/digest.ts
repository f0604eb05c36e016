import { sql } from 'kysely'
import { mayKnowOf } from '../../platform/access/reach.ts'
import { z } from 'zod'
import { counted } from '../../platform/people/name.ts'
import { day, dayOf, weekday, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { job, type Job } from '../../platform/jobs/job.ts'
import { staffMessage } from '../../platform/jobs/staff-message.ts'
import type { Post } from '../../platform/post/post.ts'

/** What waits for one member of staff. Counts alone: nothing about anybody. */
interface Waiting {
  /** Tellings that wait for their answer: of children, and of queues, teams and workers. */
  readonly answers: number
  /** Duties of theirs that are near. */
  readonly near: number
  /** What they promised for an alert and is not done. */
  readonly promised: number
}

/** What waits for these members of staff, by id; one for whom nothing does is not among them. */
async function waitingFor(
  db: Db,
  on: Day,
  staffId: string | null,
): Promise<(Waiting & { readonly staffId: string })[]> {
  const { rows } = await sql<Waiting & { readonly staffId: string }>`
    select to_id as staff_id,
           (count(*) filter (where told.state = 'open' and not told.near))::int as answers,
           (count(*) filter (where told.state = 'open' and told.near))::int as near,
           (count(*) filter (where told.state = 'answered'))::int as promised
      from (select to_id, state, rung in ('first warning', 'second warning') as near from alert
             where state in ('open', 'answered')
               and ${mayKnowOf(sql.ref('alert.to_id'), sql.ref('alert.child_id'))}
             union all
            select to_id, state, false from service_alert where state in ('open', 'answered')) told
      join staff on staff.id = told.to_id
     where staff.email is not null and staff.daily_digest
       and staff.disabled_at is null and coalesce(staff.leaves_on >= ${on}::date, true)
       and (${staffId}::uuid is null or staff.id = ${staffId}::uuid)
     group by to_id
     order by to_id
  `.execute(db)
  return rows
}

/** The words of a morning’s message: counts, and links that ask the reader to sign in. */
function digestWords({ answers, near, promised }: Waiting, { origin }: Pick<Post, 'origin'>, on: Day) {
  const lines = [
    answers > 0 && `${counted(answers, 'alert')} to answer`,
    promised > 0 && `${counted(promised, 'alert')} you answered, not done yet`,
    near > 0 && `${counted(near, 'thing')} due soon`,
  ].filter((line) => line !== false)
  const monday =
    weekday(on) === 1 ? ['', `What the week looks like for your service or team: ${origin}/oversight`] : []
  return {
    subject: `Holdfast: ${answers > 0 ? `${counted(answers, 'alert')} to answer` : 'your list for today'}`,
    body: [
      'In Holdfast this morning:',
      '',
      ...lines.map((line) => `* ${line}`),
      '',
      `Sign in to read them: ${origin}/inbox`,
      ...monday,
      '',
      `This message names nobody. To stop it: ${origin}/account/messages`,
      '',
    ].join('\n'),
  }
}

/** One message, with what waits when it goes. */
const sendDigest = staffMessage({
  name: 'send-digest',
  says: 'Sends one member of staff the morning’s counts',
  reference: 'digest',
  words: async ({ db }, post, staffId, on) => {
    const [waiting] = await waitingFor(db, on, staffId)
    const to = await addressOf(db, staffId)
    return waiting === undefined || to === null ? null : { to, ...digestWords(waiting, post, on) }
  },
})

async function addressOf(db: Db, staffId: string): Promise<string | null> {
  const staff = await db.selectFrom('staff').select('email').where('id', '=', staffId).executeTakeFirst()
  return staff?.email ?? null
}

/** Each morning: a message for everybody for whom something waits, where the council has set how messages leave. */
export const sendDigests: Job<{ on: string }> = job({
  name: 'send-digests',
  says: 'Asks for the morning’s message to everybody for whom something waits',
  inTurn: true,
  payload: z.object({ on: z.iso.date() }),
  recurs: { at: '30 6 * * *', payload: (on) => ({ on }) },
  run: async (tx, { on }, { book }) => {
    // A morning missed is not made up for in the afternoon of the next day: the counts would be that day’s.
    if (book.post === undefined || dayOf(book.now()) !== on) return
    for (const { staffId } of await waitingFor(tx, day(on), null))
      await enqueue(tx, sendDigest, { on, staffId }, { key: `${on}:${staffId}` })
  },
})

export const digestJobs = [sendDigests, sendDigest] as const
